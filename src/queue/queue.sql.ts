import { statement } from '../database/statement.js';
import { TICKET_COLUMNS, type TicketRow } from './ticket-row.js';

/**
 * First statement of every command of the queue: the commands of one office run one after the other. Takes the office's
 * row `for no key update`; a transaction that waits longer than `lock_timeout` is told `busy`.
 */
export const lockOffice = statement<{ revision: number; last_event_at: Date }>(
  'queue.lock-office.v1',
  `select revision, last_event_at from office_head where office_id = $1 for no key update`,
);

/** An office that never had an event gets its row once. */
export const openOffice = statement<never>(
  'queue.open-office.v1',
  `insert into office_head (office_id) values ($1) on conflict do nothing`,
);

/** Appends one event with the office's next revision. The caller holds the office's lock. */
export const appendEvent = statement<{ revision: number }>(
  'queue.append-event.v1',
  `with head as (
     update office_head set revision = revision + 1, last_event_at = $2 where office_id = $1 returning revision
   )
   insert into queue_event (office_id, revision, type, at, day, ticket_id, counter_id, actor, details)
   select $1, head.revision, $3, $2, $4, $5, $6, $7, $8::jsonb from head
   returning revision`,
);

/**
 * Takes a ticket. One statement made only of upserts, so it needs no lock before it: key, office, daily cap, series,
 * ticket, event. No row comes back when the key is taken already. `offering_day_within_cap` refuses over the cap.
 * The ticket's time is never before the office's last event.
 */
export const takeTicket = statement<TicketRow & { revision: number }>(
  'queue.take-ticket.v1',
  `with claimed as (
     insert into idempotency_key (caller, route, key, body_hash, result_id, status, created_at)
     select $16, $17, $18, $19, $7::uuid::text, 201, $20 where $18::text is not null
     on conflict do nothing returning 1
   ), go as (
     select 1 from claimed union all select 1 where $18::text is null
   ), head as (
     update office_head set revision = revision + 1, last_event_at = greatest(last_event_at, $6::timestamptz)
     from go where office_id = $1 returning revision, last_event_at as at
   ), quota as (
     insert into offering_day (office_id, day, offering_id, issued, cap) select $1, $2, $4, 1, $5 from head
     on conflict (office_id, day, offering_id) do update set issued = offering_day.issued + 1, cap = excluded.cap
     returning 1
   ), number as (
     insert into series (office_id, day, prefix, last) select $1, $2, $3, 1 from quota
     on conflict (office_id, day, prefix) do update set last = series.last + 1 returning last
   ), t as (
     insert into ticket (office_id, id, day, prefix, ordinal, number, offering_id, municipality_code, language,
       needs_language, priority, people, extra_offering_ids, source, status, rank_at, rank_reason, seq, issued_at,
       token_hash)
     select $1, $7, $2, $3, last, $3 || lpad(last::text, greatest(3, length(last::text)), '0'), $4, $8, $9,
       $10, $11, $12, $13, $14, 'waiting', head.at - $15::float8 * interval '1 minute',
       case when $15::float8 > 0 then 'priority' else 'arrival' end, head.revision, head.at, $21
     from head, number returning *
   ), event as (
     insert into queue_event (office_id, revision, type, at, day, ticket_id, actor, details)
     select $1, head.revision, 'ticket.issued', head.at, $2, t.id, $22,
       jsonb_build_object('number', t.number, 'prefix', t.prefix, 'ordinal', t.ordinal, 'offering', t.offering_id,
         'municipality', t.municipality_code, 'language', t.language, 'needsLanguage', t.needs_language,
         'priority', t.priority, 'people', t.people, 'extraOfferings', t.extra_offering_ids, 'source', t.source,
         'rankAt', t.rank_at, 'rankReason', t.rank_reason)
     from head, t returning revision
   )
   select ${TICKET_COLUMNS}, event.revision from t, event`,
);

/**
 * A booking gets its ticket: number and row. Bookings do not count towards the walk-ins' daily cap. The caller holds the
 * office's lock and the booking, and appends the event with the revision $7. `ticket_once_per_booking` refuses a second.
 */
