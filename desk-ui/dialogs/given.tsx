import { useState } from 'preact/hooks';
import type { Ticket } from '../../src/queue/queue.contract.js';
import { Button } from '../../ui-kit/components/button.js';
import { Dialog } from '../../ui-kit/components/dialog.js';
import { Alert } from '../../ui-kit/components/notices.js';
import { waitOf } from '../../ui-kit/format.js';
import { words } from '../../ui-kit/words.js';
import { CommandButton } from '../components/command-button.js';
import { ForVisitor } from '../components/for-visitor.js';
import { Warnings } from '../components/warnings.js';
import { myCounter, myTicket } from '../state/desk.js';
import { closeDialog } from '../state/dialogs.js';
import { serviceName } from '../state/office.js';
import { printTicket } from '../state/reception.js';
import { callByHand, cancel } from '../state/ticket-actions.js';
import { dialogTexts as t } from '../texts/dialogs.texts.js';

/** A ticket as its holder gets it: the number to say, the code for the phone, and paper. */
export function GivenDialog({ ticket, fresh }: { ticket: Ticket; fresh: boolean }) {
  const [problem, setProblem] = useState<string | null>(null);
  const takeBack = async () => {
    const refusal = await cancel(ticket, {});
    setProblem(refusal);
    if (refusal === null) closeDialog();
  };
  return (
    <Dialog title={t(fresh ? 'givenTitle' : 'phoneTitle')} onClose={closeDialog} class="given-dialog">
      <TicketForPhone ticket={ticket} />
      <Warnings />
      {problem !== null && <Alert kind="danger">{problem}</Alert>}
      <div class="dialog-buttons">
        <CommandButton icon="printer" onPress={async () => setProblem(await printTicket(ticket.id))}>
          {t('print')}
        </CommandButton>
        <CallNow ticket={ticket} />
        {fresh && (
          <CommandButton kind="danger" onPress={takeBack}>
            {t('takeBack')}
          </CommandButton>
        )}
        <Button kind="primary" onPress={closeDialog}>
          {words('close')}
        </Button>
      </div>
    </Dialog>
  );
}

function TicketForPhone({ ticket }: { ticket: Ticket }) {
  return (
    <ForVisitor big={ticket.number} qr={ticket.url ?? null} qrLabel={t('qrLabel')} qrHint={t('qrHint')}>
      <p>{serviceName(ticket.service)}</p>
      {ticket.ahead !== null && (
        <p class="soft">
          {t('ahead', { n: ticket.ahead })} · {waitOf(ticket.estimate)}
        </p>
      )}
    </ForVisitor>
  );
}

// For who came to the desk while it was free: no detour over the waiting room.
function CallNow({ ticket }: { ticket: Ticket }) {
  const mayCall = myCounter.value?.state === 'open' && myTicket.value === null && ticket.status === 'waiting';
  if (!mayCall) return null;
  const call = () => {
    closeDialog();
    return callByHand(ticket);
  };
  return <CommandButton onPress={call}>{t('callNow')}</CommandButton>;
}
