import { computed, effect } from '@preact/signals';
import type { TicketEvent } from '../../src/queue/queue.contract.js';
import { myTicket } from './desk.js';
import { histories, loadHistory } from './reception.js';

/** Keeps the history of the visitor at my counter loaded; called once. */
export function watchVisitor(): void {
  const moment = computed(() => {
    const ticket = myTicket.value;
    return ticket === null ? null : { id: ticket.id, at: `${ticket.status} ${ticket.lastCalledAt}` };
  });
  let last = '';
  effect(() => {
    const now = moment.value;
    if (now === null || last === now.id + now.at) return;
    last = now.id + now.at;
    void loadHistory(now.id);
  });
}

const EARLIER = ['ticket.serving', 'ticket.transferred', 'ticket.parked', 'ticket.no-show', 'ticket.put-back'];

/** What the visitor at my counter went through today before this call: sessions at counters, not single calls. */
export const earlierToday = computed<TicketEvent[]>(() => {
  const ticket = myTicket.value;
  if (ticket === null) return [];
  const events = histories.value.get(ticket.id) ?? [];
  const thisCall = events.map(({ type }) => type).lastIndexOf('ticket.called');
  return events.slice(0, Math.max(0, thisCall)).filter(({ type }) => EARLIER.includes(type));
});
