import { describe, expect, it } from '@jest/globals';
import { DateTime } from 'luxon';
import type { Closure, OpeningRules, WeeklyOpening } from '../directory/opening-rules.types.js';
import { bookingWindow, slotAt, slotsOn, type VisitLength } from './slots.js';

const ZONE = 'Europe/Rome';
const at = (wall: string) => DateTime.fromISO(wall, { zone: ZONE });
const OWNER = { poolId: 1, offeringId: 1 };

function weekly(weekday: number, from: string, to: string, more: Partial<WeeklyOpening> = {}): WeeklyOpening {
  const always = { validFrom: null, validUntil: null, poolId: null, offeringId: null };
  return { weekday, from, to, bookings: true, walkIns: true, ...always, ...more };
}

function closure(day: string, from: string | null, to: string | null, poolId: number | null = null): Closure {
  return { poolId, firstDay: day, lastDay: day, from, to, reason: { it: 'Chiuso' } };
}

function desk(weeklyRules: WeeklyOpening[], more: Partial<OpeningRules> = {}): OpeningRules {
  const none = { exceptional: [], closures: [], holidayCalendar: null, patronDay: null, ticketsFromMinutesBefore: 0 };
  return { zone: ZONE, weekly: weeklyRules, ...none, ...more };
}

function aVisit(more: Partial<VisitLength> = {}): VisitLength {
  return { owners: [OWNER], slotMinutes: 15, durationMinutes: 30, bufferMinutes: 0, ...more };
}

function starts(rules: OpeningRules, day: string, visit = aVisit()): string[] {
  return slotsOn(rules, day, visit).map(({ start }) => DateTime.fromMillis(start, { zone: ZONE }).toFormat('HH:mm ZZ'));
}

const walls = (rules: OpeningRules, day: string, visit = aVisit()) =>
  starts(rules, day, visit).map((text) => text.slice(0, 5));

describe('slots of a day', () => {
  const morning = desk([weekly(2, '08:30', '10:00'), weekly(2, '14:00', '15:00')]);

  it('end inside the opening and never cross the midday gap', () => {
    expect(walls(morning, '2026-11-24')).toEqual([
      '08:30',
      '08:45',
      '09:00',
      '09:15',
      '09:30',
      '14:00',
      '14:15',
      '14:30',
    ]);
    expect(walls(morning, '2026-11-25')).toEqual([]);
    expect(walls(morning, '2026-11-24', aVisit({ durationMinutes: 91 }))).toEqual([]);
  });

  it('begin anew after a closure in the middle, and never reach into it', () => {
    const closed = desk(morning.weekly as WeeklyOpening[], { closures: [closure('2026-11-24', '09:05', '09:20')] });
    expect(walls(closed, '2026-11-24')).toEqual(['08:30', '09:20', '14:00', '14:15', '14:30']);
  });

  it('do not mind where one opening passes into another', () => {
    const rules = desk([weekly(2, '08:30', '09:10'), weekly(2, '09:10', '10:00', { walkIns: false })]);
    expect(walls(rules, '2026-11-24')).toEqual(['08:30', '08:45', '09:00', '09:15', '09:30']);
  });

  it('keep their buffer within the opening', () => {
    const [first, ...rest] = slotsOn(morning, '2026-11-24', aVisit({ bufferMinutes: 20 }));
    expect(first?.until).toBe(at('2026-11-24T09:20').toMillis());
    // The last one of the morning ends at closing time: there is nothing to keep free after it.
    expect(rest[3]).toEqual(
      expect.objectContaining({
        start: at('2026-11-24T09:30').toMillis(),
        end: at('2026-11-24T10:00').toMillis(),
        until: at('2026-11-24T10:00').toMillis(),
      }),
    );
  });

  it('need the mediators all the time', () => {
    const rules = desk([weekly(2, '08:30', '12:30'), weekly(2, '09:10', '10:00', { poolId: 2 })]);
    const withMediator = aVisit({ owners: [OWNER, { poolId: 2, offeringId: null }], bufferMinutes: 30 });
    expect(walls(rules, '2026-11-24', withMediator)).toEqual(['09:15', '09:30']);
    expect(slotAt(rules, at('2026-11-24T09:15').toMillis(), withMediator)?.until).toBe(
      at('2026-11-24T10:00').toMillis(),
    );
    expect(walls(rules, '2026-11-24').length).toBe(15);
  });
});

describe('days on which the clock changes', () => {
  const night = desk([weekly(7, '01:00', '04:00')]);
  const hourly = aVisit({ slotMinutes: 60, durationMinutes: 60 });

  it('a day of 23 hours leaves out the hour that does not exist', () => {
    expect(starts(night, '2027-03-28', hourly)).toEqual(['01:00 +01:00', '03:00 +02:00']);
  });

  it('a day of 25 hours has the doubled hour twice', () => {
    expect(starts(night, '2026-10-25', hourly)).toEqual([
      '01:00 +02:00',
      '02:00 +02:00',
      '02:00 +01:00',
      '03:00 +01:00',
    ]);
  });

  it('finds both slots of a doubled wall time by their instants', () => {
    const [first, second] = [at('2026-10-25T02:00+02:00'), at('2026-10-25T02:00+01:00')];
    expect(slotAt(night, first.toMillis(), hourly)?.end).toBe(second.toMillis());
    expect(slotAt(night, second.toMillis(), hourly)?.start).toBe(second.toMillis());
  });

  it('a desk that opens at 8:30 does so on the day before and the day after', () => {
    const rules = desk([1, 6].map((weekday) => weekly(weekday, '08:30', '09:00')));
    expect(starts(rules, '2026-10-24')).toEqual(['08:30 +02:00']);
    expect(starts(rules, '2026-10-26')).toEqual(['08:30 +01:00']);
    expect(starts(rules, '2027-03-27')).toEqual(['08:30 +01:00']);
    expect(starts(rules, '2027-03-29')).toEqual(['08:30 +02:00']);
  });
});

describe('the booking window', () => {
  const rules = { noticeMinutes: 60, horizonDays: 42, releaseTime: '08:00' };
  const seen = (now: string, more = {}) => {
    const { earliest, lastDay, opensNext } = bookingWindow(ZONE, { ...rules, ...more }, at(now));
    return [earliest.setZone(ZONE).toISO(), lastDay, opensNext.toISO()];
  };

  it('opens a new day at the release time, to the second', () => {
    expect(seen('2026-11-24T07:59:59')).toEqual([
      '2026-11-24T08:59:59.000+01:00',
      '2027-01-04',
      '2026-11-24T08:00:00.000+01:00',
    ]);
    expect(seen('2026-11-24T08:00:00').slice(1)).toEqual(['2027-01-05', '2026-11-25T08:00:00.000+01:00']);
  });

  it('keeps notice in elapsed minutes and the release on the wall clock when the clock changes', () => {
    expect(seen('2026-10-25T01:30:00+02:00', { noticeMinutes: 120 })).toEqual([
      '2026-10-25T02:30:00.000+01:00',
      '2026-12-05',
      '2026-10-25T08:00:00.000+01:00',
    ]);
    expect(seen('2027-03-27T12:00:00')[2]).toBe('2027-03-28T08:00:00.000+02:00');
    // 02:30 is skipped on this day: the release comes with the jump.
    expect(seen('2027-03-28T01:59:00+01:00', { releaseTime: '02:30' })[2]).toBe('2027-03-28T03:00:00.000+02:00');
  });
});
