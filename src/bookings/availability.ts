import { Injectable } from '@nestjs/common';
import { DateTime } from 'luxon';
import { z } from 'zod';
import { mayActAs, type Principal } from '../access/principal.js';
import { Clock } from '../clock/clock.js';
import { businessDay, dayBounds, officeInstant } from '../clock/zones.js';
import type { OfficeRecord } from '../directory/directory.types.js';
import { SharedReads } from '../database/shared-reads.js';
import { DomainError, InvalidRequest } from '../http/domain-error.js';
import { CELL_MILLIS, cellsBetween } from '../schedule/cells.js';
import { bookingWindow, slotsOn, type BookingWindow, type Millis } from '../schedule/slots.js';
import { MOST_DAYS, refuseBadDays } from '../schedule/days-asked.js';
import { addDays, daysBetween } from '../schedule/wall-time.js';
import type { Availability as AvailabilityAnswer, AvailabilityQuery, Slot } from './bookings.contract.js';
import { BookingReads } from './booking-reads.js';
import { Capacity, placeOfRow, type Place } from './capacity.js';
import type { QuotaRow, TakenRow } from './capacity.sql.js';
import { visitOf, type Visit } from './visit.js';

/** Days are compared as texts of four-digit years, and some are added to this one. */
const LAST_OF_ALL_DAYS = '9999-01-01';
/** How far from a slot that is gone others are offered, and how many. */
const NEAREST_DAYS = 14;
const MOST_NEAREST = 6;

type FreeSlot = { start: Millis; end: Millis; left: number };
type PoolOfDay = { capacity: ReadonlyMap<Millis, number>; taken: ReadonlyMap<Millis, number> };
const NOTHING_TAKEN: ReadonlyMap<Millis, number> = new Map();
type Taken = { cells: readonly TakenRow[]; quotas: readonly QuotaRow[] };

/** Which slots are free: the rules say which exist, one statement says what is taken of them. */
@Injectable()
export class Availability {
  private readonly shared = new SharedReads();

  constructor(
    private readonly clock: Clock,
    private readonly capacity: Capacity,
    private readonly reads: BookingReads,
  ) {}

  /**
   * Free slots of the days asked for; for staff of the office also those that the public cannot book any more or yet.
   *
   * @throws DomainError what {@link visitOf} throws; `not-allowed` for staff's view without being staff; `not-found` for a booking to move that is none of this office
   * @throws InvalidRequest when `to` comes before `from`, or later than 62 days allow
   */
  async of(office: OfficeRecord, query: AvailabilityQuery, by: Principal | null = null): Promise<AvailabilityAnswer> {
    const visit = visitOf(office, query);
    const isStaff = mayActAs(by, 'operator', office.slug);
    if (query.forStaff === true && !isStaff) throw new DomainError('not-allowed', 'This is for staff of the office.');
    const own = query.moving === undefined ? null : await this.placeToLeave(office, query.moving, isStaff);
    // Asked for, not guessed: whoever is signed in at the desk may book as a citizen in the next tab.
    const window = this.window(office, query.forStaff === true);
    const { from, to } = this.range(office, query, window);
    const free = await this.freeSlots(visit, from, window.lastDay, window, own);
    const days = daysBetween(from, to).map((date) => ({ date, slots: free(date).map((slot) => view(slot, office)) }));
    const shown = days.find(({ slots }) => slots.length > 0)?.slots[0]?.start;
    const first = shown ?? firstFrom(free, later(to, firstDay(window, office)), window.lastDay);
    return {
      days,
      firstFree: typeof first === 'number' ? officeInstant(new Date(first), office.zone) : first,
      opensNext: officeInstant(window.opensNext, office.zone),
      lastDay: window.lastDay,
    };
  }

  /** Free slots nearest to a start that is gone, earlier and later ones, in order. Who asks at the same time shares. */
  nearest(visit: Visit, start: Millis, forStaff = false): Promise<Slot[]> {
    const { office, offerings, pools, length } = visit;
    const ids = [offerings, pools].map((list) => list.map(({ id }) => id));
    const key = JSON.stringify([office.id, start, forStaff, length.durationMinutes, ids]);
    return this.shared.read(key, () => this.findNearest(visit, start, forStaff));
  }

  private async findNearest(visit: Visit, start: Millis, forStaff: boolean): Promise<Slot[]> {
    const { office } = visit;
    const window = this.window(office, forStaff);
    const today = businessDay(this.clock.now(), office.zone);
    const day = businessDay(DateTime.fromMillis(start), office.zone);
    const from = later(addDays(day, -NEAREST_DAYS), today);
    const to = earlier(addDays(day, NEAREST_DAYS), window.lastDay);
    if (to < from) return [];
    const free = await this.freeSlots(visit, from, to, window);
    return daysBetween(from, to)
      .flatMap(free)
      .sort((a, b) => Math.abs(a.start - start) - Math.abs(b.start - start) || a.start - b.start)
      .slice(0, MOST_NEAREST)
      .sort((a, b) => a.start - b.start)
      .map((slot) => view(slot, office));
  }

