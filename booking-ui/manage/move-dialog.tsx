import type { Booking, Slot } from '../../src/bookings/bookings.contract.js';
import { Button } from '../../ui-kit/components/button.js';
import { Dialog } from '../../ui-kit/components/dialog.js';
import { Alert } from '../../ui-kit/components/notices.js';
import { dayOf } from '../../ui-kit/format.js';
import { words } from '../../ui-kit/words.js';
import { silent } from './booking-store.js';
import { moveTo } from './commands.js';
import { hoursOf } from './phase.js';
import { m } from './texts.js';

type Props = { booking: Booking; to: Slot; onClose: () => void };

/** Old and new time side by side, asked once. */
export function MoveDialog({ booking, to, onClose }: Props) {
  const move = async () => {
    if ((await moveTo(to.start)) === false) onClose();
  };
  return (
    <Dialog title={m('moveSure')} onClose={onClose}>
      <dl class="manage-compare">
        <Time name={m('from')} slot={booking} />
        <Time name={m('to')} slot={to} />
      </dl>
      {silent.value ? <Alert kind="warning">{words('serverAway')}</Alert> : null}
      <div class="dialog-buttons">
        <Button kind="primary" onPress={move}>
          {m('moveYes')}
        </Button>
        <Button onPress={onClose}>{m('moveNo')}</Button>
      </div>
    </Dialog>
  );
}

function Time({ name, slot }: { name: string; slot: Pick<Slot, 'start' | 'end'> }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {dayOf(slot.start)} <strong>{hoursOf(slot)}</strong>
      </dd>
    </div>
  );
}
