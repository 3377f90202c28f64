import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import type { HoursOwner, OpeningRules, WallHours } from '../directory/opening-rules.types.js';
import { CELL_MILLIS, cellCapacity, cellsBetween, dayCapacity } from './cells.js';
import { bookingWindow, slotAt, slotsOn, type VisitLength } from './slots.js';

const ZONE = 'Europe/Rome';
const MINUTE = 60_000;
const OFFICE: HoursOwner = { poolId: null, offeringId: null };
/** Two Sundays on which the clock changes, each with a day before and after, and a day in November. */
const DAYS = ['2026-10-24', '2026-10-25', '2026-10-26', '2026-11-24', '2027-03-27', '2027-03-28', '2027-03-29'];

const minuteOfDay = fc.oneof(
  fc.integer({ min: 0, max: 287 }).map((fives) => fives * 5),
  // The hours that the clock skips or repeats, also by odd minutes.
  fc.integer({ min: 60, max: 240 }),
);
const hours = fc
  .tuple(minuteOfDay, fc.integer({ min: 10, max: 500 }))
  .map(([from, length]) => ({ from: clock(from), to: clock(Math.min(from + length, 1440)) }));
const day = fc.constantFrom(...DAYS);
const flags = fc.constantFrom(
  { bookings: true, walkIns: true },
  { bookings: true, walkIns: true },
  { bookings: true, walkIns: false },
  { bookings: false, walkIns: true },
);
const owner = fc.constantFrom(OFFICE, OFFICE, OFFICE, { poolId: 1, offeringId: null }, { poolId: null, offeringId: 1 });
const always = { bookings: true, walkIns: true, ...OFFICE, validFrom: null, validUntil: null };
const base = [1, 2, 6, 7].flatMap((weekday) => [
  { from: '00:30', to: '05:30', weekday, ...always },
  { from: '08:30', to: '16:00', weekday, ...always },
]);

const rules: fc.Arbitrary<OpeningRules> = fc.record({
  zone: fc.constant(ZONE),
  weekly: fc
    .array(
      fc
        .tuple(hours, owner, flags, fc.constantFrom(1, 2, 6, 7, 7), fc.option(day, { freq: 4, nil: null }))
        .map(([h, o, f, weekday, validFrom]) => ({ ...h, ...o, ...f, weekday, validFrom, validUntil: null })),
      { maxLength: 8 },
    )
    .map((some) => [...some, ...base]),
  exceptional: fc.array(
    fc.tuple(hours, owner, flags, day).map(([h, o, f, date]) => ({ ...h, ...o, ...f, day: date })),
    { maxLength: 2 },
  ),
  closures: fc.array(
    fc
      .tuple(fc.option(hours, { freq: 8, nil: { from: null, to: null } }), fc.constantFrom(null, 1, 1, 2), day)
      .map(([h, poolId, date]) => ({ ...h, poolId, firstDay: date, lastDay: date, reason: { it: 'chiuso' } })),
    { maxLength: 4 },
  ),
  holidayCalendar: fc.constant(null),
  patronDay: fc.constant(null),
  ticketsFromMinutesBefore: fc.constant(0),
});

const visit: fc.Arbitrary<VisitLength> = fc.record({
  owners: fc.constantFrom<HoursOwner[]>(
    [{ poolId: 1, offeringId: 1 }],
    [{ poolId: 1, offeringId: 2 }],
    [
      { poolId: 1, offeringId: 1 },
      { poolId: 1, offeringId: 2 },
    ],
    [
      { poolId: 2, offeringId: 3 },
      { poolId: 1, offeringId: null },
    ],
  ),
  slotMinutes: fc.constantFrom(5, 10, 15, 30),
  durationMinutes: fc.constantFrom(10, 15, 45, 60),
  bufferMinutes: fc.constantFrom(0, 5, 20),
});

function clock(minutes: number): string {
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
}

