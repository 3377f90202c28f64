import type { BoardChange, TicketChange } from '../src/live/live.contract.js';
import type { Board, BoardCall, Ticket } from '../src/queue/queue.contract.js';

const MOST_CALLS = 20;

/** What a change makes of the board; the same as the board's next snapshot would show. */
export function reduceBoard(board: Board, change: BoardChange): Board {
  const { revision } = change;
  switch (change.type) {
    case 'ticket.called':
    case 'ticket.recalled':
    case 'ticket.serving':
      return { ...board, revision, calls: withCall(board.calls, change) };
    case 'ticket.closed':
      return { ...board, revision, calls: board.calls.filter(({ callId }) => callId !== change.callId) };
    case 'waiting.count':
      return { ...board, revision, waiting: change.waiting };
    case 'notice.changed':
      return { ...board, revision, notices: change.notices };
    default:
      // A newer server may tell more than this page knows.
      return (change satisfies never, board);
  }
}

/** A ticket's change brings the whole ticket; the link that this page was opened with stays. */
export function reduceTicket(ticket: Ticket, change: TicketChange): Ticket {
  const { token, url } = ticket;
  return { ...(token === undefined ? {} : { token }), ...(url === undefined ? {} : { url }), ...change.ticket };
}

// A call keeps its place while it is repeated or served; only a new one goes to the top.
function withCall(
  calls: readonly BoardCall[],
  { type: _type, revision: _revision, ...call }: BoardCall & { type: string; revision: number },
) {
  if (calls.some(({ callId }) => callId === call.callId)) {
    return calls.map((shown) => (shown.callId === call.callId ? call : shown));
  }
  return [call, ...calls].slice(0, MOST_CALLS);
}
