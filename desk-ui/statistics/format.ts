import { language, type Language } from '../../ui-kit/catalogue.js';
import { formatTexts as t } from './texts/format.texts.js';

/** What stands where nothing was measured: an empty cell would look forgotten. */
export const NOTHING = '–';

const LOCALES: Record<Language, string> = { it: 'it-IT', 'zh-Hans': 'zh-CN', en: 'en-GB' };

/** A count or a mean in the page's language; at most one decimal. */
export function numberOf(value: number | null): string {
  if (value === null) return NOTHING;
  return numberFormat({ maximumFractionDigits: 1 }).format(value);
}

/** A share as whole percent. Only all is 100 % and only none is 0 %: 199 of 200 is 99 %. */
export function percentOf(share: number | null): string {
  if (share === null) return NOTHING;
  const whole = Math.round(share * 100);
  const told = share < 1 ? Math.min(whole, 99) : whole;
  const format = numberFormat({ style: 'percent', maximumFractionDigits: 0 });
  return format.format(share > 0 ? Math.max(told, 1) / 100 : 0);
}

/** How long: `45 s`, `3 min 20 s`, from ten minutes on `12 min`, from an hour on `1 h 5 min`. */
export function durationOf(seconds: number | null): string {
  if (seconds === null) return NOTHING;
  const whole = Math.round(seconds);
  if (whole < 60) return t('seconds', { s: whole });
  if (whole < 600) return minutesAndSeconds(Math.floor(whole / 60), whole % 60);
  const minutes = Math.round(whole / 60);
  if (minutes < 60) return t('minutes', { m: minutes });
  return hoursAndMinutes(Math.floor(minutes / 60), minutes % 60);
}

function minutesAndSeconds(m: number, s: number): string {
  return s === 0 ? t('minutes', { m }) : t('minutesSeconds', { m, s });
}

function hoursAndMinutes(h: number, m: number): string {
  return m === 0 ? t('hours', { h: numberOf(h) }) : t('hoursMinutes', { h: numberOf(h), m });
}

/** Whole minutes of a wait that still runs; seconds would only flicker. */
export function runningMinutes(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? t('minutes', { m: minutes }) : hoursAndMinutes(Math.floor(minutes / 60), minutes % 60);
}

/** `mar 24/11/2026`, `2026/11/24 周二`. */
export function shortDayOf(date: string): string {
  const options = { weekday: 'short', day: '2-digit', month: '2-digit', year: 'numeric' } as const;
  return dateText(date, options);
}

/** `24/11`: a day on an axis. */
export function axisDayOf(date: string): string {
  return dateText(date, { day: 'numeric', month: 'numeric' });
}

/** `11/2026`: a day on an axis of years. */
export function axisMonthOf(date: string): string {
  return dateText(date, { month: 'numeric', year: 'numeric' });
}

/** A day in full with its year: `martedì 24 novembre 2026`. */
export function longDayOf(date: string): string {
  return dateText(date, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
}

/** `1` is Monday. */
export function weekdayOf(key: string): string {
  // 2 November 2026 is a Monday.
  return dateText(`2026-11-0${String(Number(key) + 1)}`, { weekday: 'long' });
}

function dateText(date: string, options: Intl.DateTimeFormatOptions): string {
  const noon = new Date(`${date}T12:00:00Z`);
  if (Number.isNaN(noon.getTime())) return date;
  return dateFormat({ timeZone: 'UTC', ...options }).format(noon);
}

// Five years by day are 25 thousand cells, and making a format costs more than using it.
const formats = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

function numberFormat(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  return kept(options, (locale) => new Intl.NumberFormat(locale, options));
}

function dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return kept(options, (locale) => new Intl.DateTimeFormat(locale, options));
}

function kept<F extends Intl.NumberFormat | Intl.DateTimeFormat>(options: object, make: (locale: string) => F): F {
  const locale = LOCALES[language.value];
  const key = `${locale} ${JSON.stringify(options)}`;
  const known = formats.get(key) ?? make(locale);
  formats.set(key, known);
  return known as F;
}
