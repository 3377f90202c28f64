/** Offices whose history there is: ten years of 200 bookings a day each are 10 million. */
const OFFICES = 20;
export const SERVICE = 'certificates-information';
export const TODAY = '2026-11-24';
export const DAYS_AHEAD = 60;
const RECENT_FROM = '2026-10-25';
const FIRST_YEAR = 2016;
const CAPACITY = 8;
/** Loaders side by side. */
const LANES = 2;

/**
 * A desk larger than the first one: open from Monday to Friday, eight bookings side by side in quarters of an hour, sixty
 * days ahead. And nineteen more like it. The server reads them within a second.
 */
export async function openOffices({ sql }) {
  await sql.query(`update office set booking = booking || '{"horizonDays": ${DAYS_AHEAD}, "noticeMinutes": 60}'`);
  await sql.query(`delete from opening_rule where pool_id is null and offering_id is null`);
  await sql.query(
    `insert into opening_rule (office_id, weekday, opens, closes, bookings, walk_ins)
     select o.id, weekday, opens::time, closes::time, true, true
     from office o, generate_series(1, 5) weekday, (values ('08:30', '12:30'), ('13:00', '16:00')) as hours (opens, closes)`,
  );
  await sql.query(`update pool set booking_capacity = $1 where code = 'general'`, [CAPACITY]);
  await sql.query(
    `insert into office overriding system value
     select (jsonb_populate_record(o, jsonb_build_object('id', 1000 + n, 'slug', 'bench-' || n))).*
     from office o, generate_series(2, $1::int) n`,
    [OFFICES],
  );
  await sql.query(
    `insert into pool overriding system value
     select (jsonb_populate_record(p, jsonb_build_object('id', 1000 + n, 'office_id', 1000 + n))).*
     from pool p, generate_series(2, $1::int) n where p.code = 'general'`,
    [OFFICES],
  );
  await sql.query(
    `insert into offering overriding system value
     select (jsonb_populate_record(f, jsonb_build_object('id', 1000 + n, 'office_id', 1000 + n, 'pool_id', 1000 + n))).*
     from offering f join service_category c on c.id = f.category_id, generate_series(2, $2::int) n where c.code = $1`,
    [SERVICE, OFFICES],
  );
  // Statistics would reckon all these years in the background, beside what is measured.
  await sql.query(
    `insert into statistics_office (office_id, kept_until, checked_revision) select id, $1::date - 1, 0 from office
     on conflict (office_id) do update set kept_until = excluded.kept_until`,
    [TODAY],
  );
}

/** Both sizes have this: the last month and the next sixty days of one office, 10 thousand bookings. */
export async function fillRecent({ sql }) {
  const { offering, pool, office } = await mainDesk(sql);
  const desk = { office, pool, offering };
  await addBookings(sql, {
    ...desk,
    from: RECENT_FROM,
    to: day(TODAY, -1),
    seats: CAPACITY,
    share: 0.8,
    kind: 'recent',
  });
  await addBookings(sql, {
    ...desk,
    from: day(TODAY, 1),
    to: day(TODAY, DAYS_AHEAD),
    seats: CAPACITY,
    share: 0.65,
    kind: 'to-come',
  });
  await sql.query('vacuum (analyze) booking, booking_event, pool_cell, booking_day');
}

/** Ten years of all offices before that: 10 million bookings. Comes first, as it does in life. */
export async function fillHistory({ sql }) {
  const main = await mainDesk(sql);
  const further = Array.from({ length: OFFICES - 1 }, (_, n) => ({
    office: 1002 + n,
    pool: 1002 + n,
    offering: 1002 + n,
  }));
  const indexes = await hasten(sql);
  const desks = [main, ...further];
  await Promise.all(Array.from({ length: LANES }, () => fillOneByOne(sql, desks)));
  await settle(sql, indexes);
}

// No checks of foreign keys row by row.
async function fillOneByOne(sql, desks) {
  const client = await sql.connect();
  await client.query('set session_replication_role = replica');
  for (let desk = desks.shift(); desk !== undefined; desk = desks.shift()) {
    for (let year = FIRST_YEAR; year <= 2026; year++) {
      const to = year === 2026 ? day(RECENT_FROM, -1) : `${year}-12-31`;
      const kind = year < 2026 ? 'old' : 'last-year';
      await addBookings(client, { ...desk, from: `${year}-01-01`, to, seats: CAPACITY, share: 0.8, kind });
    }
  }
  await client.query('reset session_replication_role');
  client.release();
}

/** Ids of the office that is measured. */
export async function mainDesk(sql) {
  const { rows } = await sql.query(
    `select f.office_id as office, f.pool_id as pool, f.id as offering from offering f
     join service_category c on c.id = f.category_id where c.code = $1 and f.office_id < 1000`,
    [SERVICE],
  );
  return rows[0];
}

const BY_KIND = {
  old: { contact: false, linked: false, events: [] },
  'last-year': { contact: false, linked: true, events: ['booking.confirmed', 'booking.completed'] },
  recent: { contact: true, linked: true, events: ['booking.held', 'booking.confirmed', 'booking.completed'] },
  'to-come': { contact: true, linked: true, events: ['booking.held', 'booking.confirmed'] },
};

