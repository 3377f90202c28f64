import { signal } from '@preact/signals';

/** The desk's parts; coordinators have more of them. */
export type Tab = 'work' | 'bookings' | 'devices';

/** The part that is on the screen. */
export const tab = signal<Tab>('work');

export function showTab(next: Tab): void {
  tab.value = next;
}
