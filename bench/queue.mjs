import { createHash, randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import * as statements from '../dist/src/queue/queue.sql.js';
import { standingOfTicket } from '../dist/src/queue/standing.sql.js';
import { hotKeys } from '../dist/src/database/idempotency.js';
import { caller, pairKiosk, signIn, startOffice } from './office.mjs';
import { line, repeat, timed } from './measure.mjs';

const OFFICE = '/offices/inside-osmannoro';
const CLIENTS = [1, 8, 32];
const ROUNDS = 3000;
const SECONDS = 15;
const WARM_UP = 300;

/**
 * Take-ticket and call-next over HTTP beside the same prepared statements sent straight to the same PostgreSQL, in turn
 * in the same run. What comes out is the ratio: machines are noisy. A round of call-next is the call and the no-show
 * that frees the counter again, on both ways; its latency is the call's alone.
 */
export async function benchQueue() {
  const office = await startOffice({ counters: Math.max(...CLIENTS) });
  try {
    const http = await overHttp(office);
    const straight = await straightToPostgres(office);
    await clearWaiting(office);
    console.log('clients / way                         requests');
    for (const what of ['take-ticket', 'call-next']) {
      for (const clients of CLIENTS) await compare(office, what, clients, http[what], straight[what]);
    }
    console.log(`memory of the API process: ${office.memoryMegabytes().toFixed(0)} MB`);
    await straight.end();
  } finally {
    await office.stop();
  }
}

async function compare(office, what, clients, http, straight) {
  const run = async (work, count) => {
    if (what === 'call-next') await fillQueue(office, count + clients);
    else await clearWaiting(office);
    return repeat({ clients, count, seconds: SECONDS, work });
  };
  await run(straight, WARM_UP);
  await run(http, WARM_UP);
  const direct = await run(straight, ROUNDS);
  const api = await run(http, ROUNDS);
  console.log(line(`${what}, ${clients} straight`, direct));
  console.log(line(`${what}, ${clients} over HTTP`, api));
  console.log(`${''.padEnd(36)}ratio ${(api.perSecond / direct.perSecond).toFixed(2)}`);
}

async function overHttp({ url }) {
  const call = caller(url, Math.max(...CLIENTS));
  const token = await pairKiosk(call);
  const cookies = [];
  for (let client = 0; client < Math.max(...CLIENTS); client++) {
    cookies[client] = await signIn(call, `bench${client + 1}`);
    const opened = await call('PUT', `${OFFICE}/counters/B${client + 1}/session`, {
      body: {},
      headers: { cookie: cookies[client] },
    });
    // The directory looks once a second whether it has changed.
    if (opened.status === 404) {
      await new Promise((resolve) => setTimeout(resolve, 200));
      client--;
    }
  }
  const body = { service: 'certificates-information', municipality: '048043', language: 'it' };
  const staff = (client) => ({ cookie: cookies[client], 'idempotency-key': randomUUID() });
  return {
    'take-ticket': () =>
      timed(async () => {
        const headers = { authorization: `Bearer ${token}`, 'idempotency-key': randomUUID() };
        const answer = await call('POST', `${OFFICE}/tickets`, { body, headers });
        if (answer.status !== 201) throw new Error(answer.text);
      }),
    'call-next': async (client) => {
      let ticket;
      const took = await timed(async () => {
        const answer = await call('POST', `${OFFICE}/counters/B${client + 1}/call-next`, {
          body: {},
          headers: staff(client),
        });
        if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`);
        ticket = JSON.parse(answer.text).id;
      });
      await call('POST', `${OFFICE}/tickets/${ticket}/no-show`, { body: {}, headers: staff(client) });
      return took;
    },
  };
}

async function straightToPostgres({ databaseUrl, sql }) {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: Math.max(...CLIENTS), options: '-c timezone=UTC' });
  const {
    rows: [office],
  } = await sql.query('select id from office');
  const { rows: offerings } = await sql.query(
    'select o.id, c.code from offering o join service_category c on c.id = o.category_id',
  );
  const { rows: counters } = await sql.query(`select id, code from counter where code like 'B%' order by position`);
  const { rows: users } = await sql.query(`select user_id, counter_id from counter_session where closed_at is null`);
  const userAt = new Map(users.map((row) => [row.counter_id, row.user_id]));
  const offering = offerings.find(({ code }) => code === 'certificates-information').id;
  const all = offerings.map(({ id }) => id);
  const day = '2026-11-24';
  const now = () => new Date();
  const run = (client, { name, text }, values) => client.query({ name, text, values }).then(({ rows }) => rows);
  const hash = () => createHash('sha256').update(randomBytes(18)).digest();

  const takeTicket = () =>
    timed(async () => {
      const id = randomUUID();
      const at = now();
      const [row] = await run(pool, statements.takeTicket, [
        office.id,
        day,
        'A',
        offering,
        null,
        at,
        id,
        '048043',
        'it',
        null,
        null,
        1,
        [],
        'kiosk',
        0,
        'bench',
        'straight',
        randomUUID(),
        hash(),
        at,
        hash(),
        'bench',
      ]);
      await run(pool, standingOfTicket, [office.id, at, all, offering, row.rank_at, row.seq]);
    });

  const callNext = async (index) => {
    const counter = counters[index].id;
    const client = await pool.connect();
    try {
      let called;
      const took = await timed(async () => {
        const key = ['bench', 'straight', randomUUID()];
        await client.query('start transaction');
        await run(client, hotKeys.claim, [...key, hash(), now()]);
        const [head] = await run(client, statements.lockOffice, [office.id]);
        const at = new Date(Math.max(now().getTime(), head.last_event_at.getTime()));
        [called] = await run(client, statements.callNext, [
          office.id,
          counter,
          all,
          at,
          userAt.get(counter),
          false,
          15,
          5,
          Number(head.revision) + 1,
          randomUUID(),
          day,
          'bench',
        ]);
        await run(client, hotKeys.finish, [...key, called.id, 200]);
        await client.query('commit');
      });
      await markNoShow(run, client, { officeId: office.id, day, ticketId: called.id });
      return took;
    } finally {
      client.release();
    }
  };
  return { 'take-ticket': takeTicket, 'call-next': callNext, end: () => pool.end() };
}

// The no-show that frees the counter again, by the statements of that command.
async function markNoShow(run, client, { officeId, day, ticketId }) {
  const key = ['bench', 'straight', randomUUID()];
  const now = new Date();
  await client.query('start transaction');
  await run(client, hotKeys.claim, [...key, createHash('sha256').update(ticketId).digest(), now]);
  const [head] = await run(client, statements.lockOffice, [officeId]);
  const at = new Date(Math.max(now.getTime(), head.last_event_at.getTime()));
  const [t] = await run(client, statements.ticketById, [officeId, ticketId]);
  await run(client, statements.openCounters, [officeId]);
  await run(client, statements.writeTicket, [
    officeId,
    t.id,
    t.offering_id,
    t.municipality_code,
    t.language,
    t.needs_language,
    t.priority,
    'no-show',
    'no-show',
    t.rank_at,
    t.rank_reason,
    t.not_before,
    t.counter_id,
    t.wanted_counter_id,
    t.call_revision,
    t.recalls,
    t.returns,
    t.called_at,
    t.last_called_at,
    t.served_at,
    at,
    t.outcome,
  ]);
  await run(client, statements.endServiceSession, [officeId, ticketId, at, 'no-show', null]);
  await run(client, statements.appendEvent, [
    officeId,
    at,
    'ticket.no-show',
    day,
    ticketId,
    t.counter_id,
    'bench',
    '{}',
  ]);
  await run(client, hotKeys.finish, [...key, ticketId, 200]);
  await client.query('commit');
}

async function clearWaiting({ sql }) {
  await sql.query(
    `update ticket set status = 'expired', end_reason = 'day-close', ended_at = issued_at where status = 'waiting'`,
  );
}

/** A queue of `count`, copied from one ticket: what waits must not be what is measured. */
async function fillQueue(office, count) {
  await clearWaiting(office);
  await office.sql.query(
    `insert into ticket (office_id, id, day, prefix, ordinal, number, offering_id, language, source, status, rank_at, rank_reason, seq, issued_at, token_hash)
     select o.office_id, gen_random_uuid(), '2026-11-24', 'A', m.last + n, 'A' || (m.last + n), o.id, 'it', 'kiosk', 'waiting',
       timestamptz '2026-11-24 08:30:00+00' + n * interval '1 millisecond', 'arrival', m.last + n, timestamptz '2026-11-24 08:30:00+00',
       decode(md5(random()::text || n), 'hex')
     from offering o join service_category c on c.id = o.category_id and c.code = 'certificates-information',
       (select coalesce(max(ordinal), 0) as last from ticket where prefix = 'A') m, generate_series(1, $1::int) n`,
    [count],
  );
  await office.sql.query(
    `insert into series (office_id, day, prefix, last) select office_id, day, prefix, max(ordinal) from ticket where prefix = 'A' group by 1, 2, 3
     on conflict (office_id, day, prefix) do update set last = excluded.last`,
  );
  await office.sql.query('analyze ticket');
}
