import { DomainError } from '../http/domain-error.js';
import type { TicketStatus } from './queue.contract.js';

/** Everything that can be done to a ticket, as the design's table names it. */
export const TICKET_ACTIONS = [
  'call',
  'recall',
  'start',
  'complete',
  'no-show',
  'park',
  'resume',
  'transfer',
  'correct',
  'cancel',
  'leave',
  'day-close',
] as const;
export type TicketAction = (typeof TICKET_ACTIONS)[number];

/** From which statuses an action is possible; every other one is `wrong-status`. */
const ALLOWED: Record<TicketAction, readonly TicketStatus[]> = {
  call: ['waiting', 'parked'],
  recall: ['called'],
  start: ['called'],
  complete: ['serving'],
  'no-show': ['called'],
  park: ['called', 'serving'],
  resume: ['parked', 'called', 'no-show'],
  transfer: ['called', 'serving', 'parked'],
  correct: ['waiting', 'called', 'serving', 'parked'],
  cancel: ['waiting', 'called', 'parked'],
  leave: ['waiting', 'called', 'parked'],
  'day-close': ['waiting', 'called', 'parked', 'serving'],
};

/** Statuses in which a counter has the ticket. */
export const OPEN_AT_COUNTER: readonly TicketStatus[] = ['called', 'serving'];

/** Whether `action` is possible in `status`. */
export function isAllowed(action: TicketAction, status: TicketStatus): boolean {
  return ALLOWED[action].includes(status);
}

/** @throws DomainError `wrong-status`, naming the status that the ticket is in (`ticketStatus`) */
export function assertAllowed(action: TicketAction, status: TicketStatus): void {
  if (isAllowed(action, status)) return;
  throw wrongStatus(action, status);
}

/** The refusal of an action that the ticket's status does not admit. */
export function wrongStatus(action: TicketAction, status: TicketStatus, why = ''): DomainError {
  const detail = `The ticket is ${status}: ${action} is not possible${why === '' ? '' : ` (${why})`}.`;
  return new DomainError('wrong-status', detail, { ticketStatus: status });
}
