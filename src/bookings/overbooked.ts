import { Injectable } from '@nestjs/common';
import { DateTime } from 'luxon';
import { Clock } from '../clock/clock.js';
import { businessDay, officeInstant } from '../clock/zones.js';
import { Database } from '../database/database.js';
import type { OfficeRecord } from '../directory/directory.types.js';
import type { Wanted } from '../directory/localize.js';
import { CELL_MILLIS, cellOf } from '../schedule/cells.js';
import type { Millis } from '../schedule/slots.js';
import { BookingViews } from './booking-view.js';
import type { OverbookedSlot } from './bookings.contract.js';
import { bookingsOnPool } from './bookings.sql.js';
import { Capacity } from './capacity.js';
import { overbookedCells, type OverbookedRow } from './capacity.sql.js';

type Stretch = { poolId: number; start: Millis; end: Millis; capacity: number; taken: number };

/** Times with more bookings than places: after a closure, with less capacity, or where staff booked on top. */
@Injectable()
export class Overbooked {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly capacity: Capacity,
    private readonly views: BookingViews,
  ) {}

  /** From now on, by pool and time; the capacity is computed again first where rules have changed. */
  async of(office: OfficeRecord, wanted: Wanted): Promise<OverbookedSlot[]> {
    await this.capacity.reconcile(office.id);
    const from = new Date(cellOf(this.clock.now().toMillis()));
    const cells = await this.database.run(overbookedCells, [office.pools.map(({ id }) => id), from]);
    const slots: OverbookedSlot[] = [];
    // One after the other: after months of closure there are hundreds, and others need connections, too.
    for (const stretch of stretchesOf(cells)) slots.push(await this.view(office, stretch, wanted));
    return slots;
  }

  private async view(office: OfficeRecord, stretch: Stretch, wanted: Wanted): Promise<OverbookedSlot> {
    const [start, end] = [new Date(stretch.start), new Date(stretch.end)];
    const pool = office.pools.find(({ id }) => id === stretch.poolId);
    const days = [start, end].map((at) => businessDay(DateTime.fromJSDate(at), office.zone));
    const rows = await this.database.run(bookingsOnPool, [office.id, stretch.poolId, start, end, ...days]);
    return {
      pool: pool?.code ?? String(stretch.poolId),
      language: pool?.language ?? null,
      start: officeInstant(start, office.zone),
      end: officeInstant(end, office.zone),
      capacity: stretch.capacity,
      taken: stretch.taken,
      bookings: rows.map((row) => this.views.staffBooking(office, row, wanted)),
    };
  }
}

/** Cells in order as stretches without a gap, each with its tightest capacity and its most bookings. */
export function stretchesOf(cells: readonly OverbookedRow[]): Stretch[] {
  const stretches: Stretch[] = [];
  for (const { pool_id, cell_at, taken, capacity } of cells) {
    const at = cell_at.getTime();
    const last = stretches.at(-1);
    if (last?.poolId === pool_id && last.end === at && last.capacity === capacity) {
      last.end = at + CELL_MILLIS;
      last.taken = Math.max(last.taken, taken);
    } else stretches.push({ poolId: pool_id, start: at, end: at + CELL_MILLIS, capacity, taken });
  }
  return stretches;
}
