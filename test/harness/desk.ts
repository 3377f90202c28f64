import type { StaffTicket, Ticket, TicketRequest } from '../../src/queue/queue.contract.js';
import { bodyOf as expectStatus } from '../../src/simulation/expect.js';
import type { ApiClient, CallOptions } from './api-client.js';
import { OFFICE_PATH } from './office.js';

/** A walk-in's wish; what a test does not name does not matter to it. */
export function aTicket(wish: Partial<TicketRequest> = {}): TicketRequest {
  return { service: 'certificates-information', municipality: '048043', language: 'it', ...wish };
}

/** Takes a ticket and expects it to be given. */
export async function takeTicket(by: ApiClient, wish: Partial<TicketRequest> = {}, options: CallOptions = {}) {
  const answer = await by.post<Ticket>(`${OFFICE_PATH}/tickets`, aTicket(wish), options);
  return expectStatus(answer, 201);
}

/** Opens a counter for whoever is signed in. */
export async function openCounter(by: ApiClient, counter: string, body: object = {}): Promise<void> {
  expectStatus(await by.put(`${OFFICE_PATH}/counters/${counter}/session`, body), 200);
}

/** Calls the next visitor; null when nobody waits. */
export async function callNext(by: ApiClient, counter: string, options: CallOptions = {}): Promise<Ticket | null> {
  const answer = await by.post<Ticket>(`${OFFICE_PATH}/counters/${counter}/call-next`, {}, options);
  if (answer.status === 204) return null;
  return expectStatus(answer, 200);
}

/** Does something to a ticket and expects it to work. */
export async function act(by: ApiClient, ticket: { id: string }, action: string, body: object = {}): Promise<Ticket> {
  return expectStatus(await tryTo(by, ticket, action, body), 200);
}

/** Does something to a ticket, whatever the answer. */
export function tryTo(by: ApiClient, ticket: { id: string }, action: string, body: object = {}) {
  return by.post<Ticket & { code?: string }>(`${OFFICE_PATH}/tickets/${ticket.id}/${action}`, body);
}

/** The desk's view of the queue. */
export async function theQueue(by: ApiClient) {
  type View = {
    revision: number;
    waiting: StaffTicket[];
    active: StaffTicket[];
    parked: StaffTicket[];
    recent: StaffTicket[];
  };
  return expectStatus(await by.get<View>(`${OFFICE_PATH}/queue`), 200);
}

export { expectStatus };
