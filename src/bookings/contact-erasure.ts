import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import type { Tx } from '../database/database.js';
import { statement } from '../database/statement.js';
import type { OfficeRecord } from '../directory/directory.types.js';
import { BookingLog } from './booking-log.js';
import { BOOKING_COLUMNS, type BookingRow } from './booking-row.js';

/**
 * Uses `booking_to_erase`; rows that another node erases at the moment are skipped. Holds that lapsed go as well: they
 * may have had a contact, and would stay in the index. $1 office, $2 visits that ended before, $3 now, $4 at most
 */
const eraseContacts = statement<BookingRow>(
  'bookings.erase-contacts.v1',
  `update booking b set name = null, surname = null, email = null, phone = null, notes = null, fields = '{}',
     cancel_reason = null, browser_hash = null, address_hash = null, contact_erased_at = $3
   from (select office_id, id from booking
         where office_id = $1 and ends_at < $2 and contact_erased_at is null
         order by ends_at limit $4 for update skip locked) due
   where b.office_id = due.office_id and b.id = due.id
   returning ${BOOKING_COLUMNS}`,
);

/** Removes what says who came; that somebody came stays, for the statistics. */
@Injectable()
export class ContactErasure {
  constructor(
    private readonly clock: Clock,
    private readonly log: BookingLog,
  ) {}

  /**
   * Erases at most `most` contacts with their notes whose visits ended longer ago than the office keeps them.
   *
   * @returns ids of the bookings; fewer than `most` = nothing is left to erase
   */
  async eraseDue(tx: Tx, office: OfficeRecord, most: number): Promise<string[]> {
    const at = this.clock.now();
    const endedBefore = at.minus({ days: office.booking.contactRetentionDays });
    const rows = await tx.run(eraseContacts, [office.id, endedBefore.toJSDate(), at.toJSDate(), most]);
    for (const row of rows) {
      const details = { set: { contact_erased_at: at.toJSDate() } };
      await this.log.append(tx, office, row, { type: 'booking.contact-erased', at, actor: 'system', details });
    }
    return rows.map(({ id }) => id);
  }
}
