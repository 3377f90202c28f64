import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { keptMeasures } from '../dist/src/statistics/kept.sql.js';
import { addToday, buildOffice, copyOffices } from './history-build.mjs';
import { timed } from './measure.mjs';
import { caller, pairKiosk, signIn, startOffice } from './office.mjs';
import { PLAIN_AGGREGATE } from './plain-aggregate.mjs';

const OFFICE = '/offices/inside-osmannoro';
const PER_DAY = 300;
const SMALL_TICKETS = 10_000;
const TICKETS = Number(process.env.HISTORY_TICKETS ?? 10_000_000);
/** As many working days as fill a year and a half of one office; the rest of the tickets is at other offices. */
const DAYS = Math.min(390, Math.ceil(TICKETS / PER_DAY));
const OFFICES = Math.max(1, Math.round(TICKETS / (DAYS * PER_DAY)));
const WARM_UP = 20;
const ROUNDS = 300;
const TODAY = '2026-11-24';
const A_DAY = '2026-11-18';
const A_YEAR = 'from=2025-11-24&to=2026-11-23';

/**
 * What a long history costs. Two servers, each with a PostgreSQL of its own: one with ten thousand tickets, one with ten
 * million. Every figure is taken on both in turn, so that what else the machine does hits both alike; ratios of medians count.
 */
export async function benchHistory() {
  const desks = [];
  try {
    await aHistory(desks, { offices: 1, days: Math.ceil(SMALL_TICKETS / PER_DAY) });
    await aHistory(desks, { offices: OFFICES, days: DAYS });
    for (const desk of desks) await settle(desk);
    const [small, big] = desks;
    console.log(`${''.padEnd(28)}  median: 10 thousand, ${TICKETS}, ratio; lower quartile: the same`);
    for (const [what, { before, after }] of Object.entries(await compare(small, big))) {
      const figures = [50, 25].map((percent) => ratioLine(rank(before, percent), rank(after, percent)));
      console.log(`${what.padEnd(28)} ${figures.join('   ')}`);
    }
    await compareYear(big);
  } finally {
    for (const { office, sql } of desks) {
      await sql.end();
      await office.stop();
    }
  }
}

async function aHistory(desks, { offices, days }) {
  const office = await startOffice({ counters: 1 });
  const sql = new pg.Client({ connectionString: office.databaseUrl });
  await sql.connect();
  desks.push({ office, sql });
  await forLoading(sql, true);
  const took = { built: await timed(() => buildOffice(sql, { days, perDay: PER_DAY })) };
  took.kept = await timed(() => untilKept(sql, days));
  if (offices > 1) took.copied = await timed(() => copyOffices(sql, offices));
  await addToday(sql, 200);
  took.settled = await timed(() => sql.query('vacuum analyze'));
  await forLoading(sql, false);
  const { rows } = await sql.query(
    `select count(*)::int as tickets, pg_size_pretty(pg_database_size(current_database())) as size,
       (select pg_size_pretty(sum(pg_total_relation_size(c.oid))) from pg_class c where relname like 'statistics\\_%' and relkind = 'r') as kept
     from ticket`,
  );
  const seconds = Object.entries(took).map(([what, millis]) => `${what} ${(millis / 1000).toFixed(0)} s`);
  console.log(
    `${rows[0].tickets} tickets in ${offices} offices, ${rows[0].size} (kept days ${rows[0].kept}): ${seconds.join(', ')}`,
  );
}

// Loading needs no disk that answers; what is measured afterwards does.
async function forLoading(sql, loading) {
  const values = loading
    ? {
        fsync: 'off',
        synchronous_commit: 'off',
        autovacuum: 'off',
        max_wal_size: "'8GB'",
        checkpoint_timeout: "'30min'",
      }
    : { fsync: 'on', synchronous_commit: 'on', autovacuum: 'on', max_wal_size: "'1GB'", checkpoint_timeout: "'5min'" };
  for (const [name, value] of Object.entries(values)) await sql.query(`alter system set ${name} = ${value}`);
  await sql.query('select pg_reload_conf()');
  await sql.query('checkpoint');
}

