import { signal } from '@preact/signals';
import type { List } from '../../src/http/conventions.contract.js';
import type { StaffTicket, Ticket, TicketEvent, TicketPrint, TicketRequest } from '../../src/queue/queue.contract.js';
import { api } from '../../ui-kit/api.js';
import { failureText, send, type Result } from './commands.js';
import { officePath } from './office.js';
import { putOnPaper } from './paper.js';

/** Gives a ticket to somebody at the desk. The dialog's key makes a second press give the same ticket. */
export function giveTicket(request: TicketRequest, key: string): Promise<Result<Ticket>> {
  return send<Ticket>({ name: 'give', method: 'POST', path: `${officePath.value}/tickets`, body: request, key });
}

export type Found = { state: 'none' } | { state: 'searching' } | { state: 'found'; items: StaffTicket[] } | Failed;
type Failed = { state: 'failed'; text: string };

/** What the search for a lost ticket has found. */
export const found = signal<Found>({ state: 'none' });
let searches = 0;

/** Looks for tickets of a day by number, time or service; an empty query lists the whole day. */
export async function findTickets(date: string, query: string): Promise<void> {
  const search = ++searches;
  found.value = { state: 'searching' };
  const parameters = new URLSearchParams({ ...(date === '' ? {} : { date }), ...(query === '' ? {} : { query }) });
  const answer = await api.get<List<StaffTicket>>(`${officePath.value}/tickets?${parameters.toString()}`).then(
    ({ items }): Found => ({ state: 'found', items }),
    (error: unknown): Found => ({ state: 'failed', text: failureText(error) }),
  );
  // An older search that answers late must not cover the newer one.
  if (search === searches) found.value = answer;
}

export type History = { ticketId: string; events: TicketEvent[] };
/** History of the visitor at my counter, or of the ticket in the dialog; null until it has come. */
export const histories = signal<ReadonlyMap<string, TicketEvent[]>>(new Map());

/** Loads a ticket's history; without an answer it is simply not shown. */
export async function loadHistory(ticketId: string): Promise<void> {
  try {
    const { items } = await api.get<List<TicketEvent>>(`${officePath.value}/tickets/${ticketId}/events`);
    histories.value = new Map([...histories.value].slice(-20)).set(ticketId, items);
  } catch {
    // The history is read again with the ticket's next change.
  }
}

/** Text and link of a ticket again: the same number. */
export async function printOf(ticketId: string): Promise<Result<TicketPrint>> {
  return send<TicketPrint>({ name: 'print', method: 'POST', path: `${officePath.value}/tickets/${ticketId}/print` });
}

/** Prints a ticket by the browser's own print. @returns a sentence when it could not, else null */
export async function printTicket(ticketId: string): Promise<string | null> {
  const result = await printOf(ticketId);
  if (!result.ok) return result.text;
  putOnPaper({ kind: 'ticket', print: result.value });
  return null;
}
