import { describe, expect, it } from '@jest/globals';
import { daysBetween, weekdayOf } from './wall-time.js';

describe('days of the calendar', () => {
  it('come once each, over both clock changes and a leap day', () => {
    expect(daysBetween('2026-10-24', '2026-10-26')).toEqual(['2026-10-24', '2026-10-25', '2026-10-26']);
    expect(daysBetween('2024-02-28', '2024-03-01')).toEqual(['2024-02-28', '2024-02-29', '2024-03-01']);
    expect(daysBetween('2026-01-01', '2026-12-31')).toHaveLength(365);
    expect(daysBetween('2026-11-25', '2026-11-24')).toEqual([]);
  });

  it('have weekdays: Monday is 1', () => {
    expect(['2026-11-23', '2026-11-29'].map(weekdayOf)).toEqual([1, 7]);
  });
});
