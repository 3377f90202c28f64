type EventRow = {
  revision: number;
  type: string;
  at: Date;
  day: string;
  ticket_id: string | null;
  counter_id: number | null;
  details: Record<string, unknown>;
};
export type ReplayedTicket = Record<string, unknown>;
export type ReplayedSeat = Record<string, unknown>;
export type ReplayedDay = { tickets: Map<string, ReplayedTicket>; seats: Map<string, ReplayedSeat> };

/** Rebuilds tickets and counter sessions from the log alone, oldest event first. */
export function replay(events: readonly EventRow[]): ReplayedDay {
  const day: ReplayedDay = { tickets: new Map(), seats: new Map() };
  for (const event of events) {
    if (event.ticket_id !== null)
      day.tickets.set(event.ticket_id, ticketAfter(day.tickets.get(event.ticket_id), event));
    if (event.type.startsWith('counter.')) seatAfter(day.seats, event);
  }
  return day;
}

function ticketAfter(before: ReplayedTicket | undefined, event: EventRow): ReplayedTicket {
  if (event.type === 'ticket.issued') return issued(event);
  if (before === undefined) throw new Error(`event ${event.revision} is about a ticket that was never issued`);
  if (event.details['set'] !== undefined) return { ...before, ...(event.details['set'] as object) };
  if (event.type !== 'ticket.called') throw new Error(`event ${event.revision} (${event.type}) tells no change`);
  return {
    ...before,
    status: 'called',
    counter_id: event.counter_id,
    wanted_counter_id: null,
    not_before: null,
    call_revision: event.revision,
    recalls: 0,
    called_at: before['called_at'] ?? event.at.toISOString(),
    last_called_at: event.at.toISOString(),
  };
}

function issued({ revision, at, day, details }: EventRow): ReplayedTicket {
  return {
    day,
    prefix: details['prefix'],
    ordinal: details['ordinal'],
    number: details['number'],
    offering_id: details['offering'],
    municipality_code: details['municipality'],
    language: details['language'],
    needs_language: details['needsLanguage'],
    priority: details['priority'],
    people: details['people'],
    extra_offering_ids: details['extraOfferings'],
    source: details['source'],
    booking_id: details['booking'] ?? null,
    slot_start: details['slotStart'] ?? null,
    mode: details['mode'] ?? 'desk',
    status: 'waiting',
    end_reason: null,
    rank_at: details['rankAt'],
    rank_reason: details['rankReason'],
    seq: revision,
    not_before: null,
    counter_id: null,
    wanted_counter_id: null,
    call_revision: null,
    recalls: 0,
    returns: 0,
    issued_at: at.toISOString(),
    called_at: null,
    last_called_at: null,
    served_at: null,
    ended_at: null,
    outcome: null,
  };
}

function seatAfter(seats: Map<string, ReplayedSeat>, { type, at, counter_id, details }: EventRow): void {
  const id = String(details['session']);
  if (type === 'counter.closed') {
    seats.set(id, { ...seats.get(id), closed_at: at.toISOString() });
    return;
  }
  const opened = type === 'counter.opened' ? { opened_at: at.toISOString(), closed_at: null } : {};
  seats.set(id, {
    ...seats.get(id),
    ...opened,
    counter_id,
    user_id: details['user'],
    offering_ids: details['offerings'],
    all_services: details['allServices'],
    languages: details['languages'],
    paused: details['paused'],
  });
}
