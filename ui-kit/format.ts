import type { WaitEstimate } from '../src/queue/queue.contract.js';
import { language, type Language } from './catalogue.js';
import { words } from './words.js';

const LOCALES: Record<Language, string> = { it: 'it-IT', 'zh-Hans': 'zh-CN', en: 'en-GB' };

/** Wall time of an instant at the office, `9:15`. The API's instants carry the office's offset, so no zone is needed. */
export function timeOf(instant: string): string {
  const [, hour = '0', minute = '00'] = /T(\d{2}):(\d{2})/.exec(instant) ?? [];
  return `${Number(hour)}:${minute}`;
}

/** Day of an instant or date at the office: `martedì 24 novembre`, `11月24日 星期二`, `Tuesday 24 November`. */
export function dayOf(instantOrDate: string, inLanguage: Language = language.value): string {
  // Noon UTC of the office's own date: the same calendar day wherever this browser believes to be.
  const date = new Date(`${instantOrDate.slice(0, 10)}T12:00:00Z`);
  const part = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(LOCALES[inLanguage], { timeZone: 'UTC', ...options }).format(date);
  if (inLanguage === 'zh-Hans') return `${part({ month: 'long', day: 'numeric' })} ${part({ weekday: 'long' })}`;
  return part({ weekday: 'long', day: 'numeric', month: 'long' });
}

/** Month of a date, `YYYY-MM` or longer: `novembre 2026`, `2026年11月`, `November 2026`. */
export function monthOf(date: string, inLanguage: Language = language.value): string {
  const middle = new Date(`${date.slice(0, 7)}-15T12:00:00Z`);
  return new Intl.DateTimeFormat(LOCALES[inLanguage], { timeZone: 'UTC', month: 'long', year: 'numeric' }).format(
    middle,
  );
}

/** A language as it is called in the page's language, without its script: `cinese`, `中文`, `Chinese`. */
export function languageNameOf(tag: string, inLanguage: Language = language.value): string {
  const [spoken = tag] = tag.split('-');
  return new Intl.DisplayNames([LOCALES[inLanguage]], { type: 'language' }).of(spoken) ?? tag;
}

/** Day and time: `martedì 24 novembre, 9:15`, `11月24日 星期二 9:15`. */
export function dayAndTimeOf(instant: string, inLanguage: Language = language.value): string {
  return `${dayOf(instant, inLanguage)}${inLanguage === 'zh-Hans' ? ' ' : ', '}${timeOf(instant)}`;
}

/** A time alone when it is on `today`, else with its day. `today` is `YYYY-MM-DD` at the office. */
export function soonOf(instant: string, today: string, inLanguage: Language = language.value): string {
  return instant.startsWith(today) ? timeOf(instant) : dayAndTimeOf(instant, inLanguage);
}

/** An honest range, or that nothing can be said: `Attesa: 15–25 min`. */
export function waitOf(estimate: WaitEstimate | null, inLanguage: Language = language.value): string {
  if (estimate === null) return words('waitUnknown', {}, inLanguage);
  const { p50Minutes: a, p90Minutes: b } = estimate;
  if (b <= 1) return words('waitNow', {}, inLanguage);
  return a === b ? words('waitAbout', { n: a }, inLanguage) : words('waitRange', { a, b }, inLanguage);
}
