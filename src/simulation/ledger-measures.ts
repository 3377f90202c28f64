import type { Ticket } from '../queue/queue.contract.js';
import type { Measures, Spread } from '../statistics/statistics.contract.js';
import { millis, type Entry } from './ledger.js';

/** A stretch of the day between two openings; milliseconds since 1970. */
export type Gap = { from: number; to: number } | null;

/** The measures of some tickets as docs/measures.md defines them, reckoned the slow and obvious way. */
export function measuresOf(entries: readonly Entry[], gap: Gap, targetMinutes: number): Measures {
  const has = (check: (ticket: Ticket) => boolean) => entries.filter(({ ticket }) => check(ticket)).length;
  const waits = entries.flatMap((entry) => waitOf(entry) ?? []);
  const served = entries.filter(({ ticket }) => ticket.endReason === 'served');
  const gave = entries.filter((entry) => leftAfter(entry, targetMinutes)).length;
  const counted = waits.length + gave;
  const inTime = waits.filter((seconds) => seconds <= targetMinutes * 60).length;
  const waitsIf = (check: (ticket: Ticket) => boolean) =>
    spread(entries.filter(({ ticket }) => check(ticket)).flatMap((entry) => waitOf(entry) ?? []));
  return {
    issued: entries.length,
    walkIns: has(({ source }) => source !== 'booking'),
    fromBookings: has(({ source }) => source === 'booking'),
    served: has(({ status }) => status === 'completed'),
    noShow: has(({ status }) => status === 'no-show'),
    left: has(({ endReason }) => endReason === 'left'),
    cancelled: has(({ endReason }) => endReason === 'cancelled-by-staff'),
    expired: has(({ status }) => status === 'expired'),
    unfinished: has(({ endReason }) => endReason === null),
    transferred: entries.filter(({ transfers }) => transfers > 0).length,
    transfers: entries.reduce((sum, { transfers }) => sum + transfers, 0),
    recalls: entries.reduce((sum, { recalls }) => sum + recalls, 0),
    returned: entries.filter(({ returned }) => returned).length,
    withinTarget: counted === 0 ? null : inTime / counted,
    targetCounted: counted,
    waitSeconds: spread(waits),
    walkInWaitSeconds: waitsIf(({ source }) => source !== 'booking'),
    bookingWaitSeconds: waitsIf(({ source }) => source === 'booking'),
    openWaitSeconds: spread(entries.flatMap((entry) => openWaitOf(entry, gap) ?? [])),
    gapSeconds: spread(entries.flatMap((entry) => gapOf(entry, gap) ?? []).filter((seconds) => seconds > 0)),
    walkingSeconds: spread(entries.flatMap(walksOf)),
    serviceSeconds: spread(served.map(serviceOf)),
    totalSeconds: spread(served.map((entry) => seconds(arrivalOf(entry.ticket), millis(entry.ticket.endedAt)))),
  };
}

function seconds(from: number, to: number): number {
  return Math.max(0, Math.round((to - from) / 1000));
}

// A booked visitor who came early waits from the slot's start on.
function arrivalOf(ticket: Ticket): number {
  const issued = millis(ticket.issuedAt);
  return ticket.slotStart === null ? issued : Math.max(issued, millis(ticket.slotStart));
}

function waitOf({ ticket }: Entry): number | null {
  return ticket.calledAt === null ? null : seconds(arrivalOf(ticket), millis(ticket.calledAt));
}

function gapOf({ ticket }: Entry, gap: Gap): number | null {
  if (ticket.calledAt === null) return null;
  if (gap === null) return 0;
  const from = Math.max(arrivalOf(ticket), gap.from);
  return seconds(from, Math.max(from, Math.min(millis(ticket.calledAt), gap.to)));
}

function openWaitOf({ ticket }: Entry, gap: Gap): number | null {
  if (ticket.calledAt === null) return null;
  const [from, to] = [arrivalOf(ticket), millis(ticket.calledAt)];
  const inGap = gap === null ? 0 : Math.max(0, Math.min(to, gap.to) - Math.max(from, gap.from));
  return seconds(from + inGap, Math.max(to, from + inGap));
}

function walksOf({ works }: Entry): number[] {
  return works.flatMap(({ called, started }) => (started === null ? [] : [seconds(called, started)]));
}

function serviceOf({ works }: Entry): number {
  const total = works.reduce(
    (sum, { started, ended }) => (started === null || ended === null ? sum : sum + ended - started),
    0,
  );
  return seconds(0, total);
}

function leftAfter({ ticket }: Entry, targetMinutes: number): boolean {
  if (ticket.endReason !== 'left' || ticket.calledAt !== null) return false;
  return seconds(arrivalOf(ticket), millis(ticket.endedAt)) > targetMinutes * 60;
}

/** Nearest rank: of n values in order, the one at place ⌈p · n⌉. */
function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const rank = (p: number) => sorted[Math.ceil(p * sorted.length) - 1] ?? null;
  const sum = sorted.reduce((total, value) => total + value, 0);
  const mean = sorted.length === 0 ? null : Math.round((sum / sorted.length) * 10) / 10;
  return { count: sorted.length, mean, p50: rank(0.5), p90: rank(0.9), max: sorted.at(-1) ?? null };
}
