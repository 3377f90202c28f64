import { describe, expect, it } from '@jest/globals';
import type { RefusedCheckIn } from './appointment.js';
import { worded } from './refused-check-in.js';

const OPEN = { now: '2026-11-24T09:30:00.000+01:00', ticketsOpen: true };
const NO_NUMBERS = { ...OPEN, ticketsOpen: false };

function aRefusal(refusal: Partial<RefusedCheckIn>): RefusedCheckIn {
  return { code: '', start: null, checkInFrom: null, nextOpening: null, mode: null, ticket: null, ...refusal };
}

const early = (start: string, checkInFrom: string) => aRefusal({ code: 'too-early', start, checkInFrom });

describe('a check-in that comes too early', () => {
  const later = early('2026-11-24T10:30:00.000+01:00', '2026-11-24T10:00:00.000+01:00');
  const muchLater = early('2026-11-24T12:30:00.000+01:00', '2026-11-24T12:00:00.000+01:00');
  const thursday = early('2026-11-26T09:00:00.000+01:00', '2026-11-26T08:30:00.000+01:00');

  it('says from when, in each language', () => {
    expect(worded(later, OPEN, 'it').line).toMatch(/alle 10:30.*dalle 10:00/);
    expect(worded(later, OPEN, 'zh-Hans').line).toMatch(/10:30.*10:00/);
    expect(worded(later, OPEN, 'en').line).toMatch(/at 10:30.*from 10:00/);
  });

  it('offers a number meanwhile where there is time for it and numbers are given', () => {
    expect(worded(later, OPEN, 'it').ways).toEqual([]);
    expect(worded(muchLater, OPEN, 'it').ways).toEqual(['number']);
    expect(worded(muchLater, NO_NUMBERS, 'it').ways).toEqual([]);
  });

  it('on another day says which', () => {
    const said = worded(thursday, OPEN, 'it');
    expect(said.title).toBe('Il tuo appuntamento non è oggi');
    expect(said.line).toMatch(/giovedì 26 novembre, 9:00.*dalle 8:30/);
    expect(worded(thursday, OPEN, 'zh-Hans').line).toContain('11月26日 星期四 9:00');
  });
});

describe('an appointment that is over', () => {
  it.each(['too-late', 'booking-cancelled'])('(%s) offers a number only while numbers are given', (code) => {
    const refusal = aRefusal({ code, start: '2026-11-23T16:45:00.000+01:00' });
    expect(worded(refusal, OPEN, 'it').line).toBe(
      'Era lunedì 23 novembre, 16:45. Puoi prendere un numero o prenotare di nuovo dal telefono.',
    );
    expect(worded(refusal, OPEN, 'it').ways).toEqual(['number', 'book']);
    expect(worded(refusal, NO_NUMBERS, 'it').line).not.toContain('numero');
    expect(worded(refusal, NO_NUMBERS, 'it').ways).toEqual(['book']);
  });
});

describe('other refusals', () => {
  it.each([
    ['waiting', 'Siediti pure', []],
    ['parked', 'Siediti pure', []],
    ['called', 'Vai allo sportello', ['operator']],
    ['completed', 'Vai allo sportello', ['operator']],
  ])('whoever is checked in and %s reads "%s"', (status, line, ways) => {
    const said = worded(
      aRefusal({ code: 'already-checked-in', ticket: { id: 'x', number: 'A1', status } }),
      OPEN,
      'it',
    );
    expect(said.line).toContain(line);
    expect(said.ways).toEqual(ways);
  });

  it('says who calls whom by phone and by video', () => {
    const start = '2026-11-24T11:00:00.000+01:00';
    expect(worded(aRefusal({ code: 'not-at-desk', start, mode: 'phone' }), OPEN, 'it').line).toContain('al telefono');
    expect(worded(aRefusal({ code: 'not-at-desk', start, mode: 'video' }), OPEN, 'it').line).toContain('in video');
  });

  it('says when the office opens again', () => {
    const closed = aRefusal({ code: 'office-closed', nextOpening: '2026-11-25T08:30:00.000+01:00' });
    expect(worded(closed, NO_NUMBERS, 'it').line).toContain('mercoledì 25 novembre, 8:30');
  });

  it('has words and a way on for what it does not know', () => {
    for (const code of ['not-found', 'wrong-status', 'link', 'away', 'something-new']) {
      const said = worded(aRefusal({ code }), OPEN, 'it');
      expect(said.title).not.toBe('');
      expect(said.ways).not.toEqual([]);
    }
  });
});
