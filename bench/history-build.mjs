/** Working days before the bench's today (a Tuesday), newest first; Monday to Friday. */
const DAYS = `
  select d::date as day, row_number() over (order by d desc)::int as back
  from generate_series(date '2026-11-23' - $1::int * 2, date '2026-11-23', interval '1 day') d where extract(isodow from d) < 6`;

/**
 * One office's history: `days` working days of `perDay` tickets, in every status, from three sources, in three languages, each with its service
 * session and its events, numbered without a gap as the log is.
 */
export async function buildOffice(sql, { days, perDay }) {
  await sql.query('begin');
  await sql.query('set local session_replication_role = replica');
  await sql.query(
    `create temp table base on commit drop as
     with days as (${DAYS}), tickets as (
       select day, i, o.id as offering_id, o.prefix, (day + time '07:30') at time zone 'UTC'
           + i * (interval '7 hours' / $2::int) + random() * interval '60 seconds' as issued_at,
         round(power(random(), 2) * 3000 + 20) as wait, round(15 + random() * 60) as walk, round(120 + power(random(), 2) * 1500) as work,
         random() as fate, random() as luck
       from days cross join generate_series(1, $2::int) i
       join lateral (select id, prefix from offering where office_id = 1 order by md5(id::text || i) limit 1) o on true
       where back <= $1)
     select row_number() over (order by issued_at) as n, *,
       row_number() over (partition by day, prefix order by issued_at) as ordinal,
       (lpad(to_hex((extract(epoch from issued_at) * 1000)::bigint), 12, '0') || '7' || lpad(to_hex(i), 3, '0') || '8'
         || substr(md5(day::text || i), 1, 15))::uuid as id,
       case when fate < 0.88 then 'completed' when fate < 0.94 then 'no-show' when fate < 0.98 then 'cancelled' else 'expired' end as status
     from tickets`,
    [days, perDay],
  );
  await insertTickets(sql);
  await insertSessionsAndEvents(sql);
  await sql.query(
    `insert into day_close (office_id, day, closed_at)
     select distinct 1, day, (day + time '18:00') at time zone 'UTC' from base on conflict do nothing`,
  );
  await sql.query(
    `insert into office_head select 1, max(revision), max(at) from queue_event where office_id = 1
     on conflict (office_id) do update set revision = excluded.revision, last_event_at = excluded.last_event_at`,
  );
  // It believes that nothing was there: let it look again from the first day on.
  await sql.query('delete from statistics_office where office_id = 1');
  await sql.query('commit');
  await sql.query('analyze');
}

async function insertTickets(sql) {
  await sql.query(
    `insert into ticket (office_id, id, day, prefix, ordinal, number, offering_id, municipality_code, language, source, status,
       end_reason, rank_at, rank_reason, seq, issued_at, called_at, last_called_at, served_at, ended_at, counter_id, token_hash)
     select 1, id, day, prefix, ordinal, prefix || ordinal, offering_id,
       (array['048043', '048017', '048006', null])[1 + (n * 7 % 4)], (array['it', 'it', 'zh-Hans', 'en'])[1 + (n * 5 % 4)],
       (array['kiosk', 'kiosk', 'kiosk', 'desk', 'phone'])[1 + (n * 3 % 5)], status,
       case status when 'completed' then 'served' when 'cancelled' then 'left' when 'expired' then 'day-close' else status end,
       issued_at, 'arrival', n, issued_at, called, called, case when status = 'completed' then called + walk * interval '1 second' end,
       case when called is null then issued_at + wait * interval '1 second' else called + (walk + work) * interval '1 second' end,
       case when called is not null then (select id from counter where office_id = 1 order by id offset n % 4 limit 1) end,
       decode(md5(n::text) || md5(id::text), 'hex')
     from (select *, case when status in ('completed', 'no-show') then issued_at + wait * interval '1 second' end as called from base) b`,
  );
}

async function insertSessionsAndEvents(sql) {
  await sql.query(
    `insert into service_session (office_id, id, ticket_id, counter_id, user_id, offering_id, called_at, started_at, ended_at, ended_how)
     select 1, id, id, counter_id, (select id from staff_user where username = 'operator' || (1 + seq % 4)), offering_id, called_at,
       served_at, ended_at, case status when 'completed' then 'completed' else 'no-show' end
     from ticket where office_id = 1 and called_at is not null and ended_at is not null`,
  );
  await sql.query(
    `with events as (
       select id, 'ticket.issued' as type, issued_at as at, day, counter_id from ticket where office_id = 1
       union all select id, case status when 'completed' then 'ticket.completed' when 'no-show' then 'ticket.no-show' else 'ticket.left' end,
         ended_at, day, counter_id from ticket where office_id = 1 and ended_at is not null
       union all select id, 'ticket.recalled', called_at, day, counter_id from ticket where office_id = 1 and called_at is not null and seq % 8 = 0
       union all select id, 'ticket.transferred', called_at, day, counter_id from ticket where office_id = 1 and called_at is not null and seq % 20 = 0)
     insert into queue_event (office_id, revision, type, at, day, ticket_id, counter_id, actor, details)
     select 1, row_number() over (order by at, type), type, at, day, id, counter_id, 'bench', '{}' from events`,
  );
}

