import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { businessDay } from '../clock/zones.js';
import { Database } from '../database/database.js';
import { Directory } from '../directory/directory.js';
import type { OfficeRecord } from '../directory/directory.types.js';
import type { Wanted } from '../directory/localize.js';
import { joinSpans } from '../schedule/opening-state.js';
import { openIntervals } from '../schedule/open-intervals.js';
import { bookingMeasuresOf } from './booking-tally.js';
import { counterTimeOf, sumOfCounterTimes, UNTOLD_COUNTER_TIME } from './counter-time.js';
import { DaySource, sumOfBookings, timesByCounter } from './day-source.js';
import type { DayExtras } from './kept.sql.js';
import { namesIn, type Names } from './names.js';
import { refuseFuture } from './range.js';
import type { Share } from './share.js';
import type { DailyStatistics } from './statistics.contract.js';
import { addTally, emptyTally, measuresOf, type Tally } from './tally.js';
import { UNKNOWN } from './ticket-fact.js';

/** One day, whatever its age: what it costs depends on that day alone. */
@Injectable()
export class DailyReport {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly directory: Directory,
  ) {}

  /** @throws InvalidRequest for a day to come */
  async of(office: OfficeRecord, date: string | undefined, share: Share, wanted: Wanted): Promise<DailyStatistics> {
    const now = this.clock.now();
    const today = businessDay(now, office.zone);
    const day = date ?? today;
    refuseFuture(day, today);
    const names = namesIn(this.directory, office, wanted);
    return this.database.snapshot(async (tx) => {
      const source = await DaySource.open(tx, office, { from: day, to: day }, now.toMillis());
      const { shares } = share;
      const byKey = ({ key }: { key: string }) => key;
      const hours = await source.tallies('hour', shares, byKey);
      const counters = await source.tallies('counter', shares, byKey);
      const sources = await source.tallies('source', shares, byKey);
      const municipalities = await source.tallies('total', shares, (cell) => cell.share);
      const both = await source.tallies('language-service', shares, byKey);
      const extras = await source.extras();
      return {
        date: day,
        final: source.final,
        municipalities: share.municipalities,
        total: measuresOf(sumOf(municipalities.values())),
        bookings: bookingMeasuresOf(sumOfBookings(extras, shares), capacityOf(extras, shares)),
        waitTargetMinutes: office.settings.waitTargetMinutes,
        byHour: byHour(office, day, hours),
        byService: byService(office, regrouped(both, 1), names),
        byMunicipality: byMunicipality(office, share, municipalities, names),
        byCounter: byCounter(office, shares, counters, extras, names),
        byLanguage: sorted(regrouped(both, 0)).map(([language, tally]) => ({ language, ...measuresOf(tally) })),
        bySource: sorted(sources).map(([source, tally]) => ({ source, ...measuresOf(tally) })),
      };
    });
  }
}

/** What pools offered and bookings took; null in a share, because pools are shared. */
export function capacityOf(extras: readonly DayExtras[], shares: readonly string[] | null) {
  if (shares !== null) return null;
  return {
    takenSeconds: extras.reduce((sum, { takenSeconds }) => sum + takenSeconds, 0),
    offeredSeconds: extras.reduce((sum, { offeredSeconds }) => sum + offeredSeconds, 0),
  };
}

export function sumOf(tallies: Iterable<Tally>): Tally {
  const sum = emptyTally();
  for (const tally of tallies) addTally(sum, tally);
  return sum;
}

/** Cells of `language service` by one of the two: 0 language, 1 service. */
export function regrouped(cells: ReadonlyMap<string, Tally>, part: 0 | 1): Map<string, Tally> {
  const groups = new Map<string, Tally>();
  for (const [key, tally] of cells) {
    const group = key.split(' ')[part] ?? '';
    const into = groups.get(group) ?? emptyTally();
    addTally(into, tally);
    groups.set(group, into);
  }
  return groups;
}

function sorted(tallies: ReadonlyMap<string, Tally>): [string, Tally][] {
  return [...tallies].sort(([a], [b]) => (a < b ? -1 : 1));
}

// The hours in which the office is open, and any other in which a ticket was issued: a chart without holes.
function byHour(office: OfficeRecord, day: string, tallies: ReadonlyMap<string, Tally>) {
  const open = joinSpans(openIntervals(office.rules, day).intervals).flatMap(({ from, to }) => {
    const last = to.minus({ milliseconds: 1 }).hour;
    return Array.from({ length: last - from.hour + 1 }, (_, index) => String(from.hour + index).padStart(2, '0'));
  });
  const hours = [...new Set([...open, ...tallies.keys()])].sort();
  return hours.map((hour) => ({ hour, ...measuresOf(tallies.get(hour) ?? emptyTally()) }));
}

function byService(office: OfficeRecord, tallies: ReadonlyMap<string, Tally>, names: Names) {
  const codes = office.offerings.map(({ service }) => service.code);
  return inOrder(codes, tallies).map(([service, tally]) => ({
    service,
    name: names.service(service),
    ...measuresOf(tally),
  }));
}

function byMunicipality(office: OfficeRecord, share: Share, tallies: ReadonlyMap<string, Tally>, names: Names) {
  return inOrder(share.municipalities ?? office.municipalities, tallies).map(([code, tally]) => ({
    municipality: code === UNKNOWN ? null : code,
    name: names.municipality(code),
    ...measuresOf(tally),
  }));
}

function byCounter(
  office: OfficeRecord,
  shares: readonly string[] | null,
  tallies: ReadonlyMap<string, Tally>,
  extras: readonly DayExtras[],
  names: Names,
) {
  const times = timesByCounter(extras);
  const codes = office.counters.map(({ code }) => code);
  return inOrder(codes, tallies).map(([counter, tally]) => ({
    counter,
    name: names.counter(counter),
    ...measuresOf(tally),
    ...(shares === null ? counterTimeOf(sumOfCounterTimes(times.get(counter) ?? [])) : UNTOLD_COUNTER_TIME),
  }));
}

// Everything that the directory knows, in its order, then what only the facts know.
function inOrder(known: readonly string[], tallies: ReadonlyMap<string, Tally>): [string, Tally][] {
  const keys = new Set([...known, ...tallies.keys()]);
  return [...keys].map((key) => [key, tallies.get(key) ?? emptyTally()]);
}
