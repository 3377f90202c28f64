import type { DateTime } from 'luxon';
import type { RankReason } from './queue.contract.js';

/** A place in the queue: lower is called first; ties go by the office's own sequence. */
export type Rank = { at: DateTime; reason: RankReason };

/**
 * A walk-in's rank is its arrival, less a bounded number of minutes for a priority. Because the boost is bounded, every
 * ticket is overtaken only by those who arrive within it: nobody starves.
 */
export function walkInRank(arrival: DateTime, boostMinutes: number): Rank {
  if (boostMinutes <= 0) return { at: arrival, reason: 'arrival' };
  return { at: arrival.minus({ minutes: boostMinutes }), reason: 'priority' };
}
