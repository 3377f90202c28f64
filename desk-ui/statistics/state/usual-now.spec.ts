import { describe, expect, it } from '@jest/globals';
import type { UsualDay } from '../../../src/statistics/statistics.contract.js';
import { usualByNow } from './usual-now.js';

const NOTHING = { count: 0, mean: null, p50: null, p90: null, max: null };
const anHour = (hour: string, issued: number, served: number) => ({
  ...{ hour, issued, served },
  ...{ withinTarget: null, waitSeconds: NOTHING },
});
const usual: UsualDay = {
  ...{ date: '2026-11-24', days: ['2026-11-17'], issued: 18, served: 12, withinTarget: null, waitSeconds: NOTHING },
  byHour: [anHour('08', 4, 2), anHour('09', 8, 6), anHour('10', 6, 4)],
};

describe('what a usual day has brought by now', () => {
  it('is the hours that are over, and of the running one the part that has passed', () => {
    expect(usualByNow(usual, '2026-11-24T09:30:00.000+01:00')).toEqual({ issued: 8, served: 5 });
    expect(usualByNow(usual, '2026-11-24T07:59:00.000+01:00')).toEqual({ issued: 0, served: 0 });
    expect(usualByNow(usual, '2026-11-24T18:00:00.000+01:00')).toEqual({ issued: 18, served: 12 });
  });

  it('is not known without such days', () => {
    expect(usualByNow({ ...usual, days: [] }, '2026-11-24T09:30:00.000+01:00')).toBeNull();
  });
});
