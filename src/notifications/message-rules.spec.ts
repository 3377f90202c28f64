import { describe, expect, it } from '@jest/globals';
import { DateTime } from 'luxon';
import type { BookingFact } from '../bookings/booking-log.js';
import type { BookingRow } from '../bookings/booking-row.js';
import { messagesFor, MOST_ATTEMPTS, pauseAfter, stillTrue, type MessageKind } from './message-rules.js';

const NOW = DateTime.fromISO('2026-11-24T09:30:00+01:00');

function aBooking(more: Partial<BookingRow> = {}): BookingRow {
  const starts_at = NOW.plus({ days: 2 }).toJSDate();
  return {
    status: 'confirmed',
    starts_at,
    confirmed_at: NOW.toJSDate(),
    expires_at: null,
    sequence: 0,
    ...more,
  } as BookingRow;
}

const fact = (type: BookingFact['type']): BookingFact => ({ type, at: NOW, actor: 'citizen' });
const kinds = (row: BookingRow, type: BookingFact['type'], hours = 24) =>
  messagesFor(row, fact(type), hours).map(({ kind }) => kind);

describe('which messages a fact calls for', () => {
  it('confirms, and reminds a day before', () => {
    const [confirmed, reminder] = messagesFor(aBooking(), fact('booking.confirmed'), 24);
    expect([confirmed?.kind, reminder?.kind]).toEqual(['confirmed', 'reminder']);
    expect(confirmed?.dueAt.toMillis()).toBe(NOW.toMillis());
    expect(reminder?.dueAt.toMillis()).toBe(NOW.plus({ days: 1 }).toMillis());
  });

  it('does not remind of what comes sooner, nor where reminders are off', () => {
    const soon = aBooking({ starts_at: NOW.plus({ hours: 24 }).toJSDate() });
    expect(kinds(soon, 'booking.confirmed')).toEqual(['confirmed']);
    expect(kinds(aBooking(), 'booking.confirmed', 0)).toEqual(['confirmed']);
  });

  it('announces nothing of a booking that was never confirmed', () => {
    const awaiting = aBooking({ status: 'awaiting-confirmation', confirmed_at: null, expires_at: NOW.toJSDate() });
    expect(kinds(awaiting, 'booking.requested')).toEqual(['confirmation-request']);
    expect(kinds(awaiting, 'booking.moved')).toEqual([]);
    expect(kinds(aBooking({ status: 'cancelled', confirmed_at: null }), 'booking.cancelled')).toEqual([]);
  });

  it('says nothing of holds, arrivals and ends', () => {
    const silent = [
      'booking.held',
      'booking.lapsed',
      'booking.checked-in',
      'booking.completed',
      'booking.no-show',
    ] as const;
    for (const type of silent) expect(kinds(aBooking(), type)).toEqual([]);
  });
});

describe('whether a message still says what is true', () => {
  const said = (kind: MessageKind, row: BookingRow, sequence = 0) => stillTrue({ kind, sequence }, row, NOW);

  it('is so for the booking as it was written for', () => {
    const awaiting = aBooking({ status: 'awaiting-confirmation', expires_at: NOW.plus({ minutes: 1 }).toJSDate() });
    expect(said('confirmation-request', awaiting)).toBe(true);
    expect((['confirmed', 'moved', 'reminder'] as const).map((kind) => said(kind, aBooking()))).toEqual([
      true,
      true,
      true,
    ]);
    expect(said('cancelled', aBooking({ status: 'cancelled' }))).toBe(true);
  });

  it('is not for a request whose time is over or that was confirmed', () => {
    const over = aBooking({ status: 'awaiting-confirmation', expires_at: NOW.toJSDate() });
    expect([said('confirmation-request', over), said('confirmation-request', aBooking())]).toEqual([false, false]);
  });

  it('is not after a move, whose own message says it all', () => {
    const moved = aBooking({ sequence: 1 });
    expect([said('confirmed', moved), said('moved', moved), said('reminder', moved)]).toEqual([false, false, false]);
    expect([said('moved', moved, 1), said('reminder', moved, 1)]).toEqual([true, true]);
  });

  it.each(['cancelled', 'checked-in', 'no-show', 'completed'] as const)('is not once the booking is %s', (status) => {
    const row = aBooking({ status });
    expect((['confirmed', 'moved', 'reminder'] as const).map((kind) => said(kind, row))).toEqual([false, false, false]);
  });

  it('is not once the visit has begun', () => {
    const row = aBooking({ starts_at: NOW.toJSDate() });
    expect((['confirmed', 'moved', 'reminder'] as const).map((kind) => said(kind, row))).toEqual([false, false, false]);
  });
});

describe('how long a refused message waits', () => {
  it('waits longer and longer, up to an hour, and is given up after about a day', () => {
    const pauses = Array.from({ length: MOST_ATTEMPTS }, (_, index) => pauseAfter(index + 1, false));
    expect(pauses.slice(0, 4)).toEqual([2, 4, 8, 16]);
    expect(pauses.at(-1)).toBeNull();
    const hours = pauses.reduce<number>((sum, pause) => sum + (pause ?? 0), 0) / 3600;
    expect(hours).toBeGreaterThan(22);
    expect(hours).toBeLessThan(25);
  });

  it('is given up sooner where the server refuses it for good', () => {
    expect([1, 2, 3, 4].map((attempts) => pauseAfter(attempts, true))).toEqual([3600, 3600, 3600, null]);
  });
});
