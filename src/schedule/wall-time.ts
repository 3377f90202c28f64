import { DateTime, IANAZone } from 'luxon';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/**
 * The first instant of a day at which the office's wall clock shows `time` or later; `24:00` is the next day's start.
 *
 * In spring a time inside the skipped hour is the instant of the jump; in autumn a time that comes twice is the first
 * of both. So an opening that ends where another begins still does so on these days. Luxon alone answers neither the
 * same way on every day: for a doubled time it starts from the offset that is valid *now*.
 */
export function wallInstant(day: string, time: string, zone: string): DateTime {
  const iana = IANAZone.create(zone);
  const wall = wallMillis(day, time);
  const [before, after] = [iana.offset(wall - DAY) * MINUTE, iana.offset(wall + DAY) * MINUTE];
  const hits = [wall - before, wall - after].filter((at) => at + iana.offset(at) * MINUTE === wall);
  const millis = hits.length > 0 ? Math.min(...hits) : jumpBetween(iana, wall - after, wall - before);
  return DateTime.fromMillis(millis, { zone: iana });
}

/** The day `count` days after (or, negative, before) a day. Plain arithmetic: a year ahead is looked at in one go. */
export function addDays(day: string, count: number): string {
  return new Date(Date.parse(day) + count * DAY).toISOString().slice(0, 10);
}

/** The days from one to another, both counted, in order; none when `to` comes before `from`. */
export function daysBetween(from: string, to: string): string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}

/** 1 = Monday … 7 = Sunday. */
export function weekdayOf(day: string): number {
  return new Date(day).getUTCDay() || 7;
}

function wallMillis(day: string, time: string): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return Date.UTC(year, month - 1, date, hour, minute);
}

// The clock jumps forward once between the two instants: halve until the first millisecond after it is found.
function jumpBetween(iana: IANAZone, early: number, late: number): number {
  const after = iana.offset(late);
  let [low, high] = [early, late];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (iana.offset(middle) === after) high = middle;
    else low = middle;
  }
  return high;
}
