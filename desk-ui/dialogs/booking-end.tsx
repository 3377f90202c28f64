import { useState } from 'preact/hooks';
import type { StaffBooking } from '../../src/bookings/bookings.contract.js';
import { dayAndTimeOf } from '../../ui-kit/format.js';
import { TextField } from '../components/field.js';
import { cancelBooking, markBookingNoShow } from '../state/booking-actions.js';
import { bookingLabel } from '../texts/booking-words.js';
import { bookingTexts as t } from '../texts/bookings.texts.js';
import { FormDialog } from './form-dialog.js';

/** Gives the place free. It cannot be undone, so it asks first. */
export function BookingCancelDialog({ booking }: { booking: StaffBooking }) {
  const [reason, setReason] = useState('');
  return (
    <FormDialog
      title={t('cancelTitle', { who: bookingLabel(booking) })}
      submit={t('cancel')}
      danger
      onSubmit={() => cancelBooking(booking, reason.trim())}
    >
      <p>{t('cancelHint', { time: dayAndTimeOf(booking.start) })}</p>
      <TextField
        label={t('reasonOptional')}
        hint={t('reasonHint')}
        value={reason}
        onChange={setReason}
        maxLength={200}
        autoFocus
      />
    </FormDialog>
  );
}

/** Nobody came. */
export function BookingNoShowDialog({ booking }: { booking: StaffBooking }) {
  return (
    <FormDialog
      title={t('noShowTitle', { who: bookingLabel(booking) })}
      submit={t('noShow')}
      danger
      onSubmit={() => markBookingNoShow(booking)}
    >
      <p>{t('noShowHint', { time: dayAndTimeOf(booking.start) })}</p>
    </FormDialog>
  );
}
