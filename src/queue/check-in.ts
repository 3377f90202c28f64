import { Injectable } from '@nestjs/common';
import { DateTime } from 'luxon';
import { v7 as uuidv7 } from 'uuid';
import { callerOf, type Principal, type StaffPrincipal } from '../access/principal.js';
import { Arrivals, checkInState } from '../bookings/arrivals.js';
import type { BookingRow } from '../bookings/booking-row.js';
import { businessDay, officeInstant } from '../clock/zones.js';
import type { Tx } from '../database/database.js';
import type { RequestKey } from '../database/idempotency.js';
import type { CounterRecord, OfficeRecord } from '../directory/directory.types.js';
import { DomainError } from '../http/domain-error.js';
import type { Ticket } from './queue.contract.js';
import { issueBooked } from './queue.sql.js';
import { QueueCommand, type HeldOffice } from './queue-command.js';
import { QueueReads } from './queue-reads.js';
import { freeSeat, TicketActions } from './ticket-actions.js';
import { TicketLinks } from './ticket-links.js';
import type { TicketRow } from './ticket-row.js';
import { startRemote } from './ticket-transitions.js';
import type { Wanted } from './ticket-view.js';
import { Tickets } from './tickets.js';

type FindBooking = (tx: Tx, office: OfficeRecord) => Promise<BookingRow>;
type Rank = { at: DateTime; reason: 'booking' | 'arrival' };

/** A booked citizen says "I am here" and gets a ticket; one who is called by phone is served without waiting. */
@Injectable()
export class CheckIn {
  constructor(
    private readonly command: QueueCommand,
    private readonly arrivals: Arrivals,
    private readonly actions: TicketActions,
    private readonly links: TicketLinks,
    private readonly reads: QueueReads,
    private readonly tickets: Tickets,
  ) {}

  /**
   * By the code on the confirmation, at the kiosk or at the desk.
   *
   * @throws DomainError `not-found`, `too-early`, `too-late`, `already-checked-in` (with the ticket), `booking-cancelled`,
   * `not-at-desk`, `wrong-status`
   */
  byCode(office: OfficeRecord, code: string, by: Principal, key: RequestKey | null, wanted: Wanted): Promise<Ticket> {
    return this.run(office, (tx) => this.arrivals.lockByCode(tx, office, code), by, key, wanted, false);
  }

  /** By staff, who see who stands before them: at any time of the booking's day. @throws DomainError as {@link byCode} */
  byHand(
    office: OfficeRecord,
    bookingId: string,
    by: Principal,
    key: RequestKey | null,
    wanted: Wanted,
  ): Promise<Ticket> {
    return this.run(office, (tx) => this.arrivals.lock(tx, office, bookingId), by, key, wanted, true);
  }

  /**
   * A booking by phone or video begins at the caller's counter.
   *
   * @throws DomainError `not-found`, `too-early`, `too-late`, `wrong-status`, and as calling by hand
   */
  async startRemote(
    office: OfficeRecord,
    bookingId: string,
    counter: CounterRecord,
    by: StaffPrincipal,
    key: RequestKey | null,
    wanted: Wanted,
  ): Promise<Ticket> {
    const row = await this.inQueue(office, by, key, async (held) => {
      const seat = await freeSeat(held, office, counter, by);
      const booking = await this.arrivals.lock(held.tx, office, bookingId);
      assertRemote(office, booking, held.at);
      const ticket = await this.issue(held, office, booking, { at: held.at, reason: 'booking' }, false);
      const started = startRemote(ticket, held.at, counter.id);
      return (await this.actions.apply(held, office, ticket, started, seat.user_id)).result;
    });
    return this.tickets.heldView(office, row, wanted);
  }

  private async run(
    office: OfficeRecord,
    find: FindBooking,
    by: Principal,
    key: RequestKey | null,
    wanted: Wanted,
    byHand: boolean,
  ): Promise<Ticket> {
    try {
      const row = await this.inQueue(office, by, key, async (held) => {
        const booking = await find(held.tx, office);
        const { late } = checkInState(office, booking, held.at, byHand);
        return this.issue(held, office, booking, rankOf(office, booking, held.at, late), late);
      });
      return await this.tickets.heldView(office, row, wanted);
    } catch (error) {
      throw await this.withTicket(office, error, wanted);
    }
  }

