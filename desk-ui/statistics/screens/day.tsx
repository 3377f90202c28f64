import type { DailyStatistics } from '../../../src/statistics/statistics.contract.js';
import { Button } from '../../../ui-kit/components/button.js';
import { words } from '../../../ui-kit/words.js';
import { TextField } from '../../components/field.js';
import { officeDay } from '../../state/bookings.js';
import { officePath } from '../../state/office.js';
import { ChartChoice, chartMeasure } from '../components/chart-choice.js';
import { CounterTimes } from '../components/counter-times.js';
import { DimensionSection } from '../components/dimension-section.js';
import { ScreenHead } from '../components/screen-head.js';
import { printSheet, SheetHead } from '../components/sheet.js';
import { Totals } from '../components/totals.js';
import { longDayOf } from '../format.js';
import { DAY_DIMENSIONS, rowsOfDay, type DayDimension } from '../state/rows.js';
import { shownDay, useFresh } from '../state/today.js';
import { moveStatisticsDay, showStatisticsDay, statisticsDay } from '../state/wanted.js';
import { dayTexts as t } from '../texts/day.texts.js';
import { statisticsTexts } from '../texts/statistics.texts.js';

/** One day in every dimension, on the screen and on paper. */
export function DayScreen() {
  const date = statisticsDay.value;
  const path = date === '' ? null : `${officePath.value}/statistics/daily?date=${encodeURIComponent(date)}`;
  useFresh(shownDay, path, date === officeDay.value);
  const day = shownDay.answered.value?.value ?? null;
  return (
    <div class="statistics day" aria-busy={shownDay.busy.value}>
      <ScreenHead title={t('title')} reading={shownDay} shares={day?.municipalities ?? null}>
        <DayChooser />
        <ChartChoice />
        <Button icon="printer" disabled={day === null} onPress={printSheet}>
          {statisticsTexts('print')}
        </Button>
      </ScreenHead>
      {day === null && shownDay.problem.value === null && <p>{words('connecting')}</p>}
      {day !== null && <Sheet day={day} />}
    </div>
  );
}

function DayChooser() {
  const date = statisticsDay.value;
  const isToday = date === officeDay.value;
  return (
    <div class="day-chooser" role="group" aria-label={t('date')}>
      <Button icon="arrow-left" shortcut="ArrowLeft" onPress={() => moveStatisticsDay(-1)}>
        <span class="visually-hidden">{t('previous')}</span>
      </Button>
      <TextField label={t('date')} type="date" value={date} onChange={showStatisticsDay} error={dateError(date)} />
      <Button icon="arrow-right" shortcut="ArrowRight" disabled={isToday} onPress={() => moveStatisticsDay(1)}>
        <span class="visually-hidden">{t('next')}</span>
      </Button>
      <Button disabled={isToday} onPress={() => showStatisticsDay(null)}>
        {t('today')}
      </Button>
    </div>
  );
}

// The server says which field; what is wrong with it is plain from the date.
function dateError(date: string): string | null {
  if (date === '') return t('badDate');
  if (shownDay.problem.value?.faults.includes('date') !== true) return null;
  return date > officeDay.value ? t('future') : t('badDate');
}

function Sheet({ day }: { day: DailyStatistics }) {
  return (
    <>
      <SheetHead title={t('sheetTitle')} subject={longDayOf(day.date)} />
      <p class="day-title">
        <strong>{longDayOf(day.date)}</strong> · {day.final ? t('final') : t('runs')}
      </p>
      {day.total.issued === 0 && <p>{t('noTickets')}</p>}
      <Totals total={day.total} bookings={day.bookings} targetMinutes={day.waitTargetMinutes} />
      {DAY_DIMENSIONS.map((by) => (
        <DaySection key={by} day={day} by={by} />
      ))}
    </>
  );
}

function DaySection({ day, by }: { day: DailyStatistics; by: DayDimension }) {
  const rows = rowsOfDay(day, by);
  return (
    <DimensionSection
      by={by}
      rows={rows}
      total={day.total}
      charts={by === 'hour' ? ['tickets', 'waits'] : [chartMeasure.value]}
      targetMinutes={day.waitTargetMinutes}
    >
      {by === 'counter' && <CounterTimes rows={rows} />}
    </DimensionSection>
  );
}
