import { describe, expect, it } from '@jest/globals';
import { requestKeyOf } from './request-key.js';

type Keyed = Parameters<typeof requestKeyOf>[0];
const KEY = '0123456789abcdef';
const kiosk = { kind: 'device', deviceId: 'd1', deviceKind: 'kiosk', office: 'here', name: 'Kiosk' } as const;

const aRequest = (key: string | undefined, more: Partial<Keyed> = {}): Keyed => ({
  headers: key === undefined ? {} : { 'idempotency-key': key },
  method: 'POST',
  url: '/api/v1/offices/here/tickets?allLanguages=true',
  body: {},
  params: {},
  principal: kiosk,
  ...more,
});

describe('the request key', () => {
  it('joins caller, concrete route without its query, key and body', () => {
    expect(requestKeyOf(aRequest(KEY))).toMatchObject({
      caller: 'device:d1',
      route: 'POST /api/v1/offices/here/tickets',
      key: KEY,
    });
  });

  it('is another one for another body, whatever the order of its fields', () => {
    const hashOf = (body: unknown) => {
      const found = requestKeyOf(aRequest(KEY, { body }));
      return typeof found === 'object' && found?.bodyHash.toString('hex');
    };
    expect(hashOf({ a: 1, b: 2 })).toBe(hashOf({ b: 2, a: 1 }));
    expect(hashOf({ a: 1 })).not.toBe(hashOf({ a: 2 }));
  });

  it('is not there without the header', () => {
    expect(requestKeyOf(aRequest(undefined))).toBeNull();
  });

  it.each(['', 'x'.repeat(65), 'tab\there', 'città'])('refuses %p as a key', (key) => {
    expect(() => requestKeyOf(aRequest(key))).toThrow(
      expect.objectContaining({
        code: 'invalid-request',
        faults: [expect.objectContaining({ path: 'Idempotency-Key' })],
      }),
    );
  });

  it('of a stranger counts from 16 characters on; shorter ones of known callers count', () => {
    expect(requestKeyOf(aRequest('short', { principal: null }))).toBe('not-applied');
    expect(requestKeyOf(aRequest(KEY, { principal: null }))).toMatchObject({ caller: 'anonymous' });
    expect(requestKeyOf(aRequest('1'))).toMatchObject({ key: '1' });
  });

  it('of a link belongs to the link’s holder and does not tell the token', () => {
    const found = requestKeyOf(aRequest('1', { principal: null, params: { token: 'secret-token' } }), 'token');
    expect(found).toMatchObject({ caller: expect.stringMatching(/^link:[\w-]{22}$/) });
    expect(JSON.stringify(found)).not.toContain('secret-token"');
  });
});
