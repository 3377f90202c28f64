import { effect } from '@preact/signals';
import { officeDay } from '../../state/bookings.js';
import { isStatisticsTab, showTab, tab, type StatisticsTab } from '../../state/tabs.js';
import { DIMENSIONS, showStatisticsDay, statisticsDay, wantedPeriod, wantPeriod, type PeriodWish } from './wanted.js';

/**
 * Keeps the address of the statistics in the bar, so that a link or a reload leads back: `#now`, `#day?date=2026-11-24`,
 * `#period?from=2026-11-01&to=2026-11-24&by=service`. The other parts of the desk have none. Called once.
 */
export function watchAddress(): void {
  follow();
  window.addEventListener('hashchange', follow);
  effect(() => {
    const hash = isStatisticsTab(tab.value) ? addressOf(tab.value) : '';
    if (hash === location.hash) return;
    history.replaceState(null, '', `${location.pathname}${location.search}${hash}`);
  });
}

function addressOf(name: StatisticsTab): string {
  if (name === 'period') return `#period?${new URLSearchParams(wantedPeriod.value).toString()}`;
  // Today has no date in its link: tomorrow it shows tomorrow.
  if (name === 'day' && statisticsDay.value !== officeDay.value) return `#day?date=${statisticsDay.value}`;
  return `#${name}`;
}

function follow(): void {
  const [name = '', query = ''] = location.hash.slice(1).split('?');
  if (!isStatisticsTab(name)) return;
  const wish = new URLSearchParams(query);
  if (name === 'day') showStatisticsDay(wish.get('date'));
  if (name === 'period') followPeriod(wish);
  showTab(name);
}

function followPeriod(wish: URLSearchParams): void {
  const [from, to] = [wish.get('from'), wish.get('to')];
  const by = ([...DIMENSIONS, 'funders'] as const).find((one) => one === wish.get('by'));
  const change: Partial<PeriodWish> = { ...(from === null || to === null ? {} : { from, to }), ...(by && { by }) };
  if (Object.keys(change).length > 0) wantPeriod(change);
}
