import type { StaffBooking } from '../../src/bookings/bookings.contract.js';
import { Button } from '../../ui-kit/components/button.js';
import { Dialog } from '../../ui-kit/components/dialog.js';
import { Alert } from '../../ui-kit/components/notices.js';
import { dayAndTimeOf } from '../../ui-kit/format.js';
import { words } from '../../ui-kit/words.js';
import { ForVisitor } from '../components/for-visitor.js';
import { isRemote } from '../state/booking-rules.js';
import { closeDialog } from '../state/dialogs.js';
import { serviceName } from '../state/office.js';
import { putOnPaper } from '../state/paper.js';
import { bookingFormTexts as t } from '../texts/booking-form.texts.js';

/** A booking as the visitor gets it: the code for the kiosk, large and to scan, and paper. */
export function BookedDialog({ booking }: { booking: StaffBooking }) {
  const remote = isRemote(booking);
  const title = booking.status === 'awaiting-confirmation' ? t('awaitingTitle') : t('bookedTitle');
  return (
    <Dialog title={title} onClose={closeDialog} class="given-dialog">
      <p class="visitor-service">{dayAndTimeOf(booking.start)}</p>
      <ForVisitor big={booking.code} qr={remote ? null : booking.code} qrLabel={t('qrLabel')} qrHint={t('qrHint')}>
        <p>{[booking.service, ...booking.extraServices].map(serviceName).join(' + ')}</p>
        {remote && <p class="soft">{remoteHint(booking)}</p>}
      </ForVisitor>
      {booking.forced && <Alert kind="warning">{t('wasForced')}</Alert>}
      <div class="dialog-buttons">
        <Button icon="printer" onPress={() => putOnPaper({ kind: 'booking', booking })}>
          {t('print')}
        </Button>
        <Button kind="primary" onPress={closeDialog}>
          {words('close')}
        </Button>
      </div>
    </Dialog>
  );
}

function remoteHint({ mode, contact }: StaffBooking): string {
  if (mode === 'phone' && contact.phone !== null) return t('remoteHintPhone', { phone: contact.phone });
  return t('remoteHint');
}
