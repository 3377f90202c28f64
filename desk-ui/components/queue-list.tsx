import type { StaffTicket } from '../../src/queue/queue.contract.js';
import { Button } from '../../ui-kit/components/button.js';
import { minutesSince, myCounter, myTicket, nextForMe } from '../state/desk.js';
import { openDialog } from '../state/dialogs.js';
import { queue } from '../state/live-queue.js';
import { serviceName } from '../state/office.js';
import { callByHand } from '../state/ticket-actions.js';
import { workTexts as t } from '../texts/work.texts.js';
import { CommandButton } from './command-button.js';
import { KeyHint } from './key-hint.js';
import { moveBetweenRows } from './move-between-rows.js';
import { TicketTags } from './ticket-tags.js';

/** Who waits, in call order, with the reason for the order. Arrow keys go from row to row. */
export function QueueList() {
  const waiting = queue.value?.waiting ?? [];
  return (
    <section class="card queue" aria-labelledby="queue-title">
      <div class="queue-head">
        <h2 id="queue-title">
          {t('queueTitle', { n: waiting.length })} <KeyHint letter="L" />
        </h2>
        <CommandButton icon="ticket" letter="A" onPress={() => openDialog({ kind: 'new-ticket' })}>
          {t('giveTicket')}
        </CommandButton>
        <Button icon="search" shortcut="V" onPress={() => openDialog({ kind: 'find' })}>
          {t('find')} <KeyHint letter="V" />
        </Button>
      </div>
      {waiting.length === 0 ? (
        <p class="empty">{t('queueEmpty')}</p>
      ) : (
        <ol class="rows" onKeyDown={moveBetweenRows}>
          {waiting.map((ticket) => (
            <WaitingRow key={ticket.id} ticket={ticket} next={ticket.id === nextForMe.value?.id} />
          ))}
        </ol>
      )}
    </section>
  );
}

function WaitingRow({ ticket, next }: { ticket: StaffTicket; next: boolean }) {
  const mayCall = myCounter.value?.state === 'open' && myTicket.value === null;
  return (
    <li class={next ? 'row row-next' : 'row'}>
      <button
        type="button"
        class="row-main"
        data-row
        data-queue-row
        onClick={() => openDialog({ kind: 'ticket', ticket })}
      >
        <span class="row-number number">{ticket.number}</span>
        <span class="row-what">
          <span class="row-service">{serviceName(ticket.service)}</span>
          <TicketTags ticket={ticket} />
        </span>
        <span class="row-side">
          <span class="row-wait">{t('minutes', { n: minutesSince(ticket.issuedAt) })}</span>
          {next && <span class="tag-next">{t('nextForYou')}</span>}
        </span>
      </button>
      {mayCall && (
        <CommandButton class="row-button" onPress={() => callByHand(ticket)}>
          {t('call')}
          <span class="visually-hidden"> {ticket.number}</span>
        </CommandButton>
      )}
    </li>
  );
}
