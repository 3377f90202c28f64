import { numberOf } from '../format.js';
import type { MeasuredRow } from '../state/rows.js';
import { statisticsTexts as t } from '../texts/statistics.texts.js';
import type { Bars } from './bars.js';

/** What the charts of a screen show. */
export const CHART_MEASURES = ['tickets', 'waits', 'service'] as const;
export type ChartMeasure = (typeof CHART_MEASURES)[number];

type Chosen = Omit<Bars, 'fontFamily' | 'lying'>;

/** Rows as bars: walk-ins and bookings on top of each other, or median and 90th percentile side by side. */
export function barsOf(rows: readonly MeasuredRow[], measure: ChartMeasure, targetMinutes: number | null): Chosen {
  if (measure === 'tickets') return ticketBars(rows);
  const spread = measure === 'waits' ? 'waitSeconds' : 'serviceSeconds';
  const minutes = (of: 'p50' | 'p90') => rows.map(({ measures }) => inMinutes(measures[spread][of]));
  const target = measure === 'waits' && targetMinutes !== null;
  return {
    names: rows.map(({ short }) => short),
    series: [
      { name: `${t('median')} (${t('inMinutes')})`, values: minutes('p50') },
      { name: `${t('p90')} (${t('inMinutes')})`, values: minutes('p90') },
    ],
    stacked: false,
    counts: false,
    target: target ? { value: targetMinutes, label: t('target', { n: targetMinutes }) } : undefined,
    format: (value) => numberOf(value < 10 ? value : Math.round(value)),
  };
}

function ticketBars(rows: readonly MeasuredRow[]): Chosen {
  return {
    names: rows.map(({ short }) => short),
    series: (['walkIns', 'fromBookings'] as const).map((key) => ({
      name: t(key),
      values: rows.map(({ measures }) => measures[key]),
    })),
    stacked: true,
    counts: true,
    format: numberOf,
  };
}

/** Whether there is anything to draw. */
export function hasBars({ series }: Chosen): boolean {
  return series.some(({ values }) => values.some((value) => value !== null && value > 0));
}

// To a tenth: what stands at a bar is read off, not reckoned with.
function inMinutes(seconds: number | null): number | null {
  return seconds === null ? null : Math.round(seconds / 6) / 10;
}
