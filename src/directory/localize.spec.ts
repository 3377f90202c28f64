import { describe, expect, it } from '@jest/globals';
import { localize, localizedField, parseAcceptLanguage } from './localize.js';
import { wantedTexts } from './wanted-texts.js';

const OFFICE = ['it', 'zh-Hans', 'en'];
const name = { it: 'Scuola', 'zh-Hans': '学校', en: 'School' };

describe('the languages of a request', () => {
  it.each([
    ['', []],
    ['it-IT,it;q=0.9,en;q=0.8', ['it', 'en']],
    ['en;q=0.5, zh-CN', ['zh-Hans', 'en']],
    ['zh', ['zh-Hans']],
    ['zh-TW,zh-Hant;q=0.9', ['zh-Hans']],
    ['zh-Hans-CN', ['zh-Hans']],
    ['de;q=0, *;q=0.5, fr', ['fr']],
    ['en;q=nonsense, it', ['it']],
    ['<script>, it', ['it']],
  ])('%j', (header, tags) => {
    expect(parseAcceptLanguage(header)).toEqual(tags);
  });

  it('asks for all of them by the query', () => {
    expect(wantedTexts({ headers: { 'accept-language': 'en' }, query: { allLanguages: 'true' } })).toEqual({
      languages: ['en'],
      all: true,
    });
    expect(wantedTexts({ headers: {} }).all).toBe(false);
  });
});

describe('a text', () => {
  it('comes in the language asked for', () => {
    expect(localize(name, ['zh-Hans'], OFFICE)).toEqual({ text: '学校', language: 'zh-Hans', fellBack: false });
    expect(localize(name, [], OFFICE)).toEqual({ text: 'Scuola', language: 'it', fellBack: false });
  });

  it("falls back to the office's first language and says so", () => {
    expect(localize(name, ['fr'], OFFICE)).toEqual({ text: 'Scuola', language: 'it', fellBack: true });
    const half = { it: 'Scuola' };
    const wanted = { languages: ['en'], all: false };
    expect(localizedField('name', half, wanted, OFFICE)).toEqual({ name: 'Scuola', nameLanguage: 'it' });
    expect(localizedField('name', name, wanted, OFFICE)).toEqual({ name: 'School' });
  });

  it('comes as a map when all are asked for', () => {
    expect(localizedField('name', name, { languages: ['en'], all: true }, OFFICE)).toEqual({ name });
  });
});
