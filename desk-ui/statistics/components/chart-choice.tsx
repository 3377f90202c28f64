import { signal } from '@preact/signals';
import { CHART_MEASURES, type ChartMeasure } from '../charts/measures.js';
import { statisticsTexts as t } from '../texts/statistics.texts.js';

/** What the charts of a screen show; kept while going from day to day. */
export const chartMeasure = signal<ChartMeasure>('tickets');

const LABELS = { tickets: 'chartTickets', waits: 'chartWaits', service: 'chartService' } as const;

/** Tickets, waits or service times. */
export function ChartChoice() {
  return (
    <div class="bookings-views chart-choice" role="group" aria-label={t('chartShows')}>
      {CHART_MEASURES.map((measure) => (
        <button
          type="button"
          key={measure}
          class="kit-button"
          aria-pressed={chartMeasure.value === measure}
          onClick={() => (chartMeasure.value = measure)}
        >
          {t(LABELS[measure])}
        </button>
      ))}
    </div>
  );
}
