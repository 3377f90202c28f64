import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { callerOf, mayActAs, type StaffPrincipal } from '../access/principal.js';
import { Arrivals, type VisitEnd } from '../bookings/arrivals.js';
import type { RequestKey } from '../database/idempotency.js';
import type { CounterRecord, OfficeRecord } from '../directory/directory.types.js';
import { DomainError } from '../http/domain-error.js';
import {
  correctServiceSession,
  endServiceSession,
  openCounters,
  openServiceSession,
  startServiceSession,
  ticketAtCounter,
  ticketById,
  writeTicket,
  type CounterSessionRow,
} from './queue.sql.js';
import type { TicketStatus } from './queue.contract.js';
import { QueueCommand, type HeldOffice, type Outcome } from './queue-command.js';
import { QueueReads } from './queue-reads.js';
import type { TicketPatch, TicketRow } from './ticket-row.js';
import { OPEN_AT_COUNTER } from './ticket-status.js';
import * as transitions from './ticket-transitions.js';
import type { Transition } from './ticket-transitions.js';

/** What an action makes of a ticket, given the office that is held. */
export type Rule = (ticket: TicketRow, held: HeldOffice) => Transition;

/** Everything that staff do to one ticket: each is one transition in one transaction. */
@Injectable()
export class TicketActions {
  constructor(
    private readonly command: QueueCommand,
    private readonly reads: QueueReads,
    private readonly arrivals: Arrivals,
  ) {}

  /**
   * Applies a rule to a ticket. Tickets at a counter belong to the one who sits there (or a coordinator); waiting,
   * parked and returning ones to anybody of the office.
   *
   * @throws DomainError `not-found`, `wrong-status`, `not-your-counter`
   */
  act(
    office: OfficeRecord,
    ticketId: string,
    by: StaffPrincipal,
    key: RequestKey | null,
    rule: Rule,
  ): Promise<TicketRow> {
    return this.run(office, callerOf(by), key, async (held) => {
      const ticket = await this.find(held, office, ticketId);
      await this.assertMine(held, office, ticket, by);
      return this.apply(held, office, ticket, rule(ticket, held), by.userId);
    });
  }

  /** Calls a waiting or parked ticket out of order. @throws DomainError as call-next, and `wrong-status` */
  callByHand(
    office: OfficeRecord,
    counter: CounterRecord,
    ticketId: string,
    by: StaffPrincipal,
    key: RequestKey | null,
  ): Promise<TicketRow> {
    return this.run(office, callerOf(by), key, async (held) => {
      const seat = await freeSeat(held, office, counter, by);
      const ticket = await this.find(held, office, ticketId);
      const called = transitions.call(ticket, held.at, counter.id, held.revision + 1);
      return this.apply(held, office, ticket, called, seat.user_id);
    });
  }

  /** A visitor gives up the place, by the ticket's link. Repeated, the same ticket comes back. */
  leave(office: OfficeRecord, ticketId: string): Promise<TicketRow> {
    return this.run(office, 'visitor', null, async (held) => {
      const ticket = await this.find(held, office, ticketId);
      if (ticket.end_reason === 'left') return { result: ticket, effect: { resultId: ticket.id, status: 200 } };
      return this.apply(held, office, ticket, transitions.cancel(ticket, held.at, 'visitor'), null);
    });
  }

  /** Writes a transition and its event inside a transaction that holds the office. */
  async apply(
    held: HeldOffice,
    office: OfficeRecord,
    ticket: TicketRow,
    transition: Transition,
    userId: string | null,
  ): Promise<Outcome<TicketRow>> {
    const [written] = await held.tx.run(writeTicket, writeValues({ ...ticket, ...transition.patch }));
    if (written === undefined) throw new DomainError('not-found', 'There is no such ticket at this office.');
    await writeSession(held, office, ticket, written, transition, userId);
    await held.append({
      type: transition.event.type,
      ticketId: ticket.id,
      counterId: written.counter_id ?? ticket.counter_id,
      details: { ...transition.event.details, ...changed(ticket, transition.patch) },
    });
    const end = ticket.booking_id === null ? null : endOfVisit(ticket.status, written.status);
    if (ticket.booking_id !== null && end !== null) {
      await this.arrivals.ended(held.tx, office, ticket.booking_id, end, { at: held.at, actor: held.actor });
    }
    return { result: written, effect: { resultId: ticket.id, status: 200 } };
  }

