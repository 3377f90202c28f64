import { Injectable } from '@nestjs/common';
import { bookedBy } from '../bookings/booking-reads.sql.js';
import { ActorNames } from '../access/actor-names.js';
import { Clock } from '../clock/clock.js';
import { officeInstant } from '../clock/zones.js';
import { Database, type Tx } from '../database/database.js';
import { DomainError } from '../http/domain-error.js';
import type { OfficeRecord } from '../directory/directory.types.js';
import { boardView, fallbackBefore, seatsOf } from './board-view.js';
import { ticketById, ticketByToken, openCounters, type CounterSessionRow } from './queue.sql.js';
import type { Board, DeskAlert, Queue, QueueCounter, StaffTicket, Ticket } from './queue.contract.js';
import * as sql from './queue-reads.sql.js';
import { alertViews, counterViews } from './queue-view.js';
import { paceOfOffice, standingOfTicket, type StandingRow } from './standing.sql.js';
import { paceOf, standings } from './standings.js';
import type { TicketRow } from './ticket-row.js';
import { staffTicketView, ticketView, returnRules, type Standing, type Wanted } from './ticket-view.js';

/** Events after a revision together with the office's state at `to`, all read from one snapshot of the database. */
export type BoardSince = { to: number; events: sql.EventRow[]; board: Board };
export type QueueSince = {
  to: number;
  events: sql.EventRow[];
  /** Tickets that the events are about, as they are at `to`. */
  tickets: Map<string, StaffTicket>;
  counters: QueueCounter[];
  alerts: DeskAlert[];
};
export type TicketsSince = { to: number; tickets: Map<string, Ticket> };

/** In one snapshot: the office's open tickets in call order, its counters, and its pace. */
type State = {
  to: number;
  open: TicketRow[];
  seats: CounterSessionRow[];
  standing: Map<string, Standing>;
  pace: ReturnType<typeof paceOf>;
};

