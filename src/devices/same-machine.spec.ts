import { describe, expect, it } from '@jest/globals';
import { isFromThisMachine } from './same-machine.js';

const arrival = (peer: string, headers: Record<string, string> = {}) => ({
  peer,
  headers: { host: '127.0.0.1:3000', ...headers },
});

describe('a screen on this machine', () => {
  it.each([
    arrival('127.0.0.1'),
    arrival('::1', { host: '[::1]:3000' }),
    arrival('::ffff:127.0.0.1', { host: 'localhost:3000' }),
    arrival('127.0.0.1', { 'sec-fetch-site': 'same-origin' }),
  ])('is recognised: %j', (request) => expect(isFromThisMachine(request)).toBe(true));

  it.each([
    arrival('192.168.1.20'),
    arrival('::ffff:192.168.1.20'),
    arrival('127.0.0.1', { 'x-forwarded-for': '127.0.0.1' }),
    arrival('127.0.0.1', { forwarded: 'for=127.0.0.1' }),
    arrival('127.0.0.1', { 'x-real-ip': '127.0.0.1' }),
    arrival('127.0.0.1', { via: '1.1 proxy' }),
    arrival('127.0.0.1', { 'sec-fetch-site': 'cross-site' }),
    arrival('127.0.0.1', { host: 'rebound.evil.example:3000' }),
    { peer: undefined, headers: { host: '127.0.0.1' } },
  ])('is not taken for one: %j', (request) => expect(isFromThisMachine(request)).toBe(false));
});
