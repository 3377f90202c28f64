import { beforeEach, describe, expect, it } from '@jest/globals';
import { deleteLast, forgetAppointment, isWhole, readScan, typeCharacter, typed } from './appointment.js';

describe('a code as a scanner reads it', () => {
  it.each([
    ['K7M4QXP', 'K7M4QXP'],
    ['k7m4qxp', 'K7M4QXP'],
    [' K7M 4QXP', 'K7M4QXP'],
    ['K7M-4QXP', 'K7M4QXP'],
    [']Q1K7M4QXP', 'K7M4QXP'],
    ['https://desk.example.it/check-in/K7M4QXP', 'K7M4QXP'],
    ['https://desk.example.it/kiosk?code=k7m4qxp', 'K7M4QXP'],
  ])('%s is the code %s', (text, code) => {
    expect(readScan(text)).toEqual({ code });
  });

  it.each([
    'https://desk.example.it/b/V2f0c3VwZXJzZWNyZXQtdG9rZW4',
    'http://127.0.0.1:3000/t/V2f0c3VwZXJzZWNyZXQtdG9rZW4',
    'https://desk.example.it/',
    // An Italian keyboard's signs where the scanner believes in an American one.
    'httpsç--desk.example.it-b-V2f0c3VwZXJzZWNyZXQtdG9rZW4',
  ])('%s is a link', (text) => {
    expect(readScan(text)).toBe('link');
  });

  it.each(['RSSMRA80A01D612X', '8003670000000', 'K7M4Q', ''])('%s is nothing that we know', (text) => {
    expect(readScan(text)).toBe('unknown');
  });
});

describe('a code as it is typed', () => {
  beforeEach(forgetAppointment);
  const type = (characters: string) => [...characters].map(typeCharacter);

  it('takes letters and digits that nobody confuses, in capitals', () => {
    expect(type('k0o1iL7?')).toEqual([true, false, false, false, false, false, true, false]);
    expect(typed.value).toBe('K7');
  });

  it('may be whole from six to eight characters', () => {
    type('K7M4Q');
    expect(isWhole()).toBe(false);
    type('X');
    expect(isWhole()).toBe(true);
    type('P34');
    expect(typed.value).toBe('K7M4QXP3');
    deleteLast();
    expect(typed.value).toBe('K7M4QXP');
  });
});
