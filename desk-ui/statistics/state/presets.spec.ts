import { describe, expect, it } from '@jest/globals';
import { presetDays, presetOf } from './presets.js';

describe('the days of a preset', () => {
  it('end today where they still run, and weeks begin on Monday', () => {
    const today = '2026-11-24';
    expect(presetDays('this-week', today)).toEqual({ from: '2026-11-23', to: today });
    expect(presetDays('last-week', today)).toEqual({ from: '2026-11-16', to: '2026-11-22' });
    expect(presetDays('this-month', today)).toEqual({ from: '2026-11-01', to: today });
    expect(presetDays('last-month', today)).toEqual({ from: '2026-10-01', to: '2026-10-31' });
    expect(presetDays('this-year', today)).toEqual({ from: '2026-01-01', to: today });
  });

  it('cross the turn of a year, and a Sunday belongs to the week before', () => {
    expect(presetDays('last-month', '2027-01-03')).toEqual({ from: '2026-12-01', to: '2026-12-31' });
    expect(presetDays('this-week', '2027-01-03')).toEqual({ from: '2026-12-28', to: '2027-01-03' });
    expect(presetDays('last-month', '2028-03-31')).toEqual({ from: '2028-02-01', to: '2028-02-29' });
  });

  it('are recognised again', () => {
    expect(presetOf({ from: '2026-11-16', to: '2026-11-22' }, '2026-11-24')).toBe('last-week');
    expect(presetOf({ from: '2026-11-16', to: '2026-11-23' }, '2026-11-24')).toBeNull();
  });
});
