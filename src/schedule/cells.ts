import { DateTime } from 'luxon';
import { businessDay } from '../clock/zones.js';
import type { HoursOwner, OpeningRules } from '../directory/opening-rules.types.js';
import { openIntervals } from './open-intervals.js';
import type { Millis } from './slots.js';

/** Five minutes on the UTC grid: the unit in which the capacity of pools is counted. */
export const CELL_MILLIS: Millis = 5 * 60_000;

/** The cells that a stretch of time touches, by their starts. */
export function cellsBetween(start: Millis, until: Millis): Millis[] {
  const cells: Millis[] = [];
  for (let at = cellOf(start); at < until; at += CELL_MILLIS) cells.push(at);
  return cells;
}

/** Start of the cell that an instant lies in. */
export function cellOf(at: Millis): Millis {
  return Math.floor(at / CELL_MILLIS) * CELL_MILLIS;
}

/** What decides how many bookings fit into a pool. */
export type CapacityRules = {
  readonly poolId: number;
  readonly bookingCapacity: number;
  readonly walkInSharePercent: number;
  /** Offerings that draw on it: one with hours of its own may be open when the pool itself is not. */
  readonly offeringIds: readonly number[];
};

/**
 * How many bookings a pool takes in a cell: none where it is closed, less the walk-ins' share (what is left rounds down)
 * where walk-ins are served too. A cell that is open in part counts as open, since no slot reaches into its closed part.
 */
export function cellCapacity(rules: OpeningRules, pool: CapacityRules, cell: Millis): number {
  const day = businessDay(DateTime.fromMillis(cell), rules.zone);
  return Math.max(0, ...ownersOf(pool).map((owner) => capacityFor(rules, day, owner, pool, cell)));
}

function ownersOf({ poolId, offeringIds }: CapacityRules): HoursOwner[] {
  return [null, ...offeringIds].map((offeringId) => ({ poolId, offeringId }));
}

function capacityFor(rules: OpeningRules, day: string, owner: HoursOwner, pool: CapacityRules, cell: Millis): number {
  const open = openIntervals(rules, day, owner).intervals.filter(
    ({ from, to, bookings }) => bookings && from.toMillis() < cell + CELL_MILLIS && cell < to.toMillis(),
  );
  if (open.length === 0) return 0;
  const withWalkIns = Math.floor((pool.bookingCapacity * (100 - pool.walkInSharePercent)) / 100);
  return open.some(({ walkIns }) => walkIns) ? withWalkIns : pool.bookingCapacity;
}
