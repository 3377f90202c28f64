import { DateTime } from 'luxon';
import { InvalidRequest, type Fault } from '../http/domain-error.js';

/** Days that are asked for, both counted. */
export type Range = { from: string; to: string };

const MOST_YEARS = 5;

/** @throws InvalidRequest for a day to come */
export function refuseFuture(date: string, today: string): void {
  if (date > today) throw new InvalidRequest([{ path: 'date', message: 'is a day to come' }]);
}

/** @throws InvalidRequest with every fault: days to come, `from` after `to`, more than five years */
export function refuseBadRange({ from, to }: Range, today: string): void {
  const faults: Fault[] = [];
  if (from > today) faults.push({ path: 'from', message: 'is a day to come' });
  if (to > today) faults.push({ path: 'to', message: 'is a day to come' });
  if (from > to) faults.push({ path: 'from', message: 'is after `to`' });
  if (to > lastDayFrom(from)) faults.push({ path: 'to', message: `is more than ${MOST_YEARS} years after \`from\`` });
  if (faults.length > 0) throw new InvalidRequest(faults);
}

function lastDayFrom(from: string): string {
  return utc(from).plus({ years: MOST_YEARS }).toISODate() ?? from;
}

/** The days of a range in order, at most `most` of them. */
export function daysOf({ from, to }: Range, most = Infinity): string[] {
  const days: string[] = [];
  for (let day = from; day <= to && days.length < most; day = addDays(day, 1)) days.push(day);
  return days;
}

export function addDays(day: string, days: number): string {
  return utc(day).plus({ days }).toISODate() ?? day;
}

/** `1` is Monday, `7` Sunday. */
export function weekdayKey(day: string): string {
  return String(utc(day).weekday);
}

function utc(day: string): DateTime {
  return DateTime.fromISO(day, { zone: 'utc' });
}
