import { describe, expect, it } from '@jest/globals';
import type { BookingFieldItem } from '../../src/directory/directory.contract.js';
import { blankDraft, requestOf, wishOf } from './booking-draft.js';

const START = '2026-11-24T10:00:00.000+01:00';
const question = (key: string, kind: BookingFieldItem['kind']): BookingFieldItem => ({
  ...{ key, kind, label: key, required: true, maxLength: 100, min: null, max: null, choices: [] },
});

describe('booking for somebody', () => {
  it('looks for places only once service and municipality are known', () => {
    const draft = blankDraft('school', 'desk', 'it');
    expect(wishOf(draft)).toBeNull();
    expect(wishOf({ ...draft, municipality: '048043' })).toEqual({
      ...{ service: 'school', municipality: '048043', mode: 'desk' },
    });
  });

  it('sends only what was said, and required questions may stay open', () => {
    const draft = { ...blankDraft('school', 'desk', 'zh-Hans'), municipality: '048043' };
    const wish = { service: 'school', municipality: '048043' };
    expect(requestOf(draft, wish, START, [question('children', 'number')])).toEqual({
      ...wish,
      start: START,
      contact: { language: 'zh-Hans' },
    });
    const answers = { children: '2', meal: 'no', note: ' ciao ' };
    const said = { ...draft, surname: ' Chen ', phone: '138 0013 8000', answers };
    const asked = [question('children', 'number'), question('meal', 'yes-no'), question('note', 'text')];
    expect(requestOf(said, wish, START, asked)).toEqual({
      ...wish,
      start: START,
      contact: { language: 'zh-Hans', surname: 'Chen', phone: '+8613800138000' },
      fields: { children: 2, meal: false, note: 'ciao' },
    });
  });
});