  private run(
    office: OfficeRecord,
    actor: string,
    key: RequestKey | null,
    work: (held: HeldOffice) => Promise<Outcome<TicketRow>>,
  ): Promise<TicketRow> {
    return this.command.run(office, actor, key, work, async (effect) => {
      const row = await this.reads.row(office, effect.resultId);
      if (row === undefined) throw new DomainError('not-found', 'There is no such ticket at this office.');
      return row;
    });
  }

  private async find(held: HeldOffice, office: OfficeRecord, ticketId: string): Promise<TicketRow> {
    const [ticket] = await held.tx.run(ticketById, [office.id, ticketId]);
    if (ticket === undefined) throw new DomainError('not-found', 'There is no such ticket at this office.');
    return ticket;
  }

  private async assertMine(held: HeldOffice, office: OfficeRecord, ticket: TicketRow, by: StaffPrincipal) {
    if (!OPEN_AT_COUNTER.includes(ticket.status) || mayActAs(by, 'coordinator', office.slug)) return;
    const seats = await held.tx.run(openCounters, [office.id]);
    if (seats.some((seat) => seat.counter_id === ticket.counter_id && seat.user_id === by.userId)) return;
    throw new DomainError('not-your-counter', 'Another counter has this ticket.');
  }
}

/**
 * The caller's open seat at a counter, without a ticket; a coordinator may act for whoever sits there.
 *
 * @throws DomainError `counter-closed`, `not-your-counter`, `ticket-open`, `counter-paused`
 */
export async function freeSeat(
  held: HeldOffice,
  office: OfficeRecord,
  counter: CounterRecord,
  by: StaffPrincipal,
): Promise<CounterSessionRow> {
  const seat = (await held.tx.run(openCounters, [office.id])).find((open) => open.counter_id === counter.id);
  if (seat === undefined) throw new DomainError('counter-closed', 'Nobody sits at this counter: open it first.');
  if (seat.user_id !== by.userId && !mayActAs(by, 'coordinator', office.slug)) {
    throw new DomainError('not-your-counter', 'Somebody else sits at this counter.');
  }
  const [open] = await held.tx.run(ticketAtCounter, [office.id, counter.id]);
  if (open !== undefined) throw new DomainError('ticket-open', 'This counter has a ticket that is not finished.');
  if (seat.paused) throw new DomainError('counter-paused', 'This counter is paused.');
  return seat;
}

// What the end of a ticket means for its booking; null when it goes on as it was.
function endOfVisit(before: TicketStatus, after: TicketStatus): VisitEnd | null {
  if (after === 'completed' || after === 'no-show') return after;
  if (after === 'cancelled' || after === 'expired') return 'cancelled';
  return before === 'no-show' ? 'returned' : null;
}

async function writeSession(
  held: HeldOffice,
  office: OfficeRecord,
  before: TicketRow,
  after: TicketRow,
  { session, patch }: Transition,
  userId: string | null,
): Promise<void> {
  const at = held.at.toJSDate();
  const of = [office.id, before.id];
  if (session === 'open' || session === 'open-and-start') {
    const opened = [office.id, uuidv7(), after.id, after.counter_id, userId, after.offering_id, at];
    await held.tx.run(openServiceSession, opened);
    if (session === 'open-and-start') await held.tx.run(startServiceSession, [...of, at]);
  } else if (session === 'start') {
    await held.tx.run(startServiceSession, [...of, at]);
  } else if (session !== null) {
    await held.tx.run(endServiceSession, [...of, at, session.end, after.outcome]);
  } else if (patch.offering_id !== undefined && OPEN_AT_COUNTER.includes(before.status)) {
    await held.tx.run(correctServiceSession, [...of, patch.offering_id]);
  }
}

function writeValues(t: TicketRow): unknown[] {
  return [
    ...[t.office_id, t.id, t.offering_id, t.municipality_code, t.language, t.needs_language, t.priority, t.status],
    ...[t.end_reason, t.rank_at, t.rank_reason, t.not_before, t.counter_id, t.wanted_counter_id, t.call_revision],
    ...[t.recalls, t.returns, t.called_at, t.last_called_at, t.served_at, t.ended_at, t.outcome],
  ];
}

// Every column that a command wrote is in its event: the day can be rebuilt from the log alone.
function changed(ticket: TicketRow, patch: TicketPatch): { set: Partial<TicketRow> } {
  const entries = Object.entries(patch).filter(([column, value]) => !same(ticket[column as keyof TicketRow], value));
  return { set: Object.fromEntries(entries) };
}

function same(before: unknown, after: unknown): boolean {
  if (before instanceof Date && after instanceof Date) return before.getTime() === after.getTime();
  return before === after;
}
