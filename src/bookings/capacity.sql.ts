import { statement } from '../database/statement.js';

/**
 * Holds pools for a booking command: `for share`, so that bookings of a pool run side by side and a change of its rules
 * waits for them. A pool whose rules are others by now, or whose cells were not computed again yet, is missing from the
 * answer. Locked in the order of their ids. $1 office, $2 pools, $3 their rules versions
 */
export const lockPools = statement<{ id: number }>(
  'bookings.lock-pools.v1',
  `select p.id from pool p join unnest($2::int[], $3::bigint[]) as wanted (id, version) on wanted.id = p.id
   where p.office_id = $1 and p.rules_version = wanted.version and p.cells_version = p.rules_version
   order by p.id for share of p`,
);

/** The same for giving places back, which every version of the rules allows. */
export const lockPoolsForRelease = statement<{ id: number }>(
  'bookings.lock-pools-for-release.v1',
  `select id from pool where office_id = $1 and id = any ($2::int[]) order by id for share`,
);

/**
 * Changes cells by `delta` in one ordered pass: all of them or, where a place is missing, none. Taking a place changes
 * `taken` alone, so that the constraint `pool_cell_within_capacity` refuses more than fits; giving one back, and
 * booking on top on purpose ($5), count `forced` anew. Rows are locked in the order of (pool, time), and an upsert sees
 * them as they are after the wait. $1 pools, $2 cells, $3 deltas, $4 capacities, $5 force
 */
export const changeCells = statement<{ forced: number }>(
  'bookings.change-cells.v1',
  `with change as materialized (
     select * from unnest($1::int[], $2::timestamptz[], $3::int[], $4::int[]) as c (pool_id, cell_at, delta, capacity)
   )
   insert into pool_cell as cell (pool_id, cell_at, taken, capacity, forced)
   select pool_id, cell_at, greatest(delta, 0), capacity,
     case when $5::boolean then greatest(0, greatest(delta, 0) - capacity) else 0 end
   from change order by pool_id, cell_at
   on conflict (pool_id, cell_at) do update set (taken, forced) = (
     select cell.taken + c.delta,
       case when $5::boolean or c.delta < 0 then greatest(0, cell.taken + c.delta - cell.capacity) else cell.forced end
     from change c where c.pool_id = cell.pool_id and c.cell_at = cell.cell_at
   )
   returning forced`,
);

/**
 * Changes how many bookings of an offering a day has. The public's booking writes the cap with it, so that
 * `booking_day_within_cap` refuses what is over it; others leave it open. $1 office, $2 days, $3 offerings, $4 deltas,
 * $5 caps, $6 force
 */
export const changeQuota = statement<never>(
  'bookings.change-quota.v1',
  `with change as materialized (
     select * from unnest($2::date[], $3::int[], $4::int[], $5::int[]) as c (day, offering_id, delta, cap)
   )
   insert into booking_day as quota (office_id, day, offering_id, booked, cap)
   select $1, day, offering_id, greatest(delta, 0), case when delta > 0 and not $6::boolean then cap end
   from change order by day, offering_id
   on conflict (office_id, day, offering_id) do update set (booked, cap) = (
     select quota.booked + c.delta, case when c.delta > 0 and not $6::boolean then c.cap end
     from change c where c.day = quota.day and c.offering_id = quota.offering_id
   )`,
);

/** `cells` are counted from 1970 on, in step with `taken`: a cell of five minutes starts at its number × `CELL_MILLIS`. */
export type TakenRow = { pool_id: number; cells: number[]; taken: number[] };
/** How many bookings an offering has on a day. */
export type QuotaRow = { day: string; offering_id: number; booked: number };

/**
 * What is taken of some pools in a stretch of time, less holds that have expired and were not swept yet, and the quotas
 * of some offerings: one statement, so that both belong to one moment. Uses the primary keys of `pool_cell` and
 * `booking_day` and `booking_expiring`: what was booked before costs nothing. Most of its time goes into writing down
 * thousands of cells: arrays of small numbers take a third of what `jsonb` takes (5.7 and 16.4 ms for 3600 cells).
 * $1 office, $2 pools, $3 from, $4 until, $5 now, $6 offerings, $7–$8 first and last day
 */
