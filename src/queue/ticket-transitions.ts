import type { DateTime } from 'luxon';
import { DomainError } from '../http/domain-error.js';
import type { CorrectRequest } from './queue.contract.js';
import type { TicketPatch, TicketRow } from './ticket-row.js';
import { assertAllowed, wrongStatus } from './ticket-status.js';

/** How a service session ends, or null when it goes on. */
export type SessionEnd = 'completed' | 'no-show' | 'parked' | 'put-back' | 'transferred' | 'cancelled' | 'day-close';

/** What an action makes of a ticket: columns to write, the fact for the log, what becomes of the service session. */
export type Transition = {
  patch: TicketPatch;
  event: { type: string; details: Record<string, unknown> };
  session: { end: SessionEnd } | 'start' | 'open' | 'open-and-start' | null;
};

const LEAVES_COUNTER: TicketPatch = { counter_id: null, call_revision: null, recalls: 0 };

/** Calls a waiting or parked ticket to a counter. The first call's time stays; `revision` names the call. */
export function call(ticket: TicketRow, at: DateTime, counterId: number, revision: number): Transition {
  assertAllowed('call', ticket.status);
  const first = ticket.called_at ?? at.toJSDate();
  return {
    patch: {
      status: 'called',
      counter_id: counterId,
      wanted_counter_id: null,
      not_before: null,
      call_revision: revision,
      recalls: 0,
      called_at: first,
      last_called_at: at.toJSDate(),
    },
    event: {
      type: 'ticket.called',
      details: { ...announcement(ticket, first, revision, 0), byHand: true, from: ticket.status },
    },
    session: 'open',
  };
}

/** Repeats the call that is running. */
export function recall(ticket: TicketRow, at: DateTime): Transition {
  assertAllowed('recall', ticket.status);
  const recalls = ticket.recalls + 1;
  return {
    patch: { recalls, last_called_at: at.toJSDate() },
    event: {
      type: 'ticket.recalled',
      details: announcement(ticket, ticket.called_at ?? at.toJSDate(), ticket.call_revision ?? 0, recalls),
    },
    session: null,
  };
}

/** The visitor is at the counter. The first start's time stays. */
export function start(ticket: TicketRow, at: DateTime): Transition {
  assertAllowed('start', ticket.status);
  return {
    patch: { status: 'serving', served_at: ticket.served_at ?? at.toJSDate() },
    event: {
      type: 'ticket.serving',
      details: announcement(ticket, ticket.called_at ?? at.toJSDate(), ticket.call_revision ?? 0, ticket.recalls),
    },
    session: 'start',
  };
}

/** A visit by phone or video begins: nobody is called, so the waiting room hears nothing of it. */
export function startRemote(ticket: TicketRow, at: DateTime, counterId: number): Transition {
  const now = at.toJSDate();
  return {
    patch: { status: 'serving', counter_id: counterId, called_at: now, last_called_at: now, served_at: now },
    event: { type: 'ticket.serving', details: { number: ticket.number, mode: ticket.mode } },
    session: 'open-and-start',
  };
}

export type Completion = {
  outcome?: string | undefined;
  notes?: string | undefined;
  municipality?: string | undefined;
};

/** The work is done; a municipality that was unknown until now may be set with it. */
export function complete(ticket: TicketRow, at: DateTime, body: Completion): Transition {
  assertAllowed('complete', ticket.status);
  const learned = body.municipality !== undefined && body.municipality !== ticket.municipality_code;
  return {
    patch: {
      status: 'completed',
      end_reason: 'served',
      ended_at: at.toJSDate(),
      ...(body.outcome === undefined ? {} : { outcome: body.outcome }),
      ...(learned ? { municipality_code: body.municipality ?? null } : {}),
    },
    event: {
      type: 'ticket.completed',
      details: {
        ...callOf(ticket),
        ...given({ outcome: body.outcome, notes: body.notes }),
        ...(learned ? { municipality: body.municipality, oldMunicipality: ticket.municipality_code } : {}),
      },
    },
    session: { end: 'completed' },
  };
}

/** Called and did not come. */
export function markNoShow(ticket: TicketRow, at: DateTime): Transition {
  assertAllowed('no-show', ticket.status);
  return {
    patch: { status: 'no-show', end_reason: 'no-show', ended_at: at.toJSDate() },
    event: { type: 'ticket.no-show', details: callOf(ticket) },
    session: { end: 'no-show' },
  };
}

/** Set aside by the operator (a form to fill in, a copy to make). */
export function park(ticket: TicketRow): Transition {
  assertAllowed('park', ticket.status);
  assertAtDesk(ticket);
  return {
    patch: { status: 'parked', ...LEAVES_COUNTER },
    event: { type: 'ticket.parked', details: { ...callOf(ticket), from: ticket.status } },
    session: { end: 'parked' },
  };
}

export type ReturnRules = { returnMinutes: number; pauseMinutes: number };

/** Whether a no-show may still come back: once, and within the office's time. */
export function mayReturn(ticket: TicketRow, at: DateTime, rules: ReturnRules): boolean {
  if (ticket.status !== 'no-show' || ticket.ended_at === null || ticket.returns > 0) return false;
  return at.toMillis() <= ticket.ended_at.getTime() + rules.returnMinutes * 60_000;
}

/** Back to waiting with the same rank: a parked ticket, a call taken back (put back), or a no-show that came after all. */
export function resume(ticket: TicketRow, at: DateTime, rules: ReturnRules): Transition {
  assertAllowed('resume', ticket.status);
  if (ticket.status === 'no-show') return comeBack(ticket, at, rules);
  const putBack = ticket.status === 'called';
  return {
    patch: { status: 'waiting', ...LEAVES_COUNTER },
    event: {
      type: putBack ? 'ticket.put-back' : 'ticket.resumed',
      details: { ...callOf(ticket), from: ticket.status },
    },
    session: putBack ? { end: 'put-back' } : null,
  };
}

