import { useEffect, useState } from 'preact/hooks';
import type { StaffTicket } from '../../src/queue/queue.contract.js';
import { Button } from '../../ui-kit/components/button.js';
import { Dialog } from '../../ui-kit/components/dialog.js';
import { Alert } from '../../ui-kit/components/notices.js';
import { timeOf } from '../../ui-kit/format.js';
import { words } from '../../ui-kit/words.js';
import { CommandButton } from '../components/command-button.js';
import { TicketTags } from '../components/ticket-tags.js';
import { myCounter, myTicket, ticketById } from '../state/desk.js';
import { closeDialog, openDialog } from '../state/dialogs.js';
import { isPossible } from '../state/next-step.js';
import { outcomeName, serviceName } from '../state/office.js';
import { histories, loadHistory, printOf, printTicket } from '../state/reception.js';
import { callByHand, resume } from '../state/ticket-actions.js';
import { dialogTexts as t } from '../texts/dialogs.texts.js';
import { eventText } from '../texts/events.js';
import { statusName } from '../texts/statuses.js';

/** Everything about one ticket of the day, and what can be done with it. */
export function TicketDialog({ ticket: given }: { ticket: StaffTicket }) {
  const ticket = ticketById(given.id) ?? given;
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => void loadHistory(given.id), [given.id, ticket.status]);
  const showQr = async () => {
    const result = await printOf(ticket.id);
    if (result.ok) openDialog({ kind: 'given', ticket: result.value.ticket, fresh: false });
    else setProblem(result.text);
  };
  return (
    <Dialog title={t('ticketTitle', { number: ticket.number })} onClose={closeDialog} class="ticket-dialog">
      <p class="visitor-status">
        {statusName(ticket.status)} · {timeOf(ticket.issuedAt)}
        {ticket.outcome !== null && ` · ${outcomeName(ticket.outcome)}`}
      </p>
      <p class="visitor-service">{serviceName(ticket.service)}</p>
      <TicketTags ticket={ticket} full />
      <TicketButtons ticket={ticket} />
      <TicketStory ticket={ticket} />
      {problem !== null && <Alert kind="danger">{problem}</Alert>}
      <div class="dialog-buttons">
        <CommandButton onPress={showQr}>{t('showQr')}</CommandButton>
        <CommandButton icon="printer" onPress={async () => setProblem(await printTicket(ticket.id))}>
          {t('print')}
        </CommandButton>
        <Button kind="primary" onPress={closeDialog}>
          {words('close')}
        </Button>
      </div>
    </Dialog>
  );
}

function TicketStory({ ticket }: { ticket: StaffTicket }) {
  const events = histories.value.get(ticket.id) ?? [];
  return (
    <div class="story" tabIndex={0} role="group" aria-label={t('history')}>
      {ticket.notes.map((note) => (
        <p class="note" key={note.at}>
          <strong>{note.by}</strong> {timeOf(note.at)}: {note.text}
        </p>
      ))}
      <ol class="history">
        {events.map((event) => (
          <li key={event.revision}>{eventText(event)}</li>
        ))}
      </ol>
    </div>
  );
}

/** Commands for a ticket that is at no counter; the one at mine has its buttons on the screen. */
function TicketButtons({ ticket }: { ticket: StaffTicket }) {
  const atCounter = ticket.status === 'called' || ticket.status === 'serving';
  if (atCounter) return null;
  const mayCall = myCounter.value?.state === 'open' && myTicket.value === null;
  const thenClose = (work: () => Promise<void>) => () => {
    closeDialog();
    return work();
  };
  return (
    <div class="dialog-buttons">
      {mayCall && isPossible('call', ticket) && (
        <CommandButton kind="primary" icon="bell" onPress={thenClose(() => callByHand(ticket))}>
          {t('callNow')}
        </CommandButton>
      )}
      {isPossible('resume', ticket) && (
        <CommandButton onPress={thenClose(() => resume(ticket))}>{t('toWaiting')}</CommandButton>
      )}
      {(['correct', 'transfer', 'cancel'] as const)
        .filter((kind) => isPossible(kind, ticket))
        .map((kind) => (
          <CommandButton key={kind} onPress={() => openDialog({ kind, ticket })}>
            {t(kind === 'cancel' ? 'cancelTicket' : kind)}
          </CommandButton>
        ))}
    </div>
  );
}
