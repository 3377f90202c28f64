import { describe, expect, it } from '@jest/globals';
import { phoneNumber } from './phone.js';

describe('a phone number typed at the desk', () => {
  it.each([
    ['055 123 4567', '+390551234567'],
    ['333-123.4567', '+393331234567'],
    ['138 0013 8000', '+8613800138000'],
    ['+86 138 0013 8000', '+8613800138000'],
    ['0033 1 23 45 67 89', '+33123456789'],
  ])('%s becomes %s', (typed, number) => expect(phoneNumber(typed)).toBe(number));

  it.each(['', 'chiedere alla figlia', '12'])('%p is none', (typed) => expect(phoneNumber(typed)).toBeNull());
});
