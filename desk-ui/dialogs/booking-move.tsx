import { useState } from 'preact/hooks';
import type { StaffBooking } from '../../src/bookings/bookings.contract.js';
import { dayAndTimeOf } from '../../ui-kit/format.js';
import { FullSlotOffer, type FullSlot } from '../components/full-slot.js';
import { SlotChoice, type SlotDraft } from '../components/slot-choice.js';
import type { SlotWish } from '../state/availability.js';
import { moveBooking } from '../state/booking-actions.js';
import { officeDay } from '../state/bookings.js';
import { closeDialog } from '../state/dialogs.js';
import { bookingFormTexts as t } from '../texts/booking-form.texts.js';
import { bookingLabel } from '../texts/booking-words.js';
import { FormDialog } from './form-dialog.js';

/** Another time for the same booking. */
export function BookingMoveDialog({ booking }: { booking: StaffBooking }) {
  const [slot, setSlot] = useState<SlotDraft>(() => ({ day: firstDay(booking), start: null, byHand: null }));
  const [full, setFull] = useState<FullSlot | null>(null);
  const [missing, setMissing] = useState(false);
  const choose = (next: SlotDraft) => {
    setSlot(next);
    setFull(null);
    setMissing(false);
  };
  const send = async (force: boolean): Promise<string | null> => {
    const { start } = slot;
    setMissing(start === null);
    if (start === null) return '';
    const placed = await moveBooking(booking, start, force);
    if (placed.state === 'full') setFull({ start, refusal: placed });
    else if (!force) setFull(null);
    if (placed.state === 'refused') return placed.text;
    return placed.state === 'done' ? null : '';
  };
  return (
    <FormDialog title={t('moveTitle', { who: bookingLabel(booking) })} submit={t('move')} onSubmit={() => send(false)}>
      <p>{t('movedFrom', { time: dayAndTimeOf(booking.start) })}</p>
      <SlotChoice
        wish={wishOfBooking(booking)}
        value={slot}
        onChange={choose}
        error={missing ? t('chooseSlot') : null}
      />
      {full !== null && (
        <FullSlotOffer
          full={full}
          forceLabel={t('forceMove')}
          onChoose={(start) => choose({ day: start.slice(0, 10), start, byHand: null, goThere: true })}
          onForce={async () => {
            const refusal = await send(true);
            if (refusal === null) closeDialog();
            return refusal;
          }}
        />
      )}
    </FormDialog>
  );
}

function firstDay({ start }: StaffBooking): string {
  const day = start.slice(0, 10);
  return day < officeDay.value ? officeDay.value : day;
}

function wishOfBooking(booking: StaffBooking): SlotWish {
  const { service, municipality, extraServices, people, needsLanguage, mode } = booking;
  return {
    ...{ service, municipality, mode, needsLanguage, moving: booking.id },
    ...(people > 1 ? { people } : {}),
    ...(extraServices.length === 0 ? {} : { extraServices }),
  };
}
