import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { businessDay } from '../clock/zones.js';
import { Database, type Tx } from '../database/database.js';
import { SharedReads } from '../database/shared-reads.js';
import type { OfficeRecord } from '../directory/directory.types.js';
import { BookingChanges } from './booking-changes.js';
import type { BookingRow } from './booking-row.js';
import { expiredBookings, expiredBookingsAll, missedBookings } from './bookings.sql.js';
import { Capacity } from './capacity.js';

/** Bookings that one transaction ends: others of the office wait for no longer than this takes. */
const PORTION = 20;

/** What time ends by itself: holds and unconfirmed bookings lapse, and whoever did not come is a no-show. */
@Injectable()
export class Expiry {
  private readonly shared = new SharedReads();

  constructor(
    private readonly clock: Clock,
    private readonly database: Database,
    private readonly capacity: Capacity,
    private readonly changes: BookingChanges,
  ) {}

  /** Gives back the slots of holds that have expired. Several nodes may do it at once: each takes other ones. */
  sweep(office: OfficeRecord): Promise<void> {
    return this.lapseAll(office, expiredBookings);
  }

  /**
   * The same, and when it returns also those are given back that somebody else was about to. In a rush for one slot
   * all who are refused at a time share one sweep.
   */
  sweepAll(office: OfficeRecord): Promise<void> {
    return this.shared.read(String(office.id), () => this.lapseAll(office, expiredBookingsAll));
  }

  /** Ends bookings that nobody checked in within the grace; remote ones when their day is over. */
  async markMissed(office: OfficeRecord): Promise<void> {
    const now = this.clock.now();
    const before = now.minus({ minutes: office.booking.graceMinutes }).toJSDate();
    const portion = () =>
      this.database.transaction(async (tx) => {
        const day = businessDay(now, office.zone);
        const rows = await tx.run(missedBookings, [office.id, before, day, PORTION]);
        for (const row of rows)
          await this.changes.markNoShow(tx, office, row, { at: this.clock.now(), actor: 'system' });
        return rows.length;
      });
    while ((await portion()) === PORTION);
  }

  private async lapseAll(office: OfficeRecord, expired: typeof expiredBookings): Promise<void> {
    const portion = () =>
      this.database.transaction(async (tx) => {
        const rows = await tx.run(expired, [office.id, this.clock.now().toJSDate(), PORTION]);
        await this.lapse(tx, office, rows, 'system');
        return rows.length;
      });
    while ((await portion()) === PORTION);
  }

  /** Ends locked holds or unconfirmed bookings and gives their places back. */
  async lapse(tx: Tx, office: OfficeRecord, rows: readonly BookingRow[], actor: string): Promise<void> {
    if (rows.length === 0) return;
    const at = this.clock.now();
    await this.capacity.release(tx, office, rows);
    for (const row of rows) {
      const patch = { status: 'lapsed' as const, expires_at: null, ended_at: at.toJSDate() };
      await this.changes.write(tx, office, row, patch, { type: 'booking.lapsed', at, actor });
    }
  }
}
