import { describe, expect, it } from '@jest/globals';
import { DateTime } from 'luxon';
import type { Closure, OpeningRules, WeeklyOpening } from '../directory/opening-rules.types.js';
import { computeHolidayTable, holidayTableModule } from './holiday-table-source.js';
import { HOLIDAY_TABLE } from './holiday-table.js';
import { openIntervals } from './open-intervals.js';
import { openingState } from './opening-state.js';
import { walkInState } from './walk-in-state.js';
import { addDays } from './wall-time.js';

const ZONE = 'Europe/Rome';
const at = (wall: string) => DateTime.fromISO(wall, { zone: ZONE });
const wall = (instant: DateTime | null) => instant?.toFormat("yyyy-MM-dd'T'HH:mm") ?? null;

function weekly(weekday: number, from: string, to: string, more: Partial<WeeklyOpening> = {}): WeeklyOpening {
  const always = { validFrom: null, validUntil: null, poolId: null, offeringId: null };
  return { weekday, from, to, bookings: true, walkIns: true, ...always, ...more };
}

function closure(firstDay: string, lastDay: string, more: Partial<Closure> = {}): Closure {
  return { poolId: null, firstDay, lastDay, from: null, to: null, reason: { it: 'Chiuso', en: 'Closed' }, ...more };
}

/** The first desk: Tuesday to Thursday with a midday gap, patron day 11 November. */
function desk(more: Partial<OpeningRules> = {}): OpeningRules {
  const tuesdayLike = [2, 4].flatMap((day) => [weekly(day, '08:30', '12:30'), weekly(day, '13:00', '16:00')]);
  return {
    zone: ZONE,
    weekly: [...tuesdayLike, weekly(3, '08:30', '12:30'), weekly(3, '13:00', '15:00')],
    exceptional: [],
    closures: [],
    holidayCalendar: 'IT',
    patronDay: '11-11',
    ticketsFromMinutesBefore: 0,
    ...more,
  };
}

const offering = { id: 1, poolId: 1, walkIn: true, durationMinutes: 15, lastTicketMinutesBefore: null };

function hours(
  rules: OpeningRules,
  day: string,
  owner?: { poolId: number | null; offeringId: number | null },
): string[] {
  return openIntervals(rules, day, owner).intervals.map(
    (open) => `${open.from.toFormat('HH:mm')}-${open.to.toFormat('HH:mm')}`,
  );
}

describe('the table of holidays', () => {
  it('says what date-holidays computes', () => {
    expect(HOLIDAY_TABLE.IT).toEqual(computeHolidayTable('IT'));
    expect(holidayTableModule()).toContain('Lunedì dell’Angelo');
  });

  it('names every holiday in the three languages of the first desk', () => {
    for (const { name } of HOLIDAY_TABLE.IT) expect(Object.keys(name)).toEqual(['it', 'zh-Hans', 'en']);
  });
});

