import { signal } from '@preact/signals';

/** The desk's parts; coordinators have more of them. */
export type Tab = 'work' | 'bookings' | StatisticsTab | 'devices';
export type StatisticsTab = 'now' | 'day' | 'period';

const STATISTICS: readonly string[] = ['now', 'day', 'period'] satisfies StatisticsTab[];

export function isStatisticsTab(name: string): name is StatisticsTab {
  return STATISTICS.includes(name);
}

/** The part that is on the screen. */
export const tab = signal<Tab>('work');

export function showTab(next: Tab): void {
  tab.value = next;
}
