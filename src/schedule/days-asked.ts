import { InvalidRequest } from '../http/domain-error.js';
import { addDays } from './wall-time.js';

/** As many days are told in one answer. */
export const MOST_DAYS = 62;

/** @throws InvalidRequest when `to` comes before `from`, or later than 62 days allow */
export function refuseBadDays(from: string, to: string): void {
  if (to < from) throw new InvalidRequest([{ path: 'to', message: 'must not be before "from"' }]);
  if (to > addDays(from, MOST_DAYS - 1)) {
    throw new InvalidRequest([{ path: 'to', message: `must be within ${MOST_DAYS} days` }]);
  }
}