describe('the days of an office', () => {
  it('has two intervals on a day with a midday gap', () => {
    expect(hours(desk(), '2026-11-24')).toEqual(['08:30-12:30', '13:00-16:00']);
    expect(openIntervals(desk(), '2026-11-23')).toEqual({ intervals: [], closedBecause: null });
  });

  it.each([
    ['2026-12-08', 'Immacolata Concezione'],
    ['2026-11-11', 'Festa del santo patrono'],
    ['2027-01-06', 'Epifania'],
    ['2026-06-02', 'Festa della Repubblica'],
  ])('is closed on %s and says why', (day, reason) => {
    const { intervals, closedBecause } = openIntervals(desk(), day);
    expect(intervals).toEqual([]);
    expect(closedBecause?.['it']).toBe(reason);
  });

  it('keeps Easter Monday closed, and the Tuesday after it open', () => {
    const rules = desk({ weekly: [weekly(1, '09:00', '10:00'), weekly(2, '09:00', '10:00')] });
    expect(openIntervals(rules, '2027-03-29').closedBecause?.['zh-Hans']).toBe('复活节星期一');
    expect(hours(rules, '2027-03-30')).toEqual(['09:00-10:00']);
  });

  it('keeps San Francesco as a holiday only since 2026', () => {
    const rules = desk({ weekly: [6, 7].map((day) => weekly(day, '09:00', '10:00')) });
    expect(hours(rules, '2025-10-04')).toEqual(['09:00-10:00']);
    expect(hours(rules, '2026-10-04')).toEqual([]);
  });

  it('cuts part-day closures out and keeps what is left', () => {
    const rules = desk({ closures: [closure('2026-11-24', '2026-11-24', { from: '10:00', to: '14:00' })] });
    expect(hours(rules, '2026-11-24')).toEqual(['08:30-10:00', '14:00-16:00']);
    expect(openIntervals(rules, '2026-11-24').closedBecause).toBeNull();
    expect(openingState(rules, at('2026-11-24T11:00')).closedBecause?.['en']).toBe('Closed');
  });

  it('opens exceptionally on a holiday, and instead of the weekly hours', () => {
    const exceptional = ['2026-12-08', '2026-12-10'].map((day) => ({ ...weekly(2, '10:00', '11:00'), day }));
    expect(hours(desk({ exceptional }), '2026-12-08')).toEqual(['10:00-11:00']);
    expect(hours(desk({ exceptional }), '2026-12-10')).toEqual(['10:00-11:00']);
  });

  it('lets a pool narrow the hours of the office but not widen them', () => {
    const rules = desk({ weekly: [...desk().weekly, weekly(2, '07:00', '10:00', { poolId: 7 })] });
    expect(hours(rules, '2026-11-24', { poolId: 7, offeringId: 3 })).toEqual(['08:30-10:00']);
    expect(hours(rules, '2026-11-26', { poolId: 7, offeringId: 3 })).toEqual([]);
    expect(hours(rules, '2026-11-24', { poolId: 8, offeringId: 3 })).toEqual(['08:30-12:30', '13:00-16:00']);
  });

  it('closes one pool without closing the office', () => {
    const rules = desk({ closures: [closure('2026-11-24', '2026-11-24', { poolId: 7 })] });
    expect(hours(rules, '2026-11-24', { poolId: 7, offeringId: null })).toEqual([]);
    expect(hours(rules, '2026-11-24')).toHaveLength(2);
  });

  it('obeys the dates between which a rule is valid, both included', () => {
    const summer = weekly(2, '08:00', '10:00', { validFrom: '2026-11-24', validUntil: '2026-12-01' });
    const days = ['2026-11-17', '2026-11-24', '2026-12-01', '2026-12-15'];
    expect(days.map((day) => hours(desk({ weekly: [summer] }), day).length)).toEqual([0, 1, 1, 0]);
  });
});

describe('the days on which the clock changes', () => {
  const night = (from: string, to: string) => desk({ weekly: [weekly(7, from, to), weekly(1, '08:30', '09:00')] });
  const utc = (day: string, from: string, to: string) =>
    openIntervals(night(from, to), day).intervals.map((open) => [open.from, open.to].map((one) => one.toUTC().toISO()));

  it('opens at the jump when the hour of opening does not exist', () => {
    const jump = '2027-03-28T01:00:00.000Z';
    expect(at('2027-03-28').endOf('day').diff(at('2027-03-28').startOf('day')).as('hours')).toBeCloseTo(23);
    const holidayFree = { ...night('02:00', '04:00'), holidayCalendar: null };
    expect(openIntervals(holidayFree, '2027-03-28').intervals.map((open) => open.from.toUTC().toISO())).toEqual([jump]);
    expect(wall(openIntervals(holidayFree, '2027-03-28').intervals[0]?.to ?? null)).toBe('2027-03-28T04:00');
    expect(hours({ ...night('02:15', '02:45'), holidayCalendar: null }, '2027-03-28')).toEqual([]);
  });

  it('opens for three hours from 02:00 to 04:00 on the day with 25 hours', () => {
    expect(utc('2026-10-25', '02:00', '04:00')).toEqual([['2026-10-25T00:00:00.000Z', '2026-10-25T03:00:00.000Z']]);
  });

  it('is right by the wall clock on the day after', () => {
    const [open] = openIntervals(night('02:00', '04:00'), '2026-10-26').intervals;
    expect(open?.from.toISO()).toBe('2026-10-26T08:30:00.000+01:00');
    const state = openingState(night('02:00', '04:00'), at('2026-10-25T12:00'));
    expect(state.nextOpening?.toISO()).toBe('2026-10-26T08:30:00.000+01:00');
  });
});

