import { describe, expect, it } from '@jest/globals';
import { daysOf, refuseBadRange, weekdayKey } from './range.js';

const TODAY = '2026-11-24';
const faultsOf = (from: string, to: string) => {
  try {
    refuseBadRange({ from, to }, TODAY);
    return [];
  } catch (error) {
    return (error as { faults: { path: string }[] }).faults.map(({ path }) => path);
  }
};

describe('a range', () => {
  it('ends today at the latest, not before it begins, and is five years long at most', () => {
    expect(faultsOf('2026-11-24', '2026-11-24')).toEqual([]);
    expect(faultsOf('2021-11-24', '2026-11-24')).toEqual([]);
    expect(faultsOf('2021-11-23', '2026-11-24')).toEqual(['to']);
    expect(faultsOf('2026-11-24', '2026-11-23')).toEqual(['from']);
    expect(faultsOf('2026-11-24', '2026-11-25')).toEqual(['to']);
    expect(faultsOf('2026-11-26', '2026-11-25')).toEqual(['from', 'to', 'from']);
  });

  it('has every day once, over both clock changes and a leap day', () => {
    expect(daysOf({ from: '2026-10-24', to: '2026-10-26' })).toEqual(['2026-10-24', '2026-10-25', '2026-10-26']);
    expect(daysOf({ from: '2024-02-28', to: '2024-03-01' })).toEqual(['2024-02-28', '2024-02-29', '2024-03-01']);
    expect(daysOf({ from: '2026-01-01', to: '2026-12-31' })).toHaveLength(365);
  });

  it('knows weekdays: Monday is 1', () => {
    expect(['2026-11-23', '2026-11-29'].map(weekdayKey)).toEqual(['1', '7']);
  });
});
