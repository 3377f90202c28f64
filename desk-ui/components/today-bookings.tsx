import type { StaffBooking } from '../../src/bookings/bookings.contract.js';
import { Button } from '../../ui-kit/components/button.js';
import { timeOf } from '../../ui-kit/format.js';
import { isRemote, nameOf, stillOpen } from '../state/booking-rules.js';
import { bookingsView, showDay, todaysBookings } from '../state/bookings.js';
import { openDialog } from '../state/dialogs.js';
import { serviceName, services } from '../state/office.js';
import { showTab } from '../state/tabs.js';
import { bookingTexts as t } from '../texts/bookings.texts.js';
import { QuickBookingButton, startHindrance } from './booking-buttons.js';
import { BookingStatusLine } from './booking-status.js';
import { KeyHint } from './key-hint.js';

const MOST = 4;

/** Who is booked next today, beside the queue; the whole day is on its own tab. */
export function TodayBookings() {
  const bookings = todaysBookings.value;
  if (bookings === null || !services.value.some(({ bookable }) => bookable)) return null;
  const open = stillOpen(bookings);
  return (
    <section class="card side-card" aria-labelledby="today-bookings-title">
      <h2 id="today-bookings-title">{t('todayTitle', { n: open.length })}</h2>
      {open.length === 0 ? (
        <p class="empty">{t('noneToday')}</p>
      ) : (
        <>
          <ul class="rows">
            {open.slice(0, MOST).map((booking) => (
              <TodayRow key={booking.id} booking={booking} />
            ))}
          </ul>
          <Button class="side-more" shortcut="G" onPress={showAll}>
            {t('allBookings')} <KeyHint letter="G" />
          </Button>
        </>
      )}
    </section>
  );
}

function TodayRow({ booking }: { booking: StaffBooking }) {
  return (
    <li class="row today-row">
      <button type="button" class="row-main" onClick={() => openDialog({ kind: 'booking', booking })}>
        <span class="row-number number">{timeOf(booking.start)}</span>
        <span class="row-what">
          <span class="row-service">{nameOf(booking.contact) || t('noName')}</span>
          <span class="today-facts">
            <span class="soft">{serviceName(booking.service)}</span>
            <BookingStatusLine booking={booking} />
          </span>
        </span>
      </button>
      {isRemote(booking) && startHindrance() === null && <QuickBookingButton booking={booking} short />}
    </li>
  );
}

function showAll(): void {
  bookingsView.value = 'day';
  showDay(null);
  showTab('bookings');
}
