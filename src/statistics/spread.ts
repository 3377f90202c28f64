import type { Spread } from './statistics.contract.js';

/** Whole seconds between two instants in milliseconds, rounded half up; never below 0. */
export function secondsBetween(from: number, to: number): number {
  return Math.max(0, Math.round((to - from) / 1000));
}

/** Mean, nearest-rank percentiles and maximum of measured seconds, in any order; nulls where there are none. */
export function spreadOf(seconds: readonly number[]): Spread {
  const sorted = Int32Array.from(seconds).sort();
  const count = sorted.length;
  if (count === 0) return { count, mean: null, p50: null, p90: null, max: null };
  const sum = sorted.reduce((total, one) => total + one, 0);
  const mean = Math.round((sum / count) * 10) / 10;
  return { count, mean, p50: atRank(sorted, 50), p90: atRank(sorted, 90), max: sorted[count - 1] ?? null };
}

// Percent in whole numbers: 0.9 * 10 would be a little more than 9 and take the tenth value.
function atRank(sorted: Int32Array, percent: number): number | null {
  return sorted[Math.ceil((percent * sorted.length) / 100) - 1] ?? null;
}

/** Seconds in order as differences, the first from 0: short to write, and nothing is lost. */
export function packed(seconds: readonly number[]): number[] {
  const sorted = Int32Array.from(seconds).sort();
  return Array.from(sorted, (one, index) => one - (sorted[index - 1] ?? 0));
}

/** The seconds that {@link packed} made differences of, added to `into`. */
export function unpackInto(into: number[], differences: readonly number[]): void {
  let at = 0;
  for (const difference of differences) into.push((at += difference));
}
