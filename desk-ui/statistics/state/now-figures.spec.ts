import { describe, expect, it } from '@jest/globals';
import { aCounter, aQueue, aStaffTicket } from '../../state/a-queue.js';
import { longestWait, longWaits, waitingByLanguage, waitingByService, waitingSeconds } from './now-figures.js';

const at = (time: string) => `2026-11-24T${time}:00.000+01:00`;
const NOW = Date.parse(at('10:00'));
const waiting = (number: string, issued: string, wish: object = {}) =>
  aStaffTicket({ number, issuedAt: at(issued), ...wish });

describe('who waits now', () => {
  it('counts from arrival, for a booking from the later of slot and check-in, and never below zero', () => {
    expect(waitingSeconds(waiting('A001', '09:30'), NOW)).toBe(1800);
    expect(waitingSeconds(waiting('A001', '09:30', { slotStart: at('09:50') }), NOW)).toBe(600);
    expect(waitingSeconds(waiting('A001', '09:55', { slotStart: at('09:50') }), NOW)).toBe(300);
    expect(waitingSeconds(waiting('A001', '09:30', { slotStart: at('10:20') }), NOW)).toBe(0);
  });

  it('leaves out whoever has been called before: their wait is over', () => {
    const returned = waiting('A001', '08:30', { calledAt: at('08:40') });
    expect(waitingSeconds(returned, NOW)).toBeNull();
    expect(longestWait([returned, waiting('A002', '09:50')], NOW)).toMatchObject({ seconds: 600 });
    expect(longestWait([returned], NOW)).toBeNull();
    expect(waitingByService(aQueue({ waiting: [returned] }), NOW)).toEqual([
      { key: 'school', count: 1, longestSeconds: null, counters: 0 },
    ]);
  });

  it('groups by service and by language, the longest wait first, with the open counters for them', () => {
    const queue = aQueue({
      waiting: [
        waiting('A001', '09:50'),
        waiting('A002', '09:20', { service: 'citizenship', language: 'zh-Hans' }),
        waiting('A003', '09:55'),
      ],
      counters: [
        aCounter(),
        aCounter({ code: '2', state: 'paused' }),
        aCounter({ code: '3', services: ['citizenship'] }),
      ],
    });
    expect(waitingByService(queue, NOW)).toEqual([
      { key: 'citizenship', count: 1, longestSeconds: 2400, counters: 1 },
      { key: 'school', count: 2, longestSeconds: 600, counters: 1 },
    ]);
    expect(waitingByLanguage(queue, NOW)).toEqual([
      { key: 'zh-Hans', count: 1, longestSeconds: 2400, counters: 0 },
      { key: 'it', count: 2, longestSeconds: 600, counters: 2 },
    ]);
  });

  it('warns beyond the target alone, and counts only the counters that could take the ticket', () => {
    const needy = waiting('A001', '09:40', { needsLanguage: 'zh-Hans' });
    const queue = aQueue({
      waiting: [needy, waiting('A002', '09:45', { service: 'citizenship' })],
      counters: [
        aCounter(),
        aCounter({ code: '2', languages: ['it', 'zh-Hans'] }),
        aCounter({ code: '3', state: 'closed' }),
      ],
    });
    expect(longWaits(queue, NOW, 15 * 60)).toMatchObject([
      { ticket: { number: 'A001' }, seconds: 1200, waiting: 1, counters: 1, open: 2 },
    ]);
    expect(longWaits(queue, NOW, 20 * 60)).toEqual([]);
  });
});
