import { afterEach, describe, expect, it } from '@jest/globals';
import { defineCatalogue, language, textOf } from './catalogue.js';
import { dayAndTimeOf, timeOf, waitOf } from './format.js';
import { words } from './words.js';

const t = defineCatalogue(
  { people: { one: '{n} persona', other: '{n} persone' } },
  { 'zh-Hans': { people: '{n} 人' }, en: { people: { one: '{n} person', other: '{n} people' } } },
);

describe('texts', () => {
  afterEach(() => {
    language.value = 'it';
  });

  it('follow the page, or the language asked for, and choose the plural', () => {
    expect([t('people', { n: 1 }), t('people', { n: 2 })]).toEqual(['1 persona', '2 persone']);
    language.value = 'zh-Hans';
    expect(t('people', { n: 1 })).toBe('1 人');
    expect(t('people', { n: 1 }, 'en')).toBe('1 person');
  });

  it('say the words of the desk', () => {
    expect(words('ahead', { n: 3 })).toBe('Davanti a te: 3');
    expect(words('ahead', { n: 3 }, 'zh-Hans')).toBe('前面还有 3 位');
    expect(words('yourTurn', { counter: 4 }, 'zh-Hans')).toBe('轮到您了，请到4号窗口');
  });

  it('say in which language a text of the directory really is', () => {
    expect(textOf({ it: 'Sportello 1' }, 'zh-Hans')).toEqual({ text: 'Sportello 1', lang: 'it' });
  });
});

describe('times and estimates', () => {
  it("show the office's wall clock, whatever this device's zone", () => {
    expect(timeOf('2026-11-24T09:05:00.000+01:00')).toBe('9:05');
    expect(dayAndTimeOf('2026-11-24T09:15:00.000+01:00', 'it')).toBe('martedì 24 novembre, 9:15');
    expect(dayAndTimeOf('2026-11-24T09:15:00.000+01:00', 'zh-Hans')).toBe('11月24日 星期二 9:15');
    expect(dayAndTimeOf('2026-11-24T00:30:00.000+01:00', 'en')).toBe('Tuesday 24 November, 0:30');
  });

  it('tell a range, a single number where both ends meet, or that nothing is known', () => {
    expect(waitOf({ p50Minutes: 15, p90Minutes: 25 }, 'it')).toBe('Attesa: 15–25 min');
    expect(waitOf({ p50Minutes: 15, p90Minutes: 25 }, 'zh-Hans')).toBe('预计等候 15–25 分钟');
    expect(waitOf({ p50Minutes: 5, p90Minutes: 5 }, 'it')).toBe('Attesa: circa 5 min');
    expect(waitOf({ p50Minutes: 0, p90Minutes: 1 }, 'it')).toBe('Attesa brevissima');
    expect(waitOf(null, 'en')).toBe('Wait cannot be estimated yet');
  });
});
