import { DateTime } from 'luxon';
import { businessDay } from '../clock/zones.js';
import type { HoursOwner, OpeningRules } from '../directory/opening-rules.types.js';
import { KnownDays } from './known-days.js';
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
 * How many bookings a pool takes in each cell of a day that is open at all, by the cell's start: less the walk-ins' share
 * (what is left rounds down) where walk-ins are served too. A cell that is open in part counts as open, since no slot
 * reaches into its closed part.
 */
export function dayCapacity(rules: OpeningRules, pool: CapacityRules, day: string): ReadonlyMap<Millis, number> {
  return DAYS.of(rules, JSON.stringify([day, pool]), () => computeDay(rules, pool, day));
}

/** How many bookings a pool takes in a cell; none where it is closed. */
export function cellCapacity(rules: OpeningRules, pool: CapacityRules, cell: Millis): number {
  return dayCapacity(rules, pool, businessDay(DateTime.fromMillis(cell), rules.zone)).get(cell) ?? 0;
}

// Asked for again by every look at free slots.
const DAYS = new KnownDays<ReadonlyMap<Millis, number>>();

function computeDay(rules: OpeningRules, pool: CapacityRules, day: string): Map<Millis, number> {
  const best = new Map<Millis, number>();
  for (const owner of ownersOf(pool)) {
    for (const [cell, capacity] of capacityFor(rules, day, owner, pool)) {
      best.set(cell, Math.max(best.get(cell) ?? 0, capacity));
    }
  }
  return best;
}

function ownersOf({ poolId, offeringIds }: CapacityRules): HoursOwner[] {
  return [null, ...offeringIds].map((offeringId) => ({ poolId, offeringId }));
}

function capacityFor(rules: OpeningRules, day: string, owner: HoursOwner, pool: CapacityRules): Map<Millis, number> {
  const withWalkIns = Math.floor((pool.bookingCapacity * (100 - pool.walkInSharePercent)) / 100);
  const capacities = new Map<Millis, number>();
  for (const { from, to, bookings, walkIns } of openIntervals(rules, day, owner).intervals) {
    if (!bookings) continue;
    const capacity = walkIns ? withWalkIns : pool.bookingCapacity;
    for (const cell of cellsBetween(from.toMillis(), to.toMillis())) {
      // A cell in which two openings meet: the narrower one counts.
      capacities.set(cell, Math.min(capacities.get(cell) ?? Infinity, capacity));
    }
  }
  return capacities;
}
