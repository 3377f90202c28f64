import { useEffect } from 'preact/hooks';
import type { DailyStatistics, UsualDay } from '../../../src/statistics/statistics.contract.js';
import { keepFresh } from './pulse.js';
import { aReading, type Reading } from './reading.js';

/** Today's figures, and what such a day is usually like. */
export const today = aReading<DailyStatistics>();
export const usual = aReading<UsualDay>();

/** The day that the Day screen shows. */
export const shownDay = aReading<DailyStatistics>();

/** Keeps a reading fresh while its screen is shown; `live`: every event of the office may change it. */
export function useFresh<T>(reading: Reading<T>, path: string | null, live: boolean): void {
  useEffect(() => (path === null ? undefined : keepFresh(reading, path, () => live)), [path, live]);
}
