import type { OverbookedSlot, StaffBooking } from '../../src/bookings/bookings.contract.js';
import { dayOf, timeOf } from '../../ui-kit/format.js';
import { admits, nameOf } from '../state/booking-rules.js';
import { overbooked } from '../state/bookings.js';
import { openDialog } from '../state/dialogs.js';
import { serviceName } from '../state/office.js';
import { languageName } from '../texts/alerts.js';
import { bookingLabel } from '../texts/booking-words.js';
import { bookingTexts as t } from '../texts/bookings.texts.js';
import { BookingStatusLine } from './booking-status.js';
import { CommandButton } from './command-button.js';
import { moveBetweenRows } from './move-between-rows.js';

/** Times with more bookings than places, the next first, each with who is booked there: somebody has to move, or be told. */
export function OverbookedList() {
  const slots = [...overbooked.value].sort((a, b) => Date.parse(a.start) - Date.parse(b.start));
  return (
    <section class="card bookings-card" aria-label={t('overbooked')}>
      <p role="status" class="bookings-count">
        {slots.length === 0 ? t('noneOverbooked') : t('overbookedCount', { n: slots.length })}
      </p>
      {slots.length > 0 && (
        <div class="bookings-scroll" onKeyDown={moveBetweenRows}>
          <p class="soft overbooked-hint">{t('overbookedHint')}</p>
          {slots.map((slot) => (
            <CrowdedSlot key={`${slot.pool} ${slot.start}`} slot={slot} />
          ))}
        </div>
      )}
    </section>
  );
}

function CrowdedSlot({ slot }: { slot: OverbookedSlot }) {
  const { start, end, taken, capacity, language } = slot;
  return (
    <article class="overbooked">
      <h2>{t('overbookedAt', { day: dayOf(start), from: timeOf(start), to: timeOf(end) })}</h2>
      <p>
        <strong>{t('taken', { taken, capacity })}</strong>{' '}
        {language !== null && <span>{t('mediators', { language: languageName(language) })}</span>}
      </p>
      <ul class="rows">
        {slot.bookings.map((booking) => (
          <CrowdedRow key={booking.id} booking={booking} />
        ))}
      </ul>
    </article>
  );
}

function CrowdedRow({ booking }: { booking: StaffBooking }) {
  const { contact, service, start } = booking;
  const reachable = contact.phone ?? contact.email;
  return (
    <li class="row">
      <button type="button" class="row-main" data-row onClick={() => openDialog({ kind: 'booking', booking })}>
        <span class="row-number number">{timeOf(start)}</span>
        <span class="row-what">
          <span class="row-service">{nameOf(contact) || t('noName')}</span>
          <span class="tags">
            <span>{serviceName(service)}</span>
            {reachable !== null && <span class="number">{reachable}</span>}
          </span>
        </span>
        <BookingStatusLine booking={booking} />
      </button>
      <CommandButton
        class="row-button"
        disabled={!admits(booking, 'reschedule')}
        onPress={() => openDialog({ kind: 'booking-move', booking })}
      >
        {t('reschedule')}
        <span class="visually-hidden"> {bookingLabel(booking)}</span>
      </CommandButton>
      <CommandButton
        class="row-button"
        disabled={!admits(booking, 'cancel')}
        onPress={() => openDialog({ kind: 'booking-cancel', booking })}
      >
        {t('cancel')}
        <span class="visually-hidden"> {bookingLabel(booking)}</span>
      </CommandButton>
    </li>
  );
}
