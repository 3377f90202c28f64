import { describe, expect, it } from '@jest/globals';
import { daysAfter, instantOf } from './wall-time.js';

describe('a wall time at the office', () => {
  it('is the instant with the offset of that day', () => {
    expect(instantOf('2026-11-24', '10:00', 'Europe/Rome')).toBe('2026-11-24T10:00:00.000+01:00');
    expect(instantOf('2026-07-01', '10:00', 'Europe/Rome')).toBe('2026-07-01T10:00:00.000+02:00');
    expect(instantOf('2026-07-01', '10:00', 'America/St_Johns')).toBe('2026-07-01T10:00:00.000-02:30');
  });

  it('is right on the days of the clock changes', () => {
    expect(instantOf('2026-10-25', '09:00', 'Europe/Rome')).toBe('2026-10-25T09:00:00.000+01:00');
    expect(instantOf('2026-10-25', '02:30', 'Europe/Rome')).toBe('2026-10-25T02:30:00.000+02:00');
    expect(instantOf('2026-03-29', '01:30', 'Europe/Rome')).toBe('2026-03-29T01:30:00.000+01:00');
    expect(instantOf('2026-03-29', '09:00', 'Europe/Rome')).toBe('2026-03-29T09:00:00.000+02:00');
  });

  it('counts days across months and years', () => {
    expect([daysAfter('2026-12-31', 1), daysAfter('2026-03-01', -1)]).toEqual(['2027-01-01', '2026-02-28']);
  });
});
