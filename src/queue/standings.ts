import { estimateWait, type Pace } from '../forecast/wait-estimate.js';
import type { Standing } from './ticket-view.js';
import type { PaceColumns, StandingRow } from './standing.sql.js';

/** An open, not paused counter: the offerings it takes and whether it has a ticket now. */
export type Seat = { offerings: ReadonlySet<number>; busy: boolean };
/** A waiting ticket, as far as the order matters; lists of them come in call order. */
export type Waiting = { id: string; offering_id: number };

/** The pace of a row, or null while no visit has ended. */
export function paceOf(row: PaceColumns): Pace | null {
  if (row.mean_seconds === null) return null;
  return { samples: row.samples, meanSeconds: row.mean_seconds, deviationSeconds: row.deviation_seconds ?? 0 };
}

/** The standing that `standingOfTicket` found. */
export function standingOf(row: StandingRow): Standing {
  const wait = { ahead: row.ahead, counters: row.counters, idleCounters: row.idle };
  return { ahead: row.ahead, estimate: estimateWait(wait, paceOf(row)) };
}

/**
 * Where every waiting ticket of an office stands: `waiting` in rank order, in one pass. A ticket counts as ahead when an
 * open counter could take both; while no open counter takes the later one, all earlier ones count.
 */
export function standings(
  waiting: readonly Waiting[],
  seats: readonly Seat[],
  pace: Pace | null,
): Map<string, Standing> {
  const before = new Map<number, number>();
  const result = new Map<string, Standing>();
  for (const ticket of waiting) {
    result.set(ticket.id, standingOfNext([ticket.offering_id], before, seats, pace));
    before.set(ticket.offering_id, (before.get(ticket.offering_id) ?? 0) + 1);
  }
  return result;
}

/** Where somebody would stand who came now for one of `offerings`. `waiting` counts those who wait, by offering. */
export function standingOfNext(
  offerings: readonly number[],
  waiting: ReadonlyMap<number, number>,
  seats: readonly Seat[],
  pace: Pace | null,
): Standing {
  const mine = seats.filter((seat) => offerings.some((offering) => seat.offerings.has(offering)));
  let ahead = 0;
  for (const [offering, count] of waiting) {
    if (mine.length === 0 || mine.some((seat) => seat.offerings.has(offering))) ahead += count;
  }
  const idleCounters = mine.filter((seat) => !seat.busy).length;
  return { ahead, estimate: estimateWait({ ahead, counters: mine.length, idleCounters }, pace) };
}