// The server keeps closed days by itself, a look every half minute.
async function untilKept(sql, days) {
  for (;;) {
    const { rows } = await sql.query('select count(*)::int as kept from statistics_day where not stale');
    if (rows[0].kept >= days) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

async function settle(desk) {
  const call = caller(desk.office.url, 4);
  desk.kiosk = { authorization: `Bearer ${await pairKiosk(call)}` };
  desk.coordinator = { cookie: await signIn(call, 'coordinator') };
  desk.operator = { cookie: await signIn(call, 'bench1') };
  desk.call = async (method, path, options) => {
    const answer = await call(method, `${OFFICE}${path}`, options);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
    return answer;
  };
  await desk.call('PUT', '/counters/B1/session', { body: {}, headers: desk.operator });
}

// One request here, the same there, and the other way round: whatever else runs on the machine meets both.
async function compare(small, big) {
  const times = {};
  for (const [what, work] of Object.entries(WORK)) {
    times[what] = { before: [], after: [] };
    for (let round = 0; round < WARM_UP + ROUNDS; round++) {
      for (const desk of round % 2 === 0 ? [small, big] : [big, small]) {
        const took = await work(desk);
        if (round >= WARM_UP) times[what][desk === small ? 'before' : 'after'].push(took);
      }
    }
  }
  return times;
}

const daily = (date) => (desk) =>
  timed(() => desk.call('GET', `/statistics/daily?date=${date}`, { headers: desk.coordinator }));

// As many tickets are taken as are called afterwards, so that both queues are short.
const WORK = {
  'daily report, a closed day': daily(A_DAY),
  'daily report, today': daily(TODAY),
  'take-ticket': (desk) => timed(() => desk.call('POST', '/tickets', takeOptions(desk))),
  'call-next': (desk) => callNext(desk),
};

function takeOptions(desk) {
  const body = { service: 'certificates-information', municipality: '048043', language: 'it' };
  return { body, headers: { ...desk.kiosk, 'idempotency-key': randomUUID() } };
}

// Only the call is timed; the no-show that frees the counter again is not.
async function callNext(desk) {
  const headers = () => ({ ...desk.operator, 'idempotency-key': randomUUID() });
  let answer;
  const took = await timed(async () => {
    answer = await desk.call('POST', '/counters/B1/call-next', { body: {}, headers: headers() });
  });
  await desk.call('POST', `/tickets/${JSON.parse(answer.text).id}/no-show`, { body: {}, headers: headers() });
  return took;
}

async function compareYear(desk) {
  const over = (by) => () => desk.call('GET', `/statistics?${A_YEAR}&by=${by}`, { headers: desk.coordinator });
  const plain = () => desk.sql.query(PLAIN_AGGREGATE, [1, '2025-11-24', '2026-11-23']);
  const kept = () => desk.sql.query({ ...keptMeasures, values: [1, 'all', '2025-11-24', '2026-11-23'] });
  const times = { plain: [], kept: [], day: [], weekday: [], hour: [], service: [] };
  for (let round = 0; round < 5; round++) {
    times.plain.push(await timed(plain));
    for (let i = 0; i < 5; i++) {
      times.kept.push(await timed(kept));
      for (const by of ['day', 'weekday', 'hour', 'service']) times[by].push(await timed(over(by)));
    }
  }
  const { rows } = await plain();
  const tickets = rows.reduce((sum, { issued }) => sum + Number(issued), 0);
  console.log(`a year of one office, ${tickets} tickets on ${rows.length} days:`);
  const base = rank(times.plain, 50);
  console.log(`  plain aggregate, straight         ${ms(base)}`);
  for (const [what, took] of Object.entries(times).slice(1)) {
    const name = what === 'kept' ? 'kept days by day, straight' : `by ${what}, over HTTP`;
    console.log(`  ${name.padEnd(33)} ${ms(rank(took, 50))}   ${(base / rank(took, 50)).toFixed(0)} times as fast`);
  }
}

function ratioLine(before, after) {
  return `${ms(before)} ${ms(after)} ${(after / before).toFixed(2)}`;
}

function rank(values, percent) {
  return values.sort((a, b) => a - b)[Math.ceil((percent / 100) * values.length) - 1];
}

function ms(value) {
  return `${value.toFixed(2).padStart(8)} ms`;
}
