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
/** As many days as fill three years of one office; the rest of the tickets is at other offices. */
const DAYS = Math.min(780, Math.ceil(TICKETS / PER_DAY));
const OFFICES = Math.max(1, Math.round(TICKETS / (DAYS * PER_DAY)));
const ROUNDS = 12;
const PER_ROUND = 25;
const TODAY = '2026-11-24';
const A_DAY = '2026-11-18';
const A_YEAR = 'from=2025-11-24&to=2026-11-23';

/**
 * What a long history costs. Two servers, each with a PostgreSQL of its own: one with ten thousand tickets, one with ten
 * million. Every figure is taken on both in turn, so that what else the machine does hits both alike; ratios of medians count.
 */
export async function benchHistory() {
  const small = await aHistory({ offices: 1, days: Math.ceil(SMALL_TICKETS / PER_DAY) });
  const big = await aHistory({ offices: OFFICES, days: DAYS });
  try {
    for (const desk of [small, big]) await settle(desk);
    const ratios = await compare(small, big);
    for (const [what, { before, after }] of Object.entries(ratios)) {
      console.log(`${what.padEnd(34)} ${ms(before)} ${ms(after)}   ratio ${(after / before).toFixed(2)}`);
    }
    await compareYear(big);
  } finally {
    await small.office.stop();
    await big.office.stop();
  }
}

async function aHistory({ offices, days }) {
  const office = await startOffice({ counters: 1 });
  const sql = new pg.Client({ connectionString: office.databaseUrl });
  await sql.connect();
  await forLoading(sql, true);
  const took = { built: await timed(() => buildOffice(sql, { days, perDay: PER_DAY })) };
  took.kept = await timed(() => untilKept(sql));
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
  return { office, sql };
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
async function untilKept(sql) {
  for (;;) {
    const { rows } = await sql.query(
      `select 1 from statistics_office where office_id = 1 and kept_until >= '2026-11-23'`,
    );
    if (rows.length > 0) return;
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

async function compare(small, big) {
  const times = {};
  const note = (desk, what, took) => {
    times[what] ??= { before: [], after: [] };
    times[what][desk === small ? 'before' : 'after'].push(...took);
  };
  for (let round = 0; round <= ROUNDS; round++) {
    for (const desk of round % 2 === 0 ? [small, big] : [big, small]) {
      const measured = await aRound(desk);
      // The first round warms up: plans, caches, connections.
      if (round > 0) for (const [what, took] of Object.entries(measured)) note(desk, what, took);
    }
  }
  return Object.fromEntries(
    Object.entries(times).map(([what, { before, after }]) => [what, { before: median(before), after: median(after) }]),
  );
}

async function aRound(desk) {
  const get = (path) => () => desk.call('GET', `/statistics${path}`, { headers: desk.coordinator });
  const taken = [];
  const take = async () => void taken.push(await desk.call('POST', '/tickets', takeOptions(desk)));
  const figures = {
    'daily report, a closed day': await repeatTimed(get(`/daily?date=${A_DAY}`)),
    'daily report, today': await repeatTimed(get(`/daily?date=${TODAY}`)),
    'take-ticket': await repeatTimed(take),
    'call-next': [],
  };
  for (let i = 0; i < PER_ROUND; i++) figures['call-next'].push(await callNext(desk));
  return figures;
}

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
  const base = median(times.plain);
  console.log(`  plain aggregate, straight         ${ms(base)}`);
  for (const [what, took] of Object.entries(times).slice(1)) {
    const name = what === 'kept' ? 'kept days by day, straight' : `by ${what}, over HTTP`;
    console.log(`  ${name.padEnd(33)} ${ms(median(took))}   ${(base / median(took)).toFixed(0)} times as fast`);
  }
}

async function repeatTimed(work) {
  const took = [];
  for (let i = 0; i < PER_ROUND; i++) took.push(await timed(work));
  return took;
}

function median(values) {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

function ms(value) {
  return `${value.toFixed(2).padStart(9)} ms`;
}
