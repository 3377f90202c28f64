import { describe, expect, it } from '@jest/globals';
import type { FastifyRequest } from 'fastify';
import { addressOf, LIMITS } from './throttle-limits.js';
import { Throttle } from './throttle.js';

const aRequest = (more: Record<string, unknown> = {}) => ({ ip: '192.0.2.7', body: {}, ...more }) as FastifyRequest;
const aSignIn = (username: string, ip = '192.0.2.7') => aRequest({ ip, body: { username } });
const tries = LIMITS['sign-in'][0]?.points ?? 0;

async function useUp(throttle: Throttle, request: FastifyRequest): Promise<void> {
  for (let count = 0; count < tries; count++) await throttle.count('sign-in', request);
}

describe('the sign-in throttle', () => {
  it('refuses one name after its tries and says when to come back', async () => {
    const throttle = new Throttle({ rateLimits: true });
    await useUp(throttle, aSignIn('anna'));
    expect(await throttle.count('sign-in', aSignIn(' ANNA '))).toMatchObject({
      allowed: false,
      limit: tries,
      remaining: 0,
      resetSeconds: expect.any(Number),
    });
  });

  it('does not lock out the colleague at the same address, nor the same name elsewhere', async () => {
    const throttle = new Throttle({ rateLimits: true });
    await useUp(throttle, aSignIn('anna'));
    expect(await throttle.count('sign-in', aSignIn('bruno'))).toMatchObject({ allowed: true });
    expect(await throttle.count('sign-in', aSignIn('anna', '192.0.2.8'))).toMatchObject({ allowed: true });
  });

  it('counts wrong passwords only: a right one clears the count', async () => {
    const throttle = new Throttle({ rateLimits: true });
    await useUp(throttle, aSignIn('anna'));
    await throttle.forgive('sign-in', aSignIn('anna'));
    expect(await throttle.count('sign-in', aSignIn('anna'))).toMatchObject({ allowed: true, remaining: tries - 1 });
  });

  it('stops one address that tries many names', async () => {
    const throttle = new Throttle({ rateLimits: true });
    const perAddress = LIMITS['sign-in'][1]?.points ?? 0;
    for (let count = 0; count < perAddress; count++) await throttle.count('sign-in', aSignIn(`name${count}`));
    expect(await throttle.count('sign-in', aSignIn('another'))).toMatchObject({ allowed: false, limit: perAddress });
  });
});

describe('throttles of signed-in callers', () => {
  it('count two people behind one address apart', async () => {
    const throttle = new Throttle({ rateLimits: true });
    const as = (userId: string) => aRequest({ principal: { kind: 'staff', userId, roles: [] } });
    const first = await throttle.count('pairing-confirm', as('a'));
    await throttle.count('pairing-confirm', as('b'));
    expect(await throttle.count('pairing-confirm', as('a'))).toMatchObject({ remaining: first.remaining - 1 });
  });
});

describe('addressOf', () => {
  it.each([
    ['192.0.2.7', 'ip:192.0.2.7'],
    ['::ffff:192.0.2.7', 'ip:192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', 'ip:2001:db8:1:2::/64'],
    ['2001:db8:1:2::99', 'ip:2001:db8:1:2::/64'],
    ['2001:db8::99', 'ip:2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'ip:fe80:0:0:0::/64'],
    ['::1', 'ip:0:0:0:0::/64'],
  ])('%s counts as %s', (ip, key) => {
    expect(addressOf({ ip })).toBe(key);
  });
});
