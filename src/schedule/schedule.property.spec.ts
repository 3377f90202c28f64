import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import type { OpeningRules, WallHours } from '../directory/opening-rules.types.js';
import { openIntervals } from './open-intervals.js';
import { openingState } from './opening-state.js';
import { walkInState } from './walk-in-state.js';

const ZONE = 'Europe/Rome';
const MINUTE = 60_000;

/** Days where something is easily wrong, and ordinary ones around them. */
const DAYS = [
  '2026-10-24',
  '2026-10-25', // 25 hours
  '2026-10-26',
  '2026-11-11', // patron day
  '2026-11-24',
  '2026-12-08',
  '2026-12-31',
  '2027-01-01',
  '2027-03-27',
  '2027-03-28', // 23 hours, and Easter
  '2027-03-29', // Easter Monday
  '2027-03-30',
  '2026-03-29', // 23 hours, no holiday
];

const wallTime = fc
  .oneof(fc.integer({ min: 0, max: 95 }), fc.integer({ min: 4, max: 20 }))
  .map((quarter) => clock(quarter * 15));
// Half of them touch the hour that the clock skips or repeats.
const start = fc.oneof(fc.integer({ min: 0, max: 95 }), fc.integer({ min: 4, max: 12 }));
const hours = fc
  .tuple(start, fc.integer({ min: 1, max: 40 }))
  .map(([from, length]) => ({ from: clock(from * 15), to: clock(Math.min(from + length, 96) * 15) }));
const owner = fc.constantFrom(
  { poolId: null, offeringId: null },
  { poolId: null, offeringId: null },
  { poolId: 1, offeringId: null },
  { poolId: null, offeringId: 1 },
);
const flags = fc.constantFrom(
  { bookings: true, walkIns: true },
  { bookings: true, walkIns: false },
  { bookings: false, walkIns: true },
);
const day = fc.constantFrom(...DAYS);
const maybeDay = fc.option(day, { freq: 4, nil: null });

const rules: fc.Arbitrary<OpeningRules> = fc.record({
  zone: fc.constant(ZONE),
  weekly: fc.array(
    fc
      .tuple(hours, owner, flags, fc.constantFrom(1, 2, 3, 4, 5, 6, 7, 7, 7, 7), maybeDay, maybeDay)
      .map(([h, o, f, weekday, validFrom, validUntil]) => ({ ...h, ...o, ...f, weekday, validFrom, validUntil })),
    { maxLength: 12 },
  ),
  exceptional: fc.array(
    fc.tuple(hours, owner, flags, day).map(([h, o, f, d]) => ({ ...h, ...o, ...f, day: d })),
    { maxLength: 3 },
  ),
  closures: fc.array(
    fc
      .tuple(fc.option(hours, { nil: { from: null, to: null } }), fc.constantFrom(null, 1), day, day)
      .map(([h, poolId, a, b]) => ({
        ...h,
        poolId,
        firstDay: a < b ? a : b,
        lastDay: a < b ? b : a,
        reason: { it: 'chiuso' },
      })),
    { maxLength: 2 },
  ),
  holidayCalendar: fc.constantFrom('IT' as const, null),
  patronDay: fc.constantFrom('11-11', null),
  ticketsFromMinutesBefore: fc.constantFrom(0, 10, 30),
});

const offering = fc.record({
  id: fc.constant(1),
  poolId: fc.constantFrom(1, 2),
  walkIn: fc.boolean(),
  durationMinutes: fc.constantFrom(15, 45),
  lastTicketMinutesBefore: fc.constantFrom(null, 0, 20),
});

function clock(minutes: number): string {
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
}

type Minute = { at: number; bookings: boolean; walkIns: boolean };
type Owner = { poolId: number | null; offeringId: number | null };

type Walls = { start: number; walls: string[] };
const knownWalls = new Map<string, Walls>();

/** What the wall clock shows in each minute of a day. */
function wallsOf(date: string): Walls {
  const known = knownWalls.get(date);
  if (known !== undefined) return known;
  const start = DateTime.fromISO(date, { zone: ZONE });
  const count = start.plus({ days: 1 }).diff(start).as('minutes');
  const walls = Array.from({ length: count }, (_, index) => start.plus({ minutes: index }).toFormat('HH:mm'));
  knownWalls.set(date, { start: start.toMillis(), walls });
  return { start: start.toMillis(), walls };
}

/** The slow reference: looks at each minute of the day by itself. */
function minutesOf(r: OpeningRules, date: string, who: Owner): Minute[] {
  const { start, walls } = wallsOf(date);
  const first = (time: string) => {
    const index = walls.findIndex((wall) => wall >= time);
    return index === -1 ? walls.length : index;
  };
  const within = (span: WallHours) => {
    const [from, to] = [first(span.from), first(span.to)];
    return (index: number) => from <= index && index < to;
  };
  const mine = [
    who.offeringId !== null && { poolId: null, offeringId: who.offeringId },
    who.poolId !== null && { poolId: who.poolId, offeringId: null },
  ]
    .filter((one) => one !== false)
    .find((one) => [...r.weekly, ...r.exceptional].some((rule) => isOf(rule, one)));
  const layers = [{ poolId: null, offeringId: null }, ...(mine ? [mine] : [])].map((layer) =>
    rulesOn(r, date, layer).map((rule) => ({ rule, open: within(rule) })),
  );
  const closed = r.closures
    .filter((one) => one.firstDay <= date && date <= one.lastDay && (one.poolId === null || one.poolId === who.poolId))
    .map((one) => within({ from: one.from ?? '00:00', to: one.to ?? '24:00' }));
  return walls.map((_, index) => {
    const free = !closed.some((cut) => cut(index));
    const has = (flag: 'bookings' | 'walkIns') =>
      free && layers.every((layer) => layer.some(({ rule, open }) => rule[flag] && open(index)));
    return { at: start + index * MINUTE, bookings: has('bookings'), walkIns: has('walkIns') };
  });
}

