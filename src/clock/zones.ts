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

/** RFC 3339 with the office's offset and milliseconds, as the API writes instants; null stays null. */
export function officeInstant(instant: DateTime | Date | string, zone: string): string;
export function officeInstant(instant: DateTime | Date | string | null, zone: string): string | null;
export function officeInstant(instant: DateTime | Date | string | null, zone: string): string | null {
  if (instant === null) return null;
  const at = instant instanceof Date ? instant.getTime() : toDateTime(instant).toMillis();
  const { millis, text } = offsetAt(at, zone);
  return new Date(at + millis).toISOString().slice(0, -1) + text;
}

type Offset = { readonly millis: number; readonly text: string };
const OFFSETS = new Map<string, Offset>();
const MOST_OFFSETS = 10_000;
const QUARTER_MILLIS = 15 * 60_000;

// Asking a time zone costs a hundred times what the rest of an instant does, and an availability or a list of bookings
// writes thousands. Clocks change on a full quarter of an hour, so each is asked for once.
function offsetAt(at: number, zone: string): Offset {
  const key = `${zone} ${Math.floor(at / QUARTER_MILLIS)}`;
  const known = OFFSETS.get(key);
  if (known !== undefined) return known;
  const local = DateTime.fromMillis(at, { zone });
  const offset = { millis: local.offset * 60_000, text: local.toFormat('ZZ') };
  if (OFFSETS.size >= MOST_OFFSETS) OFFSETS.clear();
  OFFSETS.set(key, offset);
  return offset;
}

/** A database or ISO instant as a Luxon one. */
export function toDateTime(instant: DateTime | Date | string): DateTime {
  if (instant instanceof DateTime) return instant;
  return instant instanceof Date ? DateTime.fromJSDate(instant) : DateTime.fromISO(instant, { setZone: true });
}