export const issueBooked = statement<TicketRow & { ordinal: number }>(
  'queue.issue-booked.v1',
  `with number as (
     insert into series (office_id, day, prefix, last) values ($1, $2, $3, 1)
     on conflict (office_id, day, prefix) do update set last = series.last + 1 returning last
   )
   insert into ticket as t (office_id, id, day, prefix, ordinal, number, offering_id, municipality_code, language,
     needs_language, people, extra_offering_ids, source, status, rank_at, rank_reason, seq, issued_at, token_hash,
     booking_id, slot_start, mode)
   select $1, $4, $2, $3, last, $3 || lpad(last::text, greatest(3, length(last::text)), '0'), $8, $9, $10, $11, $12, $13,
     'booking', 'waiting', $5, $6, $7, $14, $15, $16, $17, $18
   from number returning ${TICKET_COLUMNS}, t.ordinal`,
);

export type CallNextRow = {
  session_user_id: string | null;
  paused: boolean | null;
  has_open: boolean | null;
} & (TicketRow | { [column in keyof TicketRow]: null });

/**
 * Calls the next ticket: second statement of its transaction, after {@link lockOffice}, so that it chooses from what is
 * true now. Two probes of the partial index `ticket_waiting`: tickets that need no language (or waited past the
 * fallback), and those whose language this counter speaks, which count `$8` minutes older. The lower rank wins.
 * Comes back with the counter's session even when nobody waits.
 * $1 office, $2 counter, $3 all offerings, $4 now, $5 caller's user, $6 may act for others, $7 fallback minutes,
 * $8 advantage minutes, $9 revision of this call, $10 service session id, $11 day, $12 actor
 */
export const callNext = statement<CallNextRow>(
  'queue.call-next.v1',
  `with seat as materialized (
     select s.*, case when s.all_services then $3::int[] else s.offering_ids end as offerings,
       exists (select from ticket t where t.office_id = $1 and t.counter_id = $2 and t.status in ('called', 'serving'))
         as has_open
     from counter_session s where s.office_id = $1 and s.counter_id = $2 and s.closed_at is null
   ), ready as materialized (
     select * from seat where not paused and not has_open and (user_id = $5 or $6)
   ), pick as (
     select id from (
       (select t.id, t.rank_at as rank, t.seq from ticket t, ready
        where t.office_id = $1 and t.status = 'waiting' and (t.not_before is null or t.not_before <= $4)
          and (t.wanted_counter_id = $2 or (
            t.offering_id = any (ready.offerings)
            and (t.needs_language is null or t.rank_at <= $4::timestamptz - $7::float8 * interval '1 minute')
            and (t.wanted_counter_id is null or not exists (
              select from counter_session w
              where w.office_id = $1 and w.counter_id = t.wanted_counter_id and w.closed_at is null))))
        order by t.rank_at, t.seq limit 1)
       union all
       (select t.id, t.rank_at - $8::float8 * interval '1 minute', t.seq from ticket t, ready
        where t.office_id = $1 and t.status = 'waiting' and (t.not_before is null or t.not_before <= $4)
          and t.needs_language = any (ready.languages) and t.offering_id = any (ready.offerings)
          and (t.wanted_counter_id is null or t.wanted_counter_id = $2 or not exists (
              select from counter_session w
              where w.office_id = $1 and w.counter_id = t.wanted_counter_id and w.closed_at is null))
        order by t.rank_at, t.seq limit 1)
     ) probes order by rank, seq limit 1
   ), t as (
     update ticket set status = 'called', counter_id = $2, wanted_counter_id = null, not_before = null,
       call_revision = $9, recalls = 0, called_at = coalesce(called_at, $4), last_called_at = $4
     from pick where ticket.office_id = $1 and ticket.id = pick.id
     returning ticket.*
   ), session as (
     insert into service_session (office_id, id, ticket_id, counter_id, user_id, offering_id, called_at)
     select $1, $10, t.id, $2, ready.user_id, t.offering_id, $4 from t, ready
   ), head as (
     update office_head set revision = $9, last_event_at = $4 from t where office_head.office_id = $1
   ), event as (
     insert into queue_event (office_id, revision, type, at, day, ticket_id, counter_id, actor, details)
     select $1, $9, 'ticket.called', $4, $11, t.id, $2, $12,
       jsonb_build_object('number', t.number, 'language', t.language, 'callId', $9::bigint::text,
         'calledAt', t.called_at, 'recalls', 0)
     from t
   )
   select seat.user_id as session_user_id, seat.paused, seat.has_open, ${TICKET_COLUMNS}
   from (select 1) one left join seat on true left join t on true`,
);

