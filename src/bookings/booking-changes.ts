import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database.js';
import type { OfficeRecord } from '../directory/directory.types.js';
import { DomainError } from '../http/domain-error.js';
import { BookingLog, type BookingFact } from './booking-log.js';
import type { BookingRow } from './booking-row.js';
import { writeBooking } from './bookings.sql.js';
import type { BookingStatus } from './bookings.contract.js';

/** What a command may change of a booking. Who comes never changes; erasing it is not a command. */
export type BookingPatch = Partial<
  Pick<
    BookingRow,
    | 'day'
    | 'starts_at'
    | 'ends_at'
    | 'occupied_until'
    | 'pool_ids'
    | 'status'
    | 'expires_at'
    | 'forced'
    | 'late'
    | 'confirmed_at'
    | 'checked_in_at'
    | 'ended_at'
    | 'ticket_id'
    | 'ticket_number'
    | 'cancel_reason'
    | 'sequence'
  >
>;

/** Writes a change of a booking together with its fact: the log alone tells what became of it. */
@Injectable()
export class BookingChanges {
  constructor(private readonly log: BookingLog) {}

  /** @param row the booking as it is, locked by the caller */
  async write(
    tx: Tx,
    office: OfficeRecord,
    row: BookingRow,
    patch: BookingPatch,
    fact: BookingFact,
  ): Promise<BookingRow> {
    const [written] = await tx.run(writeBooking, writeValues({ ...row, ...patch }));
    if (written === undefined) throw new DomainError('not-found', 'There is no such booking at this office.');
    await this.log.append(tx, office, written, { ...fact, details: { ...fact.details, set: setOf(patch) } });
    return written;
  }

  /** The slot is over, so its place stays taken: nobody could use it any more. */
  markNoShow(
    tx: Tx,
    office: OfficeRecord,
    row: BookingRow,
    by: Pick<BookingFact, 'at' | 'actor'>,
  ): Promise<BookingRow> {
    const patch: BookingPatch = { status: 'no-show', ended_at: by.at.toJSDate() };
    return this.write(tx, office, row, patch, { type: 'booking.no-show', ...by });
  }
}

/** `wrong-status` with the status that the booking is in. */
export function wrongBookingStatus(status: BookingStatus): DomainError {
  return new DomainError('wrong-status', `The booking is ${status}.`, { bookingStatus: status });
}

function writeValues(b: BookingRow): unknown[] {
  return [
    ...[
      b.office_id,
      b.id,
      b.day,
      b.starts_at,
      b.ends_at,
      b.occupied_until,
      b.pool_ids,
      b.status,
      b.expires_at,
      b.forced,
    ],
    ...[b.late, b.confirmed_at, b.checked_in_at, b.ended_at, b.ticket_id, b.ticket_number, b.cancel_reason, b.sequence],
  ];
}

// A reason may name somebody: it stays with the booking, where it is erased with the name.
function setOf({ cancel_reason: _, ...patch }: BookingPatch): object {
  return patch;
}
