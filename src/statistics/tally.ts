import type { Measures } from './statistics.contract.js';
import { packed, spreadOf, unpackInto } from './spread.js';
import type { Leg, TicketFact } from './ticket-fact.js';

const COUNTS = [
  'issued',
  'walkIns',
  'fromBookings',
  'served',
  'noShow',
  'left',
  'cancelled',
  'expired',
  'unfinished',
  'transferred',
  'transfers',
  'recalls',
  'returned',
  'targetCounted',
  'targetMet',
] as const;
const TIMES = ['walkInWait', 'bookingWait', 'openWait', 'gap', 'walking', 'service', 'total'] as const;
type CountName = (typeof COUNTS)[number];
type TimeName = (typeof TIMES)[number];

/**
 * What is known of a set of tickets: counts, and every measured time in seconds. Two tallies added up are the tally of both
 * sets, so days add up exactly, percentiles too.
 */
export type Tally = { counts: Record<CountName, number>; times: Record<TimeName, number[]> };

/**
 * A tally as it is kept: counts that are not 0, times as differences in order. `openWait` is there only where somebody waited in a gap;
 * elsewhere it is the wait.
 */
export type KeptTally = {
  counts: Partial<Record<CountName, number>>;
  times: Partial<Record<TimeName, number[]>>;
};

export function emptyTally(): Tally {
  return {
    counts: Object.fromEntries(COUNTS.map((name) => [name, 0])) as Tally['counts'],
    times: Object.fromEntries(TIMES.map((name) => [name, []])) as unknown as Tally['times'],
  };
}

/** Adds a ticket; its walking and service time only as far as `legs` go: a counter has its own part of them. */
export function addTicket({ counts, times }: Tally, fact: TicketFact, legs: readonly Leg[] | 'all'): void {
  counts.issued++;
  counts[fact.booking ? 'fromBookings' : 'walkIns']++;
  counts[fact.ending]++;
  counts.transferred += fact.transfers > 0 ? 1 : 0;
  counts.transfers += fact.transfers;
  counts.recalls += fact.recalls;
  counts.returned += fact.returned ? 1 : 0;
  counts.targetCounted += fact.withinTarget === null ? 0 : 1;
  counts.targetMet += fact.withinTarget === true ? 1 : 0;
  if (fact.waitSeconds !== null) {
    times[fact.booking ? 'bookingWait' : 'walkInWait'].push(fact.waitSeconds);
    times.openWait.push(fact.waitSeconds - fact.gapSeconds);
  }
  if (fact.gapSeconds > 0) times.gap.push(fact.gapSeconds);
  if (fact.totalSeconds !== null) times.total.push(fact.totalSeconds);
  if (legs === 'all') {
    if (fact.serviceSeconds !== null) times.service.push(fact.serviceSeconds);
    times.walking.push(...fact.legs.flatMap(({ walkingSeconds }) => walkingSeconds));
  } else {
    addWork({ counts, times }, legs);
  }
}

/** Adds the work of a counter on a ticket that belongs to another one in the end. */
export function addWork({ times }: Tally, legs: readonly Leg[]): void {
  for (const { walkingSeconds, serviceSeconds } of legs) {
    times.walking.push(...walkingSeconds);
    if (serviceSeconds !== null) times.service.push(serviceSeconds);
  }
}

/** Adds everything of `from` to `into`. */
export function addTally(into: Tally, from: Tally): void {
  for (const name of COUNTS) into.counts[name] += from.counts[name];
  for (const name of TIMES) for (const one of from.times[name]) into.times[name].push(one);
}

/** Adds a tally that was kept. */
export function addKept(into: Tally, { counts, times }: KeptTally): void {
  for (const name of COUNTS) into.counts[name] += counts[name] ?? 0;
  for (const name of TIMES) unpackInto(into.times[name], times[name] ?? []);
  if (times.openWait !== undefined) return;
  unpackInto(into.times.openWait, times.walkInWait ?? []);
  unpackInto(into.times.openWait, times.bookingWait ?? []);
}

export function keptTally({ counts, times }: Tally): KeptTally {
  const telling = TIMES.filter((name) => times[name].length > 0 && (name !== 'openWait' || times.gap.length > 0));
  return {
    counts: Object.fromEntries(COUNTS.filter((name) => counts[name] > 0).map((name) => [name, counts[name]])),
    times: Object.fromEntries(telling.map((name) => [name, packed(times[name])])),
  };
}

/** The figures of a tally: zeros and nulls where there is nothing. */
export function measuresOf({ counts, times }: Tally): Measures {
  const { targetMet, ...told } = counts;
  return {
    ...told,
    withinTarget: counts.targetCounted === 0 ? null : targetMet / counts.targetCounted,
    waitSeconds: spreadOf([...times.walkInWait, ...times.bookingWait]),
    walkInWaitSeconds: spreadOf(times.walkInWait),
    bookingWaitSeconds: spreadOf(times.bookingWait),
    openWaitSeconds: spreadOf(times.openWait),
    gapSeconds: spreadOf(times.gap),
    walkingSeconds: spreadOf(times.walking),
    serviceSeconds: spreadOf(times.service),
    totalSeconds: spreadOf(times.total),
  };
}
