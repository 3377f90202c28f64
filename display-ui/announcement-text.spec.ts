import { describe, expect, it } from '@jest/globals';
import { announcementText, chineseNumber } from './announcement-text.js';

describe('what the waiting room hears', () => {
  it('says numbers without leading zeros, in each language', () => {
    expect(announcementText({ number: 'A012', counter: '3' }, 'it')).toBe('Numero A, 12. Sportello 3.');
    expect(announcementText({ number: 'A012', counter: '3' }, 'zh-Hans')).toBe('请A十二号到三号窗口');
    expect(announcementText({ number: 'A012', counter: '3' }, 'en')).toBe('Number A, 12, counter 3.');
    expect(announcementText({ number: 'K1000', counter: 'B-2' }, 'it')).toBe('Numero K, 1000. Sportello B 2.');
    expect(announcementText({ number: 'AB007', counter: '11' }, 'zh-Hans')).toBe('请AB七号到十一号窗口');
    expect(announcementText({ number: 'AB007', counter: '11' }, 'en')).toBe('Number A B, 7, counter 11.');
  });

  it.each([
    [1, '一'],
    [10, '十'],
    [12, '十二'],
    [20, '二十'],
    [21, '二十一'],
    [100, '一百'],
    [103, '一百零三'],
    [110, '一百一十'],
    [119, '一百一十九'],
    [1000, '一千'],
    [1005, '一千零五'],
    [1010, '一千零一十'],
    [1234, '一千二百三十四'],
  ])('%i is %s', (n, said) => expect(chineseNumber(n)).toBe(said));
});
