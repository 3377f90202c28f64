import { randomInt } from 'node:crypto';

/** Without characters that are taken for one another on paper: no 0 and O, 1 and I and L, 5 and S, 2 and Z, 8 and B, U and V. */
const ALPHABET = '34679ACDEFGHJKMNPQRTVWXY';
/** 24⁷ = 4.6 · 10⁹ codes of an office: nobody guesses one at a kiosk, and two meet only after very many years. */
const LENGTH = 7;

/** A fresh code for the kiosk. */
export function newBookingCode(): string {
  return Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}

/** A code as somebody typed, said or scanned it: case, blanks and dashes do not matter. */
export function readBookingCode(text: string): string {
  return text.replace(/[\s\-–·.]/g, '').toUpperCase();
}
