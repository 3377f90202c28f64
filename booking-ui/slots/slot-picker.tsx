import { useEffect, useId, useMemo } from 'preact/hooks';
import type { Slot } from '../../src/bookings/bookings.contract.js';
import { Button } from '../../ui-kit/components/button.js';
import { Alert, LiveRegion } from '../../ui-kit/components/notices.js';
import { dayAndTimeOf, dayOf, monthOf } from '../../ui-kit/format.js';
import { words } from '../../ui-kit/words.js';
import { SlotDays } from './slot-days.js';
import { createSlots, type SlotStore, type SlotWish } from './slot-store.js';
import { SlotWatch } from './slot-watch.js';
import { slotWords } from './texts.js';

export type SlotPickerProps = {
  /** Slug of the office. */
  office: string;
  wish: SlotWish;
  /** Start of the chosen slot. */
  value: string | null;
  onChange: (slot: Slot) => void;
  /** Names the whole choice to screen readers. */
  label: string;
  /** A slot that is this visitor's own (held or booked): it stays in the list though it is not free any more. */
  kept?: Slot | null;
  /** The office sends e-mails: offers to tell when a place becomes free. */
  emails?: boolean;
  /** A new number asks the server again: a slot was refused. */
  revision?: number;
  /** Id of the message that says what is wrong with the choice, or absent. */
  errorId?: string | undefined;
};

/** Months, in them the days with free places, in them the free times as native radio buttons. */
export function SlotPicker({ office, wish, revision = 0, ...props }: SlotPickerProps) {
  const asked = JSON.stringify(wish);
  const store = useMemo(() => createSlots(office, wish), [office, asked]);
  useEffect(() => void store.refresh(), [store, revision]);
  useEffect(() => refreshOnReturn(store), [store]);
  return (
    <div class="slot-picker" role="group" aria-label={props.label} aria-describedby={props.errorId}>
      <LiveRegion text={spoken(store)} />
      <Trouble store={store} />
      <Found store={store} {...props} />
      <Nothing store={store}>{props.emails === true ? <SlotWatch office={office} wish={wish} /> : null}</Nothing>
    </div>
  );
}

type FoundProps = Pick<SlotPickerProps, 'value' | 'onChange' | 'kept'> & { store: SlotStore };

function Found({ store, value, onChange, kept = null }: FoundProps) {
  const { firstFree } = store.outlook.value ?? { firstFree: null };
  if (firstFree === null && kept === null) return null;
  const month = store.month.value;
  const days = withKept(store.days.value, kept?.start.slice(0, 7) === month ? kept : null);
  return (
    <>
      {firstFree === null ? null : <FirstFree store={store} start={firstFree} onChange={onChange} />}
      <Months store={store} />
      {days.length === 0 && !store.loading.value ? <p>{slotWords('monthFull')}</p> : null}
      <SlotDays key={month} days={days} value={value} onChange={onChange} />
    </>
  );
}

function FirstFree({ store, start, onChange }: { store: SlotStore; start: string; onChange: (slot: Slot) => void }) {
  const choose = async () => {
    await store.chooseMonth(start.slice(0, 7));
    const slot = store.days.value.flatMap(({ slots }) => slots).find((one) => one.start === start);
    if (slot !== undefined) onChange(slot);
  };
  return (
    <Button icon="calendar" class="first-free" onPress={choose}>
      {slotWords('firstFree', { when: dayAndTimeOf(start) })}
    </Button>
  );
}

function Months({ store }: { store: SlotStore }) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{slotWords('month')}</label>
      <select
        id={id}
        class="form-select"
        value={store.month.value ?? ''}
        onChange={(event) => void store.chooseMonth(event.currentTarget.value)}
      >
        {store.months.value.map((month) => (
          <option key={month} value={month}>
            {monthOf(month)}
          </option>
        ))}
      </select>
    </div>
  );
}

function Nothing({ store, children }: { store: SlotStore; children: preact.ComponentChildren }) {
  const outlook = store.outlook.value;
  if (outlook === null || outlook.firstFree !== null) return null;
  return (
    <>
      <Alert kind="info">
        <p>{slotWords('noneUntil', { day: dayOf(outlook.lastDay) })}</p>
        <p>
          {outlook.opensNext === null
            ? slotWords('tryLater')
            : slotWords('opensNext', { when: dayAndTimeOf(outlook.opensNext) })}
        </p>
      </Alert>
      {children}
    </>
  );
}

function Trouble({ store }: { store: SlotStore }) {
  const code = store.failure.value;
  if (code === null) return store.outlook.value === null ? <p class="slots-loading">{slotWords('loading')}</p> : null;
  return (
    <Alert kind="warning">
      <p>{troubleText(code)}</p>
      <Button onPress={() => store.refresh()}>{words('tryAgain')}</Button>
    </Alert>
  );
}

function troubleText(code: string): string {
  if (code === 'away') return slotWords('away');
  if (code === 'not-bookable' || code === 'service-not-for-municipality') return slotWords('notBookable');
  return code === 'services-not-combinable' ? slotWords('notCombinable') : slotWords('refused');
}

function spoken(store: SlotStore): string {
  if (store.loading.value) return slotWords('loading');
  return store.outlook.value === null ? '' : slotWords('loaded', { n: store.days.value.length });
}

function withKept(days: readonly { date: string; slots: readonly Slot[] }[], kept: Slot | null) {
  if (kept === null || days.some(({ slots }) => slots.some(({ start }) => start === kept.start))) return days;
  const date = kept.start.slice(0, 10);
  const others = days.filter((day) => day.date !== date);
  const slots = [...(days.find((day) => day.date === date)?.slots ?? []), kept];
  return [...others, { date, slots: slots.sort(byStart) }].sort((a, b) => a.date.localeCompare(b.date));
}

// As instants: around a clock change the wall times of two starts may stand the other way round.
function byStart(a: Slot, b: Slot): number {
  return Date.parse(a.start) - Date.parse(b.start);
}

// Whoever comes back to the page after a while must not choose from an old list.
function refreshOnReturn(store: SlotStore): () => void {
  const returned = () => {
    if (document.visibilityState === 'visible') void store.refresh();
  };
  document.addEventListener('visibilitychange', returned);
  return () => document.removeEventListener('visibilitychange', returned);
}
