import type { PeriodStatistics } from '../../../src/statistics/statistics.contract.js';
import { Button } from '../../../ui-kit/components/button.js';
import { words } from '../../../ui-kit/words.js';
import { officeDay } from '../../state/bookings.js';
import { ChartChoice, chartMeasure } from '../components/chart-choice.js';
import { DimensionSection } from '../components/dimension-section.js';
import { Exports } from '../components/exports.js';
import { FundersTable } from '../components/funders-table.js';
import { PeriodForm } from '../components/period-form.js';
import { ScreenHead } from '../components/screen-head.js';
import { printSheet, SheetHead } from '../components/sheet.js';
import { Totals } from '../components/totals.js';
import { longDayOf } from '../format.js';
import { fundersReport, periodFigures, wantedPath } from '../state/period.js';
import { rowsOfPeriod } from '../state/rows.js';
import { useFresh } from '../state/today.js';
import { wantedPeriod } from '../state/wanted.js';
import { periodTexts as t } from '../texts/period.texts.js';
import { statisticsTexts } from '../texts/statistics.texts.js';

/** Any number of days, cut by one dimension, or the report for funders. */
export function PeriodScreen() {
  const { by, to } = wantedPeriod.value;
  const forFunders = by === 'funders';
  const path = wantedPath.value;
  const withToday = to === officeDay.value;
  useFresh(periodFigures, forFunders ? null : path, withToday);
  useFresh(fundersReport, forFunders ? path : null, withToday);
  const reading = forFunders ? fundersReport : periodFigures;
  const shown = reading.answered.value?.value ?? null;
  return (
    <div class="statistics period" aria-busy={reading.busy.value}>
      <ScreenHead title={t('title')} reading={reading} shares={shown?.municipalities ?? null}>
        {!forFunders && <ChartChoice />}
        <Button icon="printer" disabled={shown === null} onPress={printSheet}>
          {statisticsTexts('print')}
        </Button>
      </ScreenHead>
      <PeriodForm />
      {shown === null && reading.problem.value === null && path !== null && <p>{words('connecting')}</p>}
      {forFunders ? <ShownFunders /> : <ShownPeriod />}
    </div>
  );
}

function ShownPeriod() {
  const figures = periodFigures.answered.value?.value;
  if (figures === undefined) return null;
  const { by, total, bookings } = figures;
  return (
    <>
      <SheetHead title={t('sheetTitle')} subject={rangeText(figures)} />
      <RangeLine of={figures} by={by} runs={!figures.final} />
      {total !== null && bookings !== null && <Totals total={total} bookings={bookings} targetMinutes={null} />}
      <DimensionSection
        by={by}
        rows={rowsOfPeriod(figures)}
        total={total}
        charts={[chartMeasure.value]}
        targetMinutes={null}
      />
    </>
  );
}

function ShownFunders() {
  const report = fundersReport.answered.value?.value;
  if (report === undefined) return null;
  return (
    <>
      <SheetHead title={t('fundersTitle')} subject={rangeText(report)} />
      <RangeLine of={report} by="funders" runs={false} />
      <FundersTable report={report} />
    </>
  );
}

type Days = { from: string; to: string };

function RangeLine({ of, by, runs }: { of: Days; by: PeriodStatistics['by'] | 'funders'; runs: boolean }) {
  return (
    <div class="range-line">
      <p class="day-title">
        <strong>{rangeText(of)}</strong>
        {runs && ` · ${t('runs')}`}
      </p>
      <Exports wish={{ from: of.from, to: of.to, by }} />
    </div>
  );
}

function rangeText({ from, to }: Days): string {
  return from === to ? longDayOf(from) : t('range', { from: longDayOf(from), to: longDayOf(to) });
}
