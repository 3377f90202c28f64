import { useState } from 'preact/hooks';
import { Button } from '../../ui-kit/components/button.js';
import { Dialog } from '../../ui-kit/components/dialog.js';
import { Alert } from '../../ui-kit/components/notices.js';
import { words } from '../../ui-kit/words.js';
import { CommandButton } from '../components/command-button.js';
import { failureText } from '../state/commands.js';
import { myTicket } from '../state/desk.js';
import { closeDialog } from '../state/dialogs.js';
import { leaveCounter } from '../state/seat.js';
import { office } from '../state/office.js';
import { endSession, worksAt } from '../state/session.js';
import { park, resume } from '../state/ticket-actions.js';
import { dialogTexts as t } from '../texts/dialogs.texts.js';

/** Leaves the counter, then signs out. A visitor at the counter is not left behind silently. */
export function SignOutDialog() {
  const [problem, setProblem] = useState<string | null>(null);
  const ticket = myTicket.value;
  // Without a queue to follow there is no counter to leave, and nothing to wait for.
  const LeaveButton = worksAt(office.value?.slug ?? '') ? CommandButton : Button;
  const leave = async () => {
    const refusal = await leaveCounter();
    if (refusal !== null) return setProblem(refusal);
    await endSession().catch((error: unknown) => setProblem(failureText(error)));
  };
  const settleAndLeave = async () => {
    if (ticket !== null) await (ticket.status === 'called' ? resume(ticket) : park(ticket));
    if (myTicket.value === null) await leave();
  };
  return (
    <Dialog title={t('signOutTitle')} onClose={closeDialog}>
      <p>{ticket === null ? t('signOutText') : t('signOutOpen', { number: ticket.number })}</p>
      {problem !== null && <Alert kind="danger">{problem}</Alert>}
      <div class="dialog-buttons">
        <Button onPress={closeDialog}>{words('back')}</Button>
        <LeaveButton kind="primary" onPress={settleAndLeave}>
          {signOutLabel(ticket?.status)}
        </LeaveButton>
      </div>
    </Dialog>
  );
}

function signOutLabel(status: string | undefined): string {
  if (status === undefined) return t('signOut');
  return status === 'called' ? t('putBackAndSignOut') : t('parkAndSignOut');
}
