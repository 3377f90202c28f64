import { describe, expect, it } from '@jest/globals';
import type { OfficeRecord } from '../directory/directory.types.js';
import type { QueueCounter, StaffTicket } from '../queue/queue.contract.js';
import type { EventRow } from '../queue/queue-reads.sql.js';
import { queueChanges } from './queue-changes.js';

const office = { counterById: new Map([[7, { id: 7, code: '3' }]]) } as unknown as OfficeRecord;
const ticket = { id: 't1', status: 'serving' } as StaffTicket;
const counter = { code: '3', state: 'open' } as QueueCounter;
const now = { tickets: new Map([['t1', ticket]]), counters: [counter], alerts: [] };

function anEvent(revision: number, type: string, about: Partial<EventRow> = {}): EventRow {
  return {
    revision,
    type,
    at: new Date(0),
    day: '2026-11-24',
    ticket_id: null,
    counter_id: null,
    actor: null,
    details: {},
    ...about,
  };
}

describe('what the desk is told', () => {
  it('each ticket and counter once, as it is, with the newest fact and in order', () => {
    const events = [
      anEvent(4, 'ticket.issued', { ticket_id: 't1' }),
      anEvent(5, 'counter.opened', { counter_id: 7 }),
      anEvent(6, 'ticket.called', { ticket_id: 't1', counter_id: 7 }),
      anEvent(7, 'ticket.serving', { ticket_id: 't1', counter_id: 7 }),
    ];
    expect(queueChanges(office, events, now, 7)).toEqual([
      { type: 'ticket.changed', revision: 7, fact: 'ticket.serving', ticket },
      { type: 'counter.changed', revision: 7, fact: 'ticket.serving', counter },
      { type: 'alerts.changed', revision: 7, alerts: [] },
    ]);
  });

  it('alerts when one was raised, and the directory when it changed', () => {
    const types = (type: string) => queueChanges(office, [anEvent(4, type)], now, 4).map((change) => change.type);
    expect(types('alert.raised')).toEqual(['alerts.changed']);
    expect(types('day.closed')).toEqual([]);
    expect(types('directory.changed')).toContain('directory.changed');
  });

  it('nothing of a counter that is no longer there', () => {
    expect(
      queueChanges(office, [anEvent(4, 'counter.closed', { counter_id: 8 })], now, 4).map(({ type }) => type),
    ).toEqual(['alerts.changed']);
  });
});
