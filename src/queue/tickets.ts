import { Injectable } from '@nestjs/common';
import { ActorNames } from '../access/actor-names.js';
import { callerOf, type Principal } from '../access/principal.js';
import { Clock } from '../clock/clock.js';
import { businessDay, officeInstant } from '../clock/zones.js';
import { Database } from '../database/database.js';
import { Directory } from '../directory/directory.js';
import type { OfficeRecord } from '../directory/directory.types.js';
import type { List } from '../http/conventions.contract.js';
import { DomainError } from '../http/domain-error.js';
import { findQuery } from './find-query.js';
import type { StaffTicket, Ticket, TicketEvent, TicketPrint, TicketsQuery } from './queue.contract.js';
import { ALL_TEXTS, QueueReads } from './queue-reads.js';
import { eventsOfTicket, lastTicketOf, ticketsOfDay } from './queue-reads.sql.js';
import { standingOf } from './standings.js';
import { TicketActions } from './ticket-actions.js';
import { TicketLinks } from './ticket-links.js';
import type { TicketRow } from './ticket-row.js';
import { counterCode, ticketView, type Wanted } from './ticket-view.js';

/** Looking at tickets: by their holders, by staff, and again for paper. */
@Injectable()
export class Tickets {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly directory: Directory,
    private readonly reads: QueueReads,
    private readonly actions: TicketActions,
    private readonly links: TicketLinks,
    private readonly actorNames: ActorNames,
  ) {}

  /** The ticket behind a link. @throws DomainError `not-found` */
  async byToken(token: string, wanted: Wanted): Promise<Ticket> {
    const { office, row } = await this.rowByToken(token);
    return this.heldView(office, row, wanted);
  }

  /** The holder leaves the queue. @throws DomainError `not-found`, `wrong-status` */
  async leave(token: string, wanted: Wanted): Promise<Ticket> {
    const { office, row } = await this.rowByToken(token);
    return this.heldView(office, await this.actions.leave(office, row.id), wanted);
  }

  /** Tickets of a day, newest first: the way to a lost one. */
  async find(office: OfficeRecord, query: TicketsQuery, wanted: Wanted): Promise<List<StaffTicket>> {
    const day = query.date ?? businessDay(this.clock.now(), office.zone);
    const rows = await this.database.run(ticketsOfDay, [office.id, day, ...findQuery(office, day, query.query ?? '')]);
    return { items: await this.reads.staffTickets(office, wanted, rows), nextCursor: null };
  }

  /** A ticket's history. @throws DomainError `not-found` */
  async events(office: OfficeRecord, ticketId: string): Promise<List<TicketEvent>> {
    const rows = await this.database.run(eventsOfTicket, [office.id, ticketId]);
    if (rows.length === 0) throw new DomainError('not-found', 'There is no such ticket at this office.');
    const nameOf = await this.actorNames.of(
      this.database,
      rows.map(({ actor }) => actor),
    );
    const items = rows.map((row) => ({
      revision: row.revision,
      type: row.type,
      at: officeInstant(row.at, office.zone),
      counter: counterCode(office, row.counter_id),
      actor: nameOf(row.actor),
      details: row.details,
    }));
    return { items, nextCursor: null };
  }

  /** What goes on paper, with the link; never a new number. A kiosk prints its last ticket only. */
  async print(office: OfficeRecord, ticketId: string, by: Principal): Promise<TicketPrint> {
    const row = await this.reads.row(office, ticketId);
    if (row === undefined) throw new DomainError('not-found', 'There is no such ticket at this office.');
    if (by.kind === 'device') await this.assertLastOf(office, ticketId, by);
    const ticket = await this.heldView(office, row, ALL_TEXTS);
    const offering = office.offeringById.get(row.offering_id);
    const municipality = this.directory.municipality(row.municipality_code ?? '');
    return {
      ticket,
      officeName: { ...office.name },
      serviceName: offering === undefined || offering.hideNameOnPaper ? null : { ...offering.service.name },
      municipalityName: municipality?.name ?? null,
      languages: [...new Set([office.languages[0] ?? row.language, row.language])],
      url: ticket.url ?? '',
      printedAt: officeInstant(this.clock.now(), office.zone),
    };
  }

  /** A ticket for whom it is given to: with where it stands, token and link. */
  async heldView(office: OfficeRecord, row: TicketRow, wanted: Wanted): Promise<Ticket> {
    const standing = row.status === 'waiting' ? await this.reads.standing(office, row) : null;
    const view = ticketView(row, office, wanted, standing && standingOf(standing));
    return { ...view, ...this.links.of(office, row.id, row.token_version) };
  }

  /** The office and row that a link's token stands for. @throws DomainError `not-found` */
  async rowByToken(token: string): Promise<{ office: OfficeRecord; row: TicketRow }> {
    const office = this.directory.officeById(this.links.officeIdOf(token) ?? -1);
    const row = office && (await this.reads.rowByTokenHash(office, this.links.hash(token)));
    if (office === undefined || row === undefined) throw new DomainError('not-found', 'There is no such ticket.');
    return { office, row };
  }

  private async assertLastOf(office: OfficeRecord, ticketId: string, by: Principal): Promise<void> {
    const [last] = await this.database.run(lastTicketOf, [office.id, callerOf(by)]);
    if (last?.ticket_id === ticketId) return;
    throw new DomainError('not-allowed', 'A kiosk prints its last ticket only.');
  }
}
