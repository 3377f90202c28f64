import { describe, expect, it } from '@jest/globals';
import { refuseBadRange } from './range.js';

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
});
