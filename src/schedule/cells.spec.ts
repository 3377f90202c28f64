import { describe, expect, it } from '@jest/globals';
import { DateTime } from 'luxon';
import type { Closure, OpeningRules, WeeklyOpening } from '../directory/opening-rules.types.js';
import { cellCapacity, cellOf, cellsBetween, dayCapacity, type CapacityRules } from './cells.js';

const ZONE = 'Europe/Rome';
const millis = (wall: string) => DateTime.fromISO(wall, { zone: ZONE }).toMillis();
const ofCells = (cells: number[]) => cells.map((cell) => DateTime.fromMillis(cell, { zone: ZONE }).toFormat('HH:mm'));

function weekly(from: string, to: string, more: Partial<WeeklyOpening> = {}): WeeklyOpening {
  const always = { validFrom: null, validUntil: null, poolId: null, offeringId: null, weekday: 2 };
  return { from, to, bookings: true, walkIns: true, ...always, ...more };
}

function rulesWith(hours: WeeklyOpening[], closures: Closure[] = []): OpeningRules {
  const none = { exceptional: [], holidayCalendar: null, patronDay: null, ticketsFromMinutesBefore: 0 };
  return { zone: ZONE, weekly: hours, closures, ...none };
}

function aPool(more: Partial<CapacityRules> = {}): CapacityRules {
  return { poolId: 1, bookingCapacity: 4, walkInSharePercent: 0, offeringIds: [1, 2], ...more };
}

const capacityAt = (rules: OpeningRules, pool: CapacityRules, wall: string) =>
  cellCapacity(rules, pool, cellOf(millis(`2026-11-24T${wall}`)));

describe('cells', () => {
  it('are all that a visit touches: durations and buffers round up, starts round down', () => {
    expect(ofCells(cellsBetween(millis('2026-11-24T09:00'), millis('2026-11-24T09:15')))).toEqual([
      '09:00',
      '09:05',
      '09:10',
    ]);
    expect(ofCells(cellsBetween(millis('2026-11-24T09:03'), millis('2026-11-24T09:11')))).toEqual([
      '09:00',
      '09:05',
      '09:10',
    ]);
    expect(cellsBetween(millis('2026-11-24T09:00'), millis('2026-11-24T09:00'))).toEqual([]);
  });

  it('count 12 for each hour that passes, also in the night when the clock changes', () => {
    const of = (from: string, to: string) => cellsBetween(millis(from), millis(to)).length;
    expect(of('2026-10-25T01:00', '2026-10-25T04:00')).toBe(48);
    expect(of('2027-03-28T01:00', '2027-03-28T04:00')).toBe(24);
  });
});

describe('how many bookings a cell takes', () => {
  it('none where the office is closed, all where it is open for bookings alone', () => {
    const rules = rulesWith([
      weekly('09:00', '10:00', { walkIns: false }),
      weekly('10:00', '11:00', { bookings: false }),
    ]);
    const pool = aPool({ walkInSharePercent: 50 });
    expect(['08:55', '09:00', '09:55', '10:00', '11:00'].map((at) => capacityAt(rules, pool, at))).toEqual([
      0, 4, 4, 0, 0,
    ]);
  });

  it('leaves the share of walk-ins free while they are served too; what is left rounds down', () => {
    const rules = rulesWith([weekly('09:00', '10:00')]);
    const shares = [0, 10, 25, 50, 99, 100].map((walkInSharePercent) => aPool({ walkInSharePercent }));
    expect(shares.map((pool) => capacityAt(rules, pool, '09:00'))).toEqual([4, 3, 3, 2, 0, 0]);
  });

  it('counts an offering whose own hours are wider than its pool’s', () => {
    const hours = [
      weekly('08:00', '18:00'),
      weekly('09:00', '12:00', { poolId: 1 }),
      weekly('08:00', '17:00', { offeringId: 2 }),
    ];
    expect(['08:00', '11:00', '16:55', '17:00'].map((at) => capacityAt(rulesWith(hours), aPool(), at))).toEqual([
      4, 4, 4, 0,
    ]);
    const without = aPool({ offeringIds: [1] });
    expect(['08:00', '11:00', '16:55'].map((at) => capacityAt(rulesWith(hours), without, at))).toEqual([0, 4, 0]);
  });

  it('closes one pool and leaves the others open', () => {
    const closed = (poolId: number | null): Closure => ({
      ...{ poolId, firstDay: '2026-11-24', lastDay: '2026-11-24' },
      ...{ from: '10:00', to: '11:00', reason: { it: 'Assemblea' } },
    });
    const at = (poolId: number | null, pool: CapacityRules) =>
      ['09:55', '10:00', '10:55', '11:00'].map((wall) =>
        capacityAt(rulesWith([weekly('09:00', '12:00')], [closed(poolId)]), pool, wall),
      );
    expect(at(1, aPool())).toEqual([4, 0, 0, 4]);
    expect(at(1, aPool({ poolId: 2 }))).toEqual([4, 4, 4, 4]);
    expect(at(null, aPool({ poolId: 2 }))).toEqual([4, 0, 0, 4]);
  });

  it('takes the narrower of two openings that meet in a cell, and a cell that is open in part', () => {
    const rules = rulesWith([weekly('09:00', '09:32', { walkIns: false }), weekly('09:32', '10:02')]);
    const pool = aPool({ walkInSharePercent: 50 });
    expect(['09:25', '09:30', '09:35', '10:00'].map((at) => capacityAt(rules, pool, at))).toEqual([4, 2, 2, 2]);
  });

  it('knows every cell of a day of 23 and of 25 hours', () => {
    const rules = rulesWith([weekly('00:00', '24:00', { weekday: 7 })]);
    expect(dayCapacity(rules, aPool(), '2026-10-25').size).toBe(25 * 12);
    expect(dayCapacity(rules, aPool(), '2027-03-28').size).toBe(23 * 12);
  });

  it('does not take one pool for another that it computed before', () => {
    const rules = rulesWith([weekly('09:00', '10:00')]);
    expect(capacityAt(rules, aPool(), '09:00')).toBe(4);
    expect(capacityAt(rules, aPool({ bookingCapacity: 1 }), '09:00')).toBe(1);
  });
});
