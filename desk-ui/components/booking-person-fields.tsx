import type { BookingFieldItem } from '../../src/directory/directory.contract.js';
import { textOf } from '../../ui-kit/catalogue.js';
import { languageOptions, NONE } from '../dialogs/options.js';
import type { BookingDraft } from '../state/booking-draft.js';
import { bookingFormTexts as t } from '../texts/booking-form.texts.js';
import { SelectField, TextArea, TextField, type Option } from './field.js';

/** Fields of the person that were refused, and what to say there. */
export type PersonFaults = { phone?: string; email?: string; answers?: Readonly<Record<string, string>> };

type PersonFieldsProps = {
  draft: BookingDraft;
  questions: readonly BookingFieldItem[];
  faults: PersonFaults;
  onChange: (change: Partial<BookingDraft>) => void;
};

/** Who comes and what they say: all of it may stay empty, for somebody who is on the phone only for a minute. */
export function BookingPersonFields({ draft, questions, faults, onChange }: PersonFieldsProps) {
  return (
    <>
      <ContactFields draft={draft} faults={faults} onChange={onChange} />
      <SelectField
        label={t('language')}
        value={draft.language}
        options={languageOptions()}
        onChange={(language) => onChange({ language })}
      />
      <TextArea
        label={t('notes')}
        hint={t('notesHint')}
        value={draft.notes}
        onChange={(notes) => onChange({ notes })}
        maxLength={200}
      />
      {questions.length > 0 && (
        <fieldset class="seat-fields">
          <legend>{t('questions')}</legend>
          {questions.map((question) => (
            <AnswerField
              key={question.key}
              question={question}
              value={draft.answers[question.key] ?? ''}
              error={faults.answers?.[question.key] ?? null}
              onChange={(answer) => onChange({ answers: { ...draft.answers, [question.key]: answer } })}
            />
          ))}
        </fieldset>
      )}
    </>
  );
}

function ContactFields({ draft, faults, onChange }: Omit<PersonFieldsProps, 'questions'>) {
  const typed = (field: 'surname' | 'name' | 'phone' | 'email', maxLength: number) => ({
    ...{ value: draft[field], maxLength, autocomplete: 'off' as const },
    onChange: (text: string) => onChange({ [field]: text }),
  });
  const phoneLabel = draft.mode === 'phone' ? t('phoneForCall') : t('phone');
  return (
    <div class="side-by-side">
      <TextField label={t('surname')} {...typed('surname', 80)} />
      <TextField label={t('name')} {...typed('name', 80)} />
      <TextField label={phoneLabel} hint={t('phoneHint')} {...typed('phone', 30)} type="tel" error={faults.phone} />
      <TextField label={t('email')} {...typed('email', 254)} type="email" error={faults.email} />
    </div>
  );
}

type AnswerFieldProps = {
  question: BookingFieldItem;
  value: string;
  error: string | null;
  onChange: (answer: string) => void;
};

function AnswerField({ question, ...control }: AnswerFieldProps) {
  const label = textOf(question.label).text;
  switch (question.kind) {
    case 'text':
      return <TextField label={label} {...control} maxLength={question.maxLength} autocomplete="off" />;
    case 'number':
      return <TextField label={label} {...control} type="number" autocomplete="off" />;
    case 'date':
      return <TextField label={label} {...control} type="date" autocomplete="off" />;
    case 'yes-no':
    case 'choice':
      return <SelectField label={label} {...control} options={choicesOf(question)} />;
  }
}

function choicesOf({ kind, choices }: BookingFieldItem): Option[] {
  const blank = { value: NONE, label: t('noAnswer') };
  if (kind === 'choice') {
    return [blank, ...choices.map(({ code, label }) => ({ value: code, label: textOf(label).text }))];
  }
  return [blank, { value: 'yes', label: t('yes') }, { value: 'no', label: t('no') }];
}
