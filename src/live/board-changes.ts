import { officeInstant } from '../clock/zones.js';
import type { OfficeRecord } from '../directory/directory.types.js';
import type { Board, BoardCall } from '../queue/queue.contract.js';
import type { EventRow } from '../queue/queue-reads.sql.js';
import type { BoardChange } from './live.contract.js';

/** Facts after which the call that they name is no longer shown. */
const LEAVES_BOARD = new Set([
  'ticket.completed',
  'ticket.no-show',
  'ticket.parked',
  'ticket.put-back',
  'ticket.transferred',
  'ticket.cancelled',
  'ticket.left',
  'ticket.expired',
]);
/** Facts that change neither who waits nor how fast counters work. */
const LEAVES_WAITING_ALONE = new Set([
  'ticket.recalled',
  'ticket.serving',
  'alert.raised',
  'alert.cleared',
  'day.closed',
]);

/** Whether waiting counts, estimates or unattended languages may be others after this fact. */
export function changesWaiting(type: string): boolean {
  return !LEAVES_WAITING_ALONE.has(type);
}

/**
 * What the waiting room is told of some events. Calls come from the events themselves, so that none is skipped however
 * late they are read; counts and notices are those of `board`, which may be newer: they say how it is, not what happened.
 *
 * @param to revision that counts and notices are told at: the last one of the message
 */
export function boardChanges(
  office: OfficeRecord,
  events: readonly EventRow[],
  board: Board,
  to: number,
  noticesChanged: boolean,
): BoardChange[] {
  const changes = events.flatMap((event) => callChange(office, event, board) ?? []);
  if (events.some(({ type }) => changesWaiting(type))) {
    changes.push({ type: 'waiting.count', revision: to, waiting: board.waiting });
  }
  if (noticesChanged || events.some(({ type }) => type === 'directory.changed')) {
    changes.push({ type: 'notice.changed', revision: to, notices: board.notices });
  }
  return changes;
}

function callChange(office: OfficeRecord, event: EventRow, board: Board): BoardChange | null {
  const { type, revision, details } = event;
  if (LEAVES_BOARD.has(type)) {
    if (typeof details['callId'] !== 'string') return null;
    return { type: 'ticket.closed', revision, callId: details['callId'], number: String(details['number']) };
  }
  if (type !== 'ticket.called' && type !== 'ticket.recalled' && type !== 'ticket.serving') return null;
  const call = callOf(office, event, board);
  return call === null ? null : { type, revision, ...call };
}

// Field by field: whatever else an event may carry one day stays where it is.
function callOf(office: OfficeRecord, { type, at, counter_id, details }: EventRow, board: Board): BoardCall | null {
  const counter = office.counterById.get(counter_id ?? -1);
  if (counter === undefined || typeof details['callId'] !== 'string') return null;
  const callId = details['callId'];
  const calledAt = officeInstant(String(details['calledAt']), office.zone);
  const shown = board.calls.find((call) => call.callId === callId);
  return {
    callId,
    number: String(details['number']),
    counter: counter.code,
    counterName: { ...counter.name },
    language: String(details['language']),
    status: type === 'ticket.serving' ? 'serving' : 'called',
    calledAt,
    // A start is no call: it keeps the time of the last one.
    lastCalledAt: type === 'ticket.serving' ? (shown?.lastCalledAt ?? calledAt) : officeInstant(at, office.zone),
    recalls: Number(details['recalls'] ?? 0),
  };
}
