import { describe, expect, it } from '@jest/globals';
import { DateTime } from 'luxon';
import { dayBounds, officeInstant } from './zones.js';

const MINUTES = 5 * 60_000;

describe('an instant as the API writes it', () => {
  it.each([
    ['2026-11-24', 'Europe/Rome'],
    ['2026-03-29', 'Europe/Rome'],
    ['2026-10-25', 'Europe/Rome'],
    ['2026-06-01', 'Asia/Kathmandu'],
    ['2026-04-05', 'Australia/Lord_Howe'],
    ['2026-09-05', 'America/Santiago'],
  ])('has the offset of its moment, all day long: %s in %s', (day, zone) => {
    const { start, end } = dayBounds(day, zone);
    for (let at = start; at <= end; at = at.plus(MINUTES)) {
      expect(officeInstant(at.toJSDate(), zone)).toBe(DateTime.fromMillis(at.toMillis(), { zone }).toISO());
    }
  });

  it('has an offset also in UTC', () => {
    expect(officeInstant('2026-11-24T09:30:00.250+01:00', 'UTC')).toBe('2026-11-24T08:30:00.250+00:00');
  });

  it('is refused when it is none, or of no zone', () => {
    expect(() => officeInstant('yesterday', 'Europe/Rome')).toThrow(RangeError);
    expect(() => officeInstant(new Date(0), 'Europe/Nowhere')).toThrow(RangeError);
  });
});