  private inQueue(
    office: OfficeRecord,
    by: Principal,
    key: RequestKey | null,
    work: (held: HeldOffice) => Promise<TicketRow>,
  ): Promise<TicketRow> {
    return this.command.run(
      office,
      callerOf(by),
      key,
      async (held) => {
        const row = await work(held);
        return { result: row, effect: { resultId: row.id, status: 201 } };
      },
      async (effect) => {
        const row = await this.reads.row(office, effect.resultId);
        if (row === undefined) throw new DomainError('not-found', 'There is no such ticket at this office.');
        return row;
      },
    );
  }

  private async issue(held: HeldOffice, office: OfficeRecord, booking: BookingRow, rank: Rank, late: boolean) {
    const offering = office.offeringById.get(booking.offering_id);
    if (offering === undefined) throw new DomainError('not-found', 'This service is not offered here any more.');
    const id = uuidv7();
    const [row] = await held.tx.run(issueBooked, [
      ...[office.id, held.day, offering.prefix, id, rank.at.toJSDate(), rank.reason, held.revision + 1, offering.id],
      ...[booking.municipality_code, booking.language ?? office.languages[0], booking.needs_language, booking.people],
      ...[booking.extra_offering_ids, held.at.toJSDate(), this.links.hash(this.links.of(office, id, 1).token)],
      ...[booking.id, booking.starts_at, booking.mode],
    ]);
    if (row === undefined) throw new DomainError('internal-error', 'The ticket was not written.');
    await held.append({ type: 'ticket.issued', ticketId: id, details: issuedDetails(row) });
    const by = { at: held.at, actor: held.actor, late };
    await this.arrivals.checkedIn(held.tx, office, booking, { id, number: row.number }, by);
    return row;
  }

  // Whoever comes a second time with the same code gets to see the number that the first time gave.
  private async withTicket(office: OfficeRecord, error: unknown, wanted: Wanted): Promise<unknown> {
    if (!(error instanceof DomainError) || error.code !== 'already-checked-in') return error;
    const { ticket } = error.params as { ticket?: { id: string } | null };
    const row = ticket == null ? undefined : await this.reads.row(office, ticket.id);
    if (row === undefined) return error;
    return new DomainError(error.code, error.message, { ticket: await this.tickets.heldView(office, row, wanted) });
  }
}

// On time or within the grace: the slot's start less a precedence. Later: like somebody who comes now.
function rankOf(office: OfficeRecord, booking: BookingRow, at: DateTime, late: boolean): Rank {
  if (late) return { at, reason: 'arrival' };
  const start = DateTime.fromJSDate(booking.starts_at);
  return { at: start.minus({ minutes: office.settings.bookingPrecedenceMinutes }), reason: 'booking' };
}

function assertRemote(office: OfficeRecord, booking: BookingRow, at: DateTime): void {
  if (booking.mode === 'desk') {
    throw new DomainError('wrong-status', 'Who comes to the desk checks in.', { bookingStatus: booking.status });
  }
  const expected = booking.status === 'confirmed' || (booking.status === 'no-show' && booking.ticket_id === null);
  if (!expected) {
    throw new DomainError('wrong-status', `The booking is ${booking.status}.`, { bookingStatus: booking.status });
  }
  const today = businessDay(at, office.zone);
  const start = officeInstant(booking.starts_at, office.zone);
  if (today > booking.day) throw new DomainError('too-late', 'The day of this appointment is over.', { start });
  if (today === booking.day) return;
  throw new DomainError('too-early', 'This appointment is on another day.', { start, checkInFrom: start });
}

function issuedDetails(row: TicketRow & { ordinal: number }): Record<string, unknown> {
  return {
    number: row.number,
    prefix: row.prefix,
    ordinal: row.ordinal,
    offering: row.offering_id,
    municipality: row.municipality_code,
    language: row.language,
    needsLanguage: row.needs_language,
    priority: row.priority,
    people: row.people,
    extraOfferings: row.extra_offering_ids,
    source: row.source,
    rankAt: row.rank_at,
    rankReason: row.rank_reason,
    booking: row.booking_id,
    slotStart: row.slot_start,
    mode: row.mode,
  };
}
