import type { DateTime } from 'luxon';
import { businessDay } from '../clock/zones.js';
import type { HoursOwner, OpeningRules } from '../directory/opening-rules.types.js';
import type { TextByLanguage } from '../http/conventions.contract.js';
import { closureHours, closuresOn, openIntervals, WHOLE_OFFICE, type OpenInterval } from './open-intervals.js';
import { addDays, wallInstant } from './wall-time.js';

/** Time without interruption, as instants in the office's zone; `to` is no longer part of it. */
export type OpenSpan = { readonly from: DateTime; readonly to: DateTime };

/** Open or closed by the clock, whoever is at the counters. */
export type OpeningState = {
  readonly open: boolean;
  /** End of the running opening; null when closed. */
  readonly openUntil: DateTime | null;
  readonly today: readonly OpenSpan[];
  /** Start of the next opening after now, the same day's or a later one's; null when none comes within a year. */
  readonly nextOpening: DateTime | null;
  /** Why it is closed now, where a closure, a holiday or the patron day says so. */
  readonly closedBecause: Readonly<TextByLanguage> | null;
};

/** How far ahead the next opening is looked for. */
const LOOK_AHEAD_DAYS = 366;

/** Whether the office is open at `now`, until when, and when it opens next. */
export function openingState(rules: OpeningRules, now: DateTime): OpeningState {
  const day = businessDay(now, rules.zone);
  const { intervals, closedBecause } = openIntervals(rules, day);
  const today = joinSpans(intervals);
  const running = today.find((span) => span.from <= now && now < span.to);
  return {
    open: running !== undefined,
    openUntil: running?.to ?? null,
    today,
    nextOpening: nextOpening(rules, day, now),
    closedBecause: running === undefined ? (closedBecause ?? closureAt(rules, day, now)) : null,
  };
}

/** Intervals that touch become one span: what each is for does not matter to the door. */
export function joinSpans(intervals: readonly OpenInterval[]): OpenSpan[] {
  const spans: OpenSpan[] = [];
  for (const { from, to } of intervals) {
    const last = spans.at(-1);
    if (last !== undefined && +last.to === +from) spans[spans.length - 1] = { from: last.from, to };
    else spans.push({ from, to });
  }
  return spans;
}

/** Start of the first opening of the office or an owner that is later than an instant, from a day on. */
export function nextOpening(
  rules: OpeningRules,
  firstDay: string,
  after: DateTime,
  owner: HoursOwner = WHOLE_OFFICE,
  lookAheadDays = LOOK_AHEAD_DAYS,
): DateTime | null {
  for (let ahead = 0; ahead <= lookAheadDays; ahead++) {
    const spans = joinSpans(openIntervals(rules, addDays(firstDay, ahead), owner).intervals);
    const next = spans.find((span) => span.from > after);
    if (next !== undefined) return next.from;
  }
  return null;
}

function closureAt(rules: OpeningRules, day: string, now: DateTime): Readonly<TextByLanguage> | null {
  const running = closuresOn(rules, day).find((closure) => {
    const { from, to } = closureHours(closure);
    return wallInstant(day, from, rules.zone) <= now && now < wallInstant(day, to, rules.zone);
  });
  return running?.reason ?? null;
}
