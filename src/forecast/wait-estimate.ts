/** What the desk's recent work says about the time from one call to the next, in seconds. */
export type Pace = { samples: number; meanSeconds: number; deviationSeconds: number };

/** A wait ahead: how many are called before, and how many open counters share the work. */
export type WaitAhead = { ahead: number; counters: number; idleCounters: number };

export type WaitRange = { p50Minutes: number; p90Minutes: number };

/** Fewer finished visits than this say nothing about the next one. */
export const FEWEST_SAMPLES = 3;
/** 90th percentile of the standard normal distribution. */
const Z90 = 1.2816;

/**
 * How long until a ticket is called, as a range; null when there is nothing to go by: nobody at a counter, or too few
 * finished visits. No constant stands in for what was not measured.
 *
 * With `c` counters the calls come `c` times as fast as one counter's visits end. The ticket is called at the
 * (ahead + 1)-th end of a visit, so the wait is a sum of that many visits shared by `c` counters, taken as normal
 * (central limit): mean (ahead + 1)·m / c, variance (ahead + 1)·s² / c². The visits that are under way are on average half
 * done, which takes half a visit off. A free counter and nobody ahead: no wait.
 */
export function estimateWait(wait: WaitAhead, pace: Pace | null): WaitRange | null {
  if (wait.counters === 0) return null;
  if (wait.ahead < wait.idleCounters) return { p50Minutes: 0, p90Minutes: 1 };
  if (pace === null || pace.samples < FEWEST_SAMPLES) return null;
  const ends = wait.ahead - wait.idleCounters + 1;
  const mean = ((ends - 0.5) * pace.meanSeconds) / wait.counters;
  const deviation = (Math.sqrt(ends) * pace.deviationSeconds) / wait.counters;
  const p50Minutes = Math.round(mean / 60);
  return { p50Minutes, p90Minutes: Math.max(p50Minutes + 1, Math.ceil((mean + Z90 * deviation) / 60)) };
}
