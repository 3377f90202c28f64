import { dayBounds } from '../clock/zones.js';
import type { Tx } from '../database/database.js';
import type { OfficeRecord } from '../directory/directory.types.js';
import { CELL_MILLIS, cellsBetween, dayCapacity } from '../schedule/cells.js';
import { joinSpans } from '../schedule/opening-state.js';
import { openIntervals } from '../schedule/open-intervals.js';
import { addBooking, emptyBookingTally, type BookingTally } from './booking-tally.js';
import { counterTimes, type KeptCounterTime } from './counter-time.js';
import {
  bookingsOfDay,
  pausesOfDay,
  seatsOfDay,
  ticketsOfDay,
  type BookingFactRow,
  type TicketFactRow,
} from './facts.sql.js';
import { addTicket, addWork, emptyTally, type Tally } from './tally.js';
import { NONE, ticketFact, type Gap, type Leg, type TicketFact } from './ticket-fact.js';

/** What cells are kept by; services and languages together, because funders ask for both at once. */
export type KeptDimension = 'total' | 'hour' | 'counter' | 'source' | 'language-service' | 'operator';

/** Share of the whole office, for what is not a municipality's. Others are ISTAT codes and `unknown`. */
export const ALL = 'all';
/** Key of the one cell of `total`. */
export const TOTAL = 'total';

/** A part of a day: the tickets of a share (municipality) with a key in a dimension. */
export type Cell = { share: string; dimension: KeptDimension; key: string; tally: Tally };

/** Everything that is reckoned of a day. */
export type ReckonedDay = {
  cells: Cell[];
  /** By code of the counter. */
  counters: Record<string, KeptCounterTime>;
  /** By share. */
  bookings: Record<string, BookingTally>;
  takenSeconds: number;
  offeredSeconds: number;
};

/**
 * Reckons a day from the tables. The one way from facts to figures: for today at each look, for a closed day once.
 *
 * @param now milliseconds; what is still going on ends then
 */
export async function reckonDay(tx: Pick<Tx, 'run'>, office: OfficeRecord, day: string, now: number) {
  const { start, end } = dayBounds(day, office.zone);
  const tickets = await tx.run(ticketsOfDay, [office.id, day, office.zone]);
  const seats = await tx.run(seatsOfDay, [office.id, start.toJSDate(), end.toJSDate()]);
  const pauses = seats.length === 0 ? [] : await tx.run(pausesOfDay, [office.id, day]);
  const bookings = await tx.run(bookingsOfDay, [office.id, day]);
  const sessions = tickets.flatMap((ticket) => ticket.sessions);
  const until = Math.min(now, end.toMillis());
  return {
    cells: cellsOf(office, day, tickets),
    counters: byCode(office, counterTimes({ seats, pauses, sessions }, until)),
    bookings: bookingsByShare(bookings),
    takenSeconds: takenSeconds(bookings),
    offeredSeconds: offeredSeconds(office, day),
  } satisfies ReckonedDay;
}

/** The stretches between the openings of a day. */
export function gapsOf(office: OfficeRecord, day: string): Gap[] {
  const spans = joinSpans(openIntervals(office.rules, day).intervals);
  return spans.slice(1).map(({ from }, index) => ({ from: +(spans[index]?.to ?? from), to: +from }));
}

function cellsOf(office: OfficeRecord, day: string, rows: readonly TicketFactRow[]): Cell[] {
  const gaps = gapsOf(office, day);
  const cells = new Cells();
  for (const row of rows) cells.add(ticketFact(office, row, gaps), office.settings.operatorStatistics);
  return cells.all();
}

/** Sorts tickets into their cells. */
class Cells {
  private readonly cells = new Map<string, Cell>();

  add(fact: TicketFact, withOperators: boolean): void {
    const share = fact.municipality;
    addTicket(this.at(share, 'total', TOTAL), fact, 'all');
    addTicket(this.at(share, 'hour', fact.hour), fact, 'all');
    addTicket(this.at(share, 'source', fact.source), fact, 'all');
    addTicket(this.at(share, 'language-service', `${fact.language} ${fact.service}`), fact, 'all');
    this.addLegs(share, 'counter', fact, (leg) => leg.counter);
    if (withOperators) this.addLegs(ALL, 'operator', fact, (leg) => leg.operator);
  }

  all(): Cell[] {
    return [...this.cells.values()];
  }

  // The last call's counter has the ticket, each counter its own work on it.
  private addLegs(share: string, dimension: KeptDimension, fact: TicketFact, keyOf: (leg: Leg) => string): void {
    const own = fact.legs.at(-1) === undefined ? NONE : keyOf(fact.legs.at(-1) as Leg);
    const withKey = (key: string) => fact.legs.filter((leg) => keyOf(leg) === key);
    addTicket(this.at(share, dimension, own), fact, withKey(own));
    for (const key of new Set(fact.legs.map(keyOf))) {
      if (key !== own) addWork(this.at(share, dimension, key), withKey(key));
    }
  }

  private at(share: string, dimension: KeptDimension, key: string): Tally {
    const name = `${share}|${dimension}|${key}`;
    const cell = this.cells.get(name) ?? { share, dimension, key, tally: emptyTally() };
    this.cells.set(name, cell);
    return cell.tally;
  }
}

function byCode(office: OfficeRecord, times: ReadonlyMap<number, KeptCounterTime>): Record<string, KeptCounterTime> {
  const entries = [...times].map(([id, time]) => [office.counterById.get(id)?.code ?? String(id), time] as const);
  return Object.fromEntries(entries);
}

function bookingsByShare(rows: readonly BookingFactRow[]): Record<string, BookingTally> {
  const shares: Record<string, BookingTally> = {};
  for (const row of rows) addBooking((shares[row.municipality_code] ??= emptyBookingTally()), row);
  return shares;
}

function takenSeconds(rows: readonly BookingFactRow[]): number {
  const kept = rows.filter(({ status }) => status !== 'cancelled');
  const cells = kept.map((row) => row.pool_ids.length * cellsBetween(row.starts_at, row.occupied_until).length);
  return (cells.reduce((sum, one) => sum + one, 0) * CELL_MILLIS) / 1000;
}

// Of pools that somebody can book: by an offering of theirs, or for their language.
function offeredSeconds(office: OfficeRecord, day: string): number {
  const capacities = office.pools.flatMap(({ id: poolId, bookingCapacity, walkInSharePercent, language }) => {
    const offerings = office.offerings.filter((offering) => offering.poolId === poolId);
    if (language === null && !offerings.some(({ bookable }) => bookable)) return [];
    const pool = { poolId, bookingCapacity, walkInSharePercent, offeringIds: offerings.map(({ id }) => id) };
    return [...dayCapacity(office.rules, pool, day).values()];
  });
  return (capacities.reduce((sum, one) => sum + one, 0) * CELL_MILLIS) / 1000;
}
