import { useRef, useState } from 'preact/hooks';
import type { TicketRequest } from '../../src/queue/queue.contract.js';
import { newKey } from '../../ui-kit/api.js';
import { textOf } from '../../ui-kit/catalogue.js';
import { Check, SelectField, type Option } from '../components/field.js';
import { closeDialog, openDialog } from '../state/dialogs.js';
import { office, services } from '../state/office.js';
import { giveTicket } from '../state/reception.js';
import { dialogTexts as t } from '../texts/dialogs.texts.js';
import { FormDialog } from './form-dialog.js';
import { languageOptions, municipalityOptions, needOptions, NONE, orNull, priorityOptions } from './options.js';

const MOST_EXTRAS = 5;
const MOST_PEOPLE = 20;

/** A ticket for somebody who came to the desk; everything but the service may stay as it is. */
export function NewTicketDialog() {
  const options = walkInOptions();
  const [request, setRequest] = useState<TicketRequest>(() => blankRequest(options[0]?.value ?? ''));
  // One dialog is one ticket: pressed again after a lost answer, it gives the same number.
  const key = useRef(newKey());
  const change = (fields: Partial<TicketRequest>) => setRequest({ ...request, ...fields });
  const send = async () => {
    const result = await giveTicket(request, key.current);
    if (!result.ok) {
      // The next press may send something else, so it needs a key of its own once this one was answered.
      if (result.code !== 'server-away') key.current = newKey();
      return result.text;
    }
    openDialog({ kind: 'given', ticket: result.value, fresh: true });
    return '';
  };
  return (
    <FormDialog title={t('newTitle')} submit={t('give')} onSubmit={send} onClose={closeDialog}>
      <SelectField
        label={t('service')}
        value={request.service}
        options={options}
        onChange={(service) => change({ service, extraServices: [] })}
        autoFocus
      />
      <SelectField
        label={t('municipality')}
        value={request.municipality ?? NONE}
        options={municipalityOptions()}
        onChange={(code) => change({ municipality: orNull(code) })}
      />
      <VisitorFields request={request} onChange={change} />
      <ExtraServices request={request} options={options} onChange={(extraServices) => change({ extraServices })} />
    </FormDialog>
  );
}

function VisitorFields(props: { request: TicketRequest; onChange: (fields: Partial<TicketRequest>) => void }) {
  const { request, onChange } = props;
  return (
    <div class="side-by-side">
      <SelectField
        label={t('language')}
        value={request.language}
        options={languageOptions()}
        onChange={(language) => onChange({ language })}
      />
      <SelectField
        label={t('needsLanguage')}
        value={request.needsLanguage ?? NONE}
        options={needOptions()}
        onChange={(tag) => onChange({ needsLanguage: orNull(tag) })}
      />
      <SelectField
        label={t('priority')}
        value={request.priority ?? NONE}
        options={priorityOptions()}
        onChange={(code) => onChange({ priority: orNull(code) })}
      />
      <SelectField
        label={t('people')}
        value={String(request.people ?? 1)}
        options={peopleOptions()}
        onChange={(people) => onChange({ people: Number(people) })}
      />
    </div>
  );
}

function ExtraServices(props: { request: TicketRequest; options: Option[]; onChange: (codes: string[]) => void }) {
  const chosen = props.request.extraServices ?? [];
  const toggle = (code: string, on: boolean) =>
    props.onChange(on ? [...chosen, code].slice(0, MOST_EXTRAS) : chosen.filter((one) => one !== code));
  return (
    <details class="extras">
      <summary>{t('extraServices', { n: chosen.length })}</summary>
      <div class="two-columns">
        {props.options
          .filter(({ value }) => value !== props.request.service)
          .map(({ value, label }) => (
            <Check key={value} label={label} checked={chosen.includes(value)} onChange={(on) => toggle(value, on)} />
          ))}
      </div>
    </details>
  );
}

function walkInOptions(): Option[] {
  return services.value
    .filter((service) => service.walkIn)
    .map(({ code, name }) => ({ value: code, label: textOf(name).text }));
}

function peopleOptions(): Option[] {
  return Array.from({ length: MOST_PEOPLE }, (_, index) => ({ value: String(index + 1), label: String(index + 1) }));
}

function blankRequest(service: string): TicketRequest {
  const language = office.value?.languages[0] ?? 'it';
  return { service, municipality: null, language, needsLanguage: null, priority: null, people: 1, extraServices: [] };
}
