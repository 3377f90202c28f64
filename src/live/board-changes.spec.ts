import { describe, expect, it } from '@jest/globals';
import type { OfficeRecord } from '../directory/directory.types.js';
import type { Board } from '../queue/queue.contract.js';
import type { EventRow } from '../queue/queue-reads.sql.js';
import { boardChanges } from './board-changes.js';
import { BoardChange } from './live.contract.js';

const office = {
  zone: 'Europe/Rome',
  counterById: new Map([[7, { id: 7, code: '3', name: { it: 'Sportello 3' } }]]),
} as unknown as OfficeRecord;
const board: Board = {
  office: 'desk',
  revision: 9,
  day: '2026-11-24',
  calls: [],
  waiting: [],
  notices: [{ it: 'Avviso' }],
};
const CALL = { number: 'A012', language: 'zh-Hans', callId: '5', calledAt: '2026-11-24T08:30:00.000Z', recalls: 0 };

function anEvent(event: Partial<EventRow>): EventRow {
  const at = new Date('2026-11-24T08:31:00Z');
  return {
    revision: 5,
    type: 'ticket.called',
    at,
    day: '2026-11-24',
    ticket_id: 't',
    counter_id: 7,
    actor: null,
    details: CALL,
    ...event,
  };
}
const changesOf = (...events: Partial<EventRow>[]) => boardChanges(office, events.map(anEvent), board, 9, false);

describe('what the waiting room is told', () => {
  it('of a call: number, counter, language and the times at the office', () => {
    expect(changesOf({})[0]).toEqual({
      type: 'ticket.called',
      revision: 5,
      callId: '5',
      number: 'A012',
      counter: '3',
      counterName: { it: 'Sportello 3' },
      language: 'zh-Hans',
      status: 'called',
      calledAt: '2026-11-24T09:30:00.000+01:00',
      lastCalledAt: '2026-11-24T09:31:00.000+01:00',
      recalls: 0,
    });
  });

  it('nothing else that an event carries', () => {
    const details = { ...CALL, notes: 'Rossi', set: { municipality_code: '048043' }, name: 'Rossi' };
    const types = ['ticket.called', 'ticket.recalled', 'ticket.serving', 'ticket.completed', 'ticket.cancelled'];
    for (const change of changesOf(...types.map((type) => ({ type, details })))) {
      expect(BoardChange.parse(change)).toEqual(change);
      expect(JSON.stringify(change)).not.toMatch(/Rossi|048043/);
    }
  });

  it('of a start with the time of the last call, which the start is not', () => {
    const calls = [{ ...(changesOf({})[0] as Board['calls'][number]), lastCalledAt: '2026-11-24T09:40:00.000+01:00' }];
    const [change] = boardChanges(office, [anEvent({ type: 'ticket.serving' })], { ...board, calls }, 9, false);
    expect(change).toMatchObject({ status: 'serving', lastCalledAt: '2026-11-24T09:40:00.000+01:00' });
  });

  it.each(['completed', 'no-show', 'parked', 'put-back', 'transferred', 'cancelled', 'left', 'expired'])(
    'that a call is over: %s',
    (end) => {
      const [closed] = changesOf({ type: `ticket.${end}`, revision: 6 });
      expect(closed).toEqual({ type: 'ticket.closed', revision: 6, callId: '5', number: 'A012' });
    },
  );

  it('nothing of a ticket that ends without having been called, but the count', () => {
    expect(changesOf({ type: 'ticket.cancelled', details: { number: 'A012' } }).map(({ type }) => type)).toEqual([
      'waiting.count',
    ]);
  });

  it('who waits once, at the last revision, however many events changed it', () => {
    const counts = changesOf({ type: 'ticket.issued' }, { type: 'counter.opened', revision: 6 }).filter(
      ({ type }) => type === 'waiting.count',
    );
    expect(counts).toEqual([{ type: 'waiting.count', revision: 9, waiting: [] }]);
  });

  it('nothing where nothing that it shows changed', () => {
    expect(changesOf({ type: 'alert.raised' }, { type: 'day.closed' })).toEqual([]);
    expect(changesOf({ type: 'ticket.recalled' }).map(({ type }) => type)).toEqual(['ticket.recalled']);
  });

  it('the notices when the directory changed, or when time changed them', () => {
    const notice = { type: 'notice.changed', revision: 9, notices: [{ it: 'Avviso' }] };
    expect(changesOf({ type: 'directory.changed' })).toContainEqual(notice);
    expect(boardChanges(office, [anEvent({ type: 'alert.raised' })], board, 9, true)).toEqual([notice]);
  });
});
