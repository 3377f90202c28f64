import { describe, expect, it } from '@jest/globals';
import { portalAddress } from './portal-address.js';

const BASE = 'https://desk.example.it';
const NOTHING = { book: false, office: null, service: null, municipality: null };

describe('the address in a QR code of the kiosk', () => {
  it('leads into the booking with what was chosen', () => {
    const chosen = { book: true, office: 'centre', service: 'building-permits', municipality: '048017' };
    expect(portalAddress(BASE, chosen)).toBe(
      'https://desk.example.it/book?service=building-permits&municipality=048017&office=centre',
    );
  });

  it('leads to the portal where there is nothing to book', () => {
    expect(portalAddress(BASE, NOTHING)).toBe('https://desk.example.it/');
    expect(portalAddress(BASE, { ...NOTHING, office: 'centre', service: 'taxes', municipality: '048017' })).toBe(
      'https://desk.example.it/?service=taxes&office=centre',
    );
  });
});
