import { signal } from '@preact/signals';

/** What a booking's code is written with: nothing that the eye confuses. */
export const PAD_KEYS = [...'34679ACDEFGHJKMNPQRTVWXY'];
/** Codes have seven characters; the API allows from six to eight. */
export const CODE_LENGTH = 7;
const SHORTEST = 6;
const LONGEST = 8;

/** Why a check-in was refused, with the times that its sentence needs: the API's codes, and those of this screen. */
export type RefusedCheckIn = {
  code: string;
  start: string | null;
  checkInFrom: string | null;
  nextOpening: string | null;
  mode: string | null;
  ticket: { id: string; number: string; status: string; url?: string } | null;
};

/** What the visitor has typed of the code so far. */
export const typed = signal('');
export const refusedCheckIn = signal<RefusedCheckIn | null>(null);

/** Adds a character of the pad; others, and what would be too long, are not taken. */
export function typeCharacter(character: string): boolean {
  const upper = character.toUpperCase();
  if (!PAD_KEYS.includes(upper)) return false;
  if (typed.value.length < LONGEST) typed.value += upper;
  return true;
}

export function deleteLast(): void {
  typed.value = typed.value.slice(0, -1);
}

/** Whether what was typed may be a whole code. */
export function isWhole(): boolean {
  return typed.value.length >= SHORTEST;
}

/** Forgets the visitor's code and what came of it. */
export function forgetAppointment(): void {
  typed.value = '';
  refusedCheckIn.value = null;
}

/**
 * Reads what a scanner sent: a booking's code, also at the end of one of our addresses; `link` for an address that
 * holds none, such as the one to manage a booking; `unknown` for anything else, such as a health card.
 * A scanner set to another keyboard garbles the signs of an address but not its letters.
 */
export function readScan(text: string): { code: string } | 'link' | 'unknown' {
  // Some scanners tell first what kind of code it was: `]Q1`.
  const read = text.trim().replace(/^\][a-z]\d/i, '');
  const isAddress = /^https?[^a-z0-9]/i.test(read);
  const last = isAddress ? (read.split(/[/=?&#]/).pop() ?? '') : read;
  const code = last.replace(/[\s-]/g, '').toUpperCase();
  if (/^[A-Z0-9]{6,8}$/.test(code)) return { code };
  return isAddress ? 'link' : 'unknown';
}
