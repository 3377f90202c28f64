import { secondsBetween } from './spread.js';
import type { OfficeRecord } from '../directory/directory.types.js';
import type { ServiceSessionRow, TicketFactRow } from './facts.sql.js';

/** What became of a ticket; each ticket is exactly one of them. */
export type Ending = 'served' | 'noShow' | 'left' | 'cancelled' | 'expired' | 'unfinished';

/** One counter's part in a ticket: its calls there with what was walked and worked. */
export type Leg = { counter: string; operator: string; walkingSeconds: number[]; serviceSeconds: number | null };

/** A ticket as statistics see it: keys of its dimensions, what became of it, and its times. */
export type TicketFact = {
  hour: string;
  service: string;
  /** ISTAT code, or `unknown`. */
  municipality: string;
  language: string;
  source: string;
  ending: Ending;
  booking: boolean;
  /** null = never called. */
  waitSeconds: number | null;
  /** Part of the wait between two openings. */
  gapSeconds: number;
  /** null = does not count for the target. */
  withinTarget: boolean | null;
  serviceSeconds: number | null;
  totalSeconds: number | null;
  recalls: number;
  transfers: number;
  returned: boolean;
  /** In the order of their last call: the last one is the ticket's own. */
  legs: Leg[];
};

/** Key of who is not known: a municipality. */
export const UNKNOWN = 'unknown';
/** Key of nobody: counter and operator of a ticket that was never called. */
export const NONE = 'none';

/** A stretch of a day between two openings, in milliseconds. */
export type Gap = { from: number; to: number };

/** Makes a row of the tables a fact; `gaps` are those of its day. */
export function ticketFact(office: OfficeRecord, row: TicketFactRow, gaps: readonly Gap[]): TicketFact {
  const arrival = Math.max(row.issued_at, row.slot_start ?? 0);
  const waitSeconds = row.called_at === null ? null : secondsBetween(arrival, row.called_at);
  const measured = wasSeenToTheEnd(row);
  return {
    hour: row.hour,
    service: office.offeringById.get(row.offering_id)?.service.code ?? String(row.offering_id),
    municipality: row.municipality_code ?? UNKNOWN,
    language: row.language,
    source: row.source,
    ending: endingOf(row),
    booking: row.source === 'booking',
    waitSeconds,
    gapSeconds: Math.min(waitSeconds ?? 0, gapWithin(gaps, arrival, row.called_at)),
    withinTarget: withinTarget(row, arrival, waitSeconds, targetSeconds(office, row)),
    serviceSeconds: measured ? workOf(row.sessions) : null,
    totalSeconds: measured && row.ended_at !== null ? secondsBetween(arrival, row.ended_at) : null,
    recalls: row.recalls,
    transfers: row.transfers,
    returned: row.returns > 0,
    legs: legsOf(office, row.sessions, measured),
  };
}

function endingOf({ status, end_reason }: TicketFactRow): Ending {
  switch (status) {
    case 'completed':
      return 'served';
    case 'no-show':
      return 'noShow';
    case 'expired':
      return 'expired';
    case 'cancelled':
      return end_reason === 'left' ? 'left' : 'cancelled';
    default:
      return 'unfinished';
  }
}

// Day close ends whom nobody ended: when the visitor really went is not known.
function wasSeenToTheEnd({ status, end_reason }: TicketFactRow): boolean {
  return status === 'completed' && end_reason !== 'day-close';
}

function targetSeconds(office: OfficeRecord, { offering_id }: TicketFactRow): number {
  const own = office.offeringById.get(offering_id)?.waitTargetMinutes;
  return (own ?? office.settings.waitTargetMinutes) * 60;
}

// Who left before the target says nothing about it; who left after it does.
function withinTarget(row: TicketFactRow, arrival: number, wait: number | null, target: number): boolean | null {
  if (wait !== null) return wait <= target;
  if (row.end_reason !== 'left' || row.ended_at === null) return null;
  return secondsBetween(arrival, row.ended_at) > target ? false : null;
}

function gapWithin(gaps: readonly Gap[], from: number, to: number | null): number {
  if (to === null) return 0;
  const millis = gaps.reduce((sum, gap) => sum + Math.max(0, Math.min(gap.to, to) - Math.max(gap.from, from)), 0);
  return secondsBetween(0, millis);
}

// Rounded once: the parts of a ticket that was transferred add up in milliseconds.
function workOf(sessions: readonly ServiceSessionRow[]): number | null {
  const worked = sessions.filter(({ started_at, ended_at }) => started_at !== null && ended_at !== null);
  if (worked.length === 0) return null;
  return secondsBetween(
    0,
    worked.reduce((sum, { started_at, ended_at }) => sum + (ended_at ?? 0) - (started_at ?? 0), 0),
  );
}

function legsOf(office: OfficeRecord, sessions: readonly ServiceSessionRow[], measured: boolean): Leg[] {
  const groups = new Map<string, ServiceSessionRow[]>();
  for (const session of sessions) {
    const key = `${session.counter_id} ${session.user_id}`;
    const before = groups.get(key) ?? [];
    groups.delete(key);
    groups.set(key, [...before, session]);
  }
  return [...groups.values()].map((group) => legOf(office, group, measured));
}

function legOf(office: OfficeRecord, group: readonly ServiceSessionRow[], measured: boolean): Leg {
  const { counter_id = 0, user_id = null } = group[0] ?? {};
  return {
    counter: office.counterById.get(counter_id)?.code ?? String(counter_id),
    operator: user_id ?? NONE,
    walkingSeconds: group.flatMap(({ called_at, started_at }) =>
      started_at === null ? [] : [secondsBetween(called_at, started_at)],
    ),
    serviceSeconds: measured ? workOf(group) : null,
  };
}
