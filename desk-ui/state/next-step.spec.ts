import { describe, expect, it } from '@jest/globals';
import { aCounter, aStaffTicket } from './a-queue.js';
import { mayTake, nextForCounter } from './next-for-counter.js';
import { isPossible, nextStep } from './next-step.js';

const NOW = Date.parse('2026-11-24T09:10:00.000+01:00');
const RULES = { languageFallbackMinutes: 15, languageAdvantageMinutes: 5 };

describe('the one sensible next step', () => {
  it('is call next, then start, then finish', () => {
    expect(nextStep(aCounter(), null, 3)).toBe('call-next');
    expect(nextStep(aCounter(), aStaffTicket({ status: 'called' }), 3)).toBe('start');
    expect(nextStep(aCounter(), aStaffTicket({ status: 'serving' }), 3)).toBe('finish');
  });

  it('becomes no-show once the visitor was called often enough', () => {
    expect(nextStep(aCounter(), aStaffTicket({ status: 'called', recalls: 2 }), 3)).toBe('start');
    expect(nextStep(aCounter(), aStaffTicket({ status: 'called', recalls: 3 }), 3)).toBe('no-show');
  });

  it('is coming back during a break', () => {
    expect(nextStep(aCounter({ state: 'paused' }), null, 3)).toBe('back');
  });

  it('lets only a no-show that may return come back', () => {
    expect(isPossible('resume', aStaffTicket({ status: 'no-show', canReturn: true }))).toBe(true);
    expect(isPossible('resume', aStaffTicket({ status: 'no-show', canReturn: false }))).toBe(false);
    expect(isPossible('cancel', aStaffTicket({ status: 'serving' }))).toBe(false);
  });
});

describe('the preview of what a counter gets next', () => {
  it('is the oldest ticket of its services', () => {
    const taxes = aStaffTicket({ number: 'A001', service: 'municipal-taxes' });
    const school = aStaffTicket({ number: 'A002', seq: 2 });
    expect(nextForCounter(aCounter(), [taxes, school], [], NOW, RULES)?.number).toBe('A002');
    expect(nextForCounter(aCounter({ services: [] }), [taxes, school], [], NOW, RULES)).toBeNull();
  });

  it('leaves a ticket that needs a language to who speaks it, until it has waited too long', () => {
    const chinese = aStaffTicket({ needsLanguage: 'zh-Hans' });
    expect(mayTake(aCounter(), chinese, [], NOW, RULES)).toBe(false);
    expect(mayTake(aCounter({ languages: ['zh-Hans'] }), chinese, [], NOW, RULES)).toBe(true);
    expect(mayTake(aCounter(), chinese, [], NOW + 5 * 60_000, RULES)).toBe(true);
  });

  it('counts it five minutes older at a counter that speaks it', () => {
    const italian = aStaffTicket({ number: 'A001', rankAt: '2026-11-24T09:00:00.000+01:00' });
    const chinese = aStaffTicket({ number: 'A002', rankAt: '2026-11-24T09:04:00.000+01:00', needsLanguage: 'zh-Hans' });
    const mediator = aCounter({ languages: ['it', 'zh-Hans'] });
    expect(nextForCounter(mediator, [italian, chinese], [], NOW, RULES)?.number).toBe('A002');
    expect(nextForCounter(aCounter(), [italian, chinese], [], NOW, RULES)?.number).toBe('A001');
  });

  it('keeps a ticket for its wanted counter while somebody sits there', () => {
    const ticket = aStaffTicket({ wantedCounter: '2', service: 'other' });
    const two = aCounter({ code: '2' });
    const anyService = aCounter({ services: ['other'] });
    expect(mayTake(two, ticket, [two], NOW, RULES)).toBe(true);
    expect(mayTake(anyService, ticket, [two], NOW, RULES)).toBe(false);
    expect(mayTake(anyService, ticket, [aCounter({ code: '2', state: 'closed' })], NOW, RULES)).toBe(true);
  });

  it('does not offer one that came back a moment ago', () => {
    const back = aStaffTicket({ notBefore: '2026-11-24T09:11:00.000+01:00' });
    expect(mayTake(aCounter(), back, [], NOW, RULES)).toBe(false);
    expect(mayTake(aCounter(), back, [], NOW + 60_000, RULES)).toBe(true);
  });
});
