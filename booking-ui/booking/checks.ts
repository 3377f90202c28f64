import type { BookingFieldItem } from '../../src/directory/directory.contract.js';
import { isEmail } from '../email.js';
import type { PhonePrefix } from './draft.js';

/** What is wrong with a field, as a key of problem-texts.ts with its values. */
export type Fault =
  { field: string; text: 'numberRange'; values: { min: string; max: string } } | { field: string; text: PlainFault };
type PlainFault =
  | 'chooseMunicipality'
  | 'chooseService'
  | 'notBookable'
  | 'chooseSlot'
  | 'writeName'
  | 'writeSurname'
  | 'writeContact'
  | 'writeEmail'
  | 'writePhone'
  | 'emailInvalid'
  | 'phoneInvalid'
  | 'readPrivacy'
  | 'answer'
  | 'answerInvalid'
  | 'numberInvalid'
  | 'tooLong';

export const NOTES_MAX = 200;
const NAME_MAX = 80;
const E164 = /^\+[1-9]\d{5,14}$/;

/** A phone number as E.164; what is written with its own prefix (`+…`, `00…`) keeps it. Not checked. */
export function e164(prefix: PhonePrefix, written: string): string {
  const digits = written.replace(/[^\d+]/g, '').replace(/^00/, '+');
  return digits.startsWith('+') ? digits : `${prefix}${digits}`;
}

export type Applicant = {
  name: string;
  surname: string;
  email: string;
  phonePrefix: PhonePrefix;
  phone: string;
  privacyRead: boolean;
};

/** What has to be given: a phone for a call, an e-mail address for a request that is confirmed by e-mail. */
export type ContactNeeds = { email: boolean; phone: boolean };

/** Faults of *Richiedente*, in the order of the fields. */
export function applicantFaults(applicant: Applicant, needs: ContactNeeds): Fault[] {
  const [email, phone] = [applicant.email.trim(), applicant.phone.trim()];
  return [
    ...nameFaults('name', applicant.name, 'writeName'),
    ...nameFaults('surname', applicant.surname, 'writeSurname'),
    ...(email !== '' && !isEmail(email) ? [fault('email', 'emailInvalid')] : []),
    ...(email === '' && needs.email ? [fault('email', 'writeEmail')] : []),
    ...(email === '' && phone === '' && !needs.email && !needs.phone ? [fault('email', 'writeContact')] : []),
    ...(phone === '' && needs.phone ? [fault('phone', 'writePhone')] : []),
    ...(phone !== '' && !E164.test(e164(applicant.phonePrefix, phone)) ? [fault('phone', 'phoneInvalid')] : []),
    ...(applicant.privacyRead ? [] : [fault('privacyAccepted', 'readPrivacy')]),
  ];
}

/** Faults of the answers to a service's questions, then of the notes. */
export function detailFaults(
  questions: readonly BookingFieldItem[],
  answers: Readonly<Record<string, string>>,
  notes: string,
): Fault[] {
  const wrong = questions.flatMap((question) => {
    const found = answerFault(question, (answers[question.key] ?? '').trim());
    return found === null ? [] : [found];
  });
  return notes.trim().length > NOTES_MAX ? [...wrong, fault('notes', 'tooLong')] : wrong;
}

/** Answers as the API takes them: numbers as numbers, yes and no as booleans, none that is empty or not asked. */
export function typedAnswers(
  questions: readonly BookingFieldItem[],
  answers: Readonly<Record<string, string>>,
): Record<string, string | number | boolean> {
  const given = questions.flatMap(({ key, kind }) => {
    const text = (answers[key] ?? '').trim();
    return text === '' ? [] : [[key, typed(kind, text)] as const];
  });
  return Object.fromEntries(given);
}

function answerFault({ key, kind, required, maxLength, min, max }: BookingFieldItem, text: string): Fault | null {
  const field = `fields.${key}`;
  if (text === '') return required ? fault(field, 'answer') : null;
  if (kind === 'text') return text.length > maxLength ? fault(field, 'tooLong') : null;
  if (kind === 'date') return /^\d{4}-\d{2}-\d{2}$/.test(text) ? null : fault(field, 'answerInvalid');
  if (kind !== 'number') return null;
  const number = numberOf(text);
  if (!Number.isFinite(number)) return fault(field, 'numberInvalid');
  if (number >= (min ?? -Infinity) && number <= (max ?? Infinity)) return null;
  return { field, text: 'numberRange', values: { min: String(min ?? '…'), max: String(max ?? '…') } };
}

function typed(kind: BookingFieldItem['kind'], text: string): string | number | boolean {
  if (kind === 'number') return numberOf(text);
  return kind === 'yes-no' ? text === 'yes' : text;
}

// A decimal comma, as Italians write it.
function numberOf(text: string): number {
  return Number(text.replace(',', '.'));
}

function nameFaults(field: string, written: string, missing: PlainFault): Fault[] {
  const name = written.trim();
  if (name === '') return [fault(field, missing)];
  return name.length > NAME_MAX ? [fault(field, 'tooLong')] : [];
}

function fault(field: string, text: PlainFault): Fault {
  return { field, text };
}
