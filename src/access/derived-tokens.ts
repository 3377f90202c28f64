import { createHmac, timingSafeEqual } from 'node:crypto';
import { hashToken } from './credentials.js';

export { hashToken };

/** 18 bytes = 144 bits: above the 128 that nobody guesses, short enough for a QR code that a phone reads from paper. */
const TOKEN_BYTES = 18;
const SEPARATOR = '.';
const FORM = /^([0-9a-z]{1,7})\.([A-Za-z0-9_-]{24})$/;

/**
 * The token of a link, derived instead of kept: the same link can be sent again, and only its hash is stored. Another
 * `version` is another token, which ends the earlier one. The office's short id leads it, so that a look-up stays on one
 * shard.
 *
 * @param kind what the link is for: `ticket`, `manage`, …
 */
export function deriveToken(secret: string, kind: string, officeShortId: number, id: string, version: number): string {
  // JSON keeps the parts apart: no two lists of parts give the same text.
  const signed = JSON.stringify(['token', kind, officeShortId, id, version]);
  const digest = createHmac('sha256', secret).update(signed).digest().subarray(0, TOKEN_BYTES);
  return `${officeShortId.toString(36)}${SEPARATOR}${digest.toString('base64url')}`;
}

/** The short id of the office that a token names, or null for a text that cannot be one of our tokens. */
export function officeOfToken(token: string): number | null {
  const [, office] = FORM.exec(token) ?? [];
  if (office === undefined) return null;
  const shortId = Number.parseInt(office, 36);
  return shortId <= 2_147_483_647 ? shortId : null;
}

/** Whether a token has this hash, in a time that tells nothing. */
export function matchesHash(token: string, hash: Buffer): boolean {
  const own = hashToken(token);
  return own.length === hash.length && timingSafeEqual(own, hash);
}

/** What the database keeps of the secret, to recognise it; the secret cannot be told from it. */
export function fingerprintOf(secret: string): string {
  return createHmac('sha256', secret).update('["fingerprint"]').digest('base64url');
}
