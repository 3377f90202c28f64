import { useState } from 'preact/hooks';
import type { CorrectRequest, StaffTicket } from '../../src/queue/queue.contract.js';
import { SelectField } from '../components/field.js';
import { correct } from '../state/ticket-actions.js';
import { dialogTexts as t } from '../texts/dialogs.texts.js';
import { FormDialog } from './form-dialog.js';
import {
  languageOptions,
  municipalityOptions,
  needOptions,
  NONE,
  orNull,
  priorityOptions,
  serviceOptions,
} from './options.js';

/** Puts a wrong choice right: same number, same place, without sending anybody back. */
export function CorrectDialog({ ticket }: { ticket: StaffTicket }) {
  const [service, setService] = useState(ticket.service);
  const [municipality, setMunicipality] = useState(ticket.municipality ?? NONE);
  const [language, setLanguage] = useState(ticket.language);
  const [need, setNeed] = useState(ticket.needsLanguage ?? NONE);
  const [priority, setPriority] = useState(ticket.priority ?? NONE);
  const send = async () => {
    const wanted = {
      service,
      municipality: orNull(municipality),
      language,
      needsLanguage: orNull(need),
      priority: orNull(priority),
    };
    const body = changesOf(ticket, wanted);
    return Object.keys(body).length === 0 ? null : correct(ticket, body);
  };
  return (
    <FormDialog title={t('correctTitle', { number: ticket.number })} submit={t('correct')} onSubmit={send}>
      <p>{t('correctHint')}</p>
      <SelectField label={t('service')} value={service} options={serviceOptions()} onChange={setService} autoFocus />
      <SelectField
        label={t('municipality')}
        value={municipality}
        options={municipalityOptions()}
        onChange={setMunicipality}
      />
      <div class="side-by-side">
        <SelectField label={t('language')} value={language} options={languageOptions()} onChange={setLanguage} />
        <SelectField label={t('needsLanguage')} value={need} options={needOptions()} onChange={setNeed} />
      </div>
      <SelectField label={t('priority')} value={priority} options={priorityOptions()} onChange={setPriority} />
    </FormDialog>
  );
}

type Wanted = Required<Pick<StaffTicket, 'service' | 'municipality' | 'language' | 'needsLanguage' | 'priority'>>;

// Only what differs is sent: a correction is recorded with its old values, and must not claim more than was put right.
function changesOf(ticket: StaffTicket, wanted: Wanted): CorrectRequest {
  const fields = Object.keys(wanted) as (keyof Wanted)[];
  return Object.fromEntries(
    fields.filter((field) => wanted[field] !== ticket[field]).map((field) => [field, wanted[field]]),
  );
}
