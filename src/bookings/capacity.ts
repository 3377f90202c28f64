import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { Database, type Tx } from '../database/database.js';
import { Directory } from '../directory/directory.js';
import type { OfficeRecord } from '../directory/directory.types.js';
import { DomainError } from '../http/domain-error.js';
import { cellCapacity, cellOf, cellsBetween, dayCapacity, type CapacityRules } from '../schedule/cells.js';
import type { Millis, ScheduledSlot } from '../schedule/slots.js';
import * as sql from './capacity.sql.js';
import type { BookingRow } from './booking-row.js';
import type { Visit } from './visit.js';

/** What a booking takes: its pools from a start to an end, and one of the day's quota of each of its offerings. */
export type Place = {
  poolIds: readonly number[];
  offeringIds: readonly number[];
  day: string;
  start: Millis;
  until: Millis;
};

/** The rules are others than those that a command reckoned with: reckon again. Never leaves this room. */
export class RulesChanged extends Error {}

const ATTEMPTS = 4;

/**
 * Capacity as rows: who takes and gives back places does it here. Order of locks: booking → pools → quotas → cells by
 * (pool, time).
 */
@Injectable()
export class Capacity {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly directory: Directory,
  ) {}

  /**
   * Runs `work` with the office's rules as this node knows them; again with newer ones when they have changed meanwhile.
   *
   * @throws DomainError `busy` when they change faster than that
   */
  async withRules<T>(officeId: number, work: (office: OfficeRecord) => Promise<T>): Promise<T> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      try {
        return await work(this.officeOf(officeId));
      } catch (error) {
        if (!(error instanceof RulesChanged)) throw error;
        await this.reconcile(officeId);
      }
    }
    throw new DomainError('busy', 'The opening hours are being changed. Try again in a moment.');
  }

  /**
   * Takes the place of a visit. Public bookings fit or are refused; with `force` what does not fit counts as forced.
   *
   * @returns whether some cell has more bookings than places now
   * @throws DomainError `slot-taken`
   * @throws RulesChanged
   */
  async take(tx: Tx, visit: Visit, slot: ScheduledSlot, day: string, force: boolean): Promise<boolean> {
    await this.lock(tx, visit, []);
    return this.change(tx, visit.office, [], placeOf(visit, slot, day), force);
  }

  /** Gives the places of bookings back. */
  async release(tx: Tx, office: OfficeRecord, rows: readonly BookingRow[]): Promise<void> {
    await tx.run(sql.lockPoolsForRelease, [office.id, poolIdsOf(rows)]);
    await this.change(tx, office, rows.map(placeOfRow), null, true);
  }

  /**
   * Moves a booking in one pass over old and new cells: it never gives up the old place without having the new one, does
   * not trip over itself, and two that change places cannot wait for each other.
   *
   * @returns whether some cell has more bookings than places now
   * @throws DomainError `slot-taken`
   * @throws RulesChanged
   */
  async move(tx: Tx, visit: Visit, row: BookingRow, slot: ScheduledSlot, day: string, force: boolean) {
    await this.lock(tx, visit, row.pool_ids);
    return this.change(tx, visit.office, [placeOfRow(row)], placeOf(visit, slot, day), force);
  }

  /** What is taken of a visit's pools and quotas between two instants; holds that have expired do not count. */
  async taken(visit: Visit, from: Millis, until: Millis, days: { first: string; last: string }) {
    const { office, pools, offerings } = visit;
    const [row] = await this.database.run(sql.takenBetween, [
      office.id,
      pools.map(({ id }) => id),
      new Date(cellOf(from)),
      new Date(until),
      this.clock.now().toJSDate(),
      offerings.map(({ id }) => id),
      days.first,
      days.last,
    ]);
    return row ?? { cells: [], quotas: [] };
  }

  /** Computes the cells of pools again whose rules have changed, so that what no longer fits is listed. */
  async reconcile(officeId: number): Promise<void> {
    await this.directory.refreshIfChanged();
    for (let attempt = 1; !(await this.recomputeStale(officeId)) && attempt < ATTEMPTS; attempt++) {
      await this.directory.load();
    }
  }

  /** @returns false when rules have changed that this node has not read yet: it reads them first */
  private recomputeStale(officeId: number): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      const stale = await tx.run(sql.stalePools, [officeId]);
      const office = this.officeOf(officeId);
      const known = (id: number) => office.pools.find((pool) => pool.id === id);
      if (stale.some(({ id, rules_version }) => known(id)?.rulesVersion !== rules_version)) return false;
      await this.recompute(
        tx,
        office,
        stale.map(({ id }) => id),
      );
      return true;
    });
  }

  /** How many bookings a pool of the office takes in each open cell of a day. */
  dayCapacity(office: OfficeRecord, poolId: number, day: string): ReadonlyMap<Millis, number> {
    const rules = capacityRules(office, poolId);
    return rules === null ? new Map() : dayCapacity(office.rules, rules, day);
  }

  /** How many bookings a pool of the office takes in a cell. */
  cellCapacity(office: OfficeRecord, poolId: number, cell: Millis): number {
    const rules = capacityRules(office, poolId);
    return rules === null ? 0 : cellCapacity(office.rules, rules, cell);
  }

  private async recompute(tx: Tx, office: OfficeRecord, poolIds: number[]): Promise<void> {
    if (poolIds.length === 0) return;
    const from = new Date(cellOf(this.clock.now().toMillis()));
    const cells = (await tx.run(sql.cellsToCome, [poolIds, from])).map((cell) => ({
      ...cell,
      now: this.cellCapacity(office, cell.pool_id, cell.cell_at.getTime()),
    }));
    const changed = cells.filter((cell) => cell.now !== cell.capacity);
    await tx.run(sql.setCapacity, [
      changed.map(({ pool_id }) => pool_id),
      changed.map(({ cell_at }) => cell_at),
      changed.map(({ now }) => now),
    ]);
    await tx.run(sql.cellsAreCurrent, [office.id, poolIds]);
  }

  private async lock(tx: Tx, visit: Visit, furtherPools: readonly number[]): Promise<void> {
    const ids = new Set(visit.pools.map(({ id }) => id));
    const further = visit.office.pools.filter(({ id }) => furtherPools.includes(id) && !ids.has(id));
    const pools = [...visit.pools, ...further];
    const values = [visit.office.id, pools.map(({ id }) => id), pools.map(({ rulesVersion }) => rulesVersion)];
    if ((await tx.run(sql.lockPools, values)).length < pools.length) throw new RulesChanged();
  }

  private async change(tx: Tx, office: OfficeRecord, given: Place[], taken: Place | null, force: boolean) {
    await changeQuotas(tx, office, netQuotas(given, taken), force);
    const cells = netCells(given, taken);
    if (cells.length === 0) return false;
    const rows = await tx.run(sql.changeCells, [
      cells.map(({ poolId }) => poolId),
      cells.map(({ at }) => new Date(at)),
      cells.map(({ delta }) => delta),
      cells.map(({ poolId, at }) => this.cellCapacity(office, poolId, at)),
      force,
    ]);
    return rows.some(({ forced }) => forced > 0);
  }

  private officeOf(officeId: number): OfficeRecord {
    const office = this.directory.officeById(officeId);
    if (office === undefined) throw new DomainError('not-found', 'There is no such office.');
    return office;
  }
}

