import { signal } from '@preact/signals';
import type { TicketChange } from '../../src/live/live.contract.js';
import type { Ticket } from '../../src/queue/queue.contract.js';
import { api, ApiProblem } from '../../ui-kit/api.js';
import { followLive, type LiveView } from '../../ui-kit/live.js';
import { reduceTicket } from '../../ui-kit/reducers.js';
import { alarm } from './alarm.js';

export const ticket = signal<Ticket | null>(null);
export const live = signal<LiveView<Ticket> | null>(null);
export const unknown = signal(false);

const RETRY_MS = 3_000;
let linkToken = '';

/** Reads the ticket behind a link and follows it; a server that is away is asked again. */
export async function openTicket(token: string): Promise<void> {
  linkToken = token;
  try {
    take(await api.get<Ticket>(`/tickets/${encodeURIComponent(token)}`, { allLanguages: true }));
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 404) unknown.value = true;
    else setTimeout(() => void openTicket(token), RETRY_MS);
    return;
  }
  const { office } = ticket.value ?? {};
  if (office === undefined) return;
  live.value = followLive<Ticket, TicketChange>({
    office,
    view: 'ticket',
    token,
    reduce: reduceTicket,
    onApplied: take,
  });
}

/** Gives up the place. */
export async function leaveQueue(): Promise<void> {
  take(await api.delete<Ticket>(`/tickets/${encodeURIComponent(linkToken)}`, { allLanguages: true }));
}

function take(next: Ticket): void {
  const before = ticket.value;
  ticket.value = next;
  const calledAgain = before !== null && next.status === 'called' && next.lastCalledAt !== before.lastCalledAt;
  if (calledAgain) alarm(next);
}
