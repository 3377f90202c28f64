import { useId, useState } from 'preact/hooks';
import type { Booking } from '../../src/bookings/bookings.contract.js';
import { Button } from '../../ui-kit/components/button.js';
import { Dialog } from '../../ui-kit/components/dialog.js';
import { Alert } from '../../ui-kit/components/notices.js';
import { dayAndTimeOf } from '../../ui-kit/format.js';
import { words } from '../../ui-kit/words.js';
import { silent } from './booking-store.js';
import { cancelBooking, cancelRefusal } from './commands.js';
import { OfficeContacts } from './office-contacts.js';
import type { Phase } from './phase.js';
import { mp, refusalText } from './problem-texts.js';
import { m } from './texts.js';

const REASON_MAX = 200;

/** Cancels the appointment, after asking once; too late for it, it says whom to tell. */
export function CancelButton({ booking, phase }: { booking: Booking; phase: Phase }) {
  const [asking, setAsking] = useState(false);
  if (booking.mayCancelUntil === null)
    return (
      <Alert kind="info">
        <p>{mp('cancelTooLate')}</p>
        <OfficeContacts booking={booking} />
      </Alert>
    );
  return (
    <div class="manage-choice">
      <Button
        kind="danger"
        onPress={() => {
          cancelRefusal.value = null;
          setAsking(true);
        }}
      >
        {m('cancel')}
      </Button>
      {asking ? <CancelDialog booking={booking} phase={phase} onClose={() => setAsking(false)} /> : null}
    </div>
  );
}

type DialogProps = { booking: Booking; phase: Phase; onClose: () => void };

function CancelDialog({ booking, phase, onClose }: DialogProps) {
  const [reason, setReason] = useState('');
  const cancel = async () => {
    if ((await cancelBooking(reason)) === true) onClose();
  };
  return (
    <Dialog title={phase === 'confirmed' ? m('cancelSure') : m('cancelRequestSure')} onClose={onClose}>
      <p>{m('cancelLine', { when: dayAndTimeOf(booking.start) })}</p>
      <Reason reason={reason} onInput={setReason} />
      {silent.value ? <Alert kind="warning">{words('serverAway')}</Alert> : null}
      <Refused booking={booking} />
      <div class="dialog-buttons">
        <Button onPress={onClose}>{m('cancelNo')}</Button>
        <Button kind="danger" onPress={cancel}>
          {m('cancelYes')}
        </Button>
      </div>
    </Dialog>
  );
}

function Reason({ reason, onInput }: { reason: string; onInput: (text: string) => void }) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{m('reason')}</label>
      <textarea
        id={id}
        class="form-control"
        rows={2}
        maxLength={REASON_MAX}
        value={reason}
        aria-describedby={`${id}-hint`}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      <p id={`${id}-hint`} class="form-text">
        {m('reasonHint')} {m('reasonCount', { n: reason.length })}
      </p>
    </div>
  );
}

function Refused({ booking }: { booking: Booking }) {
  const refused = cancelRefusal.value;
  if (refused === null) return null;
  return (
    <Alert kind="danger">
      <p>{refused.tooLate ? mp('cancelTooLate') : refusalText(refused.code)}</p>
      {refused.tooLate ? <OfficeContacts booking={booking} /> : null}
    </Alert>
  );
}
