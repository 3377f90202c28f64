import { DomainError } from '../http/domain-error.js';
import type { ProblemCode } from '../http/problem-table.js';

type PgError = { code: string; constraint?: string; message: string };

/** Constraints that decide races: which refusal of the domain each one stands for. */
const BY_CONSTRAINT: Record<string, { code: ProblemCode; detail: string }> = {
  ticket_one_open_per_counter: { code: 'ticket-open', detail: 'This counter already has an open ticket.' },
  service_session_one_open_per_counter: { code: 'ticket-open', detail: 'This counter already has an open ticket.' },
  service_session_one_open_per_ticket: { code: 'wrong-status', detail: 'Another counter already has this ticket.' },
  counter_session_one_per_counter: { code: 'counter-taken', detail: 'Somebody else sits at this counter.' },
  counter_session_one_per_person: { code: 'ticket-open', detail: 'You sit at another counter.' },
  pool_cell_within_capacity: { code: 'slot-taken', detail: 'This slot is taken.' },
  booking_day_within_cap: { code: 'slot-taken', detail: 'This day is full for this service.' },
  ticket_once_per_booking: { code: 'already-checked-in', detail: 'This booking has a ticket already.' },
  offering_day_within_cap: { code: 'queue-full', detail: 'No more tickets for this service today.' },
};

/** lock_not_available, query_canceled, idle_in_transaction_session_timeout, too_many_connections, deadlock, serialization. */
const BUSY = new Set(['55P03', '57014', '25P03', '53300', '40P01', '40001']);
/** What the network says (a stopped container's name does not even resolve), and what a stopping server says. */
const AWAY = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'],
  ...['57P01', '57P02', '57P03', '08006', '08003', '08001'],
]);

/** PostgreSQL's SQLSTATE or constraint as an error of the domain; anything else comes back as it was. */
export function toDomainError(error: unknown): unknown {
  if (error instanceof DomainError || !isPgError(error)) return connectionProblem(error);
  const rule = error.constraint === undefined ? undefined : BY_CONSTRAINT[error.constraint];
  if (rule !== undefined) return new DomainError(rule.code, rule.detail);
  if (BUSY.has(error.code)) return new DomainError('busy', 'The office is busy. Try again in a moment.');
  if (AWAY.has(error.code)) return new DomainError('not-ready', 'The database cannot be reached at the moment.');
  return error;
}

// pg reports a full pool and a dropped connection by message alone.
function connectionProblem(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof DomainError) return error;
  if (/timeout exceeded when trying to connect/.test(error.message)) {
    return new DomainError('busy', 'The office is busy. Try again in a moment.');
  }
  if (/Connection terminated|not queryable|Client was closed/.test(error.message)) {
    return new DomainError('not-ready', 'The database cannot be reached at the moment.');
  }
  return error;
}

function isPgError(error: unknown): error is PgError {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string';
}
