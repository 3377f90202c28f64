import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CELL_MILLIS, cellsBetween } from '../schedule/cells.js';
import { newBookingCode, readBookingCode } from './booking-code.js';
import { netCells, type Place } from './capacity.js';
import { stretchesOf } from './overbooked.js';

const at = (wall: string) => Date.parse(`2026-11-26T${wall}:00+01:00`);
const aPlace = (from: string, until: string, poolIds = [2, 1]): Place => ({
  ...{ poolIds, offeringIds: [1], day: '2026-11-26' },
  ...{ start: at(from), until: at(until) },
});

describe('the cells that a command changes', () => {
  it('of a move by one cell are its first and its last one', () => {
    const cells = netCells([aPlace('09:00', '09:15', [1])], aPlace('09:05', '09:20', [1]));
    expect(cells).toEqual([
      { poolId: 1, at: at('09:00'), delta: -1 },
      { poolId: 1, at: at('09:15'), delta: 1 },
    ]);
  });

  it('are none when nothing moves, and the old ones when a pool is left', () => {
    expect(netCells([aPlace('09:00', '09:15')], aPlace('09:00', '09:15'))).toEqual([]);
    const left = netCells([aPlace('09:00', '09:10', [1, 2])], aPlace('09:00', '09:10', [1]));
    expect(left.map(({ poolId, delta }) => [poolId, delta])).toEqual([
      [2, -1],
      [2, -1],
    ]);
  });

  it('are each there once, in the order of locks, and add up', () => {
    const minute = fc.integer({ min: 0, max: 120 });
    const place = fc
      .tuple(minute, fc.integer({ min: 1, max: 60 }), fc.constantFrom<number[]>([1], [2, 1], [3, 1]))
      .map(([from, length, poolIds]): Place => {
        const start = at('09:00') + from * 60_000;
        return { ...aPlace('09:00', '09:05', poolIds), start, until: start + length * 60_000 };
      });
    fc.assert(
      fc.property(fc.array(place, { maxLength: 4 }), fc.option(place), (given, taken) => {
        const cells = netCells(given, taken);
        const order = cells.map(({ poolId, at: cell }) => poolId * 1e14 + cell);
        expect(order).toEqual([...new Set(order)].sort((a, b) => a - b));
        const size = ({ start, until, poolIds }: Place) => cellsBetween(start, until).length * poolIds.length;
        const sum = (taken === null ? 0 : size(taken)) - given.reduce((total, one) => total + size(one), 0);
        expect(cells.reduce((total, { delta }) => total + delta, 0)).toBe(sum);
      }),
    );
  });
});

it('overbooked cells become stretches without gaps, of one pool and one capacity, with their most bookings', () => {
  const cell = (pool_id: number, wall: string, taken: number, capacity: number) => ({
    ...{ pool_id, cell_at: new Date(at(wall)), taken, capacity },
  });
  const stretches = stretchesOf([
    ...[cell(1, '09:00', 3, 2), cell(1, '09:05', 4, 2), cell(1, '09:10', 1, 0)],
    ...[cell(1, '09:20', 3, 2), cell(2, '09:25', 2, 1)],
  ]);
  expect(stretches.map(({ poolId, start, end, taken }) => [poolId, (end - start) / CELL_MILLIS, taken])).toEqual([
    [1, 2, 4],
    [1, 1, 1],
    [1, 1, 3],
    [2, 1, 2],
  ]);
});

it('a code reads the same typed, said or scanned', () => {
  const code = newBookingCode();
  const spoken = ` ${code.slice(0, 3).toLowerCase()} - ${code.slice(3, 5)}.${code.slice(5)}\n`;
  expect(readBookingCode(spoken)).toBe(code);
});
