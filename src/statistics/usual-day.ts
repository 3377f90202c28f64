import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { businessDay } from '../clock/zones.js';
import { Database } from '../database/database.js';
import type { OfficeRecord } from '../directory/directory.types.js';
import { addDays } from '../schedule/wall-time.js';
import { sumOf } from './daily-report.js';
import { DaySource } from './day-source.js';
import { refuseFuture } from './range.js';
import type { Share } from './share.js';
import type { UsualDay as Usual } from './statistics.contract.js';
import { emptyTally, measuresOf, type Tally } from './tally.js';

/** As many such weekdays make the usual one, looked for in as many weeks back. */
const DAYS = 8;
const WEEKS_BACK = 16;

/** What a weekday is usually like, to hold today against. */
@Injectable()
export class UsualDay {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** @throws InvalidRequest for a day to come */
  async of(office: OfficeRecord, date: string | undefined, { shares }: Share): Promise<Usual> {
    const now = this.clock.now();
    const today = businessDay(now, office.zone);
    const day = date ?? today;
    refuseFuture(day, today);
    const range = { from: addDays(day, -7 * WEEKS_BACK), to: addDays(day, -7) };
    return this.database.snapshot(async (tx) => {
      const source = await DaySource.open(tx, office, range, now.toMillis());
      const measured = await source.measuresByDay(shares);
      const days = Array.from({ length: WEEKS_BACK }, (_, week) => addDays(day, -7 * (week + 1)))
        .filter((one) => (measured.get(one)?.issued ?? 0) > 0)
        .slice(0, DAYS);
      const hours = await source.tallies('hour', shares, (cell) => (days.includes(cell.day) ? cell.key : null));
      return { date: day, days, ...perDay(sumOf(hours.values()), days.length), byHour: byHour(hours, days.length) };
    });
  }
}

function byHour(hours: ReadonlyMap<string, Tally>, days: number): Usual['byHour'] {
  return [...hours.keys()].sort().map((hour) => {
    const { issued, served, ...rest } = perDay(hours.get(hour) ?? emptyTally(), days);
    return { hour, issued: issued ?? 0, served: served ?? 0, ...rest };
  });
}

// Counts are means per day to a tenth; waits are those of all these days' tickets together.
function perDay(tally: Tally, days: number) {
  const { issued, served, withinTarget, waitSeconds } = measuresOf(tally);
  const mean = (count: number) => (days === 0 ? null : Math.round((count / days) * 10) / 10);
  return { issued: mean(issued), served: mean(served), withinTarget, waitSeconds };
}
