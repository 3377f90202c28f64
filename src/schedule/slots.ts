import { DateTime } from 'luxon';
import { businessDay } from '../clock/zones.js';
import type { HoursOwner, OpeningRules } from '../directory/opening-rules.types.js';
import { openIntervals } from './open-intervals.js';
import { joinSpans } from './opening-state.js';
import { addDays, wallInstant } from './wall-time.js';

/** Milliseconds since 1970, as instants are computed with here: an availability looks at thousands of them. */
export type Millis = number;

/** A visit that looks for its time. */
export type VisitLength = {
  /** Whoever must be open for bookings all the time; starts lie on the grid of the first one's openings. */
  readonly owners: readonly HoursOwner[];
  readonly slotMinutes: number;
  readonly durationMinutes: number;
  /** Kept free after it, as far as the opening goes. */
  readonly bufferMinutes: number;
};

/** A start at which a visit can be booked by the rules; `until` is the end of the time that it takes from its pools. */
export type ScheduledSlot = { readonly start: Millis; readonly end: Millis; readonly until: Millis };

type Span = { from: Millis; to: Millis };
const MINUTE = 60_000;

/** All slots of a day in order, whatever is taken: each lies inside one opening of every owner. */
export function slotsOn(rules: OpeningRules, day: string, visit: VisitLength): ScheduledSlot[] {
  const [main = [], ...others] = visit.owners.map((owner) => bookingSpans(rules, day, owner));
  const slots: ScheduledSlot[] = [];
  for (const span of main) {
    for (let start = span.from; start < span.to; start += visit.slotMinutes * MINUTE) {
      const end = start + visit.durationMinutes * MINUTE;
      const ends = [span, ...others.map((spans) => around(spans, start))].map((one) => one?.to ?? -Infinity);
      const closing = Math.min(...ends);
      if (end <= closing) slots.push({ start, end, until: Math.min(end + visit.bufferMinutes * MINUTE, closing) });
    }
  }
  return slots;
}

/** The slot that starts at an instant, or null when the rules have none there. */
export function slotAt(rules: OpeningRules, start: Millis, visit: VisitLength): ScheduledSlot | null {
  const day = businessDay(DateTime.fromMillis(start), rules.zone);
  return slotsOn(rules, day, visit).find((slot) => slot.start === start) ?? null;
}

// Which of them are for bookings only does not matter to whoever books: touching openings are one.
function bookingSpans(rules: OpeningRules, day: string, owner: HoursOwner): Span[] {
  const { intervals } = openIntervals(rules, day, owner);
  return joinSpans(intervals.filter(({ bookings }) => bookings)).map(({ from, to }) => ({
    from: from.toMillis(),
    to: to.toMillis(),
  }));
}

function around(spans: readonly Span[], at: Millis): Span | undefined {
  return spans.find(({ from, to }) => from <= at && at < to);
}

/** When the public may book: starts not before `earliest`, days up to `lastDay`; the day after it opens at `opensNext`. */
export type BookingWindow = { readonly earliest: DateTime; readonly lastDay: string; readonly opensNext: DateTime };

export type WindowRules = { noticeMinutes: number; horizonDays: number; releaseTime: string };

/** The booking window at `now`; the horizon moves by a day at `releaseTime` on the office's wall clock. */
export function bookingWindow(zone: string, rules: WindowRules, now: DateTime): BookingWindow {
  const today = businessDay(now, zone);
  const released = now >= wallInstant(today, rules.releaseTime, zone);
  return {
    earliest: now.plus({ minutes: rules.noticeMinutes }),
    lastDay: addDays(today, rules.horizonDays - (released ? 0 : 1)),
    opensNext: wallInstant(released ? addDays(today, 1) : today, rules.releaseTime, zone),
  };
}
