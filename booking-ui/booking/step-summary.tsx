import type { ComponentChildren } from 'preact';
import type { BookingFieldItem } from '../../src/directory/directory.contract.js';
import { textOf } from '../../ui-kit/catalogue.js';
import { TextOf } from '../../ui-kit/components/directory-text.js';
import { Alert } from '../../ui-kit/components/notices.js';
import { dayOf, languageNameOf, timeOf } from '../../ui-kit/format.js';
import { e164 } from './checks.js';
import { byRequest, mode, municipality, municipalityName, office, questions, visitServices, wish } from './choice.js';
import { confirmBooking, refusal } from './confirm.js';
import { draft } from './draft.js';
import { StepForm } from './frame.js';
import { modeName } from './mode-name.js';
import { problemText } from './problem-texts.js';
import { edit, type Step } from './steps.js';
import { b } from './texts.js';

/** *Riepilogo*: all that was chosen, each card with a way to change it, then *Conferma*. */
export function StepSummary() {
  return (
    <StepForm
      onNext={confirmBooking}
      next={byRequest.value ? b('sendRequest') : b('confirm')}
      busyText={b('sending')}
      plain
    >
      <PlaceCard />
      <TimeCard />
      <DetailsCard />
      <ApplicantCard />
      <Alert kind="info">{whatComes()}</Alert>
      {/* Beside the button: at the top nobody on a phone would see it. */}
      {refusal.value === null ? null : <Alert kind="danger">{problemText(refusal.value)}</Alert>}
    </StepForm>
  );
}

function whatComes(): string {
  const booking = office.value?.detail.booking;
  const email = draft.value.email.trim();
  if (booking === undefined || !booking.emails) return b('noEmails');
  if (email === '') return b('noMessage');
  return byRequest.value ? b('requestLine', { email, n: booking.confirmMinutes }) : b('emailsTo', { email });
}

function Card({ step, children }: { step: Step; children: ComponentChildren }) {
  const name = b(step);
  return (
    <section class="summary-card">
      <h3>{name}</h3>
      <button type="button" class="edit" aria-label={b('editCard', { card: name })} onClick={() => edit(step)}>
        {b('edit')}
      </button>
      <dl>{children}</dl>
    </section>
  );
}

function Line({ name, children }: { name: ComponentChildren; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function PlaceCard() {
  const { people, needsLanguage } = wish.value ?? {};
  const { label, hint } = modeName(mode.value);
  return (
    <Card step="place">
      <Line name={b('office')}>{office.value === null ? null : <TextOf text={office.value.detail.name} />}</Line>
      <Line name={b('municipality')}>{municipality.value === null ? null : municipalityName(municipality.value)}</Line>
      <Line name={label}>{hint}</Line>
      {people === undefined ? null : <Line name={b('people1')}>{b('peopleCount', { n: people })}</Line>}
      {needsLanguage == null ? null : (
        <Line name={b('language')}>{b('operator', { language: languageNameOf(needsLanguage) })}</Line>
      )}
    </Card>
  );
}

function TimeCard() {
  const { slot } = draft.value;
  if (slot === null) return null;
  return (
    <Card step="time">
      <div class="when">
        <dt class="visually-hidden">{b('time')}</dt>
        <dd>
          {dayOf(slot.start)} {timeOf(slot.start)}–{timeOf(slot.end)}
        </dd>
      </div>
    </Card>
  );
}

function DetailsCard() {
  const notes = draft.value.notes.trim();
  return (
    <Card step="details">
      <Line name={b('reason')}>
        {visitServices.value.map(({ code, name }) => (
          <div key={code}>
            <TextOf text={name} />
          </div>
        ))}
      </Line>
      {questions.value.map((question) => (
        <Line key={question.key} name={<TextOf text={question.label} />}>
          {answerOf(question)}
        </Line>
      ))}
      <Line name={b('notes')}>{notes === '' ? b('notGiven') : notes}</Line>
    </Card>
  );
}

function answerOf({ key, kind, choices }: BookingFieldItem): string {
  const answer = (draft.value.answers[key] ?? '').trim();
  if (answer === '') return b('notGiven');
  if (kind === 'yes-no') return answer === 'yes' ? b('yes') : b('no');
  const choice = choices.find(({ code }) => code === answer);
  return choice === undefined ? answer : textOf(choice.label).text;
}

function ApplicantCard() {
  const { name, surname, email, phone, phonePrefix } = draft.value;
  return (
    <Card step="applicant">
      <Line name={b('name')}>{name}</Line>
      <Line name={b('surname')}>{surname}</Line>
      <Line name={b('email')}>{email.trim() === '' ? b('notGiven') : email}</Line>
      <Line name={b('phone')}>{phone.trim() === '' ? b('notGiven') : e164(phonePrefix, phone)}</Line>
    </Card>
  );
}
