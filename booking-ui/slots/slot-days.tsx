import { useId, useRef } from 'preact/hooks';
import type { Slot } from '../../src/bookings/bookings.contract.js';
import { dayOf, timeOf } from '../../ui-kit/format.js';
import type { SlotDay } from './slot-store.js';
import { slotWords } from './texts.js';

type Props = { days: readonly SlotDay[]; value: string | null; onChange: (slot: Slot) => void };

/** The days of a month, folded; the first stands open, and so does the one with the chosen time. */
export function SlotDays({ days, value, onChange }: Props) {
  const group = useId();
  const chosenDay = days.find(({ slots }) => slots.some(({ start }) => start === value))?.date;
  // Days once opened are left open: one that folds by itself moves the list under the finger.
  const opened = useRef(new Set<string>()).current;
  const first = chosenDay ?? (opened.size === 0 ? days[0]?.date : undefined);
  if (first !== undefined) opened.add(first);
  return (
    <div class="slot-days">
      {days.map((day) => (
        <details key={day.date} open={opened.has(day.date)}>
          <summary>
            <span>{dayOf(day.date)}</span>
            <small>
              {day.date === chosenDay ? slotWords('chosen', { time: timeOf(value ?? '') }) : freeTimes(day)}
            </small>
          </summary>
          <SlotTimes name={group} label={dayOf(day.date)} slots={day.slots} value={value} onChange={onChange} />
        </details>
      ))}
    </div>
  );
}

function freeTimes({ slots }: SlotDay): string {
  return slotWords('freeTimes', { n: slots.length });
}

type TimesProps = Omit<Props, 'days'> & { name: string; label: string; slots: readonly Slot[]; withDay?: boolean };

/** Times as native radio buttons of one group; screen readers hear the range. `label` names the group. */
export function SlotTimes({ name, label, slots, value, onChange, withDay = false }: TimesProps) {
  return (
    <fieldset class={withDay ? 'slot-times slot-times-wide' : 'slot-times'}>
      <legend class={withDay ? '' : 'visually-hidden'}>{label}</legend>
      {slots.map((slot) => (
        <label key={slot.start} class="slot">
          <input
            type="radio"
            name={name}
            value={slot.start}
            checked={slot.start === value}
            onChange={() => onChange(slot)}
          />
          <span aria-hidden="true">{withDay ? `${dayOf(slot.start)} ${timeOf(slot.start)}` : timeOf(slot.start)}</span>
          <span class="visually-hidden">
            {withDay ? `${dayOf(slot.start)} ` : ''}
            {slotWords('fromTo', { from: timeOf(slot.start), to: timeOf(slot.end) })}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