/** What the wall clock shows in each minute of a day, and when the day starts. */
const knownWalls = new Map<string, { start: number; walls: string[] }>();
function wallsOf(date: string) {
  const known = knownWalls.get(date);
  if (known !== undefined) return known;
  const start = DateTime.fromISO(date, { zone: ZONE });
  const walls: string[] = [];
  for (let at = start; at.toISODate() === date; at = at.plus({ minutes: 1 })) walls.push(at.toFormat('HH:mm'));
  const found = { start: start.toMillis(), walls };
  knownWalls.set(date, found);
  return found;
}

/** The first minute of the day at which the wall clock shows a time, or a later one where it skips it. */
function minuteOf(date: string, time: string): number {
  const { walls } = wallsOf(date);
  const index = walls.findIndex((wall) => wall >= time);
  return index === -1 ? walls.length : index;
}

type Minute = { bookings: boolean; walkIns: boolean };

/** The slow reference: asks of each minute of a day, by itself, whether somebody is open. */
function minutesOf(r: OpeningRules, date: string, who: HoursOwner): Minute[] {
  const within = (span: WallHours) => {
    const [from, to] = [minuteOf(date, span.from), minuteOf(date, span.to)];
    return (minute: number) => from <= minute && minute < to;
  };
  const layer = (poolId: number | null, offeringId: number | null) => {
    const mine = (one: HoursOwner) => one.poolId === poolId && one.offeringId === offeringId;
    const today = r.exceptional.filter((one) => one.day === date && mine(one));
    const { weekday } = DateTime.fromISO(date);
    const weekly = r.weekly.filter(
      (one) =>
        mine(one) && one.weekday === weekday && (one.validFrom ?? date) <= date && date <= (one.validUntil ?? date),
    );
    return {
      own: [...r.weekly, ...r.exceptional].some(mine),
      openings: (today.length > 0 ? today : weekly).map((one) => ({ ...one, covers: within(one) })),
    };
  };
  const particular = [layer(null, who.offeringId ?? -1), layer(who.poolId ?? -1, null)].find(({ own }) => own);
  const layers = [layer(null, null), ...(particular === undefined ? [] : [particular])];
  const closed = r.closures
    .filter((one) => one.firstDay <= date && date <= one.lastDay && (one.poolId ?? who.poolId) === who.poolId)
    .map((one) => within({ from: one.from ?? '00:00', to: one.to ?? '24:00' }));
  return wallsOf(date).walls.map((_, minute) => {
    const shut = closed.some((covers) => covers(minute));
    const has = (flag: keyof Minute) =>
      !shut && layers.every(({ openings }) => openings.some((one) => one[flag] && one.covers(minute)));
    return { bookings: has('bookings'), walkIns: has('walkIns') };
  });
}

/** Tries every minute of the day as a start. */
function slowSlots(
  r: OpeningRules,
  date: string,
  { owners, slotMinutes, durationMinutes, bufferMinutes }: VisitLength,
) {
  const open = owners.map((who) => minutesOf(r, date, who).map(({ bookings }) => bookings));
  const all = (minute: number) => open.every((minutes) => minutes[minute] === true);
  const { start, walls } = wallsOf(date);
  return walls.flatMap((_, first) => {
    let opening = first;
    while (opening > 0 && open[0]?.[opening - 1] === true) opening--;
    if (open[0]?.[first] !== true || (first - opening) % slotMinutes !== 0) return [];
    for (let minute = first; minute < first + durationMinutes; minute++) if (!all(minute)) return [];
    let until = first + durationMinutes;
    while (until < first + durationMinutes + bufferMinutes && all(until)) until++;
    const at = (minute: number) => start + minute * MINUTE;
    return [{ start: at(first), end: at(first + durationMinutes), until: at(until) }];
  });
}

it('every slot of the reference is offered and no other, with the same end and buffer', () => {
  let offered = 0;
  fc.assert(
    fc.property(rules, day, visit, (r, date, length) => {
      const slots = slotsOn(r, date, length);
      expect(slots).toEqual(slowSlots(r, date, length));
      offered += slots.length;
    }),
    { numRuns: 250 },
  );
  // An empty offer would agree with an empty reference.
  expect(offered).toBeGreaterThan(1500);
});

