import { effect, signal } from '@preact/signals';
import type { BookingRequest, Hold, Slot } from '../../src/bookings/bookings.contract.js';
import type { ServiceMode } from '../../src/directory/directory.contract.js';

/** Prefixes that can be chosen; `+` = the number is written with its own. */
export const PHONE_PREFIXES = ['+39', '+86', '+'] as const;
export type PhonePrefix = (typeof PHONE_PREFIXES)[number];

/** All that was chosen and typed so far, as it was typed. */
export type Draft = {
  office: string | null;
  municipality: string | null;
  service: string | null;
  extraServices: readonly string[];
  people: number;
  needsLanguage: string | null;
  /** null = the service's own first one. */
  mode: ServiceMode | null;
  slot: Slot | null;
  /** With the office that it is at. */
  hold: (Hold & { office: string }) | null;
  /** Answers to the services' questions by key; `yes` and `no` for a yes-no question. */
  answers: Readonly<Record<string, string>>;
  notes: string;
  name: string;
  surname: string;
  email: string;
  phonePrefix: PhonePrefix;
  phone: string;
  privacyRead: boolean;
  /** A confirmation whose answer has not come: it may have worked, so only the very same may be sent again. */
  attempt: { key: string; body: BookingRequest } | null;
};

const EMPTY: Draft = {
  office: null,
  municipality: null,
  service: null,
  extraServices: [],
  people: 1,
  needsLanguage: null,
  mode: null,
  slot: null,
  hold: null,
  answers: {},
  notes: '',
  name: '',
  surname: '',
  email: '',
  phonePrefix: '+39',
  phone: '',
  privacyRead: false,
  attempt: null,
};

// Of this tab only, and gone with it: a name and a phone number must not stay behind on a shared computer.
const KEY = 'sportello-booking';

/** What is being filled in. A reload finds it again, as long as the tab lives. */
export const draft = signal<Draft>(remembered());

effect(() => remember(draft.value));

/** Writes into the draft. */
export function change(patch: Partial<Draft>): void {
  draft.value = { ...draft.value, ...patch };
}

/** Forgets everything: the booking is made. */
export function forgetDraft(): void {
  draft.value = EMPTY;
}

function remembered(): Draft {
  try {
    return { ...EMPTY, ...(JSON.parse(sessionStorage.getItem(KEY) ?? '{}') as Partial<Draft>) };
  } catch {
    return EMPTY;
  }
}

function remember(current: Draft): void {
  try {
    if (current === EMPTY) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, JSON.stringify(current));
  } catch {
    // No storage in this browser: the draft lives as long as the page.
  }
}
