import { useState } from 'preact/hooks';
import type { StaffTicket } from '../../src/queue/queue.contract.js';
import { textOf } from '../../ui-kit/catalogue.js';
import { SelectField, TextArea } from '../components/field.js';
import { KeyHint } from '../components/key-hint.js';
import { office } from '../state/office.js';
import { finish } from '../state/ticket-actions.js';
import { dialogTexts as t } from '../texts/dialogs.texts.js';
import { FormDialog } from './form-dialog.js';
import { municipalityOptions, NONE } from './options.js';

/** How it ended. Nothing is required: a digit chooses the outcome, the key of the next step finishes. */
export function FinishDialog({ ticket }: { ticket: StaffTicket }) {
  const [outcome, setOutcome] = useState<string>(NONE);
  const [notes, setNotes] = useState('');
  const [municipality, setMunicipality] = useState<string>(NONE);
  const send = () =>
    finish(ticket, {
      ...(outcome === NONE ? {} : { outcome }),
      ...(notes.trim() === '' ? {} : { notes: notes.trim() }),
      ...(municipality === NONE ? {} : { municipality }),
    });
  return (
    <FormDialog title={t('finishTitle', { number: ticket.number })} submit={t('finish')} onSubmit={send}>
      <OutcomeChoice outcome={outcome} onChange={setOutcome} />
      {ticket.municipality === null && (
        <SelectField
          label={t('municipalityAsked')}
          value={municipality}
          options={municipalityOptions()}
          onChange={setMunicipality}
        />
      )}
      <TextArea label={t('noteOptional')} hint={t('noteHint')} value={notes} onChange={setNotes} maxLength={500} />
    </FormDialog>
  );
}

function OutcomeChoice({ outcome, onChange }: { outcome: string; onChange: (outcome: string) => void }) {
  const outcomes = office.value?.outcomes ?? [];
  const byDigit = (event: KeyboardEvent) => {
    const chosen = outcomes[Number(event.key) - 1];
    if (chosen === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    onChange(chosen.code);
  };
  if (outcomes.length === 0) return null;
  return (
    <fieldset class="outcomes" onKeyDown={byDigit}>
      <legend>{t('outcome')}</legend>
      {outcomes.map(({ code, name }, index) => (
        <label class="choice" key={code} lang={textOf(name).lang}>
          <input
            type="radio"
            name="outcome"
            value={code}
            checked={outcome === code}
            autoFocus={index === 0}
            onChange={() => onChange(code)}
          />
          <span class="grow">{textOf(name).text}</span>
          <KeyHint letter={String(index + 1)} />
        </label>
      ))}
    </fieldset>
  );
}
