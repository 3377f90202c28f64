import Holidays from 'date-holidays';
import type { HolidayCalendar } from '../directory/opening-rules.types.js';
import type { TextByLanguage } from '../http/conventions.contract.js';
import type { HolidayRow } from './holidays.js';

const FIRST_YEAR = 2020;
const LAST_YEAR = 2069;

/** date-holidays has no Chinese names for most Italian holidays; ours, by its rule. */
const CHINESE: Record<string, string> = {
  '01-01': '元旦',
  '01-06': '主显节',
  easter: '复活节',
  'easter 1': '复活节星期一',
  '04-25': '解放日',
  '05-01': '劳动节',
  '06-02': '共和国日',
  '08-15': '圣母升天节',
  '10-04': '圣方济各日',
  '11-01': '诸圣节',
  '12-08': '圣母无染原罪节',
  '12-25': '圣诞节',
  '12-26': '圣斯德望日',
};

/**
 * Public holidays of a calendar as date-holidays computes them.
 *
 * Only for generating `holiday-table.ts`: with its world-wide rules the package costs 29 MB of resident memory and 150 ms,
 * a third of what the whole API process may hold, for some two thousand characters of answer.
 */
export function computeHolidayTable(calendar: HolidayCalendar): HolidayRow[] {
  const days = new Map<string, string[]>();
  const names = new Map<string, TextByLanguage>();
  const [italian, english] = [
    new Holidays(calendar, { languages: ['it'] }),
    new Holidays(calendar, { languages: ['en'] }),
  ];
  for (let year = FIRST_YEAR; year <= LAST_YEAR; year++) {
    const englishNames = new Map(english.getHolidays(year).map((holiday) => [holiday.rule, holiday.name]));
    for (const holiday of italian.getHolidays(year).filter((one) => one.type === 'public')) {
      days.set(holiday.rule, [...(days.get(holiday.rule) ?? []), holiday.date.slice(0, 10)]);
      names.set(holiday.rule, namesOf(holiday.rule, holiday.name, englishNames.get(holiday.rule)));
    }
  }
  return [...days].map(([rule, dates]) => ({ name: names.get(rule) ?? {}, ...compact(dates) }));
}

/** The text of `holiday-table.ts`. */
export function holidayTableModule(): string {
  const rows = computeHolidayTable('IT').map(rowText).join('');
  return `${HEADER}  IT: [\n${rows}  ],\n};\n`;
}

const HEADER = `import type { HolidayCalendar } from '../directory/opening-rules.types.js';
import type { HolidayRow } from './holidays.js';

// Generated from date-holidays (ISC and CC-BY-3.0) by holiday-table-source.ts; a test compares. Do not edit.
export const HOLIDAY_TABLE: Readonly<Record<HolidayCalendar, readonly HolidayRow[]>> = {
`;

function namesOf(rule: string, italian: string, english: string | undefined): TextByLanguage {
  const chinese = CHINESE[rule.replace(/ since .*$/, '')];
  return { it: italian, ...(chinese && { 'zh-Hans': chinese }), ...(english && { en: english }) };
}

// The same day in every year until the table's end is said once; moving feasts are listed.
function compact(dates: string[]): Pick<HolidayRow, 'day' | 'since' | 'dates'> {
  const [first = ''] = dates;
  const day = first.slice(5);
  const since = Number(first.slice(0, 4));
  const yearly = dates.length === LAST_YEAR - since + 1 && dates.every((date) => date.endsWith(day));
  if (!yearly) return { dates: dates.join(' ') };
  return since === FIRST_YEAR ? { day } : { day, since };
}

function rowText(row: HolidayRow): string {
  const name = Object.entries(row.name).map(([tag, text]) => `        ${key(tag)}: ${quote(text)},\n`);
  const when = row.dates === undefined ? `day: '${row.day}'` : `dates:\n        '${row.dates}'`;
  const since = row.since === undefined ? '' : `      since: ${row.since},\n`;
  return `    {\n      name: {\n${name.join('')}      },\n      ${when},\n${since}    },\n`;
}

function key(tag: string): string {
  return /^\w+$/.test(tag) ? tag : `'${tag}'`;
}

function quote(text: string): string {
  return text.includes("'") ? JSON.stringify(text) : `'${text}'`;
}