/** Big tables that an office's history is copied in, with what orders their rows in time. */
const COPIED = ['ticket', 'service_session', 'queue_event'];
const KEPT = [
  'day_close',
  'statistics_day',
  'statistics_measures',
  'statistics_cell',
  'statistics_office',
  'office_head',
];

/** Copies office 1's history to offices 2 … `offices`, day by day in all of them, as such a database grows. */
export async function copyOffices(sql, offices) {
  await sql.query('set session_replication_role = replica');
  await sql.query('set synchronous_commit = off');
  await sql.query(`set maintenance_work_mem = '512MB'`);
  await sql.query(
    `insert into office select (jsonb_populate_record(o, jsonb_build_object('id', n, 'slug', 'office-' || n))).*
     from office o, generate_series(2, $1::int) n where o.id = 1`.replace(
      'insert into office',
      'insert into office overriding system value',
    ),
    [offices],
  );
  const indexes = await dropIndexes(sql);
  const { rows: spans } = await sql.query(
    `select min(day)::text as first, max(day)::text as last from day_close where office_id = 1
     group by extract(year from day), extract(month from day), ceil(extract(day from day) / 10) order by 1`,
  );
  for (const table of [...COPIED, ...KEPT]) await sql.query(sourceOf(table));
  for (const { first, last } of spans) {
    for (const table of COPIED) {
      await sql.query(`${await copyOf(sql, table)} where on_day between $2 and $3`, [offices, first, last]);
    }
  }
  for (const table of KEPT) await sql.query(await copyOf(sql, table), [offices]);
  for (const create of indexes) await sql.query(create);
  await sql.query('set session_replication_role = origin');
}

// What is copied stands apart, ordered by day: the tables themselves grow while they are copied into.
function sourceOf(table) {
  const day =
    { service_session: 'called_at::date', office_head: 'null::date', statistics_office: 'null::date' }[table] ?? 'day';
  return `create temp table source_${table} as select *, ${day} as on_day from ${table} where office_id = 1;
    create index on source_${table} (on_day); analyze source_${table}`;
}

async function copyOf(sql, table) {
  const columns = await columnsOf(sql, table);
  return `insert into ${table} (office_id, ${columns})
    select n, ${columns} from source_${table} cross join generate_series(2, $1::int) n`;
}

async function columnsOf(sql, table) {
  const { rows } = await sql.query(
    `select string_agg(quote_ident(attname), ', ') as columns from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped and attname <> 'office_id'`,
    [table],
  );
  return rows[0].columns;
}

// Rows come in the order of their primary keys, which stay; the other indexes are built at the end, sorted.
async function dropIndexes(sql) {
  const { rows } = await sql.query(
    `select c.conname, i.indexrelid::regclass::text as name, c.conrelid::regclass::text as table,
       case when c.oid is null then pg_get_indexdef(i.indexrelid)
         else format('alter table %s add constraint %I %s', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid)) end as create
     from pg_index i left join pg_constraint c on c.conindid = i.indexrelid and c.contype = 'u'
     where i.indrelid = any ($1::text[]::regclass[]) and not i.indisprimary`,
    [COPIED],
  );
  for (const { conname, name, table } of rows) {
    await sql.query(conname === null ? `drop index ${name}` : `alter table ${table} drop constraint ${conname}`);
  }
  return rows.map(({ create }) => create);
}

/** Today at office 1: some have gone, some wait. */
export async function addToday(sql, count) {
  await sql.query('set session_replication_role = replica');
  await sql.query(
    `insert into ticket select (jsonb_populate_record(t, jsonb_build_object('day', '2026-11-24',
       'id', gen_random_uuid(), 'token_hash', '\\x' || md5(random()::text) || md5(t.id::text),
       'issued_at', t.issued_at + (date '2026-11-24' - t.day) * interval '1 day', 'called_at', t.called_at + (date '2026-11-24' - t.day) * interval '1 day',
       'ended_at', t.ended_at + (date '2026-11-24' - t.day) * interval '1 day'))).*
     from ticket t where t.office_id = 1 and t.day = (select max(day) from ticket where office_id = 1 and day < '2026-11-24') limit $1`,
    [count],
  );
  await sql.query(
    `insert into series (office_id, day, prefix, last)
     select office_id, day, prefix, max(ordinal) from ticket where office_id = 1 and day = '2026-11-24' group by 1, 2, 3
     on conflict (office_id, day, prefix) do update set last = excluded.last`,
  );
  await sql.query('set session_replication_role = origin');
}
