import { DateTime } from 'luxon';

/** The day `YYYY-MM-DD` that an instant belongs to on the office's wall clock. */
export function businessDay(instant: DateTime, zone: string): string {
  const day = instant.setZone(zone).toISODate();
  if (day === null) throw new RangeError(`not a time zone: ${zone}`);
  return day;
}

/** First instant of a wall-clock day and of the day after it: 23, 24 or 25 hours apart. */
export function dayBounds(day: string, zone: string): { start: DateTime; end: DateTime } {
  const start = DateTime.fromISO(day, { zone }).startOf('day');
  return { start, end: start.plus({ days: 1 }).startOf('day') };
}

/** RFC 3339 with the office's offset and milliseconds, as the API writes instants. */
export function officeInstant(instant: DateTime | Date | string, zone: string): string {
  const iso = toDateTime(instant).setZone(zone).toISO({ includeOffset: true });
  if (iso === null) throw new RangeError('not an instant');
  // Luxon writes `Z` for UTC; the API always writes an offset.
  return iso.endsWith('Z') ? `${iso.slice(0, -1)}+00:00` : iso;
}

/**
 * Writes many instants between two others, as {@link officeInstant} does one by one. Asking a time zone costs a hundred
 * times what the rest of it does, so it is asked once when its clock does not change in between.
 *
 * @param from first instant that is written, in milliseconds
 * @param to last one, at most a day later
 */
export function officeInstants(from: number, to: number, zone: string): (at: number) => string {
  const first = DateTime.fromMillis(from, { zone });
  if (DateTime.fromMillis(to, { zone }).offset !== first.offset) return (at) => officeInstant(new Date(at), zone);
  const [shift, suffix] = [first.offset * 60_000, first.toFormat('ZZ')];
  return (at) => new Date(at + shift).toISOString().slice(0, -1) + suffix;
}

/** A database or ISO instant as a Luxon one. */
export function toDateTime(instant: DateTime | Date | string): DateTime {
  if (instant instanceof DateTime) return instant;
  return instant instanceof Date ? DateTime.fromJSDate(instant) : DateTime.fromISO(instant, { setZone: true });
}
