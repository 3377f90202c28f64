import { describe, expect, it } from '@jest/globals';
import type { Queue, StaffTicket } from '../../src/queue/queue.contract.js';
import { aCounter, aQueue, aStaffTicket } from './a-queue.js';
import { reduceQueue } from './queue-state.js';

const changed = (ticket: StaffTicket, revision = 2) =>
  ({ type: 'ticket.changed', revision, fact: 'ticket.any', ticket }) as const;
const numbers = (list: StaffTicket[]) => list.map(({ number }) => number);
const where = (queue: Queue) => ({
  waiting: numbers(queue.waiting),
  active: numbers(queue.active),
  parked: numbers(queue.parked),
  recent: numbers(queue.recent),
});

describe('the queue on the desk', () => {
  it('keeps waiting tickets by rank, ties by sequence, whatever order they come in', () => {
    const early = aStaffTicket({ number: 'A009', rankAt: '2026-11-24T08:45:00.000+01:00', seq: 9 });
    const first = aStaffTicket({ number: 'A002', seq: 2 });
    const second = aStaffTicket({ number: 'A003', seq: 3 });
    const queue = [second, early, first].reduce((state, ticket) => reduceQueue(state, changed(ticket)), aQueue());
    expect(numbers(queue.waiting)).toEqual(['A009', 'A002', 'A003']);
  });

  it('compares instants, not texts, on the night when the clocks change', () => {
    const before = aStaffTicket({ number: 'A001', rankAt: '2026-10-25T02:50:00.000+02:00' });
    const after = aStaffTicket({ number: 'A002', rankAt: '2026-10-25T02:10:00.000+01:00', seq: 2 });
    const queue = [after, before].reduce((state, ticket) => reduceQueue(state, changed(ticket)), aQueue());
    expect(numbers(queue.waiting)).toEqual(['A001', 'A002']);
  });

  it('moves a ticket between the lists as its status changes, and never shows it twice', () => {
    const nowhere = { waiting: [], active: [], parked: [], recent: [] };
    const lists: [Partial<StaffTicket>, object][] = [
      [{ status: 'called', counter: '1' }, { active: ['A001'] }],
      [{ status: 'serving', counter: '1' }, { active: ['A001'] }],
      [{ status: 'parked' }, { parked: ['A001'] }],
      [{ status: 'waiting' }, { waiting: ['A001'] }],
      [{ status: 'no-show', canReturn: true }, { recent: ['A001'] }],
      [{ status: 'no-show', canReturn: false }, {}],
      [{ status: 'completed' }, {}],
    ];
    let queue = aQueue({ waiting: [aStaffTicket()] });
    for (const [wish, expected] of lists) {
      queue = reduceQueue(queue, changed(aStaffTicket(wish)));
      expect(where(queue)).toEqual({ ...nowhere, ...expected });
    }
  });

  it('replaces a counter, adds a new one, and takes alerts as they are told', () => {
    const alert = {
      id: 'x',
      kind: 'operator-wanted' as const,
      device: 'Kiosk',
      language: null,
      raisedAt: '2026-11-24T09:00:00.000+01:00',
    };
    let queue = aQueue({ counters: [aCounter({ code: '1' })] });
    const paused = aCounter({ code: '1', state: 'paused' });
    queue = reduceQueue(queue, { type: 'counter.changed', revision: 2, fact: 'counter.paused', counter: paused });
    queue = reduceQueue(queue, {
      type: 'counter.changed',
      revision: 3,
      fact: 'counter.opened',
      counter: aCounter({ code: '2' }),
    });
    queue = reduceQueue(queue, { type: 'alerts.changed', revision: 4, alerts: [alert] });
    expect(queue.counters.map(({ code, state }) => [code, state])).toEqual([
      ['1', 'paused'],
      ['2', 'open'],
    ]);
    expect(queue.alerts).toEqual([alert]);
    expect(queue.revision).toBe(4);
  });
});
