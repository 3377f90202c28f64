import { describe, expect, it } from '@jest/globals';
import { refuseUnlessAllowed } from './access.guard.js';
import type { AccessRule } from './decorators.js';
import {
  callerOf,
  mayActAs,
  mayActEverywhereAs,
  sharesAs,
  type HeldRole,
  type DevicePrincipal,
  type Principal,
  type StaffPrincipal,
} from './principal.js';

const HERE = 'inside-osmannoro';
const THERE = 'another-office';

type Role = Omit<HeldRole, 'municipality'> & Partial<HeldRole>;
const somebody = (...roles: Role[]): StaffPrincipal => ({
  kind: 'staff',
  userId: 'u1',
  username: 'anna',
  name: 'Anna',
  languages: ['it'],
  roles: roles.map((role) => ({ municipality: null, ...role })),
  sessionId: 's1',
});
const aDevice = (deviceKind: DevicePrincipal['deviceKind'], office = HERE): DevicePrincipal => ({
  kind: 'device',
  deviceId: 'd1',
  deviceKind,
  office,
  name: 'Kiosk',
});

describe('roles', () => {
  it('hold at their office only', () => {
    const operator = somebody({ role: 'operator', office: HERE });
    expect(mayActAs(operator, 'operator', HERE)).toBe(true);
    expect(mayActAs(operator, 'operator', THERE)).toBe(false);
    expect(mayActAs(operator, 'coordinator', HERE)).toBe(false);
  });

  it('include the lesser ones, and hold everywhere without an office', () => {
    const administrator = somebody({ role: 'administrator', office: null });
    expect(mayActAs(administrator, 'operator', THERE)).toBe(true);
    expect(mayActEverywhereAs(administrator, 'coordinator')).toBe(true);
  });

  it('of different offices do not add up', () => {
    const person = somebody({ role: 'operator', office: HERE }, { role: 'coordinator', office: THERE });
    expect(mayActAs(person, 'coordinator', HERE)).toBe(false);
    expect(mayActAs(person, 'coordinator', null)).toBe(true);
    expect(mayActEverywhereAs(person, 'operator')).toBe(false);
  });

  it('are never a device’s', () => {
    expect(mayActAs(aDevice('kiosk'), 'operator', HERE)).toBe(false);
    expect(sharesAs(aDevice('kiosk'), 'operator', HERE)).toEqual([]);
  });

  it('limited to a municipality open nothing but its share', () => {
    const limited = somebody({ role: 'administrator', office: null, municipality: '048043' });
    expect(mayActAs(limited, 'operator', HERE)).toBe(false);
    expect(mayActAs(limited, 'operator', null)).toBe(false);
    expect(mayActEverywhereAs(limited, 'operator')).toBe(false);
    expect(sharesAs(limited, 'coordinator', HERE)).toEqual(['048043']);
  });

  it('of a municipality are told once each, and give way to the whole office', () => {
    const role = { role: 'coordinator', office: HERE } as const;
    const shared = somebody(
      { ...role, municipality: '048043' },
      { ...role, municipality: '048017' },
      { role: 'administrator', office: null, municipality: '048017' },
      { ...role, office: THERE, municipality: '048006' },
      { ...role, role: 'operator', municipality: '048001' },
    );
    expect(sharesAs(shared, 'coordinator', HERE)).toEqual(['048043', '048017']);
    expect(sharesAs(somebody({ ...role, municipality: '048043' }, role), 'coordinator', HERE)).toBe('all');
    expect(sharesAs(somebody({ role: 'operator', office: HERE }), 'coordinator', HERE)).toEqual([]);
  });
});

describe('the access guard’s rule', () => {
  const operator = somebody({ role: 'operator', office: HERE });
  const refused = (rule: AccessRule | undefined, principal: Principal | null, office: string | null = HERE) => {
    try {
      refuseUnlessAllowed(rule, principal, office);
      return null;
    } catch (error) {
      return (error as { code: string }).code;
    }
  };

  it('denies a route without a mark, whoever asks', () => {
    expect(refused(undefined, null)).toBe('not-allowed');
    expect(refused(undefined, somebody({ role: 'administrator', office: null }))).toBe('not-allowed');
  });

  it('asks strangers to sign in before it says more', () => {
    expect(refused({ who: 'staff', role: 'operator' }, null)).toBe('not-signed-in');
    expect(refused({ who: 'any-device' }, null)).toBe('not-signed-in');
    expect(refused({ who: 'public' }, null)).toBeNull();
  });

  it('lets the office’s own kiosk or an operator use what the kiosk uses', () => {
    expect(refused({ who: 'kiosk-or-staff' }, aDevice('kiosk'))).toBeNull();
    expect(refused({ who: 'kiosk-or-staff' }, operator)).toBeNull();
    expect(refused({ who: 'kiosk-or-staff' }, aDevice('kiosk', THERE))).toBe('not-allowed');
    expect(refused({ who: 'kiosk-or-staff' }, aDevice('display'))).toBe('not-allowed');
    expect(refused({ who: 'kiosk-or-staff' }, operator, THERE)).toBe('not-allowed');
  });

  it('lets a municipality’s coordinator only where shares are shown', () => {
    const limited = somebody({ role: 'coordinator', office: HERE, municipality: '048043' });
    expect(refused({ who: 'staff', role: 'operator' }, limited)).toBe('not-allowed');
    expect(refused({ who: 'kiosk-or-staff' }, limited)).toBe('not-allowed');
    expect(refused({ who: 'share-of-office', role: 'coordinator' }, limited)).toBeNull();
    expect(refused({ who: 'share-of-office', role: 'coordinator' }, limited, THERE)).toBe('not-allowed');
    expect(refused({ who: 'share-of-office', role: 'coordinator' }, operator)).toBe('not-allowed');
  });

  it('keeps people out of the devices’ routes and devices out of staff’s', () => {
    expect(refused({ who: 'any-device' }, operator)).toBe('not-allowed');
    expect(refused({ who: 'any-device' }, aDevice('display'), null)).toBeNull();
    expect(refused({ who: 'staff', role: 'operator' }, aDevice('kiosk'))).toBe('not-allowed');
    expect(refused({ who: 'signed-in' }, aDevice('kiosk'), null)).toBeNull();
  });
});

describe('callerOf', () => {
  it('names people, devices and strangers', () => {
    expect([somebody(), aDevice('kiosk'), null].map(callerOf)).toEqual(['user:u1', 'device:d1', 'anonymous']);
  });
});