it('a start is a slot exactly when the day lists it, also in the doubled hour', () => {
  fc.assert(
    fc.property(rules, day, visit, minuteOfDay, (r, date, length, minute) => {
      const at = wallsOf(date).start + minute * MINUTE;
      const listed = slowSlots(r, date, length).find(({ start }) => start === at);
      // Minute 1435 of a day of 23 hours belongs to the next day.
      if (minute < wallsOf(date).walls.length) expect(slotAt(r, at, length)).toEqual(listed ?? null);
    }),
    { numRuns: 150 },
  );
});

const pool = fc.record({
  poolId: fc.constant(1),
  bookingCapacity: fc.integer({ min: 0, max: 5 }),
  walkInSharePercent: fc.constantFrom(0, 25, 50, 100),
  offeringIds: fc.constantFrom([], [1], [2], [1, 2]),
});

it('the capacity of every cell is what its minutes say', () => {
  fc.assert(
    fc.property(rules, day, pool, (r, date, p) => {
      const shared = Math.floor((p.bookingCapacity * (100 - p.walkInSharePercent)) / 100);
      const owners = [null, ...p.offeringIds].map((offeringId) => minutesOf(r, date, { poolId: 1, offeringId }));
      const { start, walls } = wallsOf(date);
      const capacities = dayCapacity(r, p, date);
      for (let cell = start; cell < start + walls.length * MINUTE; cell += CELL_MILLIS) {
        const first = (cell - start) / MINUTE;
        const perOwner = owners.map((minutes) => {
          const open = minutes.slice(first, first + 5).filter(({ bookings }) => bookings);
          return open.length === 0 ? 0 : Math.min(...open.map(({ walkIns }) => (walkIns ? shared : p.bookingCapacity)));
        });
        const expected = Math.max(...perOwner);
        if ((capacities.get(cell) ?? 0) !== expected) expect([cell, capacities.get(cell)]).toEqual([cell, expected]);
        if (first % 60 === 0) expect(cellCapacity(r, p, cell)).toBe(expected);
      }
    }),
    { numRuns: 120 },
  );
});

it('a slot takes only cells that have capacity, whatever closes when', () => {
  fc.assert(
    fc.property(rules, day, fc.constantFrom(5, 15), (r, date, slotMinutes) => {
      const length = { owners: [{ poolId: 1, offeringId: 1 }], slotMinutes, durationMinutes: 20, bufferMinutes: 10 };
      const full = { poolId: 1, bookingCapacity: 1, walkInSharePercent: 0, offeringIds: [1, 2] };
      for (const { start, until } of slotsOn(r, date, length)) {
        for (const cell of cellsBetween(start, until)) expect(cellCapacity(r, full, cell)).toBe(1);
      }
    }),
    { numRuns: 100 },
  );
});

it('the booking window is what a look at each day and each release says', () => {
  const window = fc.record({
    noticeMinutes: fc.constantFrom(0, 60, 1440),
    horizonDays: fc.integer({ min: 1, max: 42 }),
    releaseTime: fc.constantFrom('00:00', '02:00', '02:30', '03:00', '08:00', '23:59'),
  });
  fc.assert(
    fc.property(window, day, fc.integer({ min: 0, max: 1379 }), (w, date, minute) => {
      const now = DateTime.fromMillis(wallsOf(date).start + minute * MINUTE);
      const releaseOn = (one: string) => wallsOf(one).start + minuteOf(one, w.releaseTime) * MINUTE;
      const plus = (count: number) => DateTime.fromISO(date, { zone: 'utc' }).plus({ days: count }).toISODate() ?? '';
      const released = [plus(-1), date].filter((one) => releaseOn(one) <= now.toMillis()).at(-1);
      const next = [date, plus(1)].find((one) => releaseOn(one) > now.toMillis());
      const { earliest, lastDay, opensNext } = bookingWindow(ZONE, w, now);
      expect(earliest.toMillis()).toBe(now.toMillis() + w.noticeMinutes * MINUTE);
      expect(lastDay).toBe(
        DateTime.fromISO(released ?? '')
          .plus({ days: w.horizonDays })
          .toISODate(),
      );
      expect(opensNext.toMillis()).toBe(releaseOn(next ?? ''));
    }),
    { numRuns: 200 },
  );
});
