import { useRef, useState } from 'preact/hooks';
import { newKey } from '../../ui-kit/api.js';
import { BookingPersonFields, type PersonFaults } from '../components/booking-person-fields.js';
import { BookingVisitFields, bookableServices } from '../components/booking-visit-fields.js';
import { FullSlotOffer, type FullSlot } from '../components/full-slot.js';
import { SlotChoice, type SlotDraft } from '../components/slot-choice.js';
import { book } from '../state/booking-actions.js';
import { blankDraft, requestOf, wishOf, type BookingDraft } from '../state/booking-draft.js';
import { officeDay } from '../state/bookings.js';
import { closeDialog, openDialog } from '../state/dialogs.js';
import { office, questionsOf } from '../state/office.js';
import { phoneNumber } from '../state/phone.js';
import { bookingFormTexts as t } from '../texts/booking-form.texts.js';
import { FormDialog } from './form-dialog.js';

/** A booking for somebody at the desk or on the phone; only what and when must be said. */
export function NewBookingDialog() {
  const form = useBookingForm();
  const { draft, slot, full, faults } = form;
  return (
    <FormDialog title={t('newTitle')} submit={t('book')} wide onSubmit={() => form.send(false)} onClose={closeDialog}>
      <div class="booking-columns">
        <fieldset class="form-part">
          <legend>{t('what')}</legend>
          <BookingVisitFields draft={draft} onChange={form.change} municipalityError={faults.municipality ?? null} />
          <h3>{t('when')}</h3>
          <SlotChoice wish={wishOf(draft)} value={slot} onChange={form.choose} error={faults.start ?? null} />
        </fieldset>
        <fieldset class="form-part">
          <legend>{t('who')}</legend>
          <BookingPersonFields
            draft={draft}
            questions={questionsOf([draft.service, ...draft.extraServices])}
            faults={faults}
            onChange={form.change}
          />
        </fieldset>
      </div>
      {full !== null && (
        <FullSlotOffer
          full={full}
          forceLabel={t('force')}
          onChoose={(start) => form.choose({ day: start.slice(0, 10), start, byHand: null, goThere: true })}
          onForce={() => form.send(true)}
        />
      )}
    </FormDialog>
  );
}

type Faults = PersonFaults & { municipality?: string; start?: string };

function useBookingForm() {
  const [draft, setDraft] = useState<BookingDraft>(firstDraft);
  const [slot, setSlot] = useState<SlotDraft>(() => ({ day: officeDay.value, start: null, byHand: null }));
  const [full, setFull] = useState<FullSlot | null>(null);
  const [faults, setFaults] = useState<Faults>({});
  // One dialog is one booking: pressed again after a lost answer, it gives the same one.
  const key = useRef(newKey());
  const change = (fields: Partial<BookingDraft>) => {
    const next = { ...draft, ...fields };
    // Another wish has other places; a name or note leaves the chosen one alone.
    if (JSON.stringify(wishOf(next)) !== JSON.stringify(wishOf(draft))) choose({ ...slot, start: null, byHand: null });
    setDraft(next);
  };
  const choose = (next: SlotDraft) => {
    setSlot(next);
    setFull(null);
  };
  const send = async (force: boolean): Promise<string | null> => {
    const wish = wishOf(draft);
    const wrong = faultsOf(draft, slot.start);
    setFaults(wrong);
    if (wish === null || slot.start === null || Object.keys(wrong).length > 0) return '';
    const request = requestOf(draft, wish, slot.start, questionsOf([draft.service, ...draft.extraServices]));
    const placed = await book(force ? { ...request, force } : request, key.current);
    if (placed.state === 'full') setFull({ start: slot.start, refusal: placed });
    else if (!force) setFull(null);
    if (placed.state === 'done') openDialog({ kind: 'booked', booking: placed.booking });
    // Once it was answered, the next press may send something else and needs a key of its own.
    else if (placed.state === 'full' || placed.code !== 'server-away') key.current = newKey();
    if (placed.state !== 'refused') return '';
    const told = faultsAt(placed.fields);
    setFaults(told);
    return Object.keys(told).length > 0 ? '' : placed.text;
  };
  return { draft, slot, full, faults, change, choose, send };
}

function firstDraft(): BookingDraft {
  const service = bookableServices()[0];
  return blankDraft(service?.code ?? '', service?.modes[0] ?? 'desk', office.value?.languages[0] ?? 'it');
}

function faultsOf({ municipality, phone, email }: BookingDraft, start: string | null): Faults {
  return {
    ...(municipality === '' ? { municipality: t('chooseMunicipality') } : {}),
    ...(municipality !== '' && start === null ? { start: t('chooseSlot') } : {}),
    ...(phone.trim() !== '' && phoneNumber(phone) === null ? { phone: t('checkPhone') } : {}),
    ...(email.trim() !== '' && !/^\S+@\S+\.\S+$/.test(email.trim()) ? { email: t('checkEmail') } : {}),
  };
}

// The server names what it could not use by its path in the request.
function faultsAt(paths: readonly string[]): Faults {
  const answers = paths.flatMap((path) => /(?:^|\.)fields\.(\w+)$/.exec(path)?.[1] ?? []);
  return {
    ...(paths.some((path) => path.endsWith('phone')) ? { phone: t('checkPhone') } : {}),
    ...(paths.some((path) => path.endsWith('email')) ? { email: t('checkEmail') } : {}),
    ...(answers.length === 0 ? {} : { answers: Object.fromEntries(answers.map((key) => [key, t('checkAnswer')])) }),
  };
}