/** Bookings of every open quarter of an hour between two days, with what their cells, quotas and log have of them. */
async function addBookings(sql, { office, pool, offering, from, to, seats, share, kind }) {
  const { contact, linked, events } = BY_KIND[kind];
  const values = [office, pool, offering, from, to, seats, share, kind === 'to-come', contact, linked];
  await sql.query(BOOKINGS, values);
  await sql.query(CELLS, [office, pool, from, to, seats]);
  await sql.query(DAYS, [office, from, to]);
  if (events.length > 0) await sql.query(EVENTS, [office, from, to, events]);
}

// Links of visits before the last year are left out: 0.8 GB of hashes that nothing here looks for.
const BOOKINGS = `
  insert into booking (office_id, id, hold_id, code, offering_id, pool_ids, municipality_code, mode, language, day, starts_at,
    ends_at, occupied_until, status, created_at, confirmed_at, checked_in_at, ended_at, ticket_number, name, surname, email,
    phone, privacy_version, privacy_language, privacy_at, contact_erased_at, token_hash)
  select $1::int, uuidv7(start - interval '9 days' - clock_timestamp()), gen_random_uuid(),
    upper(lpad(to_hex(((extract(epoch from start)::bigint / 900 * 16 + n) * 2654435761) & 4294967295), 8, '0')), $3, array[$2::int], '048043', 'desk', 'it',
    day, start, start + interval '15 minutes', start + interval '15 minutes',
    case when $8 then 'confirmed' when fate < 0.86 then 'completed' when fate < 0.93 then 'no-show' else 'cancelled' end,
    start - interval '9 days', start - interval '9 days', case when not $8 and fate < 0.86 then start end,
    case when not $8 then start + interval '20 minutes' end, case when not $8 and fate < 0.86 then 'A' || n end,
    case when $9 then 'Nome' || (n * 37 + extract(epoch from start)::int / 900) % 997 end,
    case when $9 then 'Cognome' || (n * 61 + extract(epoch from start)::int / 900) % 4999 end,
    case when $9 then n || '.' || extract(epoch from start)::int || '@example.org' end,
    case when $9 then '+39055' || extract(epoch from start)::int % 10000000 end,
    '1', 'it', start - interval '9 days', case when not $9 then start + interval '31 days' end,
    case when $10 then decode(md5(start::text || n || $1::int) || md5(n || start::text), 'hex') end
  from (
    select day::date as day, n, (day + minute * interval '1 minute') at time zone 'Europe/Rome' as start, random() as fate
    from generate_series($4::date::timestamp, $5::date::timestamp, interval '1 day') day,
      generate_series(510, 945, 15) minute,
      generate_series(1, $6::int) n
    where extract(isodow from day) < 6 and minute not in (750, 765) and random() < $7
  ) slot
  order by start`;

const CELLS = `
  insert into pool_cell (pool_id, cell_at, taken, capacity, forced)
  select $2, cell, count(*), $5, 0
  from booking b, generate_series(b.starts_at, b.occupied_until - interval '5 minutes', interval '5 minutes') cell
  where b.office_id = $1 and b.day between $3 and $4 and b.status not in ('held', 'lapsed') and b.status <> 'cancelled'
  group by cell order by cell`;

const DAYS = `
  insert into booking_day (office_id, day, offering_id, booked)
  select $1, day, offering_id, count(*) from booking
  where office_id = $1 and day between $2 and $3 and status not in ('held', 'lapsed') and status <> 'cancelled'
  group by day, offering_id`;

const EVENTS = `
  insert into booking_event (office_id, booking_id, id, type, at, actor, details)
  select b.office_id, b.id, uuidv7(b.starts_at - clock_timestamp()), type, b.starts_at, 'citizen',
    jsonb_build_object('set', jsonb_build_object('status', 'confirmed', 'code', b.code, 'language', 'it'))
  from booking b, unnest($4::text[]) type where b.office_id = $1 and b.day between $2 and $3 and b.status not in ('held', 'lapsed')`;

// How fast it loads is not what is measured: this database need not survive, and indexes with an entry for every row are
// made afterwards. The others are empty but for what is to come, and the sweeps that run meanwhile use them.
const MADE_AFTERWARDS = ['booking_hold', 'booking_code', 'booking_token'];
const WHILE_LOADING = {
  fsync: 'off',
  full_page_writes: 'off',
  max_wal_size: '256MB',
  autovacuum: 'off',
  maintenance_work_mem: '512MB',
};

async function hasten(sql) {
  for (const [setting, value] of Object.entries(WHILE_LOADING)) {
    await sql.query(`alter system set ${setting} = '${value}'`);
  }
  await sql.query('select pg_reload_conf()');
  await sql.query('alter table booking set (fillfactor = 100)');
  const { rows } = await sql.query('select indexdef from pg_indexes where indexname = any ($1)', [MADE_AFTERWARDS]);
  await sql.query(`drop index ${MADE_AFTERWARDS.join(', ')}`);
  return rows.map(({ indexdef }) => indexdef);
}

async function settle(sql, indexes) {
  for (const definition of indexes) await sql.query(definition);
  await sql.query('alter table booking set (fillfactor = 80)');
  await sql.query('vacuum (freeze, analyze) booking, booking_event, pool_cell, booking_day');
  for (const setting of Object.keys(WHILE_LOADING)) await sql.query(`alter system reset ${setting}`);
  await sql.query('select pg_reload_conf()');
  await sql.query('checkpoint');
}

/** The day `count` days after another. */
export function day(from, count) {
  return new Date(Date.parse(from) + count * 86_400_000).toISOString().slice(0, 10);
}
