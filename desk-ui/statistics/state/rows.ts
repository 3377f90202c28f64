import type { DailyStatistics, Measures, PeriodStatistics } from '../../../src/statistics/statistics.contract.js';
import type { CounterTime, PeriodItem } from '../../../src/statistics/statistics.contract.js';
import type { LocalizedText } from '../../../src/http/conventions.contract.js';
import { textOf } from '../../../ui-kit/catalogue.js';
import { languageNameOf } from '../../../ui-kit/format.js';
import { municipalityName } from '../../state/office.js';
import { axisDayOf, axisMonthOf, shortDayOf, weekdayOf } from '../format.js';
import { sourceName } from '../texts/source-names.js';
import { statisticsTexts as t } from '../texts/statistics.texts.js';

/** One line of a table and one bar of its chart. `short` is what fits on an axis. */
export type MeasuredRow = { key: string; label: string; short: string; measures: Measures; time?: CounterTime };

type Dimension = PeriodStatistics['by'];

/** A period's items as rows, worded in the page's language. */
export function rowsOfPeriod({ by, items }: PeriodStatistics): MeasuredRow[] {
  const rows = items.map((item: PeriodItem) => aRow(by, item.key, item.name, item));
  // Over more than a year a day and month alone say too little.
  if (by !== 'day' || rows.length <= 366) return rows;
  return rows.map((row) => ({ ...row, short: axisMonthOf(row.key) }));
}

/** One dimension of a day as rows. */
export function rowsOfDay(day: DailyStatistics, by: DayDimension): MeasuredRow[] {
  switch (by) {
    case 'hour':
      return day.byHour.map((item) => aRow(by, item.hour, null, item));
    case 'service':
      return day.byService.map((item) => aRow(by, item.service, item.name, item));
    case 'municipality':
      return day.byMunicipality.map((item) => aRow(by, item.municipality ?? 'unknown', item.name, item));
    case 'counter':
      return day.byCounter.map((item) => ({ ...aRow(by, item.counter, item.name, item), time: item }));
    case 'language':
      return day.byLanguage.map((item) => aRow(by, item.language, null, item));
    case 'source':
      return day.bySource.map((item) => aRow(by, item.source, null, item));
  }
}
/** The dimensions of a day, in the order in which the sheet shows them. */
export const DAY_DIMENSIONS = ['hour', 'service', 'municipality', 'counter', 'language', 'source'] as const;
export type DayDimension = (typeof DAY_DIMENSIONS)[number];

function aRow(by: Dimension, key: string, name: LocalizedText | null, measures: Measures): MeasuredRow {
  const label = labelOf(by, key, name);
  return { key, label, short: shortOf(by, key) ?? label, measures };
}

function shortOf(by: Dimension, key: string): string | null {
  if (by === 'day') return axisDayOf(key);
  return by === 'hour' ? `${String(Number(key))}` : null;
}

function labelOf(by: Dimension, key: string, name: LocalizedText | null): string {
  switch (by) {
    case 'day':
      return shortDayOf(key);
    case 'weekday':
      return weekdayOf(key);
    case 'hour':
      return `${String(Number(key))}:00–${String(Number(key))}:59`;
    case 'language':
      return languageNameOf(key);
    case 'source':
      return sourceName(key);
    case 'municipality':
      return key === 'unknown' ? t('municipalityUnknown') : municipalityName(key);
    case 'counter':
    case 'operator':
      return key === 'none' ? t('neverCalled') : nameText(name, key);
    case 'service':
      return nameText(name, key);
  }
}

function nameText(name: LocalizedText | null, key: string): string {
  return name === null ? key : textOf(name).text;
}
