import type { HolidayCalendar, OpeningRules } from '../directory/opening-rules.types.js';
import type { TextByLanguage } from '../http/conventions.contract.js';
import { HOLIDAY_TABLE } from './holiday-table.js';

/** A public holiday: every year on `day` (`MM-DD`, from the year `since`), or on the `dates`, parted by spaces. */
export type HolidayRow = {
  readonly name: Readonly<TextByLanguage>;
  readonly day?: string;
  readonly since?: number;
  readonly dates?: string;
};

const PATRON_DAY: Readonly<TextByLanguage> = {
  it: 'Festa del santo patrono',
  'zh-Hans': '本市主保圣人节',
  en: "Patron saint's day",
};

type Lookup = {
  readonly byDay: ReadonlyMap<string, HolidayRow>;
  readonly byDate: ReadonlyMap<string, HolidayRow>;
};

const LOOKUPS = new Map<HolidayCalendar, Lookup>();

/**
 * The name of the holiday that an office keeps on a day, or null on a day like any other. Public holidays come from the
 * office's calendar, to the year 2069; the patron day is the seat's.
 */
export function holidayOn(
  rules: Pick<OpeningRules, 'holidayCalendar' | 'patronDay'>,
  day: string,
): Readonly<TextByLanguage> | null {
  const publicHoliday = rules.holidayCalendar === null ? null : publicHolidayOn(rules.holidayCalendar, day);
  if (publicHoliday !== null) return publicHoliday;
  return rules.patronDay === day.slice(5) ? PATRON_DAY : null;
}

function publicHolidayOn(calendar: HolidayCalendar, day: string): Readonly<TextByLanguage> | null {
  const { byDay, byDate } = lookupOf(calendar);
  const yearly = byDay.get(day.slice(5));
  if (yearly !== undefined && Number(day.slice(0, 4)) >= (yearly.since ?? 0)) return yearly.name;
  return byDate.get(day)?.name ?? null;
}

function lookupOf(calendar: HolidayCalendar): Lookup {
  const known = LOOKUPS.get(calendar);
  if (known !== undefined) return known;
  const rows = HOLIDAY_TABLE[calendar];
  const lookup: Lookup = {
    byDay: new Map(rows.flatMap((row) => (row.day === undefined ? [] : [[row.day, row] as const]))),
    byDate: new Map(rows.flatMap((row) => (row.dates ?? '').split(' ').map((date) => [date, row] as const))),
  };
  LOOKUPS.set(calendar, lookup);
  return lookup;
}