export const takenBetween = statement<{ cells: TakenRow[]; quotas: QuotaRow[] }>(
  'bookings.taken-between.v1',
  `with expired as materialized (
     select b.pool_ids, b.starts_at, b.occupied_until, b.day, b.offering_id || b.extra_offering_ids as offering_ids
     from booking b where b.office_id = $1 and b.expires_at <= $5
   ), free_again as materialized (
     select pool.id as pool_id, cell.at as cell_at, count(*)::int as places
     from expired e cross join lateral unnest(e.pool_ids) as pool (id)
       cross join lateral generate_series(
         date_bin('5 minutes', e.starts_at, 'epoch'), e.occupied_until - interval '1 microsecond', interval '5 minutes'
       ) as cell (at)
     where e.starts_at < $4 and e.occupied_until > $3
     group by 1, 2
   ), busy as (
     select c.pool_id, (date_part('epoch', c.cell_at) / 300)::int as cell, c.taken - coalesce(f.places, 0) as taken
     from pool_cell c left join free_again f on f.pool_id = c.pool_id and f.cell_at = c.cell_at
     where c.pool_id = any ($2::int[]) and c.cell_at >= $3 and c.cell_at < $4 and c.taken > 0
   )
   select
     coalesce((select json_agg(pools) from (
       select pool_id, array_agg(cell) as cells, array_agg(taken) as taken from busy group by pool_id
     ) pools), '[]') as cells,
     coalesce((select json_agg(json_build_object('day', q.day, 'offering_id', q.offering_id, 'booked',
         q.booked - (select count(*) from expired e where e.day = q.day and q.offering_id = any (e.offering_ids))))
       from booking_day q
       where q.office_id = $1 and q.offering_id = any ($6::int[]) and q.day between $7 and $8), '[]') as quotas`,
);

/** Pools whose rules changed since the capacity of their cells was computed; locked, so that no booking runs meanwhile. */
export const stalePools = statement<{ id: number; rules_version: number }>(
  'bookings.stale-pools.v1',
  `select id, rules_version from pool where office_id = $1 and cells_version <> rules_version
   order by id for no key update`,
);

/** Cells that are still to come. */
export const cellsToCome = statement<{ pool_id: number; cell_at: Date; capacity: number }>(
  'bookings.cells-to-come.v1',
  `select pool_id, cell_at, capacity from pool_cell where pool_id = any ($1::int[]) and cell_at >= $2
   order by pool_id, cell_at`,
);

/** Gives cells another capacity; what is above it then is `forced`, and listed until it is resolved. */
export const setCapacity = statement<never>(
  'bookings.set-capacity.v1',
  `update pool_cell c set capacity = v.capacity, forced = greatest(0, c.taken - v.capacity)
   from unnest($1::int[], $2::timestamptz[], $3::int[]) as v (pool_id, cell_at, capacity)
   where c.pool_id = v.pool_id and c.cell_at = v.cell_at`,
);

/** Says that the cells of pools were computed with the rules as they are. $1 office, $2 pools */
export const cellsAreCurrent = statement<never>(
  'bookings.cells-are-current.v1',
  `update pool set cells_version = rules_version where office_id = $1 and id = any ($2::int[])`,
);

/** A cell with `taken` above `capacity`. */
export type OverbookedRow = { pool_id: number; cell_at: Date; taken: number; capacity: number };

/** Cells with more bookings than places, from an instant on. Uses the partial index `pool_cell_overbooked`. */
export const overbookedCells = statement<OverbookedRow>(
  'bookings.overbooked-cells.v1',
  `select pool_id, cell_at, taken, capacity from pool_cell
   where pool_id = any ($1::int[]) and cell_at >= $2 and forced > 0 order by pool_id, cell_at`,
);
