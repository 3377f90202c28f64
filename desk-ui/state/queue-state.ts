import type { QueueChange } from '../../src/live/live.contract.js';
import type { Queue, StaffTicket } from '../../src/queue/queue.contract.js';

/** Applies one live change to the desk's view of the queue. Pure: the only way in which the queue on screen changes. */
export function reduceQueue(queue: Queue, change: QueueChange): Queue {
  const { revision } = change;
  switch (change.type) {
    case 'ticket.changed':
      return { ...placed(queue, change.ticket), revision };
    case 'counter.changed': {
      const counters = queue.counters.map((old) => (old.code === change.counter.code ? change.counter : old));
      const known = counters.includes(change.counter);
      return { ...queue, revision, counters: known ? counters : [...counters, change.counter] };
    }
    case 'alerts.changed':
      return { ...queue, revision, alerts: change.alerts };
    case 'directory.changed':
      return { ...queue, revision };
  }
}

type List = 'waiting' | 'active' | 'parked' | 'recent';

/** The list that a ticket stands in; null for one that has ended for good. */
function listOf(ticket: StaffTicket): List | null {
  switch (ticket.status) {
    case 'waiting':
      return 'waiting';
    case 'called':
    case 'serving':
      return 'active';
    case 'parked':
      return 'parked';
    case 'no-show':
      return ticket.canReturn ? 'recent' : null;
    case 'completed':
    case 'cancelled':
    case 'expired':
      return null;
  }
}

function placed(queue: Queue, ticket: StaffTicket): Queue {
  const without = (list: StaffTicket[]) => list.filter(({ id }) => id !== ticket.id);
  const lists: Record<List, StaffTicket[]> = {
    waiting: without(queue.waiting),
    active: without(queue.active),
    parked: without(queue.parked),
    recent: without(queue.recent),
  };
  const list = listOf(ticket);
  if (list !== null) lists[list] = [...lists[list], ticket].sort(ORDER[list]);
  return { ...queue, ...lists };
}

/** Call order: rank, then the office's own sequence. Offsets may differ on the day the clocks change, so times are parsed. */
export function byRank(a: StaffTicket, b: StaffTicket): number {
  return Date.parse(a.rankAt) - Date.parse(b.rankAt) || a.seq - b.seq;
}

const newestFirst = (timeOf: (ticket: StaffTicket) => string | null) => (a: StaffTicket, b: StaffTicket) =>
  Date.parse(timeOf(b) ?? b.issuedAt) - Date.parse(timeOf(a) ?? a.issuedAt) || b.seq - a.seq;

const ORDER: Record<List, (a: StaffTicket, b: StaffTicket) => number> = {
  waiting: byRank,
  active: newestFirst((ticket) => ticket.lastCalledAt),
  parked: byRank,
  recent: newestFirst((ticket) => ticket.endedAt),
};
