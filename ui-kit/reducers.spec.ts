import { describe, expect, it } from '@jest/globals';
import type { Board, BoardCall } from '../src/queue/queue.contract.js';
import { reduceBoard } from './reducers.js';

const call = (callId: string, fields: Partial<BoardCall> = {}): BoardCall => ({
  callId,
  number: `A0${callId}`,
  counter: '1',
  counterName: { it: 'Sportello 1' },
  language: 'it',
  status: 'called',
  calledAt: '2026-11-24T09:15:00.000+01:00',
  lastCalledAt: '2026-11-24T09:15:00.000+01:00',
  recalls: 0,
  ...fields,
});
const board = (...calls: BoardCall[]): Board => ({
  office: 'inside-osmannoro',
  revision: 20,
  day: '2026-11-24',
  calls,
  waiting: [],
  notices: [],
});

describe('the board', () => {
  it('puts a new call on top and keeps at most twenty', () => {
    const full = board(...Array.from({ length: 20 }, (_, index) => call(String(30 - index))));
    const next = reduceBoard(full, { type: 'ticket.called', revision: 31, ...call('31') });
    expect(next.calls).toHaveLength(20);
    expect(next.calls[0]).toEqual(call('31'));
    expect(next.revision).toBe(31);
  });

  it('leaves a repeated or served call in its place', () => {
    const recalled = reduceBoard(board(call('12'), call('11')), {
      type: 'ticket.recalled',
      revision: 21,
      ...call('11', { recalls: 1 }),
    });
    expect(recalled.calls).toEqual([call('12'), call('11', { recalls: 1 })]);
  });

  it('takes off a call that is over, and replaces counts and notices', () => {
    const closed = reduceBoard(board(call('12'), call('11')), {
      type: 'ticket.closed',
      revision: 21,
      callId: '12',
      number: 'A012',
    });
    expect(closed.calls).toEqual([call('11')]);
    const waiting = [{ prefix: 'A', count: 3, estimate: null, services: [] }];
    expect(reduceBoard(closed, { type: 'waiting.count', revision: 22, waiting }).waiting).toEqual(waiting);
    expect(reduceBoard(closed, { type: 'notice.changed', revision: 22, notices: [{ it: 'Avviso' }] }).notices).toEqual([
      { it: 'Avviso' },
    ]);
  });
});
