import { Injectable } from '@nestjs/common';
import type { DateTime } from 'luxon';
import { v7 as uuidv7 } from 'uuid';
import type { Tx } from '../database/database.js';
import { statement } from '../database/statement.js';
import type { OfficeRecord } from '../directory/directory.types.js';
import type { BookingRow } from './booking-row.js';

/** What can happen to a booking, as its log tells it. */
export type BookingFactType =
  | 'booking.held'
  | 'booking.renewed'
  | 'booking.lapsed'
  | 'booking.requested'
  | 'booking.confirmed'
  | 'booking.moved'
  | 'booking.checked-in'
  | 'booking.completed'
  | 'booking.no-show'
  | 'booking.cancelled'
  | 'booking.contact-erased';

/** One fact about a booking. `details.set` has the columns that it changed; nothing about the person is in it. */
export type BookingFact = {
  type: BookingFactType;
  at: DateTime;
  /** `user:…`, `device:…`, `citizen` or `system`. */
  actor: string;
  details?: Record<string, unknown>;
};

/** Writes down, in the same transaction, what another room needs to do about a fact. */
export type FactWriter = (tx: Tx, office: OfficeRecord, row: BookingRow, fact: BookingFact) => Promise<void>;

/** Exported for measuring it alone. */
export const appendFact = statement<never>(
  'bookings.append-event.v1',
  `insert into booking_event (office_id, booking_id, id, type, at, actor, details)
   values ($1, $2, $3, $4, $5, $6, $7::jsonb)`,
);

/** The log of bookings, and the one place where others hang on to it: messages are written with the fact or not at all. */
@Injectable()
export class BookingLog {
  private readonly writers = new Set<FactWriter>();

  /** Registered once at start. */
  addWriter(writer: FactWriter): void {
    this.writers.add(writer);
  }

  /** @param row the booking after the change */
  async append(tx: Tx, office: OfficeRecord, row: BookingRow, fact: BookingFact): Promise<void> {
    const details = JSON.stringify(fact.details ?? {});
    await tx.run(appendFact, [office.id, row.id, uuidv7(), fact.type, fact.at.toJSDate(), fact.actor, details]);
    for (const write of this.writers) await write(tx, office, row, fact);
  }
}
