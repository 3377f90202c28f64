const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;

/**
 * The instant of a wall time in a zone, as the API writes it: `2026-11-24T10:00:00.000+01:00`. In the hour that a clock
 * change repeats it is the first one; a time that the change skips is read with the offset before it.
 * @param date `YYYY-MM-DD`
 * @param time `HH:MM`
 */
export function instantOf(date: string, time: string, zone: string): string {
  const asUtc = Date.parse(`${date}T${time}:00Z`);
  // The offset of the day before holds until a change; where it does not fit the wall time any more, the later one does.
  const before = offsetMinutes(asUtc - DAY_MS, zone);
  const fits = offsetMinutes(asUtc - before * MINUTE_MS, zone) === before;
  const offset = fits ? before : offsetMinutes(asUtc + DAY_MS, zone);
  return `${date}T${time}:00.000${offsetText(offset)}`;
}

/** The date so many days later (or, negative, earlier). */
export function daysAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date}T12:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

function offsetMinutes(ms: number, zone: string): number {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
  });
  const part = Object.fromEntries(format.formatToParts(new Date(ms)).map(({ type, value }) => [type, value]));
  const wall = Date.parse(`${part['year']}-${part['month']}-${part['day']}T${part['hour']}:${part['minute']}:00Z`);
  return Math.round((wall - Math.floor(ms / MINUTE_MS) * MINUTE_MS) / MINUTE_MS);
}

function offsetText(minutes: number): string {
  const two = (n: number) => String(Math.floor(n)).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.abs(minutes) / 60)}:${two(Math.abs(minutes) % 60)}`;
}
