import type { StaffBookingRequest } from '../../src/bookings/bookings.contract.js';
import type { BookingFieldItem, ServiceMode } from '../../src/directory/directory.contract.js';
import type { SlotWish } from './availability.js';
import { phoneNumber } from './phone.js';

/** What is being typed for a booking; empty = not said. */
export type BookingDraft = {
  service: string;
  municipality: string;
  needsLanguage: string;
  mode: ServiceMode;
  people: number;
  extraServices: string[];
  name: string;
  surname: string;
  phone: string;
  email: string;
  language: string;
  notes: string;
  /** By the question's key. */
  answers: Readonly<Record<string, string>>;
};

export function blankDraft(service: string, mode: ServiceMode, language: string): BookingDraft {
  const nobody = { name: '', surname: '', phone: '', email: '', language, notes: '', answers: {} };
  return { service, municipality: '', needsLanguage: '', mode, people: 1, extraServices: [], ...nobody };
}

/** What a place is looked for; null while it is not known yet. */
export function wishOf({ service, municipality, ...draft }: BookingDraft): SlotWish | null {
  if (service === '' || municipality === '') return null;
  return {
    service,
    municipality,
    mode: draft.mode,
    ...(draft.people > 1 ? { people: draft.people } : {}),
    ...(draft.needsLanguage === '' ? {} : { needsLanguage: draft.needsLanguage }),
    ...(draft.extraServices.length === 0 ? {} : { extraServices: draft.extraServices }),
  };
}

/** The request for the API: only what was said. */
export function requestOf(
  draft: BookingDraft,
  wish: SlotWish,
  start: string,
  questions: readonly BookingFieldItem[],
): StaffBookingRequest {
  const contact = contactOf(draft);
  const fields = answersOf(draft, questions);
  return {
    ...wish,
    start,
    contact,
    ...(draft.notes.trim() === '' ? {} : { notes: draft.notes.trim() }),
    ...(Object.keys(fields).length === 0 ? {} : { fields }),
  };
}

function contactOf({ language, ...draft }: BookingDraft): NonNullable<StaffBookingRequest['contact']> {
  const said = { name: draft.name.trim(), surname: draft.surname.trim(), email: draft.email.trim() };
  const phone = draft.phone.trim() === '' ? '' : (phoneNumber(draft.phone) ?? draft.phone);
  return { language, ...Object.fromEntries(Object.entries({ ...said, phone }).filter(([, value]) => value !== '')) };
}

type Answer = string | number | boolean;

/** Answers as the API wants them, by the kind of question. */
function answersOf({ answers }: BookingDraft, questions: readonly BookingFieldItem[]): Record<string, Answer> {
  const said = questions
    .map(({ key, kind }): [string, Answer] => [key, typed(kind, answers[key]?.trim() ?? '')])
    .filter(([, answer]) => answer !== '');
  return Object.fromEntries(said);
}

function typed(kind: BookingFieldItem['kind'], answer: string): Answer {
  if (answer === '') return '';
  if (kind === 'number') return Number(answer.replace(',', '.'));
  return kind === 'yes-no' ? answer === 'yes' : answer;
}
