import type { UsualDay } from '../../../src/statistics/statistics.contract.js';

/** What such a weekday has usually brought by now; null when there are no such days yet. */
export type UsualByNow = { issued: number; served: number };

/**
 * Sums the usual hours up to the office's time; of the hour that runs, the part that has passed.
 * @param officeTime an instant with the office's offset
 */
export function usualByNow(usual: UsualDay, officeTime: string): UsualByNow | null {
  if (usual.days.length === 0) return null;
  const [, hour = '00', minute = '00'] = /T(\d{2}):(\d{2})/.exec(officeTime) ?? [];
  const passed = (of: string) => (of < hour ? 1 : of === hour ? Number(minute) / 60 : 0);
  const sum = (count: 'issued' | 'served') =>
    usual.byHour.reduce((total, one) => total + one[count] * passed(one.hour), 0);
  return { issued: sum('issued'), served: sum('served') };
}
