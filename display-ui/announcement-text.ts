import type { Language } from '../ui-kit/catalogue.js';

/** What is said of a call: its number, and the counter by code and (where it has more than a number) by name. */
export type Announced = { number: string; counter: string };

/** How each language reads a call aloud, without leading zeros: "Numero A, dodici. Sportello tre". */
export function announcementText({ number, counter }: Announced, language: Language): string {
  const { series, ordinal } = partsOf(number);
  switch (language) {
    case 'it':
      return `Numero ${lettersOf(series)}, ${ordinal}. Sportello ${spokenCounter(counter)}.`;
    case 'zh-Hans':
      return `请${series}${chineseNumber(ordinal)}号到${chineseCounter(counter)}号窗口`;
    case 'en':
      return `Number ${lettersOf(series)}, ${ordinal}, counter ${spokenCounter(counter)}.`;
  }
}

/** `A012` is series A, 12: the zeros are for the eye. */
export function partsOf(number: string): { series: string; ordinal: number } {
  const [, series = '', digits = '0'] = /^([A-Za-z]*)0*(\d+)$/.exec(number) ?? [];
  return { series, ordinal: Number(digits) };
}

const DIGITS = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** 1 to 9999 as it is said: 12 十二, 20 二十, 103 一百零三, 110 一百一十. */
export function chineseNumber(n: number): string {
  if (n < 0 || n > 9999 || !Number.isInteger(n)) return String(n);
  if (n < 10) return DIGITS[n] ?? '';
  const text = [1000, 100, 10, 1].reduce((said, unit) => said + placeOf(n, unit, said), '');
  return text.replace(/^一十/, '十').replace(/零+$/, '');
}

const UNITS: Record<number, string> = { 1000: '千', 100: '百', 10: '十', 1: '' };

function placeOf(n: number, unit: number, said: string): string {
  const digit = Math.floor(n / unit) % 10;
  if (digit > 0) return `${DIGITS[digit]}${UNITS[unit]}`;
  // One zero stands for a gap, and only when something follows.
  return said !== '' && !said.endsWith('零') && n % unit > 0 ? '零' : '';
}

function chineseCounter(counter: string): string {
  return /^\d+$/.test(counter) ? chineseNumber(Number(counter)) : counter;
}

function spokenCounter(counter: string): string {
  return /^\d+$/.test(counter) ? String(Number(counter)) : counter.replace(/[-_]/g, ' ');
}

// Two letters are spelled, not read as a word.
function lettersOf(series: string): string {
  return [...series].join(' ');
}
