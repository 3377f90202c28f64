import { useEffect, useState } from 'preact/hooks';
import type { StaffBooking } from '../../src/bookings/bookings.contract.js';
import { Button } from '../../ui-kit/components/button.js';
import { Dialog } from '../../ui-kit/components/dialog.js';
import { Alert } from '../../ui-kit/components/notices.js';
import { dayAndTimeOf, soonOf } from '../../ui-kit/format.js';
import { words } from '../../ui-kit/words.js';
import { BookingButtons } from '../components/booking-buttons.js';
import { BookingStatusLine } from '../components/booking-status.js';
import { Facts } from '../components/facts.js';
import { bookingEvents, loadBookingEvents } from '../state/booking-actions.js';
import { nameOf } from '../state/booking-rules.js';
import { bookingById, officeDay } from '../state/bookings.js';
import { closeDialog, openDialog } from '../state/dialogs.js';
import { documentsFor, municipalityName, serviceName } from '../state/office.js';
import { languageName } from '../texts/alerts.js';
import { answersInWords } from '../texts/answers.js';
import { bookingFormTexts } from '../texts/booking-form.texts.js';
import { bookingEventText, bookingLabel, modeName } from '../texts/booking-words.js';
import { bookingTexts as t } from '../texts/bookings.texts.js';

/** Everything about one booking, and what can be done with it. */
export function BookingDialog({ booking: given }: { booking: StaffBooking }) {
  const booking = bookingById(given.id) ?? given;
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => void loadBookingEvents(given.id), [given.id, booking.status, booking.start]);
  return (
    <Dialog
      title={t('details', { who: bookingLabel(booking) })}
      onClose={closeDialog}
      class="booking-dialog wide-dialog"
    >
      <p class="visitor-service">
        {dayAndTimeOf(booking.start)} · {modeName(booking.mode)}
      </p>
      <BookingStatusLine booking={booking} />
      <BookingButtons booking={booking} onProblem={setProblem} />
      {problem !== null && problem !== '' && <Alert kind="danger">{problem}</Alert>}
      <div class="booking-columns">
        <div>
          <Facts facts={visitFacts(booking)} />
          <Documents booking={booking} />
        </div>
        <div>
          {booking.contactErased && <p class="soft">{t('erased')}</p>}
          <Facts facts={personFacts(booking)} />
          <History booking={booking} />
        </div>
      </div>
      <div class="dialog-buttons">
        <Button onPress={() => openDialog({ kind: 'booked', booking })}>{bookingFormTexts('codeLabel')}</Button>
        <Button kind="primary" onPress={closeDialog}>
          {words('close')}
        </Button>
      </div>
    </Dialog>
  );
}

function visitFacts(booking: StaffBooking): [string, string | null][] {
  const { service, extraServices, needsLanguage, people, createdAt, byStaff, checkInFrom } = booking;
  const made = { time: dayAndTimeOf(createdAt) };
  return [
    [t('services'), [service, ...extraServices].map(serviceName).join(' + ')],
    [t('municipality'), municipalityName(booking.municipality)],
    [t('needsLanguage'), needsLanguage === null ? null : languageName(needsLanguage)],
    [t('people'), people > 1 ? String(people) : null],
    [t('code'), booking.code],
    [t('checkInFrom'), checkInFrom === null ? null : soonOf(checkInFrom, officeDay.value)],
    [t('ticket'), booking.ticket?.number ?? null],
    [t('bookedAt'), byStaff ? t('byStaff', made) : t('byCitizen', made)],
    [t('cancelReason'), booking.cancelReason],
  ];
}

function personFacts({ contact, notes, fields, service, extraServices }: StaffBooking): [string, string | null][] {
  return [
    [t('name'), nameOf(contact) || t('noName')],
    [t('phone'), contact.phone],
    [t('email'), contact.email],
    [t('language'), languageName(contact.language)],
    [t('notes'), notes],
    ...answersInWords([service, ...extraServices], fields),
  ];
}

function Documents({ booking }: { booking: StaffBooking }) {
  const documents = documentsFor([booking.service, ...booking.extraServices]);
  if (documents.length === 0) return null;
  return (
    <details class="extras">
      <summary>{t('documents', { n: documents.length })}</summary>
      <ul class="documents">
        {documents.map(({ text, lang }) => (
          <li key={text} lang={lang}>
            {text}
          </li>
        ))}
      </ul>
    </details>
  );
}

function History({ booking }: { booking: StaffBooking }) {
  const events = bookingEvents.value.get(booking.id) ?? [];
  return (
    <div class="story" tabIndex={0} role="group" aria-label={t('history')}>
      <ol class="history">
        {events.map((event) => (
          <li key={`${event.at} ${event.type}`}>{bookingEventText(event)}</li>
        ))}
      </ol>
    </div>
  );
}
