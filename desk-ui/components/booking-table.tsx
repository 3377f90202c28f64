import type { StaffBooking } from '../../src/bookings/bookings.contract.js';
import { Icon } from '../../ui-kit/components/icon.js';
import { dayAndTimeOf, timeOf } from '../../ui-kit/format.js';
import { admits, isRemote, nameOf } from '../state/booking-rules.js';
import { officeDay, shownBookings, wantedQuery } from '../state/bookings.js';
import { openDialog } from '../state/dialogs.js';
import { serviceName } from '../state/office.js';
import { languageName } from '../texts/alerts.js';
import { modeName } from '../texts/booking-words.js';
import { bookingTexts as t } from '../texts/bookings.texts.js';
import { QuickBookingButton, START_HINDRANCE_ID, startHindrance } from './booking-buttons.js';
import { BookingStatusLine } from './booking-status.js';
import { moveBetweenRows } from './move-between-rows.js';

/** The list that is asked for: a day in time order, or what a search has found. */
export function BookingTable() {
  const list = shownBookings.value;
  const searching = wantedQuery.value !== '';
  return (
    <section class="card bookings-card" aria-label={t('title')}>
      <p role="status" class="bookings-count">
        {list === null ? t('reading') : t(searching ? 'found' : 'count', { n: list.items.length })}
      </p>
      <StartHindrance items={list?.items ?? []} />
      {list?.items.length === 0 && <p class="empty">{searching ? t('noneFound') : t('noneOnDay')}</p>}
      {list !== null && list.items.length > 0 && (
        <div class="bookings-scroll">
          <table class="booking-table" onKeyDown={moveBetweenRows}>
            <Head searching={searching} />
            <tbody>
              {list.items.map((booking) => (
                <BookingRow key={booking.id} booking={booking} searching={searching} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

// Once above the list, not at each button.
function StartHindrance({ items }: { items: StaffBooking[] }) {
  const why = startHindrance();
  const waiting = items.some(
    (booking) => isRemote(booking) && admits(booking, 'start') && booking.start.startsWith(officeDay.value),
  );
  if (why === null || !waiting) return null;
  return (
    <p class="soft bookings-hindrance" id={START_HINDRANCE_ID}>
      {why}
    </p>
  );
}

const COLUMNS = ['name', 'services', 'language', 'mode', 'status', 'code'] as const;

function Head({ searching }: { searching: boolean }) {
  return (
    <thead>
      <tr>
        {([searching ? 'when' : 'time', ...COLUMNS] as const).map((column) => (
          <th scope="col" key={column}>
            {t(column)}
          </th>
        ))}
        <th scope="col">
          <span class="visually-hidden">{t('actions')}</span>
        </th>
      </tr>
    </thead>
  );
}

function BookingRow({ booking, searching }: { booking: StaffBooking; searching: boolean }) {
  const { contact, service, extraServices, needsLanguage, start, code } = booking;
  const ended = ['cancelled', 'no-show', 'completed', 'lapsed'].includes(booking.status);
  return (
    <tr class={`booking-row ${isRemote(booking) ? 'booking-remote' : ''} ${ended ? 'booking-ended' : ''}`}>
      <td class="number booking-time">{searching ? dayAndTimeOf(start) : timeOf(start)}</td>
      <th scope="row">
        <button
          type="button"
          class="booking-open"
          data-row
          data-booking-row
          onClick={() => openDialog({ kind: 'booking', booking })}
        >
          {nameOf(contact) || t('noName')}
        </button>
      </th>
      <td>{[service, ...extraServices].map(serviceName).join(' + ')}</td>
      <td>
        <span lang={contact.language}>{languageName(contact.language)}</span>
        {needsLanguage !== null && (
          <strong class="booking-need">{t('mediators', { language: languageName(needsLanguage) })}</strong>
        )}
      </td>
      <td>
        <BookingMode booking={booking} />
      </td>
      <td>
        <BookingStatusLine booking={booking} />
      </td>
      <td class="number">{code}</td>
      <td class="booking-action">
        <QuickBookingButton booking={booking} />
      </td>
    </tr>
  );
}

function BookingMode({ booking }: { booking: StaffBooking }) {
  if (!isRemote(booking)) return <>{modeName(booking.mode)}</>;
  return (
    <span class="booking-mode-remote">
      <Icon name="phone" size={18} />
      <span>
        <strong>{modeName(booking.mode)}</strong>
        <span class="number booking-phone">{booking.contact.phone ?? t('noPhone')}</span>
      </span>
    </span>
  );
}
