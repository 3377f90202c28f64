import { computed } from '@preact/signals';
import type { FundersReport, PeriodStatistics } from '../../../src/statistics/statistics.contract.js';
import { officeDay } from '../../state/bookings.js';
import { officePath } from '../../state/office.js';
import { periodTexts as t } from '../texts/period.texts.js';
import { aReading } from './reading.js';
import { wantedPeriod, type PeriodWish } from './wanted.js';

export const periodFigures = aReading<PeriodStatistics>();
export const fundersReport = aReading<FundersReport>();

/** Address of what is wished for; null while a day is missing. */
export const wantedPath = computed(() => {
  const { from, to, by } = wantedPeriod.value;
  if (from === '' || to === '') return null;
  const days = new URLSearchParams({ from, to }).toString();
  if (by === 'funders') return `${officePath.value}/statistics/funders?${days}`;
  return `${officePath.value}/statistics?${days}&by=${by}&total=true`;
});

/** The same figures as a file, for a link: of what is on the screen, not of what is being typed. */
export function exportLink({ from, to, by }: PeriodWish, ending: 'csv' | 'xlsx'): string {
  const days = new URLSearchParams({ from, to }).toString();
  const base = `/api/v1${officePath.value}`;
  if (by === 'funders') return `${base}/statistics/funders.${ending}?${days}`;
  return `${base}/statistics.${ending}?${days}&by=${by}`;
}

export type PeriodErrors = { from: string | null; to: string | null; by: string | null };

/** What is wrong with the wish, each at its field. The server says which field; the reason is plain from the dates. */
export const periodErrors = computed<PeriodErrors>(() => {
  const wish = wantedPeriod.value;
  const { problem } = wish.by === 'funders' ? fundersReport : periodFigures;
  const faults = problem.value?.faults ?? [];
  const refused = problem.value?.code === 'not-allowed' && wish.by === 'operator';
  return {
    from: wish.from === '' ? t('chooseDay') : faults.includes('from') ? fromError(wish, officeDay.value) : null,
    to: wish.to === '' ? t('chooseDay') : faults.includes('to') ? toError(wish, officeDay.value) : null,
    by: refused ? t('noOperators') : null,
  };
});

function fromError({ from, to }: PeriodWish, today: string): string {
  if (from > today) return t('future');
  return from > to ? t('fromAfterTo') : t('badDate');
}

function toError({ from, to }: PeriodWish, today: string): string {
  if (to > today) return t('future');
  return from < to ? t('tooLong') : t('badDate');
}