/** One ticket as it is; for commands that hold the office's lock, and for reads. */
export const ticketById = statement<TicketRow>(
  'queue.ticket-by-id.v1',
  `select ${TICKET_COLUMNS} from ticket t where t.office_id = $1 and t.id = $2`,
);

/** By the hash of its link's token; the token names the office, so the look-up stays on its shard. */
export const ticketByToken = statement<TicketRow>(
  'queue.ticket-by-token.v1',
  `select ${TICKET_COLUMNS} from ticket t where t.office_id = $1 and t.token_hash = $2`,
);

/** Writes what a command changed; the caller holds the office's lock and gives every column that can change. */
export const writeTicket = statement<TicketRow>(
  'queue.write-ticket.v1',
  `update ticket t set offering_id = $3, municipality_code = $4, language = $5, needs_language = $6, priority = $7,
     status = $8, end_reason = $9, rank_at = $10, rank_reason = $11, not_before = $12, counter_id = $13,
     wanted_counter_id = $14, call_revision = $15, recalls = $16, returns = $17, called_at = $18,
     last_called_at = $19, served_at = $20, ended_at = $21, outcome = $22
   where t.office_id = $1 and t.id = $2 returning ${TICKET_COLUMNS}`,
);

/** Opens the service session of a ticket that was called by hand. */
export const openServiceSession = statement<never>(
  'queue.open-service-session.v1',
  `insert into service_session (office_id, id, ticket_id, counter_id, user_id, offering_id, called_at)
   values ($1, $2, $3, $4, $5, $6, $7)`,
);
export const startServiceSession = statement<never>(
  'queue.start-service-session.v1',
  `update service_session set started_at = $3 where office_id = $1 and ticket_id = $2 and ended_at is null`,
);
export const endServiceSession = statement<never>(
  'queue.end-service-session.v1',
  `update service_session set ended_at = $3, ended_how = $4, outcome = $5
   where office_id = $1 and ticket_id = $2 and ended_at is null`,
);
/** A corrected service counts as corrected also for the work that is running. */
export const correctServiceSession = statement<never>(
  'queue.correct-service-session.v1',
  `update service_session set offering_id = $3 where office_id = $1 and ticket_id = $2 and ended_at is null`,
);

export type CounterSessionRow = {
  id: string;
  counter_id: number;
  user_id: string;
  user_name: string;
  offering_ids: number[];
  all_services: boolean;
  languages: string[];
  paused: boolean;
  opened_at: Date;
};

const SEAT =
  's.id, s.counter_id, s.user_id, s.user_name, s.offering_ids, s.all_services, s.languages, s.paused, s.opened_at';

/** Open counter sessions of an office: at most one per counter and one per person. */
export const openCounters = statement<CounterSessionRow>(
  'queue.open-counters.v1',
  `select ${SEAT} from counter_session s where s.office_id = $1 and s.closed_at is null order by s.counter_id`,
);
export const openCounterSession = statement<CounterSessionRow>(
  'queue.open-counter-session.v1',
  `insert into counter_session as s
     (office_id, id, counter_id, user_id, user_name, offering_ids, all_services, languages, paused, opened_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning ${SEAT}`,
);
export const changeCounterSession = statement<CounterSessionRow>(
  'queue.change-counter-session.v1',
  `update counter_session s set offering_ids = $3, all_services = $4, languages = $5, paused = $6
   where s.office_id = $1 and s.id = $2 returning ${SEAT}`,
);
export const closeCounterSession = statement<never>(
  'queue.close-counter-session.v1',
  `update counter_session set closed_at = $3 where office_id = $1 and id = $2 and closed_at is null`,
);
/** The ticket that a counter has now. */
export const ticketAtCounter = statement<TicketRow>(
  'queue.ticket-at-counter.v1',
  `select ${TICKET_COLUMNS} from ticket t
   where t.office_id = $1 and t.counter_id = $2 and t.status in ('called', 'serving')`,
);
