import { computed, signal } from '@preact/signals';
import type { Dimension } from '../../../src/statistics/statistics.contract.js';
import { officeDay } from '../../state/bookings.js';
import { daysAfter } from '../../state/wall-time.js';

/** Every way to cut a period, as the API knows them. */
export const DIMENSIONS = [
  'day',
  'weekday',
  'hour',
  'service',
  'municipality',
  'counter',
  'operator',
  'language',
  'source',
] as const satisfies readonly Dimension[];

/** What the Period screen is asked for: a cut by one dimension, or the funders' report. Days are `YYYY-MM-DD`. */
export type PeriodWish = { from: string; to: string; by: Dimension | 'funders' };

const chosenDay = signal<string | null>(null);
/** The day that the Day screen is asked for: today until another one is chosen, also past midnight. */
export const statisticsDay = computed(() => chosenDay.value ?? officeDay.value);

/** @param date null = today, whenever that is */
export function showStatisticsDay(date: string | null): void {
  chosenDay.value = date;
}

/** Goes so many days back or on; never past today, of which nothing is known yet. */
export function moveStatisticsDay(days: number): void {
  const current = statisticsDay.peek();
  const next = daysAfter(current === '' ? officeDay.peek() : current, days);
  showStatisticsDay(next >= officeDay.peek() ? null : next);
}

const chosenPeriod = signal<PeriodWish | null>(null);
/** This month by day until something else is chosen. */
export const wantedPeriod = computed<PeriodWish>(
  () => chosenPeriod.value ?? { from: `${officeDay.value.slice(0, 7)}-01`, to: officeDay.value, by: 'day' },
);

export function wantPeriod(change: Partial<PeriodWish>): void {
  chosenPeriod.value = { ...wantedPeriod.peek(), ...change };
}