  /** The booking window of the public or, wider, of staff: from now on and a year ahead. */
  window(office: OfficeRecord, forStaff: boolean): BookingWindow {
    const now = this.clock.now();
    const own = bookingWindow(office.zone, office.booking, now);
    if (!forStaff) return own;
    return { earliest: now, lastDay: addDays(businessDay(now, office.zone), 366), opensNext: own.opensNext };
  }

  private range(office: OfficeRecord, query: AvailabilityQuery, window: BookingWindow): { from: string; to: string } {
    const from = query.from ?? businessDay(this.clock.now(), office.zone);
    if (from > LAST_OF_ALL_DAYS) throw new InvalidRequest([{ path: 'from', message: 'is too far ahead' }]);
    if (query.to !== undefined) refuseBadDays(from, query.to);
    return { from, to: query.to ?? earlier(window.lastDay, addDays(from, MOST_DAYS - 1)) };
  }

  /** What a booking would give up by moving: nothing where it cannot move any more. */
  private async placeToLeave(office: OfficeRecord, moving: string, forStaff: boolean): Promise<Place | null> {
    const byId = forStaff && z.uuid().safeParse(moving).success;
    const row = byId ? await this.reads.row(office, moving) : (await this.reads.byToken(moving)).row;
    if (row.office_id !== office.id) throw new DomainError('not-found', 'There is no such booking at this office.');
    return row.status === 'confirmed' ? placeOfRow(row) : null;
  }

  /**
   * Reads what is taken once; the answer tells the free slots of each day in between. Days before the first bookable one
   * are not read: who asks from 1900 on would have every cell read that there ever was, and each day computed.
   */
  private async freeSlots(visit: Visit, from: string, to: string, window: BookingWindow, own: Place | null = null) {
    const { office } = visit;
    const first = later(from, firstDay(window, office));
    const start = dayBounds(first, office.zone).start.toMillis();
    const end = dayBounds(to, office.zone).end.toMillis();
    const taken = await this.capacity.taken(visit, start, end, { first, last: to });
    const byPool = new Map(taken.cells.map((row) => [row.pool_id, without(byCell(row), row.pool_id, own)]));
    const earliest = window.earliest.toMillis();
    return (day: string): FreeSlot[] => {
      if (day > window.lastDay || day < first || day > to) return [];
      const quota = quotaLeft(visit, taken, day, own);
      if (quota <= 0) return [];
      const pools = visit.pools.map(({ id }) => ({
        capacity: this.capacity.dayCapacity(office, id, day),
        taken: byPool.get(id) ?? NOTHING_TAKEN,
      }));
      return slotsOn(office.rules, day, visit.length).flatMap((slot) => {
        if (slot.start < earliest) return [];
        const left = Math.min(quota, placesLeft(pools, cellsBetween(slot.start, slot.until)));
        return left > 0 ? [{ start: slot.start, end: slot.end, left }] : [];
      });
    };
  }
}

function byCell({ cells, taken }: TakenRow): Map<Millis, number> {
  return new Map(cells.map((cell, index) => [cell * CELL_MILLIS, taken[index] ?? 0]));
}

// What a booking that moves has itself is free for it.
function without(taken: Map<Millis, number>, poolId: number, own: Place | null): Map<Millis, number> {
  if (own === null || !own.poolIds.includes(poolId)) return taken;
  for (const cell of cellsBetween(own.start, own.until)) taken.set(cell, (taken.get(cell) ?? 1) - 1);
  return taken;
}

function placesLeft(pools: readonly PoolOfDay[], cells: readonly Millis[]): number {
  let left = Infinity;
  for (const { capacity, taken } of pools) {
    for (const cell of cells) left = Math.min(left, (capacity.get(cell) ?? 0) - (taken.get(cell) ?? 0));
  }
  return left;
}

function quotaLeft(visit: Visit, { quotas }: Taken, day: string, own: Place | null): number {
  const lefts = visit.offerings.map(({ id, dailyBookingCap }) => {
    if (dailyBookingCap === null) return Infinity;
    const booked = quotas.find((row) => row.day === day && row.offering_id === id)?.booked ?? 0;
    return dailyBookingCap - booked + (own?.day === day && own.offeringIds.includes(id) ? 1 : 0);
  });
  return Math.min(...lefts);
}

function firstFrom(free: (day: string) => FreeSlot[], from: string, last: string): Millis | null {
  for (let next = from; next <= last; next = addDays(next, 1)) {
    const [slot] = free(next);
    if (slot !== undefined) return slot.start;
  }
  return null;
}

function firstDay({ earliest }: BookingWindow, { zone }: OfficeRecord): string {
  return businessDay(earliest, zone);
}

function later(one: string, other: string): string {
  return one > other ? one : other;
}

function earlier(one: string, other: string): string {
  return one < other ? one : other;
}

function view({ start, end, left }: FreeSlot, { zone }: OfficeRecord): Slot {
  return { start: officeInstant(new Date(start), zone), end: officeInstant(new Date(end), zone), left };
}
