import { statement } from '../database/statement.js';
import { TICKET_COLUMNS, type TicketRow } from './ticket-row.js';

export type HeadRow = { office_id: number; revision: number; last_event_at: Date };

/** Heads of some offices: the once-a-second look of `live`. */
export const headsOf = statement<HeadRow>(
  'queue.heads.v1',
  `select office_id, revision, last_event_at from office_head where office_id = any ($1)`,
);

export type EventRow = {
  revision: number;
  type: string;
  at: Date;
  day: string;
  ticket_id: string | null;
  counter_id: number | null;
  actor: string | null;
  details: Record<string, unknown>;
};
const EVENT = 'e.revision, e.type, e.at, e.day, e.ticket_id, e.counter_id, e.actor, e.details';

/** Events after a revision, oldest first. $1 office, $2 revision, $3 at most */
export const eventsAfter = statement<EventRow>(
  'queue.events-after.v1',
  `select ${EVENT} from queue_event e where e.office_id = $1 and e.revision > $2 order by e.revision limit $3`,
);

/** History of one ticket. Uses `queue_event_of_ticket`. */
export const eventsOfTicket = statement<EventRow>(
  'queue.events-of-ticket.v1',
  `select ${EVENT} from queue_event e where e.office_id = $1 and e.ticket_id = $2 order by e.revision`,
);

/** The last ticket that a device gave; only the newest events are looked at, so history costs nothing. */
export const lastTicketOf = statement<{ ticket_id: string }>(
  'queue.last-ticket-of.v2',
  `select ticket_id from (
     select revision, type, actor, ticket_id from queue_event where office_id = $1 order by revision desc limit 500
   ) newest
   where type = 'ticket.issued' and actor = $2 order by revision desc limit 1`,
);

/** All tickets that have not ended. Uses `ticket_not_ended`: past days cost nothing. */
export const openTickets = statement<TicketRow>(
  'queue.open-tickets.v1',
  `select ${TICKET_COLUMNS} from ticket t
   where t.office_id = $1 and t.status in ('waiting', 'called', 'serving', 'parked') order by t.rank_at, t.seq`,
);

/** Tickets by id, whatever their status. */
export const ticketsById = statement<TicketRow>(
  'queue.tickets-by-id.v1',
  `select ${TICKET_COLUMNS} from ticket t where t.office_id = $1 and t.id = any ($2::uuid[])`,
);

/** No-shows since an instant: those who may still come back. */
export const recentNoShows = statement<TicketRow>(
  'queue.recent-no-shows.v1',
  `select ${TICKET_COLUMNS} from ticket t
   where t.office_id = $1 and t.status = 'no-show' and t.ended_at > $2 order by t.ended_at desc limit 20`,
);

/** Tickets of a day, newest first, for the look-up of a lost one. $3 number, $4 offerings, $5–$6 issued between */
export const ticketsOfDay = statement<TicketRow>(
  'queue.tickets-of-day.v1',
  `select ${TICKET_COLUMNS} from ticket t
   where t.office_id = $1 and t.day = $2
     and ($3::text is null or t.number ilike $3)
     and ($4::int[] is null or t.offering_id = any ($4))
     and ($5::timestamptz is null or t.issued_at between $5 and $6)
   order by t.issued_at desc, t.seq desc limit 200`,
);

export type RunningRow = { ticket_id: string; started_at: Date | null };

/** Start of the service sessions that are running. */
export const runningSessions = statement<RunningRow>(
  'queue.running-sessions.v1',
  `select ticket_id, started_at from service_session where office_id = $1 and ended_at is null`,
);

export type NoteRow = { ticket_id: string; at: Date; actor: string | null; text: string };

/** Notes that operators left on tickets, oldest first. */
export const notesOf = statement<NoteRow>(
  'queue.notes.v1',
  `select e.ticket_id, e.at, e.actor, e.details ->> 'notes' as text from queue_event e
   where e.office_id = $1 and e.ticket_id = any ($2::uuid[]) and e.details ? 'notes' order by e.revision`,
);

export type AlertRow = {
  id: string;
  kind: 'operator-wanted' | 'paper-out';
  device: string | null;
  language: string | null;
  raised_at: Date;
};

export const openAlerts = statement<AlertRow>(
  'queue.open-alerts.v1',
  `select id, kind, device, language, raised_at from desk_alert
   where office_id = $1 and cleared_at is null order by raised_at`,
);
export const alertById = statement<AlertRow>(
  'queue.alert-by-id.v1',
  `select id, kind, device, language, raised_at from desk_alert where office_id = $1 and id = $2`,
);
export const raiseAlert = statement<never>(
  'queue.raise-alert.v1',
  `insert into desk_alert (office_id, id, kind, device, language, raised_at) values ($1, $2, $3, $4, $5, $6)`,
);
export const clearAlert = statement<{ kind: string }>(
  'queue.clear-alert.v1',
  `update desk_alert set cleared_at = $3 where office_id = $1 and id = $2 and cleared_at is null returning kind`,
);
