import { DateTime } from 'luxon';
import type { BookingFact } from '../bookings/booking-log.js';
import type { BookingRow } from '../bookings/booking-row.js';

/** All kinds of e-mails about a booking. */
export const MESSAGE_KINDS = ['confirmation-request', 'confirmed', 'moved', 'cancelled', 'reminder'] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

/** A message that a fact calls for; `dueAt` on the office's clock. */
export type Wanted = { kind: MessageKind; dueAt: DateTime };

/** Longest pause between two tries. */
const LONGEST_PAUSE_SECONDS = 3600;
/** With pauses of 2 s, 4 s, 8 s, … and then an hour: about a day. */
export const MOST_ATTEMPTS = 34;
/** Of a message that the server refuses for good: a wrong address stays wrong, a wrong setting may be put right. */
const MOST_PERMANENT_ATTEMPTS = 4;

/** Which messages a fact about a booking calls for. */
export function messagesFor(row: BookingRow, fact: BookingFact, reminderHoursBefore: number): Wanted[] {
  const now = { dueAt: fact.at };
  switch (fact.type) {
    case 'booking.requested':
      return [{ kind: 'confirmation-request', ...now }];
    case 'booking.confirmed':
      return [{ kind: 'confirmed', ...now }, ...reminder(row, fact.at, reminderHoursBefore)];
    case 'booking.moved':
      // Before its e-mail is confirmed a booking has nothing that could be announced as moved.
      if (row.status !== 'confirmed') return [];
      return [{ kind: 'moved', ...now }, ...reminder(row, fact.at, reminderHoursBefore)];
    case 'booking.cancelled':
      return row.confirmed_at === null ? [] : [{ kind: 'cancelled', ...now }];
    default:
      return [];
  }
}

function reminder(row: BookingRow, at: DateTime, hoursBefore: number): Wanted[] {
  const dueAt = DateTime.fromJSDate(row.starts_at).minus({ hours: hoursBefore });
  return hoursBefore > 0 && dueAt > at ? [{ kind: 'reminder', dueAt }] : [];
}

/** Whether a message still says what is true; what a newer message says instead is dropped. */
export function stillTrue(message: { kind: MessageKind; sequence: number }, row: BookingRow, now: DateTime): boolean {
  const toCome = row.starts_at > now.toJSDate();
  switch (message.kind) {
    case 'confirmation-request':
      return row.status === 'awaiting-confirmation' && row.expires_at !== null && row.expires_at > now.toJSDate();
    // Every move writes a message of its own, which says all that a confirmation would.
    case 'confirmed':
    case 'moved':
    case 'reminder':
      return row.status === 'confirmed' && toCome && row.sequence === message.sequence;
    case 'cancelled':
      return row.status === 'cancelled' && toCome;
  }
}

/**
 * Seconds until a refused message is tried again; null = no more.
 *
 * @param attempts tries so far
 * @param permanent the server refused this very message, for good
 */
export function pauseAfter(attempts: number, permanent: boolean): number | null {
  if (permanent) return attempts < MOST_PERMANENT_ATTEMPTS ? LONGEST_PAUSE_SECONDS : null;
  return attempts < MOST_ATTEMPTS ? Math.min(LONGEST_PAUSE_SECONDS, 2 ** Math.min(attempts, 12)) : null;
}
