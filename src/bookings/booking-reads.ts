import { Injectable } from '@nestjs/common';
import { DateTime } from 'luxon';
import { ActorNames } from '../access/actor-names.js';
import { Clock } from '../clock/clock.js';
import { businessDay, officeInstant } from '../clock/zones.js';
import { Database } from '../database/database.js';
import { Directory } from '../directory/directory.js';
import type { OfficeRecord } from '../directory/directory.types.js';
import { DomainError } from '../http/domain-error.js';
import { addDays } from '../schedule/wall-time.js';
import { readBookingCode } from './booking-code.js';
import { BookingLinks } from './booking-links.js';
import type { BookingRow } from './booking-row.js';
import type { BookingEvent, BookingsQuery } from './bookings.contract.js';
import { bookingById, bookingByToken, bookingsOfDay, eventsOfBooking, findBookings } from './bookings.sql.js';

/** Looking bookings up: by their links, by staff, and their history. */
@Injectable()
export class BookingReads {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly directory: Directory,
    private readonly links: BookingLinks,
    private readonly actorNames: ActorNames,
  ) {}

  /** @throws DomainError `not-found` */
  async row(office: OfficeRecord, bookingId: string): Promise<BookingRow> {
    const [row] = await this.database.run(bookingById, [office.id, bookingId]);
    if (row === undefined) throw new DomainError('not-found', 'There is no such booking at this office.');
    return row;
  }

  /** The booking behind a link; the link is dead some days after the visit. @throws DomainError `not-found` */
  async byToken(token: string): Promise<{ office: OfficeRecord; row: BookingRow }> {
    const office = this.directory.officeById(this.links.officeIdOf(token) ?? -1);
    const [row] =
      office === undefined ? [] : await this.database.run(bookingByToken, [office.id, this.links.hash(token)]);
    if (office === undefined || row === undefined || this.isDead(office, row)) {
      throw new DomainError('not-found', 'There is no such booking.');
    }
    return { office, row };
  }

  /** Bookings of a day, or those that somebody's name, code, e-mail address or phone finds. */
  async find(office: OfficeRecord, { date, query = '' }: BookingsQuery): Promise<BookingRow[]> {
    const today = businessDay(this.clock.now(), office.zone);
    if (query === '') return this.database.run(bookingsOfDay, [office.id, date ?? today]);
    const first = date ?? addDays(today, -office.booking.contactRetentionDays);
    const last = date ?? addDays(today, 400);
    const anywhere = `%${escapeLike(query)}%`;
    const values = [office.id, first, last, readBookingCode(query), anywhere, phonePattern(query)];
    return this.database.run(findBookings, values);
  }

  /** A booking's history. @throws DomainError `not-found` */
  async events(office: OfficeRecord, bookingId: string): Promise<BookingEvent[]> {
    const rows = await this.database.run(eventsOfBooking, [office.id, bookingId]);
    if (rows.length === 0) throw new DomainError('not-found', 'There is no such booking at this office.');
    const nameOf = await this.actorNames.of(
      this.database,
      rows.map(({ actor }) => actor),
    );
    return rows.map((row) => ({ ...row, at: officeInstant(row.at, office.zone), actor: nameOf(row.actor) }));
  }

  /** Its start on the office's wall clock. */
  startOf(office: OfficeRecord, row: BookingRow): string {
    return officeInstant(row.starts_at, office.zone);
  }

  private isDead(office: OfficeRecord, row: BookingRow): boolean {
    return this.clock.now() > DateTime.fromJSDate(row.ends_at).plus({ days: office.booking.linkDaysAfter });
  }
}

// A phone number as people write it; what has no digit finds nobody's.
function phonePattern(query: string): string | null {
  const number = query.replace(/[\s()/.-]/g, '');
  return /^\+?\d+$/.test(number) ? `%${number}%` : null;
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
