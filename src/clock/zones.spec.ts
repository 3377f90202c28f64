import { describe, expect, it } from '@jest/globals';
import { dayBounds, officeInstant, officeInstants } from './zones.js';

const QUARTER = 15 * 60_000;

describe('many instants of a day', () => {
  it.each([
    ['2026-11-24', 'Europe/Rome'],
    ['2026-03-29', 'Europe/Rome'],
    ['2026-10-25', 'Europe/Rome'],
    ['2026-06-01', 'UTC'],
    ['2026-06-01', 'Asia/Kathmandu'],
    // The clock changes at midnight itself: the day ends with another offset than all of it has.
    ['2026-09-05', 'America/Santiago'],
  ])('are written as each one by itself: %s in %s', (day, zone) => {
    const { start, end } = dayBounds(day, zone);
    const written = officeInstants(start.toMillis(), end.toMillis(), zone);
    for (let at = start.toMillis(); at <= end.toMillis(); at += QUARTER) {
      expect(written(at)).toBe(officeInstant(new Date(at), zone));
    }
  });
});
