import type { QueueCounter, StaffTicket, TicketStatus } from '../../src/queue/queue.contract.js';

/** What the large button does: always the one sensible next thing. */
export type NextStep = 'call-next' | 'start' | 'finish' | 'no-show' | 'back';

/**
 * @param recallsBeforeNoShow after so many repetitions nobody is expected any more
 */
export function nextStep(counter: QueueCounter, ticket: StaffTicket | null, recallsBeforeNoShow: number): NextStep {
  if (ticket?.status === 'serving') return 'finish';
  if (ticket?.status === 'called') return ticket.recalls >= recallsBeforeNoShow ? 'no-show' : 'start';
  return counter.state === 'paused' ? 'back' : 'call-next';
}

/** What can be done to a ticket by hand. */
export type TicketAction =
  'call' | 'recall' | 'start' | 'complete' | 'no-show' | 'park' | 'resume' | 'transfer' | 'cancel' | 'correct';

const POSSIBLE: Record<TicketStatus, readonly TicketAction[]> = {
  waiting: ['call', 'correct', 'cancel'],
  called: ['recall', 'start', 'resume', 'no-show', 'park', 'transfer', 'correct', 'cancel'],
  serving: ['complete', 'park', 'transfer', 'correct'],
  parked: ['call', 'resume', 'transfer', 'correct', 'cancel'],
  'no-show': ['resume'],
  completed: [],
  cancelled: [],
  expired: [],
};

/** Whether the status admits the action; a no-show comes back only while the server says that it may. */
export function isPossible(action: TicketAction, ticket: StaffTicket): boolean {
  if (!POSSIBLE[ticket.status].includes(action)) return false;
  return ticket.status !== 'no-show' || ticket.canReturn;
}
