import { useEffect, useState } from 'preact/hooks';
import type { StaffTicket } from '../../src/queue/queue.contract.js';
import { officeNow } from '../../ui-kit/api.js';
import { Dialog } from '../../ui-kit/components/dialog.js';
import { Alert } from '../../ui-kit/components/notices.js';
import { Button } from '../../ui-kit/components/button.js';
import { timeOf } from '../../ui-kit/format.js';
import { words } from '../../ui-kit/words.js';
import { TextField } from '../components/field.js';
import { closeDialog, openDialog } from '../state/dialogs.js';
import { serviceName } from '../state/office.js';
import { findTickets, found } from '../state/reception.js';
import { dialogTexts as t } from '../texts/dialogs.texts.js';
import { statusName } from '../texts/statuses.js';

const TYPING_PAUSE_MS = 250;

/** A lost ticket: by number, by time and by service, today or on another day. */
export function FindDialog() {
  const [query, setQuery] = useState('');
  const [date, setDate] = useState(() => officeNow().slice(0, 10));
  useEffect(() => {
    const timer = setTimeout(() => void findTickets(date, query.trim()), TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [date, query]);
  return (
    <Dialog title={t('findTitle')} onClose={closeDialog} class="find-dialog">
      <form class="side-by-side" onSubmit={(event) => event.preventDefault()}>
        <TextField
          label={t('findWhat')}
          hint={t('findHint')}
          value={query}
          onChange={setQuery}
          maxLength={80}
          autoFocus
        />
        <TextField label={t('day')} type="date" value={date} onChange={setDate} />
      </form>
      <Results />
      <div class="dialog-buttons">
        <Button onPress={closeDialog}>{words('close')}</Button>
      </div>
    </Dialog>
  );
}

function Results() {
  const result = found.value;
  if (result.state === 'failed') return <Alert kind="danger">{result.text}</Alert>;
  const items = result.state === 'found' ? result.items : [];
  return (
    <>
      <p role="status" class="soft">
        {result.state === 'found' ? t('foundCount', { n: items.length }) : t('searching')}
      </p>
      <ul class="rows found-rows">
        {items.map((ticket) => (
          <FoundRow key={ticket.id} ticket={ticket} />
        ))}
      </ul>
    </>
  );
}

function FoundRow({ ticket }: { ticket: StaffTicket }) {
  return (
    <li class="row">
      <button type="button" class="row-main" onClick={() => openDialog({ kind: 'ticket', ticket })}>
        <span class="row-number number">{ticket.number}</span>
        <span class="row-what">
          <span class="row-service">{serviceName(ticket.service)}</span>
          <span class="tags">
            <span>{timeOf(ticket.issuedAt)}</span>
            <span>{statusName(ticket.status)}</span>
            {ticket.counter !== null && <span>{t('atCounter', { counter: ticket.counter })}</span>}
          </span>
        </span>
      </button>
    </li>
  );
}