function rulesOn(r: OpeningRules, date: string, who: Owner) {
  const exceptional = r.exceptional.filter((rule) => rule.day === date && isOf(rule, who));
  if (exceptional.length > 0) return exceptional;
  if (isHoliday(r, date)) return [];
  const { weekday } = DateTime.fromISO(date);
  return r.weekly.filter(
    (rule) =>
      rule.weekday === weekday &&
      isOf(rule, who) &&
      !(rule.validFrom !== null && date < rule.validFrom) &&
      !(rule.validUntil !== null && date > rule.validUntil),
  );
}

function isOf(rule: Owner, who: Owner): boolean {
  return rule.poolId === who.poolId && rule.offeringId === who.offeringId;
}

function isHoliday(r: OpeningRules, date: string): boolean {
  const fixed = '01-01 01-06 04-25 05-01 06-02 08-15 10-04 11-01 12-08 12-25 12-26'.split(' ');
  const easter = easterOf(Number(date.slice(0, 4)));
  const moving = [easter, easter.plus({ days: 1 })].map((one) => one.toISODate());
  if (r.patronDay === date.slice(5)) return true;
  return r.holidayCalendar === 'IT' && (fixed.includes(date.slice(5)) || moving.includes(date));
}

/** Easter Sunday by the anonymous Gregorian computus, independent of the table under test. */
function easterOf(year: number): DateTime {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100];
  const g = Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return DateTime.fromObject({ year, month: Math.floor(n / 31), day: (n % 31) + 1 });
}

const WHO = [
  { poolId: null, offeringId: null },
  { poolId: 1, offeringId: null },
  { poolId: 1, offeringId: 1 },
];

it('open intervals agree with the minute-by-minute reference, and do not overlap', () => {
  fc.assert(
    fc.property(rules, day, fc.constantFrom(...WHO), (r, date, who) => {
      const { intervals, closedBecause } = openIntervals(r, date, who);
      const spans = intervals.map((one) => ({ ...one, from: one.from.toMillis(), to: one.to.toMillis() }));
      const wrong = minutesOf(r, date, who).filter(({ at, bookings, walkIns }) => {
        const open = spans.filter((one) => one.from <= at && at < one.to);
        const flags = [open[0]?.bookings ?? false, open[0]?.walkIns ?? false];
        return open.length > 1 || flags[0] !== bookings || flags[1] !== walkIns;
      });
      expect(wrong).toEqual([]);
      if (intervals.length > 0) expect(closedBecause).toBeNull();
      else if (isHoliday(r, date)) expect(closedBecause).not.toBeNull();
    }),
    { numRuns: 150 },
  );
});

it('open, open until and next opening agree with the reference', () => {
  fc.assert(
    fc.property(rules, day, wallTime, (r, date, time) => {
      const now = DateTime.fromISO(`${date}T${time}`, { zone: ZONE });
      const state = openingState(r, now);
      const today = now.setZone(ZONE).toISODate() ?? date;
      const minutes = minutesOf(r, today, { poolId: null, offeringId: null });
      const isOpen = (minute: Minute | undefined) => minute !== undefined && (minute.bookings || minute.walkIns);
      const index = minutes.findIndex((minute) => minute.at === now.toMillis());
      expect(state.open).toBe(isOpen(minutes[index]));
      const end = minutes.findIndex((minute, i) => i > index && !isOpen(minute));
      if (state.open && end !== -1) expect(state.openUntil?.toMillis()).toBe(minutes[end]?.at);
      const next = minutes.find((minute, i) => i > index && isOpen(minute) && !isOpen(minutes[i - 1]));
      if (next !== undefined) expect(state.nextOpening?.toMillis()).toBe(next.at);
      else if (state.nextOpening !== null) expect(state.nextOpening > now.endOf('day')).toBe(true);
    }),
    { numRuns: 200 },
  );
});

it('tickets are open as the reference says', () => {
  fc.assert(
    fc.property(rules, offering, day, wallTime, (r, what, date, time) => {
      const now = DateTime.fromISO(`${date}T${time}`, { zone: ZONE });
      const minutes = minutesOf(r, date, { poolId: what.poolId, offeringId: what.id });
      const state = walkInState(r, what, now);
      const open = minutes.filter((minute) => what.walkIn && minute.walkIns).map((minute) => minute.at);
      const end = (open.at(-1) ?? -Infinity) + MINUTE;
      const closesAt = end - (what.lastTicketMinutesBefore ?? what.durationMinutes) * MINUTE;
      const soon = now.toMillis() + r.ticketsFromMinutesBefore * MINUTE;
      const reachable = open.some((at) => now.toMillis() <= at && at <= soon);
      expect(state.ticketsOpen).toBe(reachable && now.toMillis() < closesAt);
      expect(state.closesAt?.toMillis() ?? -Infinity).toBe(closesAt);
      if (state.ticketsOpen) {
        const first = open.find((at) => at >= now.toMillis()) ?? 0;
        const rest = open.filter((at) => at >= first && at < first + what.durationMinutes * MINUTE).length;
        const contiguous = open.filter(
          (at, i) => at >= first && at === first + (i - open.indexOf(first)) * MINUTE,
        ).length;
        const later = open.some((at) => at >= first + contiguous * MINUTE);
        expect(state.waitMayPassGap).toBe(later && Math.min(contiguous, rest) < what.durationMinutes);
      }
    }),
    { numRuns: 200 },
  );
});
