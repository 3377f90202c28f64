import { describe, expect, it } from '@jest/globals';
import { newPairingCode, readPairingCode } from './pairing-code.js';

describe('pairing codes', () => {
  it('have six characters that nobody confuses', () => {
    for (let count = 0; count < 500; count++) expect(newPairingCode()).toMatch(/^[A-HJKMNP-Z2-9]{6}$/);
  });

  it('are read as people type them', () => {
    expect(readPairingCode(' k7m-x2p ')).toBe('K7MX2P');
  });
});
