import { useState } from 'preact/hooks';
import type { StaffTicket } from '../../src/queue/queue.contract.js';
import { TextField } from '../components/field.js';
import { cancel } from '../state/ticket-actions.js';
import { dialogTexts as t } from '../texts/dialogs.texts.js';
import { FormDialog } from './form-dialog.js';

/** Ends a ticket that nobody will serve. It cannot be undone, so it asks first. */
export function CancelDialog({ ticket }: { ticket: StaffTicket }) {
  const [reason, setReason] = useState('');
  const send = () => cancel(ticket, reason.trim() === '' ? {} : { reason: reason.trim() });
  return (
    <FormDialog title={t('cancelTitle', { number: ticket.number })} submit={t('cancelTicket')} danger onSubmit={send}>
      <p>{t('cancelHint')}</p>
      <TextField label={t('reasonOptional')} value={reason} onChange={setReason} maxLength={500} autoFocus />
    </FormDialog>
  );
}
