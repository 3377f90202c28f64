import type { OfficeRecord } from '../directory/directory.types.js';
import type { EventRow } from '../queue/queue-reads.sql.js';
import type { QueueSince } from '../queue/queue-reads.js';
import { changesWaiting } from './board-changes.js';
import type { QueueChange } from './live.contract.js';

/**
 * What the desk is told of some events: each ticket and counter that they touch once, as it is now, with the newest fact
 * about it. A ticket that moved on since is told as it is: the newer event tells the same again.
 *
 * @param to revision at which alerts and the directory are told: the last one of the message
 */
export function queueChanges(
  office: OfficeRecord,
  events: readonly EventRow[],
  now: Pick<QueueSince, 'tickets' | 'counters' | 'alerts'>,
  to: number,
): QueueChange[] {
  const changes: QueueChange[] = [...ticketChanges(events, now), ...counterChanges(office, events, now)];
  changes.sort((a, b) => a.revision - b.revision);
  if (events.some(({ type }) => type.startsWith('alert.') || changesWaiting(type))) {
    changes.push({ type: 'alerts.changed', revision: to, alerts: now.alerts });
  }
  if (events.some(({ type }) => type === 'directory.changed'))
    changes.push({ type: 'directory.changed', revision: to });
  return changes;
}

function ticketChanges(events: readonly EventRow[], now: Pick<QueueSince, 'tickets'>): QueueChange[] {
  return newestBy(events, (event) => event.ticket_id).flatMap(({ revision, type, ticket_id }) => {
    const ticket = now.tickets.get(ticket_id ?? '');
    return ticket === undefined ? [] : [{ type: 'ticket.changed' as const, revision, fact: type, ticket }];
  });
}

// A call or an end changes the counter as well: its ticket is another one.
function counterChanges(
  office: OfficeRecord,
  events: readonly EventRow[],
  now: Pick<QueueSince, 'counters'>,
): QueueChange[] {
  return newestBy(events, (event) => event.counter_id).flatMap(({ revision, type, counter_id }) => {
    const code = office.counterById.get(counter_id ?? -1)?.code;
    const counter = now.counters.find((one) => one.code === code);
    return counter === undefined ? [] : [{ type: 'counter.changed' as const, revision, fact: type, counter }];
  });
}

function newestBy<K>(events: readonly EventRow[], keyOf: (event: EventRow) => K | null): EventRow[] {
  const newest = new Map<K, EventRow>();
  for (const event of events) {
    const key = keyOf(event);
    if (key !== null) newest.set(key, event);
  }
  return [...newest.values()];
}
