import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { BoardCall } from '../src/queue/queue.contract.js';
import { Announcements, Announcer, keyOf } from './announcements.js';

const START = Date.parse('2026-11-24T09:30:00.000+01:00');

function aCall(callId: number, recalls = 0, secondsLater = callId * 5 + recalls): BoardCall {
  const at = new Date(START + secondsLater * 1000).toISOString();
  return {
    callId: String(callId),
    number: `A${String(callId).padStart(3, '0')}`,
    counter: '1',
    counterName: { it: 'Sportello 1' },
    language: 'it',
    status: 'called',
    calledAt: at,
    lastCalledAt: at,
    recalls,
  };
}

describe('announcements', () => {
  it('are made once each, in the order of the calls, however often and in whatever portions the board tells', async () => {
    const calls = Array.from({ length: 12 }, (_, index) => aCall(index + 1));
    const portion = fc.array(fc.nat(11), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(fc.array(portion, { maxLength: 20 }), async (portions) => {
        const announcements = new Announcements();
        const said: string[] = [];
        let speaking = 0;
        const announcer = new Announcer(announcements, async ({ key }) => {
          expect(++speaking).toBe(1);
          await Promise.resolve();
          speaking--;
          said.push(key);
        });
        // The board tells calls in their order, but repeats what it told before: a snapshot after a reconnect.
        let newest = -1;
        for (const indices of portions) {
          newest = Math.max(newest, ...indices);
          announcements.offer(calls.slice(0, newest + 1).reverse(), START + 60_000);
          void announcer.run();
        }
        await announcer.run();
        while (announcements.pending > 0 || speaking > 0) await Promise.resolve();
        await Promise.resolve();
        expect(said).toEqual(calls.slice(0, newest + 1).map(keyOf));
      }),
    );
  });

  it('tell a repetition from its call', () => {
    const announcements = new Announcements();
    announcements.offer([aCall(1)], START + 10_000);
    announcements.offer([aCall(1, 1)], START + 10_000);
    announcements.offer([aCall(1, 1)], START + 10_000);
    expect([announcements.next()?.key, announcements.next()?.key, announcements.next()]).toEqual(['1/0', '1/1', null]);
  });

  it('leave out what is served already, and what is no longer worth saying', () => {
    const announcements = new Announcements();
    announcements.offer([{ ...aCall(1), status: 'serving' }, aCall(2)], START + 10_000);
    announcements.offer([aCall(3)], START + 300_000);
    expect([announcements.next()?.key, announcements.next()]).toEqual(['2/0', null]);
    // Once left out, it is not said later either.
    announcements.offer([aCall(3)], START + 16_000);
    expect(announcements.next()).toBeNull();
  });

  it('go on when a voice fails', async () => {
    const announcements = new Announcements();
    const said: string[] = [];
    announcements.offer([aCall(1), aCall(2)], START + 10_000);
    await new Announcer(announcements, async ({ key }) => {
      if (key === '1/0') throw new Error('no voice');
      said.push(key);
    }).run();
    expect(said).toEqual(['2/0']);
  });
});
