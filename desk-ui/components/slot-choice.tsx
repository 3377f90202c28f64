import { useEffect, useId, useLayoutEffect, useRef } from 'preact/hooks';
import type { Availability, Slot } from '../../src/bookings/bookings.contract.js';
import { Button } from '../../ui-kit/components/button.js';
import { Alert } from '../../ui-kit/components/notices.js';
import { dayAndTimeOf, dayOf, timeOf } from '../../ui-kit/format.js';
import { freeSlots, loadFreeSlots, slotKey, type SlotWish } from '../state/availability.js';
import { officeDay } from '../state/bookings.js';
import { office } from '../state/office.js';
import { daysAfter, instantOf } from '../state/wall-time.js';
import { bookingFormTexts as t } from '../texts/booking-form.texts.js';
import { bookingTexts } from '../texts/bookings.texts.js';
import { TextField } from './field.js';

/**
 * The day that is looked at and the start that is chosen; `byHand` holds a time typed instead of one of the list.
 * `goThere`: the list should take the focus once it shows the day, because what was pressed is gone.
 */
export type SlotDraft = { day: string; start: string | null; byHand: string | null; goThere?: boolean };

type SlotChoiceProps = {
  wish: SlotWish | null;
  value: SlotDraft;
  onChange: (value: SlotDraft) => void;
  error: string | null;
};

/** A day and the free times in it, as radio buttons; or another time, for who goes on top of capacity on purpose. */
export function SlotChoice({ wish, value, onChange, error }: SlotChoiceProps) {
  const key = wish === null ? null : slotKey(wish, value.day);
  const errorId = useId();
  useEffect(() => {
    if (key !== null) void loadFreeSlots(key);
  }, [key]);
  const slots = useGoThere(value, onChange, key);
  const toDay = (day: string, goThere = false) => onChange({ day, start: null, byHand: null, goThere });
  if (key === null) return <p class="soft">{t('firstWhatAndWhere')}</p>;
  const found = freeSlots.value?.key === key ? freeSlots.value : null;
  const availability = found?.state === 'loaded' ? found.availability : null;
  return (
    <>
      <DaySteps day={value.day} onDay={toDay} firstFree={availability?.firstFree ?? null} />
      {found?.state === 'failed' && <Alert kind="danger">{found.text}</Alert>}
      <fieldset ref={slots} tabIndex={-1} class="slots" aria-describedby={error === null ? undefined : errorId}>
        <legend>{t('freeTimes', { day: dayOf(value.day) })}</legend>
        <p role="status" class="soft">
          {found?.state === 'failed' ? '' : slotsText(availability)}
        </p>
        <div class="slot-grid">
          {(availability?.days[0]?.slots ?? []).map((slot) => (
            <SlotRadio key={slot.start} slot={slot} value={value} onChange={onChange} />
          ))}
        </div>
        <label class="slot slot-other">
          <input
            type="radio"
            name="slot"
            checked={value.byHand !== null}
            onChange={() => onChange({ ...value, start: null, byHand: '' })}
          />
          <span>{t('otherTime')}</span>
        </label>
        {value.byHand !== null && <TimeByHand value={value} onChange={onChange} />}
        {error !== null && (
          <p class="field-error" id={errorId}>
            {error}
          </p>
        )}
      </fieldset>
    </>
  );
}

// What was pressed is gone, so the focus goes on to the chosen time, or to the first one; until they have come it waits
// on their group. Before the browser paints, or a key pressed right after it would be lost to the dialog.
function useGoThere(value: SlotDraft, onChange: SlotChoiceProps['onChange'], key: string | null) {
  const slots = useRef<HTMLFieldSetElement>(null);
  const isLoaded = freeSlots.value?.key === key && freeSlots.value?.state === 'loaded';
  useLayoutEffect(() => {
    if (value.goThere !== true) return;
    if (!isLoaded) return slots.current?.focus();
    const chosen = slots.current?.querySelector<HTMLElement>(':checked') ?? slots.current?.querySelector('input');
    chosen?.focus();
    onChange({ ...value, goThere: false });
  }, [value.goThere, isLoaded]);
  return slots;
}

function DaySteps(props: { day: string; onDay: (day: string, goThere?: boolean) => void; firstFree: string | null }) {
  const { day, onDay, firstFree } = props;
  return (
    <div class="day-chooser">
      <Button icon="arrow-left" disabled={day <= officeDay.value} onPress={() => onDay(daysAfter(day, -1))}>
        <span class="visually-hidden">{bookingTexts('previousDay')}</span>
      </Button>
      <TextField
        label={bookingTexts('day')}
        type="date"
        value={day}
        onChange={(next) => {
          // A date half typed is no day yet.
          if (/^20\d\d-/.test(next)) onDay(next);
        }}
      />
      <Button icon="arrow-right" onPress={() => onDay(daysAfter(day, 1))}>
        <span class="visually-hidden">{bookingTexts('nextDay')}</span>
      </Button>
      {firstFree !== null && !firstFree.startsWith(day) && (
        <Button onPress={() => onDay(firstFree.slice(0, 10), true)}>
          {t('firstFree', { time: dayAndTimeOf(firstFree) })}
        </Button>
      )}
    </div>
  );
}

function SlotRadio({ slot, value, onChange }: { slot: Slot } & Pick<SlotChoiceProps, 'value' | 'onChange'>) {
  const time = timeOf(slot.start);
  return (
    <label class="slot">
      <input
        type="radio"
        name="slot"
        checked={value.start === slot.start && value.byHand === null}
        onChange={() => onChange({ ...value, start: slot.start, byHand: null })}
      />
      <span class="number">{slot.left > 1 ? t('left', { time, n: slot.left }) : time}</span>
    </label>
  );
}

function TimeByHand({ value, onChange }: Pick<SlotChoiceProps, 'value' | 'onChange'>) {
  const zone = office.value?.timeZone ?? 'Europe/Rome';
  const choose = (time: string) => {
    const known = /^\d{2}:\d{2}$/.test(time);
    onChange({ ...value, byHand: time, start: known ? instantOf(value.day, time, zone) : null });
  };
  return (
    <TextField
      label={t('timeByHand')}
      hint={t('timeHint')}
      type="time"
      value={value.byHand ?? ''}
      onChange={choose}
      autoFocus
    />
  );
}

function slotsText(availability: Availability | null): string {
  if (availability === null) return t('searching');
  if ((availability.days[0]?.slots.length ?? 0) > 0) return '';
  if (availability.firstFree !== null) return t('noFreeOnDay');
  const opens = availability.opensNext === null ? '' : t('opensNext', { time: dayAndTimeOf(availability.opensNext) });
  return `${t('noneFree')} ${opens}`.trim();
}
