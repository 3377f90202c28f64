import type { FastifyRequest } from 'fastify';
import { callerOf } from '../access/principal.js';

/** One count: at most `points` requests of the same key in `seconds`. A null key is not counted. */
export type Limit = { points: number; seconds: number; keyOf(request: FastifyRequest): string | null };

/** Names of throttled kinds of routes. */
export type ThrottleName = 'sign-in' | 'pairing' | 'pairing-poll' | 'pairing-confirm' | 'public-read' | 'public-write';

/** The same for everybody behind one address, so it must bear a whole desk or a whole building. */
const perAddress = (points: number, seconds: number): Limit => ({ points, seconds, keyOf: addressOf });
/** A user or device is counted by itself; only strangers are counted by address. */
const perCaller = (points: number, seconds: number): Limit => ({ points, seconds, keyOf: callerOrAddress });

/**
 * How often is too often. A desk's people and screens share one address, so what guards a password or a code counts
 * something narrower first and the address only loosely.
 */
export const LIMITS: Record<ThrottleName, readonly Limit[]> = {
  // A forgotten password takes a few tries; a right one takes its count back (see Throttle.forgive).
  'sign-in': [{ points: 10, seconds: 300, keyOf: usernameHere }, perAddress(300, 300)],
  pairing: [perAddress(60, 600)],
  // Each waiting screen asks every second or two.
  'pairing-poll': [perAddress(600, 60)],
  // Codes have six of 31 characters and live ten minutes: 30 tries find nothing.
  'pairing-confirm': [perCaller(30, 600)],
  'public-read': [perCaller(1200, 60)],
  'public-write': [perCaller(300, 60)],
};

/** The caller's address as Fastify sees it (TRUSTED_PROXIES honoured); IPv6 by its /64, which one household owns. */
export function addressOf(request: Pick<FastifyRequest, 'ip'>): string {
  const ip = request.ip.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  if (!ip.includes(':')) return `ip:${ip}`;
  const [head = '', tail = ''] = ip.split('::');
  const front = head.split(':').filter(Boolean);
  const back = ip.includes('::') ? tail.split(':').filter(Boolean) : [];
  const gap = Math.max(0, 8 - front.length - back.length);
  const groups = [...front, ...Array<string>(gap).fill('0'), ...back];
  return `ip:${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}

function callerOrAddress(request: FastifyRequest): string {
  const principal = request.principal ?? null;
  return principal === null ? addressOf(request) : callerOf(principal);
}

function usernameHere(request: FastifyRequest): string | null {
  const { username } = (request.body ?? {}) as { username?: unknown };
  if (typeof username !== 'string') return null;
  return `${username.trim().toLowerCase().slice(0, 100)} at ${callerOrAddress(request)}`;
}
