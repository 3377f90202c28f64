import type { DateTime } from 'luxon';
import { businessDay } from '../clock/zones.js';
import type { OpeningRules } from '../directory/opening-rules.types.js';
import { openIntervals } from './open-intervals.js';
import { joinSpans, type OpenSpan } from './opening-state.js';

/** What decides about an offering's tickets; an `OfferingRecord` is one. */
export type WalkInOffering = {
  readonly id: number;
  readonly poolId: number;
  readonly walkIn: boolean;
  readonly durationMinutes: number;
  /** null = its duration. */
  readonly lastTicketMinutesBefore: number | null;
};

export type WalkInState = {
  /** A ticket may be taken now, by the clock. */
  readonly ticketsOpen: boolean;
  /** It may be called only after a gap of the day: what is left before the gap is shorter than the offering. */
  readonly waitMayPassGap: boolean;
  /** Until when tickets are given today; null on a day without walk-ins. */
  readonly closesAt: DateTime | null;
};

const NONE: WalkInState = { ticketsOpen: false, waitMayPassGap: false, closesAt: null };

/**
 * Whether a ticket may be taken for an offering at `now`: from `ticketsFromMinutesBefore` an opening until its end, and
 * on the day's last one until `lastTicketMinutesBefore` its end. In a gap none is given, those given stay in the queue.
 */
export function walkInState(rules: OpeningRules, offering: WalkInOffering, now: DateTime): WalkInState {
  const spans = walkInSpans(rules, offering, businessDay(now, rules.zone));
  const last = spans.at(-1);
  if (last === undefined) return NONE;
  const closesAt = last.to.minus({ minutes: offering.lastTicketMinutesBefore ?? offering.durationMinutes });
  const current = spans.find((span) => now < span.to);
  const starts = current?.from.minus({ minutes: rules.ticketsFromMinutesBefore });
  const ticketsOpen = starts !== undefined && starts <= now && now < closesAt;
  return {
    ticketsOpen,
    waitMayPassGap: ticketsOpen && current !== last && restMinutes(current, now) < offering.durationMinutes,
    closesAt,
  };
}

function walkInSpans(rules: OpeningRules, offering: WalkInOffering, day: string): OpenSpan[] {
  if (!offering.walkIn) return [];
  const { intervals } = openIntervals(rules, day, { poolId: offering.poolId, offeringId: offering.id });
  return joinSpans(intervals.filter((interval) => interval.walkIns));
}

function restMinutes(span: OpenSpan | undefined, now: DateTime): number {
  if (span === undefined) return 0;
  const start = span.from > now ? span.from : now;
  return span.to.diff(start).as('minutes');
}
