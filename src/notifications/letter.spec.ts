import { describe, expect, it } from '@jest/globals';
import { asHtml, asText, type Letter } from './letter.js';
import { MESSAGE_LANGUAGES, messageTexts } from './message-texts.js';

const LETTER: Letter = {
  language: 'it',
  colon: ': ',
  title: 'Titolo & altro',
  blocks: [
    { kind: 'text', text: 'Ciao <b>' },
    { kind: 'facts', rows: [['Dove', 'via "A" 1']] },
    { kind: 'list', title: 'Cosa serve', items: ['uno', "l'altro"] },
    { kind: 'link', label: 'Vedi', url: 'https://desk.example.it/b/1.x?a=1&b="' },
  ],
  foot: ['Ufficio'],
};

describe('a letter', () => {
  it('says the same in plain text and in HTML', () => {
    expect(asText(LETTER)).toBe(
      [
        ...['Titolo & altro', '', 'Ciao <b>', '', 'Dove: via "A" 1', '', 'Cosa serve:', '- uno', "- l'altro", ''],
        ...['Vedi:', 'https://desk.example.it/b/1.x?a=1&b="', '', '--', '', 'Ufficio'],
      ].join('\n'),
    );
    const html = asHtml(LETTER);
    for (const part of ['<h1', 'Titolo &amp; altro</h1>', '<li>uno</li>', '<h2', 'Ufficio</p>'])
      expect(html).toContain(part);
  });

  it('lets no text become an element or leave its attribute', () => {
    const html = asHtml(LETTER);
    expect(html).not.toContain('<b>');
    expect(html).toContain('href="https://desk.example.it/b/1.x?a=1&amp;b=&quot;"');
    expect(html).toContain('l&#39;altro');
  });
});

describe('the texts of e-mails', () => {
  it('exist in the three languages, and Italian stands in for others', () => {
    expect(MESSAGE_LANGUAGES).toEqual(['it', 'zh-Hans', 'en']);
    expect(messageTexts(['fr', 'zh-Hans']).language).toBe('zh-Hans');
    expect(messageTexts(['fr']).language).toBe('it');
  });

  it.each(MESSAGE_LANGUAGES)('in %s call nothing confirmed that only asks for it', (language) => {
    const { texts } = messageTexts([language]);
    const request = [
      texts.titles['confirmation-request'],
      texts.openings['confirmation-request']('day', 'time'),
      texts.links.confirm,
      texts.notYou,
    ].join(' ');
    expect(request).not.toMatch(/confermat|confirmed|已确认|成功/i);
  });
});
