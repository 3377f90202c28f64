import { statement } from '../database/statement.js';

export type PaceColumns = { samples: number; mean_seconds: number | null; deviation_seconds: number | null };
export type StandingRow = PaceColumns & { ahead: number; counters: number; idle: number };

/** The last forty finished visits of four weeks, from call to end. Uses `service_session_pace`, so history costs nothing. */
const PACE = `
  select count(*)::int as samples, avg(seconds)::float8 as mean_seconds,
    coalesce(stddev_samp(seconds), 0)::float8 as deviation_seconds
  from (
    select extract(epoch from ended_at - called_at) as seconds from service_session
    where office_id = $1 and ended_how = 'completed' and ended_at > $2::timestamptz - interval '28 days'
    order by ended_at desc limit 40
  ) recent`;

/** How fast visits end at an office. $1 office, $2 now */
export const paceOfOffice = statement<PaceColumns>('queue.pace.v1', PACE);

/**
 * Whether an open counter `s` may take a waiting ticket `alias`: its own wanted ones, and those of its services that want
 * no other counter and need no language, one that it speaks, or one past the fallback ($7 minutes after their rank).
 */
const takes = (alias: string) => `(${alias}.wanted_counter_id = s.counter_id or (
    ${alias}.offering_id = any (s.offerings)
    and (${alias}.wanted_counter_id is null or ${alias}.wanted_counter_id not in (select counter_id from seat))
    and (${alias}.needs_language is null or ${alias}.needs_language = any (s.languages)
      or ${alias}.rank_at <= $2::timestamptz - $7::float8 * interval '1 minute')))`;

/**
 * Where one waiting ticket stands. Tickets of a lower rank count when an open counter could take both; while no open
 * counter takes this one, all of them count. The same rule as `standings()` for whole lists.
 * $1 office, $2 now, $3 all offerings, $4 ticket, $5 rank, $6 seq, $7 language fallback in minutes
 */
export const standingOfTicket = statement<StandingRow>(
  'queue.standing.v3',
  `with seat as materialized (
     select s.counter_id, s.paused, s.languages, case when s.all_services then $3::int[] else s.offering_ids end as offerings,
       exists (select from ticket o where o.office_id = $1 and o.counter_id = s.counter_id
               and o.status in ('called', 'serving')) as busy
     from counter_session s where s.office_id = $1 and s.closed_at is null
   ), mine as materialized (
     select s.* from seat s, ticket t where not s.paused and t.office_id = $1 and t.id = $4 and ${takes('t')}
   )
   select
     (select count(*)::int from ticket w
      where w.office_id = $1 and w.status = 'waiting' and (w.rank_at, w.seq) < ($5::timestamptz, $6::bigint)
        and (not exists (select from mine) or exists (select from mine s where ${takes('w')}))) as ahead,
     (select count(*)::int from mine) as counters,
     (select count(*)::int from mine where not busy) as idle,
     pace.*
   from (${PACE}) pace`,
);
