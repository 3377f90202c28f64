import type { BookingFieldItem } from '../../src/directory/directory.contract.js';
import { TextOf } from '../../ui-kit/components/directory-text.js';
import { textOf } from '../../ui-kit/catalogue.js';
import { NOTES_MAX } from './checks.js';
import { questions, visitServices } from './choice.js';
import { change, draft } from './draft.js';
import { FieldError, idOf, RadioField, SelectField, TextField, tied } from './fields.js';
import { StepForm } from './frame.js';
import { goOn } from './steps.js';
import { b } from './texts.js';

/** *Dettagli appuntamento*: the reason, the services' own questions, and up to 200 characters more. */
export function StepDetails() {
  return (
    <StepForm onNext={goOn} plain={!questions.value.some(({ required }) => required)}>
      <h3>{b('reason')}</h3>
      <ul class="reasons">
        {visitServices.value.map(({ code, name }) => (
          <li key={code}>
            <TextOf text={name} />
          </li>
        ))}
      </ul>
      {questions.value.map((question) => (
        <Question key={question.key} question={question} />
      ))}
      <Notes />
    </StepForm>
  );
}

function Question({ question }: { question: BookingFieldItem }) {
  const { key, kind, required, choices, maxLength } = question;
  const common = { field: `fields.${key}`, label: <TextOf text={question.label} />, required };
  const value = draft.value.answers[key] ?? '';
  const write = (answer: string) => change({ answers: { ...draft.value.answers, [key]: answer } });
  if (kind === 'yes-no') {
    const options = (['yes', 'no'] as const).map((answer) => ({ value: answer, label: b(answer) }));
    return <RadioField {...common} options={options} value={value} onChange={write} />;
  }
  if (kind === 'choice') {
    const options = choices.map(({ code, label }) => ({ value: code, label: textOf(label).text }));
    return <SelectField {...common} choose={b('chooseOne')} options={options} value={value} onChange={write} />;
  }
  if (kind === 'number') return <TextField {...common} inputMode="decimal" value={value} onInput={write} />;
  if (kind === 'date') return <TextField {...common} type="date" value={value} onInput={write} />;
  return <TextField {...common} maxLength={maxLength} value={value} onInput={write} />;
}

function Notes() {
  const { notes } = draft.value;
  return (
    <div class="field">
      <label for={idOf('notes')}>{b('notes')}</label>
      <p id={`${idOf('notes')}-hint`} class="form-text">
        {b('notesHint')} <strong>{b('noHealth')}</strong>
      </p>
      <textarea
        id={idOf('notes')}
        class="form-control"
        rows={4}
        maxLength={NOTES_MAX}
        {...tied('notes', true)}
        value={notes}
        onInput={(event) => change({ notes: event.currentTarget.value })}
      />
      <p class="notes-count">{b('notesCount', { n: notes.length })}</p>
      <FieldError field="notes" />
    </div>
  );
}
