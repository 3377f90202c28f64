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
  return DateTime.fromISO(from, { zone: 'utc' }).plus({ years: MOST_YEARS }).toISODate() ?? from;
}
