import { Injectable } from '@nestjs/common';
import { DateTime } from 'luxon';
import { v7 as uuidv7 } from 'uuid';
import { callerOf, type Principal } from '../access/principal.js';
import { Clock } from '../clock/clock.js';
import { businessDay, officeInstant } from '../clock/zones.js';
import { Database } from '../database/database.js';
import { Idempotency, type RequestKey } from '../database/idempotency.js';
import type { OfferingRecord, OfficeRecord } from '../directory/directory.types.js';
import { DomainError, InvalidRequest } from '../http/domain-error.js';
import { openingState } from '../schedule/opening-state.js';
import { walkInState } from '../schedule/walk-in-state.js';
import { OfficeLanes } from './office-lanes.js';
import { languageOf, municipalityOf, offeringOf, priorityOf } from '../directory/office-lookup.js';
import { openOffice, takeTicket } from './queue.sql.js';
import type { Ticket, TicketRequest } from './queue.contract.js';
import { QueueLog } from './queue-log.js';
import { QueueReads } from './queue-reads.js';
import { TicketLinks } from './ticket-links.js';
import type { TicketRow } from './ticket-row.js';
import type { Wanted } from './ticket-view.js';
import { Tickets } from './tickets.js';

/** A walk-in takes a ticket, at the kiosk or by somebody at the desk. */
@Injectable()
export class TakeTicket {
  constructor(
    private readonly database: Database,
    private readonly idempotency: Idempotency,
    private readonly clock: Clock,
    private readonly links: TicketLinks,
    private readonly reads: QueueReads,
    private readonly tickets: Tickets,
    private readonly lanes: OfficeLanes,
    private readonly log: QueueLog,
  ) {}

  /**
   * @throws DomainError `not-found` (service, municipality), `service-not-walk-in`, `service-not-for-municipality`,
   * `office-closed`, `unattended`, `queue-full`, `idempotency-key-reused`
   */
  async take(
    office: OfficeRecord,
    by: Principal,
    body: TicketRequest,
    key: RequestKey | null,
    wanted: Wanted,
  ): Promise<Ticket> {
    let offering: OfferingRecord;
    try {
      offering = offeringOf(office, body.service);
      checkChoice(office, offering, body);
      await this.checkOpen(office, offering, by);
    } catch (refusal) {
      // A repetition may come after the door has closed: what was given stays given.
      const earlier = key === null ? null : await this.idempotency.earlier(key);
      if (earlier === null) throw refusal;
      return this.again(office, earlier.resultId, wanted);
    }
    const row = await this.lanes.run(office.id, () => this.insert(office, offering, by, body, key));
    if (row === null) return this.again(office, (await this.idempotency.earlier(key as RequestKey))?.resultId, wanted);
    this.log.committed(office.id);
    return this.tickets.heldView(office, row, wanted);
  }

  /** The answer of a ticket that was given before: the same ticket with its link. */
  private async again(office: OfficeRecord, ticketId: string | undefined, wanted: Wanted): Promise<Ticket> {
    const row = ticketId === undefined ? undefined : await this.reads.row(office, ticketId);
    if (row === undefined) throw new DomainError('busy', 'The first request is still running. Try again in a moment.');
    return this.tickets.heldView(office, row, wanted);
  }

  private async checkOpen(office: OfficeRecord, offering: OfferingRecord, by: Principal): Promise<void> {
    const now = this.clock.now();
    const state = openingState(office.rules, now);
    // Staff see who stands before them: for them the desk is open until it closes, without the kiosk's last minutes.
    const open = by.kind === 'staff' && state.open ? true : walkInState(office.rules, offering, now).ticketsOpen;
    if (!open) throw closed(office, state.nextOpening);
    if (by.kind === 'staff' || office.settings.unattendedTickets) return;
    if (!(await this.reads.attendance(office.id)).attended) {
      throw new DomainError('unattended', 'Nobody is at the desk yet: tickets are given when a counter opens.');
    }
  }

  private async insert(
    office: OfficeRecord,
    offering: OfferingRecord,
    by: Principal,
    body: TicketRequest,
    key: RequestKey | null,
  ): Promise<TicketRow | null> {
    const id = uuidv7();
    const now = this.clock.now();
    const values = this.values(office, offering, by, body, key, id, now);
    const [row] = await this.database.run(takeTicket, values);
    if (row !== undefined) return row;
    // No row: the key is taken, or this office never had an event and has no head yet.
    if (key !== null && (await this.idempotency.earlier(key)) !== null) return null;
    await this.database.run(openOffice, [office.id]);
    return (await this.database.run(takeTicket, values))[0] ?? null;
  }

  private values(
    office: OfficeRecord,
    offering: OfferingRecord,
    by: Principal,
    body: TicketRequest,
    key: RequestKey | null,
    id: string,
    now: DateTime,
  ): unknown[] {
    // A walk-in's rank is its arrival less these minutes; because they are bounded, nobody starves.
    const boost = priorityOf(office, body.priority ?? null)?.boostMinutes ?? 0;
    return [
      office.id,
      businessDay(now, office.zone),
      offering.prefix,
      offering.id,
      offering.dailyTicketCap,
      now.toJSDate(),
      id,
      body.municipality,
      body.language,
      body.needsLanguage ?? null,
      body.priority ?? null,
      body.people ?? 1,
      extras(office, offering, body),
      by.kind === 'staff' ? 'desk' : 'kiosk',
      boost,
      key?.caller ?? null,
      key?.route ?? null,
      key?.key ?? null,
      key?.bodyHash ?? null,
      this.clock.real().toJSDate(),
      this.links.hash(this.links.of(office, id, 1).token),
      callerOf(by),
    ];
  }
}

function checkChoice(office: OfficeRecord, offering: OfferingRecord, body: TicketRequest): void {
  languageOf(office, body.language, 'language');
  if (body.needsLanguage != null) languageOf(office, body.needsLanguage, 'needsLanguage');
  if (body.priority != null && priorityOf(office, body.priority) === null) {
    throw new InvalidRequest([{ path: 'priority', message: 'not a priority of this office' }]);
  }
  if (body.municipality !== null) municipalityOf(office, body.municipality);
  for (const chosen of [offering, ...(body.extraServices ?? []).map((code) => offeringOf(office, code))]) {
    if (!chosen.walkIn) {
      throw new DomainError('service-not-walk-in', 'This service is by appointment only.', {
        service: chosen.service.code,
      });
    }
    if (body.municipality !== null && !chosen.municipalities.includes(body.municipality)) {
      const detail = 'This service is not offered for this municipality.';
      throw new DomainError('service-not-for-municipality', detail, { municipalities: chosen.municipalities });
    }
  }
}

// Naming a service twice is no further wish.
function extras(office: OfficeRecord, offering: OfferingRecord, body: TicketRequest): number[] {
  const ids = new Set((body.extraServices ?? []).map((code) => offeringOf(office, code).id));
  ids.delete(offering.id);
  return [...ids];
}

function closed(office: OfficeRecord, nextOpening: DateTime | null): DomainError {
  const next = officeInstant(nextOpening, office.zone);
  return new DomainError('office-closed', 'The office gives no tickets for this service now.', { nextOpening: next });
}
