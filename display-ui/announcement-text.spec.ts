import { describe, expect, it } from '@jest/globals';
import { announcementText, partsOf } from './announcement-text.js';

describe('what the waiting room hears', () => {
  const call = { number: 'A012', counter: '3' };

  it('says number and counter in words, without leading zeros', () => {
    expect(announcementText(call, 'it')).toBe('Numero A, dodici. Sportello tre');
    expect(announcementText(call, 'zh-Hans')).toBe('请A十二号到三号窗口');
    expect(announcementText(call, 'en')).toBe('Number A, twelve, counter three');
  });

  it.each([
    ['K103', '11', 'Numero K, centotré. Sportello undici', '请K一百零三号到十一号窗口'],
    ['A020', '1', 'Numero A, venti. Sportello uno', '请A二十号到一号窗口'],
    ['B110', '28', 'Numero B, centodieci. Sportello ventotto', '请B一百一十号到二十八号窗口'],
    ['AB007', '2', 'Numero A B, sette. Sportello due', '请AB七号到二号窗口'],
    ['K1000', '4', 'Numero K, 1000. Sportello quattro', '请K一千号到四号窗口'],
    ['099', '4', 'Numero, novantanove. Sportello quattro', '请九十九号到四号窗口'],
  ])('%s to counter %s', (number, counter, italian, chinese) => {
    expect(announcementText({ number, counter }, 'it')).toBe(italian);
    expect(announcementText({ number, counter }, 'zh-Hans')).toBe(chinese);
  });

  it('names a counter that has a name instead of a number', () => {
    const named = { ...call, counter: 'info', counterName: { it: 'Punto informazioni', 'zh-Hans': '咨询台' } };
    expect(announcementText(named, 'it')).toBe('Numero A, dodici. Punto informazioni');
    expect(announcementText(named, 'zh-Hans')).toBe('请A十二号到咨询台');
    expect(announcementText(named, 'en')).toBe('Number A, twelve, Punto informazioni');
    expect(announcementText({ ...call, counter: 'B-2' }, 'it')).toBe('Numero A, dodici. Sportello B 2');
    // The name of a numbered counter is for the eye: the number is enough to be found.
    const both = { ...call, counter: '4', counterName: { it: 'Sportello 4 – Mediazione in cinese' } };
    expect(announcementText(both, 'it')).toBe('Numero A, dodici. Sportello quattro');
  });

  it('tells the series from the number behind it', () => {
    expect(partsOf('A012')).toEqual({ series: 'A', ordinal: 12 });
    expect(partsOf('A1000')).toEqual({ series: 'A', ordinal: 1000 });
    expect(partsOf('A000')).toEqual({ series: 'A', ordinal: 0 });
  });
});
