import { describe, expect, it } from '@jest/globals';
import type { StaffBooking } from '../../src/bookings/bookings.contract.js';
import { actionsOf, admits, isCallDue, isOverdue, nameOf, stillOpen } from './booking-rules.js';

const NOW = Date.parse('2026-11-24T09:40:00+01:00');
const aBooking = (wish: Partial<StaffBooking>) =>
  ({
    status: 'confirmed',
    mode: 'desk',
    ticket: null,
    start: '2026-11-24T09:45:00.000+01:00',
    ...wish,
  }) as StaffBooking;

describe('what can be done with a booking', () => {
  it('follows its status', () => {
    expect(admits(aBooking({}), 'reschedule')).toBe(true);
    expect(admits(aBooking({ status: 'awaiting-confirmation' }), 'cancel')).toBe(true);
    for (const status of ['checked-in', 'completed', 'cancelled', 'lapsed'] as const) {
      expect(actionsOf(aBooking({ status })).filter((action) => admits(aBooking({ status }), action))).toEqual([]);
    }
  });

  it('lets in who was marked absent by the clock, but not who was called in vain', () => {
    expect(admits(aBooking({ status: 'no-show' }), 'check-in')).toBe(true);
    expect(admits(aBooking({ status: 'no-show', ticket: { id: 't', number: 'A001' } }), 'check-in')).toBe(false);
  });

  it('starts a remote booking instead of checking it in', () => {
    expect(actionsOf(aBooking({ mode: 'phone' }))[0]).toBe('start');
    expect(actionsOf(aBooking({}))[0]).toBe('check-in');
  });
});

describe('a booking and the clock', () => {
  it('is due for a call from five minutes before', () => {
    expect(isCallDue(aBooking({ mode: 'phone' }), NOW)).toBe(true);
    expect(isCallDue(aBooking({ mode: 'phone' }), NOW - 1)).toBe(false);
    expect(isCallDue(aBooking({ mode: 'phone', status: 'completed' }), NOW)).toBe(false);
    expect(isCallDue(aBooking({}), NOW)).toBe(false);
  });

  it('is overdue when its time has passed and nobody came', () => {
    const late = NOW + 6 * 60_000;
    expect([isOverdue(aBooking({}), late), isOverdue(aBooking({ status: 'checked-in' }), late)]).toEqual([true, false]);
  });
});

it('names people as far as they are known, and lists who is still to come', () => {
  expect(nameOf({ surname: 'Chen', name: 'Wei' })).toBe('Chen Wei');
  expect(nameOf({ surname: null, name: 'Wei' })).toBe('Wei');
  expect(nameOf({ surname: null, name: null })).toBe('');
  const open = stillOpen([aBooking({ status: 'cancelled' }), aBooking({ status: 'checked-in' }), aBooking({})]);
  expect(open.map(({ status }) => status)).toEqual(['checked-in', 'confirmed']);
});
