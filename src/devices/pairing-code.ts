import { randomInt } from 'node:crypto';

/** Without letters and digits that look or sound alike on a screen across the room: 31 characters. */
const ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
const LENGTH = 6;

/** A new code for a screen to show, e.g. `K7MX2P`: about 887 million of them. */
export function newPairingCode(): string {
  return Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}

/** A code as somebody types it (lower case, spaces, dashes) as it is kept. */
export function readPairingCode(typed: string): string {
  return typed.toUpperCase().replace(/[^A-Z0-9]/g, '');
}
