import type { Measures } from '../../../src/statistics/statistics.contract.js';
import type { ComponentChildren } from 'preact';
import { barsOf, hasBars, type ChartMeasure } from '../charts/measures.js';
import type { MeasuredRow } from '../state/rows.js';
import { dimensionName, dimensionWord, statisticsTexts as t } from '../texts/statistics.texts.js';
import { Chart } from './chart.js';
import { MeasureTable } from './measure-table.js';

type Dimension = Parameters<typeof dimensionName>[0];

type DimensionSectionProps = {
  by: Dimension;
  rows: readonly MeasuredRow[];
  total: Measures | null;
  charts: readonly ChartMeasure[];
  targetMinutes: number | null;
  children?: ComponentChildren;
};

/** Times run from left to right; names lie, so that they have room. */
const STANDING: readonly Dimension[] = ['day', 'weekday', 'hour'];
const CHART_TITLES = { tickets: 'ticketsBy', waits: 'waitsBy', service: 'serviceBy' } as const;

/** One way to cut the figures: its charts, and the table with all of them. */
export function DimensionSection({ by, rows, total, charts, targetMinutes, children }: DimensionSectionProps) {
  const dimension = dimensionWord(by);
  const lying = !STANDING.includes(by);
  return (
    <section class="card dimension" aria-labelledby={`by-${by}`}>
      <h2 id={`by-${by}`}>{t('by', { dimension })}</h2>
      <div class="charts">
        {charts.map((measure) => {
          const drawn = lying ? rows.filter(({ measures }) => measures.issued > 0) : rows;
          const bars = barsOf(drawn, measure, targetMinutes);
          const title = t(CHART_TITLES[measure], { dimension });
          if (hasBars(bars)) return <Chart key={measure} title={title} bars={{ ...bars, lying }} />;
          return (
            <p key={measure} class="chart-empty soft">
              {title}: {t('noTickets')}
            </p>
          );
        })}
      </div>
      <MeasureTable caption={t('tableBy', { dimension })} head={dimensionName(by)} rows={rows} total={total} />
      {children}
    </section>
  );
}
