import { statement } from '../database/statement.js';
import type { BookingStatus } from '../bookings/bookings.contract.js';
import type { EndReason, TicketSource, TicketStatus } from '../queue/queue.contract.js';

/** One counter's work on a ticket; instants are milliseconds. */
export type ServiceSessionRow = {
  counter_id: number;
  user_id: string | null;
  called_at: number;
  started_at: number | null;
  ended_at: number | null;
};

/** A ticket with its service sessions in the order of their calls; instants are milliseconds. */
export type TicketFactRow = {
  hour: string;
  offering_id: number;
  municipality_code: string | null;
  language: string;
  source: TicketSource;
  status: TicketStatus;
  end_reason: EndReason | null;
  returns: number;
  issued_at: number;
  slot_start: number | null;
  called_at: number | null;
  ended_at: number | null;
  sessions: ServiceSessionRow[];
  recalls: number;
  transfers: number;
};

const millis = (column: string) => `round(extract(epoch from ${column}) * 1000)::bigint`;

/**
 * The tickets of a day: `ticket_number_once` finds them by (office, day), `service_session_of_ticket` and the partial
 * index `queue_event_of_repetitions` their sessions and recalls (by all events' index it cost a quarter more in ten
 * million tickets than in ten thousand), so its cost is that of the day, however much history there is.
 * $1 office, $2 day, $3 the office's time zone
 */
export const ticketsOfDay = statement<TicketFactRow>(
  'statistics.tickets-of-day.v1',
  `select to_char(t.issued_at at time zone $3, 'HH24') as hour, t.offering_id, t.municipality_code, t.language, t.source,
     t.status, t.end_reason, t.returns, ${millis('t.issued_at')} as issued_at, ${millis('t.slot_start')} as slot_start,
     ${millis('t.called_at')} as called_at, ${millis('t.ended_at')} as ended_at,
     coalesce(s.sessions, '[]') as sessions, coalesce(e.recalls, 0) as recalls, coalesce(e.transfers, 0) as transfers
   from ticket t
   left join lateral (
     select json_agg(json_build_object('counter_id', s.counter_id, 'user_id', s.user_id,
       'called_at', ${millis('s.called_at')}, 'started_at', ${millis('s.started_at')},
       'ended_at', ${millis('s.ended_at')}) order by s.called_at, s.id) as sessions
     from service_session s where s.office_id = $1 and s.ticket_id = t.id
   ) s on t.called_at is not null
   left join lateral (
     select count(*) filter (where e.type = 'ticket.recalled')::int as recalls,
       count(*) filter (where e.type = 'ticket.transferred')::int as transfers
     from queue_event e
     where e.office_id = $1 and e.ticket_id = t.id and e.type in ('ticket.recalled', 'ticket.transferred')
   ) e on true
   where t.office_id = $1 and t.day = $2`,
);

/** An operator at a counter; a session is of the day on which it was opened. Instants are milliseconds. */
export type SeatRow = { id: string; counter_id: number; opened_at: number; closed_at: number | null };

/** By `counter_session_by_time`. $1 office, $2 start of the day, $3 its end */
export const seatsOfDay = statement<SeatRow>(
  'statistics.seats-of-day.v1',
  `select id, counter_id, ${millis('opened_at')} as opened_at, ${millis('closed_at')} as closed_at
   from counter_session where office_id = $1 and opened_at >= $2 and opened_at < $3 order by opened_at, id`,
);

/** From here on a counter session is paused, or no longer. */
export type PauseRow = { session: string; at: number; paused: boolean };

/** By the partial index `queue_event_of_pauses`. $1 office, $2 day */
export const pausesOfDay = statement<PauseRow>(
  'statistics.pauses-of-day.v1',
  `select details ->> 'session' as session, ${millis('at')} as at, (details ->> 'paused')::boolean as paused
   from queue_event where office_id = $1 and day = $2 and type in ('counter.opened', 'counter.paused', 'counter.resumed')
   order by revision`,
);

/** A booking that was confirmed for the day, whatever became of it. Instants are milliseconds. */
export type BookingFactRow = {
  municipality_code: string;
  status: BookingStatus;
  booked_at: number;
  starts_at: number;
  occupied_until: number;
  checked_in_at: number | null;
  pool_ids: number[];
};

/** By `booking_of_day`. $1 office, $2 day */
export const bookingsOfDay = statement<BookingFactRow>(
  'statistics.bookings-of-day.v1',
  `select municipality_code, status, ${millis('coalesce(confirmed_at, created_at)')} as booked_at,
     ${millis('starts_at')} as starts_at, ${millis('occupied_until')} as occupied_until,
     ${millis('checked_in_at')} as checked_in_at, pool_ids
   from booking
   where office_id = $1 and day = $2 and status not in ('held', 'lapsed')
     and status <> 'awaiting-confirmation' and (status <> 'cancelled' or confirmed_at is not null)`,
);
