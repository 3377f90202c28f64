import { officeInstant } from '../clock/zones.js';
import type { OfficeRecord } from '../directory/directory.types.js';
import type { DeskAlert, QueueCounter } from './queue.contract.js';
import type { CounterSessionRow } from './queue.sql.js';
import type { AlertRow } from './queue-reads.sql.js';
import type { TicketRow } from './ticket-row.js';
import { OPEN_AT_COUNTER } from './ticket-status.js';
import { serviceCode } from './ticket-view.js';

/** All counters of an office, closed ones as well, with who sits there and the ticket they have. */
export function counterViews(office: OfficeRecord, seats: CounterSessionRow[], open: TicketRow[]): QueueCounter[] {
  return office.counters.map((counter) => {
    const seat = seats.find((session) => session.counter_id === counter.id);
    const ticket = open.find((row) => row.counter_id === counter.id && OPEN_AT_COUNTER.includes(row.status));
    if (seat === undefined) return closedCounter(counter, ticket);
    return {
      code: counter.code,
      name: { ...counter.name },
      state: seat.paused ? 'paused' : 'open',
      operator: { id: seat.user_id, name: seat.user_name },
      services: servicesOf(office, seat),
      languages: seat.languages,
      ticket: ticket?.id ?? null,
      openedAt: officeInstant(seat.opened_at, office.zone),
    };
  });
}

/** Codes of the services that a counter takes. */
export function servicesOf(office: OfficeRecord, seat: CounterSessionRow): string[] {
  const ids = seat.all_services ? [...office.offeringById.keys()] : seat.offering_ids;
  return ids.map((id) => serviceCode(office, id));
}

/** What the desk has to know: what devices asked for, and languages that wait while nobody speaks them. */
export function alertViews(
  office: OfficeRecord,
  rows: AlertRow[],
  open: TicketRow[],
  seats: CounterSessionRow[],
): DeskAlert[] {
  const raised = rows.map((row) => ({ ...row, raisedAt: officeInstant(row.raised_at, office.zone) }));
  const spoken = new Set(seats.flatMap((seat) => seat.languages));
  const unattended = new Map<string, TicketRow>();
  for (const ticket of open) {
    const language = ticket.needs_language;
    if (ticket.status !== 'waiting' || language === null || spoken.has(language)) continue;
    if (!unattended.has(language)) unattended.set(language, ticket);
  }
  return [
    ...raised.map(({ id, kind, device, language, raisedAt }) => ({ id, kind, device, language, raisedAt })),
    ...[...unattended].map(([language, ticket]) => ({
      id: `language:${language}`,
      kind: 'language-unattended' as const,
      device: null,
      language,
      raisedAt: officeInstant(ticket.issued_at, office.zone),
    })),
  ];
}

function closedCounter(counter: OfficeRecord['counters'][number], ticket: TicketRow | undefined): QueueCounter {
  const { code, name } = counter;
  const nobody = { operator: null, services: [], languages: [], openedAt: null };
  return { code, name: { ...name }, state: 'closed', ...nobody, ticket: ticket?.id ?? null };
}
