import { statement } from '../database/statement.js';
import type { BookingTally } from './booking-tally.js';
import type { KeptCounterTime } from './counter-time.js';
import type { Measures } from './statistics.contract.js';
import type { KeptTally } from './tally.js';

/** What is kept of a day beside its tickets. */
export type DayExtras = {
  counters: Record<string, KeptCounterTime>;
  bookings: Record<string, BookingTally>;
  takenSeconds: number;
  offeredSeconds: number;
};

/** How far an office's days are closed and kept, and its last revision; all null where it never had an event. */
export type OfficeState = {
  closed_until: string | null;
  kept_until: string | null;
  checked_revision: number | null;
  revision: number | null;
  stale: boolean;
};

/** By primary keys and the partial index of stale days: one look costs the same at any age. $1 office */
export const officeState = statement<OfficeState>(
  'statistics.office-state.v1',
  `select (select max(day) from day_close where office_id = $1) as closed_until, k.kept_until, k.checked_revision,
     h.revision, exists (select from statistics_day where office_id = $1 and stale) as stale
   from (select 1) one left join office_head h on h.office_id = $1 left join statistics_office k on k.office_id = $1`,
);

export const tryKeepLock = statement<{ mine: boolean }>(
  'statistics.keep-lock.v1',
  `select pg_try_advisory_xact_lock($1, $2) as mine`,
);

/** Days kept by an older definition of the measures are reckoned anew. $1 office, $2 definition */
export const markOtherDefinitions = statement<never>(
  'statistics.mark-other-definitions.v1',
  `update statistics_day set stale = true where office_id = $1 and definition <> $2 and not stale`,
);

/**
 * Kept days with a ticket that has an event after `$2`, up to `$3`: each event is looked at once, by the log's primary
 * key. $1 office
 */
export const daysChangedSince = statement<{ day: string }>(
  'statistics.days-changed-since.v1',
  `select distinct t.day from queue_event e
   join ticket t on t.office_id = $1 and t.id = e.ticket_id
   join statistics_office k on k.office_id = $1 and t.day <= k.kept_until
   where e.office_id = $1 and e.revision > $2 and e.revision <= $3`,
);

/**
 * Kept days of the last week with a booking that changed after they were reckoned: booking events have no number to go
 * by. The margin is for changes that were under way at that moment. $1 office
 */
export const daysWithChangedBookings = statement<{ day: string }>(
  'statistics.days-with-changed-bookings.v1',
  `select d.day from statistics_day d join statistics_office k on k.office_id = $1
   where d.office_id = $1 and d.day > k.kept_until - 7 and not d.stale and exists (
     select from booking b where b.office_id = $1 and b.day = d.day and b.status not in ('held', 'lapsed')
       and greatest(b.checked_in_at, b.ended_at) > d.reckoned_at - interval '5 seconds')`,
);

/** A changed day that had nothing before gets its row as well. $1 office, $2 days */
export const markStale = statement<never>(
  'statistics.mark-stale.v1',
  `insert into statistics_day (office_id, day, definition, reckoned_at, stale, extras)
   select $1, d, 0, 'epoch', true, '{}' from unnest($2::date[]) d
   on conflict (office_id, day) do update set stale = true`,
);

export const staleDays = statement<{ day: string }>(
  'statistics.stale-days.v1',
  `select day from statistics_day where office_id = $1 and stale order by day limit $2`,
);

/**
 * The first day after `$2` and up to `$3` that has tickets, bookings or somebody at a counter; three index probes.
 * $1 office, $4 start of the day after `$2`, $5 start of the day after `$3`, $6 the office's time zone
 */
export const nextDayWithFacts = statement<{ day: string | null }>(
  'statistics.next-day-with-facts.v1',
  `select least(
     (select min(day) from ticket where office_id = $1 and day > $2 and day <= $3),
     (select min(day) from booking where office_id = $1 and day > $2 and day <= $3 and status not in ('held', 'lapsed')),
     ((select min(opened_at) from counter_session where office_id = $1 and opened_at >= $4 and opened_at < $5)
       at time zone $6)::date) as day`,
);

/** Nothing is forgotten: only moves forward. $1 office, $2 day, $3 revision */
export const setKeptUntil = statement<never>(
  'statistics.set-kept-until.v1',
  `insert into statistics_office (office_id, kept_until, checked_revision) values ($1, $2, $3)
   on conflict (office_id) do update set kept_until = greatest(statistics_office.kept_until, excluded.kept_until)`,
);

/** $1 office, $2 revision */
export const setChecked = statement<never>(
  'statistics.set-checked.v1',
  `update statistics_office set checked_revision = greatest(checked_revision, $2) where office_id = $1`,
);

/** $1 office, $2 day, $3 definition, $4 now, $5 extras */
export const keepDay = statement<never>(
  'statistics.keep-day.v1',
  `insert into statistics_day (office_id, day, definition, reckoned_at, stale, extras) values ($1, $2, $3, $4, false, $5)
   on conflict (office_id, day) do update set definition = excluded.definition, reckoned_at = excluded.reckoned_at,
     stale = false, extras = excluded.extras`,
);
export const dropMeasures = statement<never>(
  'statistics.drop-measures.v1',
  `delete from statistics_measures where office_id = $1 and day = $2 and share = any (
     select share from statistics_cell where office_id = $1 and dimension = 'total' and day = $2 union all select 'all')`,
);
export const dropCells = statement<never>(
  'statistics.drop-cells.v1',
  `delete from statistics_cell where office_id = $1 and dimension = any ($3::text[]) and day = $2`,
);
/** $1 office, $2 day, $3 shares, $4 measures as JSON */
export const keepMeasures = statement<never>(
  'statistics.keep-measures.v1',
  `insert into statistics_measures (office_id, day, share, measures)
   select $1, $2, s, m::json from unnest($3::text[], $4::text[]) as u (s, m)`,
);
/** $1 office, $2 day, $3 dimensions, $4 shares, $5 tallies as JSON */
export const keepCells = statement<never>(
  'statistics.keep-cells.v1',
  `insert into statistics_cell (office_id, day, dimension, share, tallies)
   select $1, $2, d, s, t::json from unnest($3::text[], $4::text[], $5::text[]) as u (d, s, t)`,
);

/** Finished measures by day: a year is one range of the primary key. $1 office, $2 share, $3 from, $4 to */
export const keptMeasures = statement<{ day: string; measures: Measures }>(
  'statistics.kept-measures.v1',
  `select day, measures from statistics_measures
   where office_id = $1 and share = $2 and day between $3 and $4 order by day`,
);
/** By primary key. $1 office, $2 dimension, $3 from, $4 to, $5 shares, null = all */
export const keptCells = statement<{ day: string; share: string; tallies: Record<string, KeptTally> }>(
  'statistics.kept-cells.v1',
  `select day, share, tallies from statistics_cell
   where office_id = $1 and dimension = $2 and day between $3 and $4 and ($5::text[] is null or share = any ($5))`,
);
/** $1 office, $2 from, $3 to */
export const keptDays = statement<{ day: string; extras: DayExtras }>(
  'statistics.kept-days.v1',
  `select day, extras from statistics_day where office_id = $1 and day between $2 and $3 and definition > 0 order by day`,
);
