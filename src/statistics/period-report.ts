import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { businessDay } from '../clock/zones.js';
import { Database, type Tx } from '../database/database.js';
import { Directory } from '../directory/directory.js';
import type { OfficeRecord } from '../directory/directory.types.js';
import type { Wanted } from '../directory/localize.js';
import { DomainError } from '../http/domain-error.js';
import { daysBetween, weekdayOf } from '../schedule/wall-time.js';
import { bookingMeasuresOf } from './booking-tally.js';
import { capacityOf, regrouped, sumOf } from './daily-report.js';
import { DaySource, sumOfBookings } from './day-source.js';
import { namesIn, type Names } from './names.js';
import { operatorNames } from './operators.sql.js';
import { refuseBadRange, type Range } from './range.js';
import type { Share } from './share.js';
import type { Dimension, PeriodItem, PeriodStatistics } from './statistics.contract.js';
import { emptyTally, measuresOf, type Tally } from './tally.js';
import { NONE } from './ticket-fact.js';

/** Which days of an office, cut how, for whom. */
export type PeriodWish = { office: OfficeRecord; range: Range; by: Dimension; share: Share; wanted: Wanted };

const WEEKDAYS = ['1', '2', '3', '4', '5', '6', '7'];
const NOTHING = measuresOf(emptyTally());

/** Any number of days, cut by one dimension. */
@Injectable()
export class PeriodReport {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly directory: Directory,
  ) {}

  /** @throws InvalidRequest for a bad range; DomainError `not-allowed` for operators, as {@link check} */
  async of(wish: PeriodWish, withTotal: boolean): Promise<PeriodStatistics> {
    this.check(wish);
    const { office, range, by, share } = wish;
    const read = async (tx: Pick<Tx, 'run'>): Promise<PeriodStatistics> => {
      const source = await DaySource.open(tx, office, range, this.clock.now().toMillis());
      const items = await this.itemsOf(tx, source, wish);
      const total = withTotal ? await totalOf(source, share) : { total: null, bookings: null };
      const { final } = source;
      return { ...range, by, municipalities: share.municipalities, final, ...total, items, nextCursor: null };
    };
    // By day is one statement, and a day is kept anew in one transaction: a snapshot would only cost its round trips.
    return by === 'day' && !withTotal ? read(this.database) : this.database.snapshot(read);
  }

  /** The items alone, one after the other: for exports, by day in portions, so that five years fit in little memory. */
  async *items(wish: PeriodWish): AsyncGenerator<PeriodItem> {
    this.check(wish);
    for (const range of wish.by === 'day' ? portions(wish.range) : [wish.range]) {
      const part = { ...wish, range };
      yield* await this.database.snapshot(async (tx) => {
        const source = await DaySource.open(tx, wish.office, range, this.clock.now().toMillis());
        return this.itemsOf(tx, source, part);
      });
    }
  }

  /**
   * @throws InvalidRequest for a bad range
   * @throws DomainError `not-allowed` for operators in a share, or where the office has switched them off
   */
  check({ office, range, by, share }: PeriodWish): void {
    refuseBadRange(range, businessDay(this.clock.now(), office.zone));
    if (by !== 'operator') return;
    if (share.shares !== null) throw new DomainError('not-allowed', "Operators are not a municipality's to see.");
    if (!office.settings.operatorStatistics) {
      throw new DomainError('not-allowed', 'This office has switched off statistics by operator.');
    }
  }

  private async itemsOf(tx: Pick<Tx, 'run'>, source: DaySource, wish: PeriodWish): Promise<PeriodItem[]> {
    const { office, range, by, share, wanted } = wish;
    if (by === 'day') {
      const days = await source.measuresByDay(share.shares);
      return daysBetween(range.from, range.to).map((key) => ({ key, name: null, ...(days.get(key) ?? NOTHING) }));
    }
    const tallies = await talliesBy(source, by, share);
    const keys = by === 'weekday' ? WEEKDAYS : [...tallies.keys()].sort();
    const nameOf = await this.namer(tx, office, by, keys, namesIn(this.directory, office, wanted));
    return keys.map((key) => ({ key, name: nameOf(key), ...measuresOf(tallies.get(key) ?? emptyTally()) }));
  }

  private async namer(tx: Pick<Tx, 'run'>, office: OfficeRecord, by: Dimension, keys: readonly string[], names: Names) {
    switch (by) {
      case 'service':
        return names.service;
      case 'municipality':
        return names.municipality;
      case 'counter':
        return names.counter;
      case 'operator': {
        const rows = await tx.run(operatorNames, [office.id, keys.filter((key) => key !== NONE)]);
        const byId = new Map(rows.map(({ user_id, user_name }) => [user_id, user_name]));
        return (key: string) => byId.get(key) ?? null;
      }
      default:
        return () => null;
    }
  }
}

async function talliesBy(
  source: DaySource,
  by: Exclude<Dimension, 'day'>,
  { shares }: Share,
): Promise<Map<string, Tally>> {
  switch (by) {
    case 'weekday':
      return source.tallies('total', shares, ({ day }) => String(weekdayOf(day)));
    case 'municipality':
      return source.tallies('total', shares, ({ share }) => share);
    case 'operator':
      return source.tallies('operator', null, ({ key }) => key);
    case 'service':
      return regrouped(await source.tallies('language-service', shares, ({ key }) => key), 1);
    case 'language':
      return regrouped(await source.tallies('language-service', shares, ({ key }) => key), 0);
    case 'hour':
    case 'counter':
    case 'source':
      return source.tallies(by, shares, ({ key }) => key);
  }
}

async function totalOf(source: DaySource, { shares }: Share) {
  const tallies = await source.tallies('total', shares, ({ share }) => share);
  const extras = await source.extras();
  return {
    total: measuresOf(sumOf(tallies.values())),
    bookings: bookingMeasuresOf(sumOfBookings(extras, shares), capacityOf(extras, shares)),
  };
}

// About a month at a time.
function* portions({ from, to }: Range): Generator<Range> {
  const days = daysBetween(from, to);
  for (let first = 0; first < days.length; first += 31) {
    yield { from: days[first] ?? from, to: days[Math.min(first + 30, days.length - 1)] ?? to };
  }
}
