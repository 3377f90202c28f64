import { useState } from 'preact/hooks';
import type { StaffTicket } from '../../src/queue/queue.contract.js';
import { textOf } from '../../ui-kit/catalogue.js';
import { SelectField, TextArea, type Option } from '../components/field.js';
import { queue } from '../state/live-queue.js';
import { transfer } from '../state/ticket-actions.js';
import { dialogTexts as t } from '../texts/dialogs.texts.js';
import { FormDialog } from './form-dialog.js';
import { NONE, serviceOptions } from './options.js';

/** To another service, a certain counter, or both; the visitor keeps number and place. */
export function TransferDialog({ ticket }: { ticket: StaffTicket }) {
  const [service, setService] = useState(ticket.service);
  const [counter, setCounter] = useState<string>(NONE);
  const [notes, setNotes] = useState('');
  const send = async () => {
    if (service === ticket.service && counter === NONE) return t('transferWhere');
    return transfer(ticket, {
      ...(service === ticket.service ? {} : { service }),
      ...(counter === NONE ? {} : { counter }),
      ...(notes.trim() === '' ? {} : { notes: notes.trim() }),
    });
  };
  return (
    <FormDialog title={t('transferTitle', { number: ticket.number })} submit={t('transfer')} onSubmit={send}>
      <p>{t('transferHint')}</p>
      <SelectField
        label={t('toCounter')}
        value={counter}
        options={counterOptions(ticket.counter)}
        onChange={setCounter}
        autoFocus
      />
      <SelectField label={t('toService')} value={service} options={serviceOptions()} onChange={setService} />
      <TextArea label={t('noteForColleague')} hint={t('noteHint')} value={notes} onChange={setNotes} maxLength={500} />
    </FormDialog>
  );
}

// Who sits there decides whether sending somebody makes sense, so it is said in the list.
function counterOptions(own: string | null): Option[] {
  const others = (queue.value?.counters ?? []).filter(({ code }) => code !== own);
  return [
    { value: NONE, label: t('anyCounter') },
    ...others.map(({ code, name, operator }) => ({
      value: code,
      label: `${textOf(name).text} – ${operator?.name ?? t('nobodyThere')}`,
    })),
  ];
}