describe('open now, until when, next opening', () => {
  it('is open in the morning until the gap', () => {
    const state = openingState(desk(), at('2026-11-24T09:00'));
    expect([state.open, wall(state.openUntil)]).toEqual([true, '2026-11-24T12:30']);
    expect(state.today).toHaveLength(2);
  });

  it('is closed in the gap and opens again the same afternoon', () => {
    const state = openingState(desk(), at('2026-11-24T12:30'));
    expect([state.open, state.openUntil, wall(state.nextOpening)]).toEqual([false, null, '2026-11-24T13:00']);
    expect(state.closedBecause).toBeNull();
  });

  it('finds the next opening over the holidays of Christmas and weeks of closure', () => {
    const rules = desk({ closures: [closure('2026-12-24', '2027-02-10')] });
    expect(wall(openingState(desk(), at('2026-12-23T20:00')).nextOpening)).toBe('2026-12-24T08:30');
    expect(wall(openingState(rules, at('2026-12-23T20:00')).nextOpening)).toBe('2027-02-11T08:30');
  });

  it('knows of no opening when none comes within a year', () => {
    const closed = desk({ closures: [closure('2026-01-01', '2030-01-01')] });
    expect(openingState(closed, at('2026-11-24T09:00')).nextOpening).toBeNull();
    expect(openingState(closed, at('2026-11-24T09:00')).closedBecause?.['en']).toBe('Closed');
  });

  it('joins intervals that touch: the door does not close between them', () => {
    const rules = desk({ weekly: [weekly(2, '08:00', '10:00'), weekly(2, '10:00', '12:00', { walkIns: false })] });
    const state = openingState(rules, at('2026-11-24T09:00'));
    expect([state.today.length, wall(state.openUntil)]).toEqual([1, '2026-11-24T12:00']);
  });
});

describe('tickets by the clock', () => {
  const state = (time: string, rules = desk(), more = {}) =>
    walkInState(rules, { ...offering, ...more }, at(`2026-11-24T${time}`));

  it('gives tickets from the opening until the offering no longer fits before closing', () => {
    const times = ['08:29', '08:30', '15:44', '15:45'];
    expect(times.map((time) => state(time).ticketsOpen)).toEqual([false, true, true, false]);
    expect(wall(state('09:00').closesAt)).toBe('2026-11-24T15:45');
    expect(state('15:50', desk(), { lastTicketMinutesBefore: 5 }).ticketsOpen).toBe(true);
  });

  it('opens the kiosk early, also before the afternoon, and not otherwise in the gap', () => {
    const early = desk({ ticketsFromMinutesBefore: 10 });
    const times = ['08:19', '08:20', '12:30', '12:49', '12:50'];
    expect(times.map((time) => state(time, early).ticketsOpen)).toEqual([false, true, false, false, true]);
  });

  it('says before the gap that the wait may go on after it, and never before the end of the day', () => {
    const times = ['12:15', '12:16', '15:40'];
    expect(times.map((time) => state(time, desk(), { lastTicketMinutesBefore: 0 }).waitMayPassGap)).toEqual([
      false,
      true,
      false,
    ]);
    expect(state('12:16').ticketsOpen).toBe(true);
  });

  it('gives none for offerings that are not for walk-ins, nor in hours kept for bookings', () => {
    expect(state('09:00', desk(), { walkIn: false })).toEqual({
      ticketsOpen: false,
      waitMayPassGap: false,
      closesAt: null,
    });
    const booked = desk({ weekly: [weekly(2, '08:30', '12:30', { walkIns: false })] });
    expect(state('09:00', booked).ticketsOpen).toBe(false);
  });

  it('gives none on a holiday', () => {
    expect(walkInState(desk(), offering, at('2026-12-08T10:00')).ticketsOpen).toBe(false);
  });
});

it('steps over the ends of months and years', () => {
  expect([addDays('2026-12-31', 1), addDays('2028-03-01', -1)]).toEqual(['2027-01-01', '2028-02-29']);
});
