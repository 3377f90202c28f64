import { describe, expect, it } from '@jest/globals';
import { chineseNumber, englishNumber, italianNumber } from './spoken-numbers.js';

describe('numbers as they are said', () => {
  it.each([
    [0, 'zero', 'zero', '零'],
    [1, 'uno', 'one', '一'],
    [3, 'tre', 'three', '三'],
    [10, 'dieci', 'ten', '十'],
    [12, 'dodici', 'twelve', '十二'],
    [17, 'diciassette', 'seventeen', '十七'],
    [20, 'venti', 'twenty', '二十'],
    [21, 'ventuno', 'twenty-one', '二十一'],
    [23, 'ventitré', 'twenty-three', '二十三'],
    [38, 'trentotto', 'thirty-eight', '三十八'],
    [99, 'novantanove', 'ninety-nine', '九十九'],
    [100, 'cento', 'one hundred', '一百'],
    [101, 'centouno', 'one hundred and one', '一百零一'],
    [103, 'centotré', 'one hundred and three', '一百零三'],
    [110, 'centodieci', 'one hundred and ten', '一百一十'],
    [119, 'centodiciannove', 'one hundred and nineteen', '一百一十九'],
    [200, 'duecento', 'two hundred', '二百'],
    [580, 'cinquecentottanta', 'five hundred and eighty', '五百八十'],
    [999, 'novecentonovantanove', 'nine hundred and ninety-nine', '九百九十九'],
    [1005, '1005', '1005', '一千零五'],
    [1010, '1010', '1010', '一千零一十'],
    [1234, '1234', '1234', '一千二百三十四'],
  ])('%i', (n, italian, english, chinese) => {
    expect([italianNumber(n), englishNumber(n), chineseNumber(n)]).toEqual([italian, english, chinese]);
  });

  it('are never said twice the same way', () => {
    for (const say of [italianNumber, englishNumber, chineseNumber]) {
      expect(new Set(Array.from({ length: 1000 }, (_, n) => say(n))).size).toBe(1000);
    }
  });
});
