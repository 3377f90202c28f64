import type { Language } from '../ui-kit/catalogue.js';
import { chineseNumber, englishNumber, italianNumber } from './spoken-numbers.js';

/** What is said of a call: its number, and its counter by code or, where the code is no number, by name. */
export type Announced = { number: string; counter: string; counterName?: Readonly<Record<string, string>> };

/**
 * How each language reads a call aloud, without leading zeros: "Numero A, dodici. Sportello tre". Numbers are written
 * out, because voices read "012" and "A12" in many ways and words in one.
 */
export function announcementText(call: Announced, language: Language): string {
  const { series, ordinal } = partsOf(call.number);
  const counter = counterOf(call, language);
  switch (language) {
    case 'it':
      return `${['Numero', lettersOf(series)].join(' ').trim()}, ${italianNumber(ordinal)}. ${counter}`;
    case 'zh-Hans':
      return `请${series}${chineseNumber(ordinal)}号到${counter}`;
    case 'en':
      return `${['Number', lettersOf(series)].join(' ').trim()}, ${englishNumber(ordinal)}, ${counter}`;
  }
}

/** `A012` is series A, 12: the zeros are for the eye. */
export function partsOf(number: string): { series: string; ordinal: number } {
  const [, series = '', digits = '0'] = /^(.*?)0*(\d+)$/.exec(number) ?? [];
  return { series, ordinal: Number(digits) };
}

// "Sportello tre" by number; a counter without one goes by its own name: "Punto informazioni".
function counterOf({ counter, counterName }: Announced, language: Language): string {
  if (/^\d+$/.test(counter)) return numberedCounter(Number(counter), language);
  return counterName?.[language] ?? counterName?.['it'] ?? spelledCounter(counter, language);
}

function numberedCounter(counter: number, language: Language): string {
  switch (language) {
    case 'it':
      return `Sportello ${italianNumber(counter)}`;
    case 'zh-Hans':
      return `${chineseNumber(counter)}号窗口`;
    case 'en':
      return `counter ${englishNumber(counter)}`;
  }
}

function spelledCounter(code: string, language: Language): string {
  const spoken = code.replace(/[-_]/g, ' ');
  return { it: `Sportello ${spoken}`, 'zh-Hans': `${spoken}号窗口`, en: `counter ${spoken}` }[language];
}

// Two letters are spelled, not read as a word.
function lettersOf(series: string): string {
  return [...series].join(' ');
}