/** Everything that is read of the queue: by routes for one answer, by `live` for snapshots and changes. */
@Injectable()
export class QueueReads {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly actorNames: ActorNames,
  ) {}

  /** Last revision of each office; offices without an event are absent. */
  async heads(officeIds: readonly number[]): Promise<Map<number, number>> {
    const rows = await this.database.run(sql.headsOf, [officeIds]);
    return new Map(rows.map((row) => [row.office_id, row.revision]));
  }

  async row(office: OfficeRecord, ticketId: string): Promise<TicketRow | undefined> {
    return (await this.database.run(ticketById, [office.id, ticketId]))[0];
  }

  async rowByTokenHash(office: OfficeRecord, hash: Buffer): Promise<TicketRow | undefined> {
    return (await this.database.run(ticketByToken, [office.id, hash]))[0];
  }

  /** Where one waiting ticket stands, without reading the others. */
  async standing(office: OfficeRecord, row: TicketRow): Promise<StandingRow | null> {
    const { languageFallbackMinutes } = office.settings;
    const place = [row.id, row.rank_at, row.seq, languageFallbackMinutes];
    const values = [office.id, this.clock.now().toJSDate(), offeringIds(office), ...place];
    return (await this.database.run(standingOfTicket, values))[0] ?? null;
  }

  /** Whether somebody sits at a counter, and the languages spoken there. */
  async attendance(officeId: number): Promise<{ attended: boolean; languages: string[] }> {
    const seats = await this.database.run(openCounters, [officeId]);
    return { attended: seats.length > 0, languages: [...new Set(seats.flatMap((seat) => seat.languages))].sort() };
  }

  /** All counters of an office as they are now. */
  counters(office: OfficeRecord): Promise<QueueCounter[]> {
    return this.database.snapshot(async (tx) =>
      counterViews(office, await tx.run(openCounters, [office.id]), await tx.run(sql.openTickets, [office.id])),
    );
  }

  /** One alert, also a cleared one. */
  async alert(office: OfficeRecord, id: string): Promise<DeskAlert> {
    const [row] = await this.database.run(sql.alertById, [office.id, id]);
    const [view] = row === undefined ? [] : alertViews(office, [row], [], []);
    if (view === undefined) throw new DomainError('not-found', 'There is no such alert at this office.');
    return view;
  }

  async board(office: OfficeRecord): Promise<Board> {
    return (await this.boardSince(office, null)).board;
  }

  /** The board at its newest revision, and (with `since`) at most `limit` events after that revision. */
  boardSince(office: OfficeRecord, since: number | null, limit = 0): Promise<BoardSince> {
    return this.database.snapshot(async (tx) => {
      const state = await this.state(tx, office);
      const events = since === null ? [] : await tx.run(sql.eventsAfter, [office.id, since, limit]);
      return { to: state.to, events, board: boardView(office, state, this.clock.now()) };
    });
  }

  /** The whole queue, as the desk sees it. */
  queue(office: OfficeRecord, wanted: Wanted): Promise<Queue> {
    return this.database.snapshot(async (tx) => {
      const state = await this.state(tx, office);
      const after = this.clock
        .now()
        .minus({ minutes: returnRules(office).returnMinutes })
        .toJSDate();
      const noShows = await tx.run(sql.recentNoShows, [office.id, after]);
      const views = await this.staffViews(tx, office, wanted, state, [...state.open, ...noShows]);
      const of = (...statuses: string[]) => views.filter((view) => statuses.includes(view.status));
      return {
        revision: state.to,
        waiting: of('waiting'),
        active: of('called', 'serving'),
        parked: of('parked'),
        recent: views.filter((view) => view.canReturn),
        counters: counterViews(office, state.seats, state.open),
        alerts: alertViews(office, await tx.run(sql.openAlerts, [office.id]), state.open, state.seats),
      };
    });
  }

  /** Events after a revision with the tickets they are about, and counters and alerts, as they are at `to`. */
  queueSince(office: OfficeRecord, since: number, limit: number): Promise<QueueSince> {
    return this.database.snapshot(async (tx) => {
      const state = await this.state(tx, office);
      const events = await tx.run(sql.eventsAfter, [office.id, since, limit]);
      const ids = [...new Set(events.flatMap((event) => event.ticket_id ?? []))];
      const rows = await tx.run(sql.ticketsById, [office.id, ids]);
      const views = await this.staffViews(tx, office, ALL_TEXTS, state, rows);
      return {
        to: state.to,
        events,
        tickets: new Map(views.map((view) => [view.id, view])),
        counters: counterViews(office, state.seats, state.open),
        alerts: alertViews(office, await tx.run(sql.openAlerts, [office.id]), state.open, state.seats),
      };
    });
  }

  /** Some tickets as their holders see them, with where they stand. */
  ticketsNow(office: OfficeRecord, ids: readonly string[], wanted: Wanted = ALL_TEXTS): Promise<TicketsSince> {
    return this.database.snapshot(async (tx) => {
      const state = await this.state(tx, office);
      const rows = await tx.run(sql.ticketsById, [office.id, ids]);
      const views = rows.map((row) => ticketView(row, office, wanted, state.standing.get(row.id) ?? null));
      return { to: state.to, tickets: new Map(views.map((view) => [view.id, view])) };
    });
  }

  /** Rows as staff see them, with notes and running service. */
  async staffTickets(office: OfficeRecord, wanted: Wanted, rows: TicketRow[]): Promise<StaffTicket[]> {
    return this.database.snapshot(async (tx) =>
      this.staffViews(tx, office, wanted, await this.state(tx, office), rows),
    );
  }

  private async state(tx: Tx, office: OfficeRecord): Promise<State> {
    const [head] = await tx.run(sql.headsOf, [[office.id]]);
    const open = await tx.run(sql.openTickets, [office.id]);
    const seats = await tx.run(openCounters, [office.id]);
    const [pace] = await tx.run(paceOfOffice, [office.id, this.clock.now().toJSDate()]);
    const known = pace === undefined ? null : paceOf(pace);
    const waiting = open.filter((ticket) => ticket.status === 'waiting');
    const before = fallbackBefore(office, this.clock.now());
    const standing = standings(waiting, seatsOf(office, seats, open), known, before);
    return { to: head?.revision ?? 0, open, seats, standing, pace: known };
  }

  /** What operators wrote on tickets, and who. */
  private async notesOf(tx: Tx, office: OfficeRecord, ticketIds: readonly string[]) {
    const rows = await tx.run(sql.notesOf, [office.id, ticketIds]);
    const nameOf = await this.actorNames.of(
      tx,
      rows.map(({ actor }) => actor),
    );
    return rows.map(({ ticket_id: ticketId, at, actor, text }) => ({
      ticketId,
      note: { at: officeInstant(at, office.zone), by: nameOf(actor), text },
    }));
  }

  private async staffViews(tx: Tx, office: OfficeRecord, wanted: Wanted, state: State, rows: TicketRow[]) {
    if (rows.length === 0) return [];
    const ids = rows.map((row) => row.id);
    const running = new Map(
      (await tx.run(sql.runningSessions, [office.id])).map((row) => [row.ticket_id, row.started_at]),
    );
    const notes = await this.notesOf(tx, office, ids);
    const bookingIds = rows.flatMap((row) => row.booking_id ?? []);
    const booked = bookingIds.length === 0 ? [] : await tx.run(bookedBy, [office.id, bookingIds]);
    return rows.map((row) => {
      const details = {
        serviceStartedAt: running.get(row.id) ?? null,
        notes: notes.filter(({ ticketId }) => ticketId === row.id).map(({ note }) => note),
        booking: booked.find(({ id }) => id === row.booking_id) ?? null,
      };
      return staffTicketView(row, office, wanted, state.standing.get(row.id) ?? null, details, this.clock.now());
    });
  }
}

/** Screens that show three languages take all texts and choose themselves. */
export const ALL_TEXTS: Wanted = { languages: [], all: true };

/** Ids of all offerings of an office, for counters that take every service. */
export function offeringIds(office: OfficeRecord): number[] {
  return [...office.offeringById.keys()];
}
