import { describe, expect, it } from '@jest/globals';
import { deriveToken, fingerprintOf, hashToken, matchesHash, officeOfToken } from './derived-tokens.js';

const SECRET = 'a secret of more than thirty-two characters';
const ID = '0197f1f0-0000-7000-8000-000000000001';

describe('derived tokens', () => {
  it('are the same each time, so that a link can be sent again', () => {
    expect(deriveToken(SECRET, 'ticket', 7, ID, 1)).toBe(deriveToken(SECRET, 'ticket', 7, ID, 1));
  });

  it('differ by secret, kind, office, id and version', () => {
    const tokens = [
      deriveToken(SECRET, 'ticket', 7, ID, 1),
      deriveToken(`${SECRET}!`, 'ticket', 7, ID, 1),
      deriveToken(SECRET, 'manage', 7, ID, 1),
      deriveToken(SECRET, 'ticket', 8, ID, 1),
      deriveToken(SECRET, 'ticket', 7, ID.replace('1', '2'), 1),
      deriveToken(SECRET, 'ticket', 7, ID, 2),
    ];
    expect(new Set(tokens.map((token) => token.split('.')[1])).size).toBe(tokens.length);
  });

  it('name their office, fit an address, and carry at least 128 bits', () => {
    const token = deriveToken(SECRET, 'ticket', 123_456, ID, 1);
    expect(officeOfToken(token)).toBe(123_456);
    expect(encodeURIComponent(token)).toBe(token);
    expect(Buffer.from(token.split('.')[1] ?? '', 'base64url').length * 8).toBeGreaterThanOrEqual(128);
  });

  it.each(['', 'x', '7.short', `zzzzzzz.${'a'.repeat(24)}`, `7.${'a'.repeat(25)}`, `7.${'*'.repeat(24)}`])(
    'no office is read from %p',
    (text) => expect(officeOfToken(text)).toBeNull(),
  );

  it('match their own hash only', () => {
    const token = deriveToken(SECRET, 'ticket', 7, ID, 1);
    expect(matchesHash(token, hashToken(token))).toBe(true);
    expect(matchesHash(token, hashToken(`${token}x`))).toBe(false);
    expect(matchesHash(token, Buffer.alloc(3))).toBe(false);
  });
});

describe('the fingerprint', () => {
  it('recognises a secret without telling it', () => {
    expect(fingerprintOf(SECRET)).toBe(fingerprintOf(SECRET));
    expect(fingerprintOf(SECRET)).not.toBe(fingerprintOf(`${SECRET}!`));
    expect(fingerprintOf(SECRET)).not.toContain(SECRET);
  });
});