function comeBack(ticket: TicketRow, at: DateTime, rules: ReturnRules): Transition {
  if (!mayReturn(ticket, at, rules)) throw wrongStatus('resume', ticket.status, 'it came back before, or too late');
  const notBefore = at.plus({ minutes: rules.pauseMinutes }).toJSDate();
  return {
    patch: {
      status: 'waiting',
      end_reason: null,
      ended_at: null,
      rank_reason: 'returned',
      returns: ticket.returns + 1,
      not_before: notBefore,
      ...LEAVES_COUNTER,
    },
    event: { type: 'ticket.resumed', details: { from: 'no-show', notBefore: notBefore.toISOString() } },
    session: null,
  };
}

export type TransferTarget = {
  offeringId?: number | undefined;
  counterId?: number | undefined;
  municipality?: string | undefined;
  notes?: string | undefined;
};

/** To another service or a wanted counter, with the same number and rank. */
export function transfer(ticket: TicketRow, target: TransferTarget): Transition {
  assertAllowed('transfer', ticket.status);
  assertAtDesk(ticket);
  return {
    patch: {
      status: 'waiting',
      rank_reason: 'transferred',
      ...LEAVES_COUNTER,
      offering_id: target.offeringId ?? ticket.offering_id,
      municipality_code: target.municipality ?? ticket.municipality_code,
      wanted_counter_id: target.counterId ?? null,
    },
    event: {
      type: 'ticket.transferred',
      details: {
        ...callOf(ticket),
        from: ticket.status,
        oldOffering: ticket.offering_id,
        offering: target.offeringId ?? ticket.offering_id,
        wantedCounter: target.counterId ?? null,
        municipality: target.municipality ?? ticket.municipality_code,
        ...given({ notes: target.notes }),
      },
    },
    session: ticket.status === 'parked' ? null : { end: 'transferred' },
  };
}

export type Correction = Omit<CorrectRequest, 'service'> & { offeringId?: number | undefined };

/**
 * Puts a wrong choice right: same number, status and counter. The rank stays as well, but for a priority that was not
 * known before: it moves by the difference of the two boosts.
 */
export function correct(ticket: TicketRow, values: Correction, boostDifferenceMinutes: number): Transition {
  assertAllowed('correct', ticket.status);
  const patch: TicketPatch = {
    ...(values.offeringId === undefined ? {} : { offering_id: values.offeringId }),
    ...(values.municipality === undefined ? {} : { municipality_code: values.municipality }),
    ...(values.language === undefined ? {} : { language: values.language }),
    ...(values.needsLanguage === undefined ? {} : { needs_language: values.needsLanguage }),
    ...(values.priority === undefined ? {} : { priority: values.priority }),
  };
  const old = Object.fromEntries(Object.keys(patch).map((column) => [column, ticket[column as keyof TicketRow]]));
  if (boostDifferenceMinutes !== 0) {
    patch.rank_at = new Date(ticket.rank_at.getTime() - boostDifferenceMinutes * 60_000);
    patch.rank_reason = values.priority === null ? 'arrival' : 'priority';
  }
  return { patch, event: { type: 'ticket.corrected', details: { old, new: { ...patch } } }, session: null };
}

/** Ends a ticket that nobody will serve: by staff, or because the visitor left. */
export function cancel(ticket: TicketRow, at: DateTime, by: 'staff' | 'visitor', reason?: string): Transition {
  assertAllowed(by === 'staff' ? 'cancel' : 'leave', ticket.status);
  return {
    patch: {
      status: 'cancelled',
      end_reason: by === 'staff' ? 'cancelled-by-staff' : 'left',
      ended_at: at.toJSDate(),
      not_before: null,
    },
    event: {
      type: by === 'staff' ? 'ticket.cancelled' : 'ticket.left',
      details: { ...callOf(ticket), from: ticket.status, ...given({ reason }) },
    },
    session: ticket.status === 'called' ? { end: 'cancelled' } : null,
  };
}

/** The day is over: who is being served counts as served, everybody else's ticket expires. */
export function closeDay(ticket: TicketRow, at: DateTime): Transition {
  assertAllowed('day-close', ticket.status);
  const serving = ticket.status === 'serving';
  return {
    patch: {
      status: serving ? 'completed' : 'expired',
      end_reason: 'day-close',
      ended_at: at.toJSDate(),
      not_before: null,
    },
    event: {
      type: serving ? 'ticket.completed' : 'ticket.expired',
      details: { ...callOf(ticket), from: ticket.status, reason: 'day-close' },
    },
    session: serving || ticket.status === 'called' ? { end: 'day-close' } : null,
  };
}

// Set aside or passed on, somebody on the phone would be called in the waiting room.
function assertAtDesk({ mode }: TicketRow): void {
  if (mode === 'desk') return;
  throw new DomainError('not-at-desk', 'A visit by phone or video is finished where it began.', { mode });
}

// What the waiting room needs to show and speak a call; nothing about the person.
function announcement(ticket: TicketRow, first: Date, revision: number, recalls: number): Record<string, unknown> {
  return {
    number: ticket.number,
    language: ticket.language,
    callId: String(revision),
    calledAt: first.toISOString(),
    recalls,
  };
}

// Which call leaves the board, where one was running.
function callOf(ticket: TicketRow): Record<string, unknown> {
  if (ticket.call_revision === null) return { number: ticket.number };
  return { number: ticket.number, callId: String(ticket.call_revision) };
}

function given(values: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => Boolean(entry[1])));
}