/** What a visit in a slot takes. */
export function placeOf(visit: Visit, slot: ScheduledSlot, day: string): Place {
  const offeringIds = visit.offerings.map(({ id }) => id);
  return { poolIds: visit.pools.map(({ id }) => id), offeringIds, day, start: slot.start, until: slot.until };
}

/** What a booking has taken. */
export function placeOfRow(row: BookingRow): Place {
  return {
    poolIds: row.pool_ids,
    offeringIds: [row.offering_id, ...row.extra_offering_ids],
    day: row.day,
    start: row.starts_at.getTime(),
    until: row.occupied_until.getTime(),
  };
}

/** The cells that change between places given back and a place taken, with the difference, in the order of locks. */
export function netCells(
  given: readonly Place[],
  taken: Place | null,
): { poolId: number; at: Millis; delta: number }[] {
  const deltas = new Map<string, { poolId: number; at: Millis; delta: number }>();
  const add = (place: Place, delta: number) => {
    for (const poolId of place.poolIds) {
      for (const at of cellsBetween(place.start, place.until)) sum(deltas, `${poolId} ${at}`, { poolId, at, delta });
    }
  };
  for (const place of given) add(place, -1);
  if (taken !== null) add(taken, 1);
  return [...deltas.values()].filter(({ delta }) => delta !== 0).sort((a, b) => a.poolId - b.poolId || a.at - b.at);
}

type QuotaChange = { day: string; offeringId: number; delta: number };

function netQuotas(given: readonly Place[], taken: Place | null): QuotaChange[] {
  const deltas = new Map<string, QuotaChange>();
  const add = ({ day, offeringIds }: Place, delta: number) => {
    for (const offeringId of offeringIds) sum(deltas, `${day} ${offeringId}`, { day, offeringId, delta });
  };
  for (const place of given) add(place, -1);
  if (taken !== null) add(taken, 1);
  return [...deltas.values()]
    .filter(({ delta }) => delta !== 0)
    .sort((a, b) => a.day.localeCompare(b.day) || a.offeringId - b.offeringId);
}

async function changeQuotas(tx: Tx, office: OfficeRecord, quotas: readonly QuotaChange[], force: boolean) {
  if (quotas.length === 0) return;
  const caps = quotas.map(({ offeringId }) => office.offeringById.get(offeringId)?.dailyBookingCap ?? null);
  await tx.run(sql.changeQuota, [
    office.id,
    quotas.map(({ day }) => day),
    quotas.map(({ offeringId }) => offeringId),
    quotas.map(({ delta }) => delta),
    caps,
    force,
  ]);
}

function sum<T extends { delta: number }>(deltas: Map<string, T>, key: string, change: T): void {
  const before = deltas.get(key);
  if (before === undefined) deltas.set(key, { ...change });
  else before.delta += change.delta;
}

function poolIdsOf(rows: readonly BookingRow[]): number[] {
  return [...new Set(rows.flatMap((row) => row.pool_ids))].sort((a, b) => a - b);
}

function capacityRules(office: OfficeRecord, poolId: number): CapacityRules | null {
  const pool = office.pools.find(({ id }) => id === poolId);
  if (pool === undefined) return null;
  const offeringIds = office.offerings.filter((one) => one.poolId === poolId).map(({ id }) => id);
  return { poolId, bookingCapacity: pool.bookingCapacity, walkInSharePercent: pool.walkInSharePercent, offeringIds };
}
