import type { StaffBooking } from '../../src/bookings/bookings.contract.js';
import { Icon } from '../../ui-kit/components/icon.js';
import { timeOf } from '../../ui-kit/format.js';
import { officeClock } from '../../ui-kit/office-clock.js';
import { isCallDue, isOverdue } from '../state/booking-rules.js';
import { officeDay } from '../state/bookings.js';
import { bookingStatusIcon, bookingStatusText } from '../texts/booking-words.js';
import { bookingTexts as t } from '../texts/bookings.texts.js';

/** Where a booking stands: icon and words, never a colour alone. */
export function BookingStatusLine({ booking }: { booking: StaffBooking }) {
  const nowMs = Date.parse(officeClock.value);
  if (isCallDue(booking, nowMs) && booking.start.startsWith(officeDay.value)) {
    return (
      <span class="booking-status booking-status-due">
        <Icon name="phone" size={18} /> <strong>{booking.mode === 'phone' ? t('callNow') : t('videoNow')}</strong>
      </span>
    );
  }
  const parts = [bookingStatusText(booking)];
  if (booking.ticket !== null) parts.push(booking.ticket.number);
  if (booking.late) parts.push(t('late'));
  if (isOverdue(booking, nowMs)) parts.push(t('overdue', { time: timeOf(booking.start) }));
  if (booking.forced) parts.push(t('forced'));
  return (
    <span class="booking-status">
      <Icon name={bookingStatusIcon(booking)} size={18} /> <span>{parts.join(' · ')}</span>
    </span>
  );
}
