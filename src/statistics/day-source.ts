import { setImmediate } from 'node:timers/promises';
import type { Tx } from '../database/database.js';
import { dayBounds } from '../clock/zones.js';
import type { OfficeRecord } from '../directory/directory.types.js';
import { addKeptBookings, emptyBookingTally, keptBookings, type BookingTally } from './booking-tally.js';
import type { KeptCounterTime } from './counter-time.js';
import { totalsByShare } from './keep-day.js';
import * as sql from './kept.sql.js';
import type { Range } from './range.js';
import { ALL, reckonDay, type KeptDimension, type ReckonedDay } from './reckon-day.js';
import { addKept, addTally, emptyTally, measuresOf, type Tally } from './tally.js';
import type { Measures } from './statistics.contract.js';

const ROWS_AT_ONCE = 100;
const BEFORE_ALL_DAYS = '1900-01-01';

/** Where a tally comes from. */
export type CellPlace = { day: string; share: string; key: string };

/**
 * The days of a range from wherever they are: kept ones from their rows, the others (today, or what closed a moment ago)
 * reckoned now. Reads everything through one transaction, so that its answers belong together.
 */
export class DaySource {
  private constructor(
    private readonly tx: Pick<Tx, 'run'>,
    private readonly office: OfficeRecord,
    private readonly range: Range,
    /** Last day of the range that is read from kept rows; before `from` when none is. */
    private readonly keptTo: string,
    private readonly live: readonly { day: string; reckoned: ReckonedDay }[],
    /** Newest closed day of the office, null = none yet. */
    private readonly closedUntil: string | null,
  ) {}

  /** @param now milliseconds */
  static async open(tx: Pick<Tx, 'run'>, office: OfficeRecord, range: Range, now: number): Promise<DaySource> {
    const [state] = await tx.run(sql.officeState, [office.id]);
    const keptUntil = state?.kept_until ?? BEFORE_ALL_DAYS;
    const live: { day: string; reckoned: ReckonedDay }[] = [];
    // Hops from day to day that has anything; in a running office that is today.
    let after = keptUntil < range.from ? dayBefore(range.from, office.zone) : keptUntil;
    while (after < range.to) {
      const day = await nextDay(tx, office, after, range.to);
      if (day === null) break;
      live.push({ day, reckoned: await reckonDay(tx, office, day, now) });
      after = day;
    }
    const keptTo = keptUntil < range.to ? keptUntil : range.to;
    return new DaySource(tx, office, range, keptTo, live, state?.closed_until ?? null);
  }

  /** Whether every day of the range is closed. */
  get final(): boolean {
    return this.closedUntil !== null && this.range.to <= this.closedUntil;
  }

  /**
   * Tallies by group. `groupOf` names the group that a cell belongs to, or null for none.
   *
   * @param shares null = all
   */
  async tallies(
    dimension: KeptDimension,
    shares: readonly string[] | null,
    groupOf: (place: CellPlace) => string | null,
  ): Promise<Map<string, Tally>> {
    const groups = new Map<string, Tally>();
    const at = (place: CellPlace) => {
      const group = groupOf(place);
      if (group === null) return null;
      const tally = groups.get(group) ?? emptyTally();
      groups.set(group, tally);
      return tally;
    };
    for (const [index, { day, share, tallies }] of (await this.keptCells(dimension, shares)).entries()) {
      // Years take a while to add up: whoever calls a visitor meanwhile must not wait for it.
      if (index % ROWS_AT_ONCE === ROWS_AT_ONCE - 1) await setImmediate();
      for (const [key, kept] of Object.entries(tallies)) {
        const into = at({ day, share, key });
        if (into !== null) addKept(into, kept);
      }
    }
    for (const { day, reckoned } of this.live) {
      for (const cell of reckoned.cells) {
        if (cell.dimension !== dimension || shares?.includes(cell.share) === false) continue;
        const into = at({ day, share: cell.share, key: cell.key });
        if (into !== null) addTally(into, cell.tally);
      }
    }
    return groups;
  }

  /** Finished measures of each day that has tickets: kept ones as they are, nothing is reckoned of them again. */
  async measuresByDay(shares: readonly string[] | null): Promise<Map<string, Measures>> {
    // Two shares of one day have to be added up; one, or the whole office, is there as it is.
    if (shares !== null && shares.length > 1) {
      const tallies = await this.tallies('total', shares, ({ day }) => day);
      return new Map([...tallies].map(([day, tally]) => [day, measuresOf(tally)]));
    }
    const share = shares?.[0] ?? ALL;
    const kept = this.hasKept
      ? await this.tx.run(sql.keptMeasures, [this.office.id, share, this.range.from, this.keptTo])
      : [];
    const days = new Map(kept.map(({ day, measures }) => [day, measures]));
    for (const { day, reckoned } of this.live) {
      const tally = totalsByShare(reckoned.cells).get(share);
      if (tally !== undefined) days.set(day, measuresOf(tally));
    }
    return days;
  }

  /** Counter times, bookings and capacity of each day that has anything, whichever way. */
  async extras(): Promise<sql.DayExtras[]> {
    const kept = this.hasKept ? await this.tx.run(sql.keptDays, [this.office.id, this.range.from, this.keptTo]) : [];
    const live = this.live.map(({ reckoned: { counters, bookings, takenSeconds, offeredSeconds } }) => ({
      counters,
      bookings: Object.fromEntries(Object.entries(bookings).map(([share, tally]) => [share, keptBookings(tally)])),
      takenSeconds,
      offeredSeconds,
    }));
    return [...kept.map(({ extras }) => extras), ...live];
  }

  private get hasKept(): boolean {
    return this.keptTo >= this.range.from;
  }

  private async keptCells(dimension: KeptDimension, shares: readonly string[] | null) {
    if (!this.hasKept) return [];
    return this.tx.run(sql.keptCells, [this.office.id, dimension, this.range.from, this.keptTo, shares]);
  }
}

/** The first day after `after` and up to `upTo` that has anything to reckon. */
export async function nextDay(
  tx: Pick<Tx, 'run'>,
  { id, zone }: OfficeRecord,
  after: string,
  upTo: string,
): Promise<string | null> {
  const from = dayBounds(after, zone).end;
  const to = dayBounds(upTo, zone).end;
  const [row] = await tx.run(sql.nextDayWithFacts, [id, after, upTo, from.toJSDate(), to.toJSDate(), zone]);
  return row?.day ?? null;
}

function dayBefore(day: string, zone: string): string {
  return dayBounds(day, zone).start.minus({ days: 1 }).toISODate() ?? day;
}

/** Bookings of several days in the shares asked for, null = all. */
export function sumOfBookings(extras: readonly sql.DayExtras[], shares: readonly string[] | null): BookingTally {
  const sum = emptyBookingTally();
  for (const { bookings } of extras) {
    for (const [share, tally] of Object.entries(bookings)) {
      if (shares?.includes(share) !== false) addKeptBookings(sum, tally);
    }
  }
  return sum;
}

/** Times of each counter on several days, by its code. */
export function timesByCounter(extras: readonly sql.DayExtras[]): Map<string, KeptCounterTime[]> {
  const times = new Map<string, KeptCounterTime[]>();
  for (const { counters } of extras) {
    for (const [code, time] of Object.entries(counters)) times.set(code, [...(times.get(code) ?? []), time]);
  }
  return times;
}
