import { Injectable } from '@nestjs/common';
import { DateTime } from 'luxon';
import { Clock } from '../clock/clock.js';
import { businessDay, officeInstant } from '../clock/zones.js';
import type { Tx } from '../database/database.js';
import { Idempotency, type RequestKey } from '../database/idempotency.js';
import type { OfficeRecord } from '../directory/directory.types.js';
import { DomainError } from '../http/domain-error.js';
import { BookingChanges, wrongBookingStatus } from './booking-changes.js';
import { BookingReads } from './booking-reads.js';
import type { BookingRow } from './booking-row.js';
import { lockBooking } from './bookings.sql.js';
import { Capacity } from './capacity.js';
import { Holds } from './holds.js';
import { visitOfRow } from './visit.js';

/** Who changes a booking, and what for: staff have no notice to keep, and may force. */
export type Change = { actor: string; byStaff: boolean; key: RequestKey | null };

/** Moves, cancels and ends bookings. */
@Injectable()
export class ChangeBooking {
  constructor(
    private readonly clock: Clock,
    private readonly idempotency: Idempotency,
    private readonly capacity: Capacity,
    private readonly holds: Holds,
    private readonly changes: BookingChanges,
    private readonly reads: BookingReads,
  ) {}

  /**
   * Moves a booking. A move that is refused leaves the booking where it was.
   *
   * @throws DomainError `slot-taken` (with the nearest free ones), `outside-booking-window`, `not-bookable`, `wrong-status`
   */
  async move(office: OfficeRecord, row: BookingRow, start: string, force: boolean, change: Change) {
    const visit = (rules: OfficeRecord) => visitOfRow(rules, row);
    return this.holds.whereFree(office, { visit, start, forStaff: change.byStaff }, (rules) =>
      this.onBooking(rules, row.id, change, async (tx, booking) => {
        if (booking.status !== 'confirmed') throw wrongBookingStatus(booking.status);
        if (booking.starts_at.getTime() === Date.parse(start)) return booking;
        if (!change.byStaff) this.assertNotice(office, booking, office.booking.moveNoticeMinutes);
        return this.moveTo(tx, rules, booking, DateTime.fromISO(start), force, change);
      }),
    );
  }

  /** Cancels a booking; again is no mistake. @throws DomainError `outside-booking-window`, `wrong-status` */
  cancel(office: OfficeRecord, bookingId: string, reason: string | null, change: Change): Promise<BookingRow> {
    return this.onBooking(office, bookingId, change, async (tx, row) => {
      if (row.status === 'cancelled') return row;
      const open = row.status === 'confirmed' || row.status === 'awaiting-confirmation';
      if (!open) throw wrongBookingStatus(row.status);
      if (!change.byStaff) this.assertNotice(office, row, office.booking.cancelNoticeMinutes);
      await this.capacity.release(tx, office, [row]);
      const at = this.clock.now();
      const patch = { status: 'cancelled' as const, expires_at: null, ended_at: at.toJSDate(), cancel_reason: reason };
      const details = { from: row.status, byStaff: change.byStaff };
      return this.changes.write(
        tx,
        office,
        row,
        { ...patch, sequence: row.sequence + 1 },
        { type: 'booking.cancelled', at, actor: change.actor, details },
      );
    });
  }

  /** Staff say that nobody came. @throws DomainError `too-early`, `wrong-status` */
  markNoShow(office: OfficeRecord, bookingId: string, change: Change): Promise<BookingRow> {
    return this.onBooking(office, bookingId, change, async (tx, row) => {
      if (row.status !== 'confirmed') throw wrongBookingStatus(row.status);
      if (row.starts_at > this.clock.now().toJSDate()) {
        throw new DomainError('too-early', 'The appointment has not begun yet.', {
          start: this.reads.startOf(office, row),
        });
      }
      return this.changes.markNoShow(tx, office, row, { at: this.clock.now(), actor: change.actor });
    });
  }

  private async moveTo(
    tx: Tx,
    office: OfficeRecord,
    row: BookingRow,
    start: DateTime,
    force: boolean,
    { actor, byStaff }: Change,
  ): Promise<BookingRow> {
    const visit = visitOfRow(office, row);
    const slot = this.holds.slotOf(visit, start, { byStaff, force });
    const day = businessDay(start, office.zone);
    const overbooked = await this.capacity.move(tx, visit, row, slot, day, force);
    const patch = {
      day,
      starts_at: new Date(slot.start),
      ends_at: new Date(slot.end),
      occupied_until: new Date(slot.until),
      pool_ids: visit.pools.map(({ id }) => id),
      forced: force && overbooked,
      sequence: row.sequence + 1,
    };
    const details = { oldStart: row.starts_at.toISOString(), byStaff };
    return this.changes.write(tx, office, row, patch, { type: 'booking.moved', at: this.clock.now(), actor, details });
  }

  private onBooking(
    office: OfficeRecord,
    bookingId: string,
    { key }: Change,
    work: (tx: Tx, row: BookingRow) => Promise<BookingRow>,
  ): Promise<BookingRow> {
    return this.idempotency.once(
      key,
      async (tx) => {
        const [row] = await tx.run(lockBooking, [office.id, bookingId]);
        if (row === undefined || row.code === null) {
          throw new DomainError('not-found', 'There is no such booking at this office.');
        }
        return { result: await work(tx, row), effect: { resultId: row.id, status: 200 } };
      },
      (effect) => this.reads.row(office, effect.resultId),
    );
  }

  private assertNotice(office: OfficeRecord, row: BookingRow, minutes: number): void {
    const until = DateTime.fromJSDate(row.starts_at).minus({ minutes });
    if (this.clock.now() <= until) return;
    throw new DomainError('outside-booking-window', 'It is too late for this: call the office.', {
      until: officeInstant(until, office.zone),
    });
  }
}
