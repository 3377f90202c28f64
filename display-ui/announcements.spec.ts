import { describe, expect, it } from '@jest/globals';
import type { BoardCall } from '../src/queue/queue.contract.js';
import { aCall, START } from './a-call.js';
import { Announcements, keyOf } from './announcements.js';

const SOON = START + 10_000;

/** Everything that is still to be announced, in order. */
function rest(announcements: Announcements): string[] {
  const keys: string[] = [];
  for (let next = announcements.next(); next !== null; next = announcements.next()) keys.push(next.key);
  return keys;
}

describe('announcements', () => {
  it('tell a repetition from its call', () => {
    const announcements = new Announcements();
    announcements.offer([aCall(1)], SOON);
    announcements.offer([aCall(1, 1)], SOON);
    announcements.offer([aCall(1, 1)], SOON);
    expect(rest(announcements)).toEqual(['1/0', '1/1']);
  });

  it('of one snapshot come in the order of their calls', () => {
    const announcements = new Announcements();
    announcements.offer([aCall(3), aCall(2), aCall(1, 2, 60)], SOON);
    expect(rest(announcements)).toEqual(['2/0', '3/0', '1/2']);
  });

  it('leave out what is served already, and what is no longer worth saying', () => {
    const announcements = new Announcements();
    announcements.offer([{ ...aCall(1), status: 'serving' }, aCall(2)], SOON);
    announcements.offer([aCall(2), aCall(3)], START + 300_000);
    expect(rest(announcements)).toEqual(['2/0']);
    // Once left out, it is not said later either.
    announcements.offer([aCall(3)], START + 16_000);
    expect(rest(announcements)).toEqual([]);
  });

  it('call nobody who has come to the counter, or left, before the turn came', () => {
    const announcements = new Announcements();
    announcements.offer([aCall(3), aCall(2), aCall(1)], SOON);
    announcements.offer([aCall(3), { ...aCall(1), status: 'serving' }], SOON);
    expect(rest(announcements)).toEqual(['3/0']);
  });

  it('lose nothing that a full board pushes off', () => {
    const announcements = new Announcements();
    announcements.offer([aCall(1)], SOON);
    announcements.offer(
      Array.from({ length: 20 }, (_, index) => aCall(21 - index, 0, 1)),
      SOON,
    );
    expect(rest(announcements)).toHaveLength(21);
  });

  it('do not repeat what was said before the page was loaded again', () => {
    const saidBefore = (call: BoardCall) => keyOf(call) === '1/0';
    const announcements = new Announcements(saidBefore);
    announcements.offer([aCall(2), aCall(1)], SOON);
    announcements.offer([aCall(2), aCall(1, 1)], SOON);
    expect(rest(announcements)).toEqual(['2/0', '1/1']);
  });
});
