import type { BoardCall } from '../src/queue/queue.contract.js';

/** The instant that tests count their seconds from: a Tuesday at 9:30. */
export const START = Date.parse('2026-11-24T09:30:00.000+01:00');

/** A call as the board tells it; the later its id, the later it was made. For tests. */
export function aCall(callId: number, recalls = 0, secondsLater = callId + recalls): BoardCall {
  const at = new Date(START + secondsLater * 1000).toISOString();
  return {
    callId: String(callId),
    number: `A${String(callId).padStart(3, '0')}`,
    counter: '1',
    counterName: { it: 'Sportello 1' },
    language: 'it',
    status: 'called',
    calledAt: at,
    lastCalledAt: at,
    recalls,
  };
}
