import type { DateTime } from 'luxon';
import { businessDay, officeInstant } from '../clock/zones.js';
import type { OfferingRecord, OfficeRecord } from '../directory/directory.types.js';
import type { Pace } from '../forecast/wait-estimate.js';
import type { Board, BoardCall, BoardWaiting } from './queue.contract.js';
import type { CounterSessionRow } from './queue.sql.js';
import { WaitingBefore, type Seat } from './standings.js';
import type { TicketRow } from './ticket-row.js';

const MOST_CALLS = 20;

type BoardState = { to: number; open: TicketRow[]; seats: CounterSessionRow[]; pace: Pace | null };

/** What the waiting room sees at one revision: calls newest first, who waits per number series, notices. */
export function boardView(office: OfficeRecord, state: BoardState, now: DateTime): Board {
  return {
    office: office.slug,
    revision: state.to,
    day: businessDay(now, office.zone),
    calls: callsOf(office, state.open),
    waiting: waitingOf(office, state, now),
    notices: noticesOf(office, now),
  };
}

/** Notices that are shown now. */
export function noticesOf(office: OfficeRecord, now: DateTime): Board['notices'] {
  const at = now.toMillis();
  const shown = office.notices.filter(
    ({ shownFrom, shownUntil }) =>
      (shownFrom === null || Date.parse(shownFrom) <= at) && (shownUntil === null || at < Date.parse(shownUntil)),
  );
  return shown.map((notice) => ({ ...notice.text }));
}

/** Open counters as far as waiting depends on them. */
export function seatsOf(office: OfficeRecord, sessions: CounterSessionRow[], open: TicketRow[]): Seat[] {
  const busy = new Set(open.map((ticket) => ticket.counter_id));
  return sessions.map((session) => ({
    offerings: new Set(session.all_services ? office.offeringById.keys() : session.offering_ids),
    counterId: session.counter_id,
    languages: session.languages,
    paused: session.paused,
    busy: busy.has(session.counter_id),
  }));
}

function callsOf(office: OfficeRecord, open: TicketRow[]): BoardCall[] {
  return (
    open
      // A visit by phone is served without a call.
      .filter(({ status, call_revision }) => (status === 'called' || status === 'serving') && call_revision !== null)
      .sort((a, b) => (b.call_revision ?? 0) - (a.call_revision ?? 0))
      .slice(0, MOST_CALLS)
      .flatMap((ticket) => callOf(office, ticket) ?? [])
  );
}

function callOf(office: OfficeRecord, ticket: TicketRow): BoardCall | null {
  const counter = office.counterById.get(ticket.counter_id ?? -1);
  if (counter === undefined || ticket.called_at === null || ticket.last_called_at === null) return null;
  return {
    callId: String(ticket.call_revision),
    number: ticket.number,
    counter: counter.code,
    counterName: { ...counter.name },
    language: ticket.language,
    status: ticket.status === 'serving' ? 'serving' : 'called',
    calledAt: officeInstant(ticket.called_at, office.zone),
    lastCalledAt: officeInstant(ticket.last_called_at, office.zone),
    recalls: ticket.recalls,
  };
}

function waitingOf(office: OfficeRecord, state: BoardState, now: DateTime): BoardWaiting[] {
  const before = new WaitingBefore(seatsOf(office, state.seats, state.open), fallbackBefore(office, now));
  const counts = new Map<number, number>();
  for (const ticket of state.open.filter(({ status }) => status === 'waiting')) {
    before.add(ticket);
    counts.set(ticket.offering_id, (counts.get(ticket.offering_id) ?? 0) + 1);
  }
  const prefixes = [...new Set(office.offerings.map((offering) => offering.prefix))];
  return prefixes.map((prefix) => {
    const offerings = office.offerings.filter((offering) => offering.prefix === prefix);
    const newcomer = { needs_language: null, wanted_counter_id: null, rank_at: now.toJSDate() };
    const wishes = offerings.map(({ id }) => ({ ...newcomer, offering_id: id }));
    return {
      prefix,
      count: offerings.reduce((sum, { id }) => sum + (counts.get(id) ?? 0), 0),
      estimate: before.standing(wishes, state.pace).estimate,
      services: offerings.map((offering) => serviceCount(offering, counts)),
    };
  });
}

/** Tickets that need a language may go to any counter once their rank is this old. */
export function fallbackBefore(office: OfficeRecord, now: DateTime): Date {
  return now.minus({ minutes: office.settings.languageFallbackMinutes }).toJSDate();
}

function serviceCount(offering: OfferingRecord, counts: Map<number, number>): BoardWaiting['services'][number] {
  const { code, name } = offering.service;
  return { service: code, serviceName: { ...name }, count: counts.get(offering.id) ?? 0 };
}
