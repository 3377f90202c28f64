import { beforeEach, describe, expect, it } from '@jest/globals';
import { language } from '../../ui-kit/catalogue.js';
import { durationOf, numberOf, percentOf, runningMinutes, weekdayOf } from './format.js';

describe('figures in words', () => {
  beforeEach(() => {
    language.value = 'it';
  });

  it('lengths of time are as exact as they are short', () => {
    expect([0, 45, 60, 200, 599.6, 754, 3569, 3570, 3600, 3900].map((seconds) => durationOf(seconds))).toEqual([
      ...['0 s', '45 s', '1 min', '3 min 20 s', '10 min', '13 min', '59 min', '1 h', '1 h', '1 h 5 min'],
    ]);
    language.value = 'zh-Hans';
    expect([45, 200, 754, 3900].map(durationOf)).toEqual(['45 秒', '3 分 20 秒', '13 分钟', '1 小时 5 分']);
  });

  it('a running wait has whole minutes', () => {
    expect([0, 59, 60, 719, 3900].map(runningMinutes)).toEqual(['0 min', '0 min', '1 min', '11 min', '1 h 5 min']);
  });

  it('only all is a hundred percent, and only none is nothing', () => {
    expect([0, 0.001, 0.123, 0.998, 1, 1.254].map(percentOf)).toEqual(['0%', '1%', '12%', '99%', '100%', '125%']);
  });

  it('what was not measured is a dash', () => {
    expect([numberOf(null), percentOf(null), durationOf(null)]).toEqual(['–', '–', '–']);
  });

  it('weekdays begin with Monday', () => {
    expect(['1', '7'].map(weekdayOf)).toEqual(['lunedì', 'domenica']);
  });
});
