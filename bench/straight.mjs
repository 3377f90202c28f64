import { createHash, randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { hotKeys } from '../dist/src/database/idempotency.js';
import * as statements from '../dist/src/queue/queue.sql.js';
import { standingOfTicket } from '../dist/src/queue/standing.sql.js';
import { timed } from './measure.mjs';

const DAY = '2026-11-24';
const FALLBACK_MINUTES = 15;
const ADVANTAGE_MINUTES = 5;

const hash = () => createHash('sha256').update(randomBytes(18)).digest();
const run = (on, { name, text }, values) => on.query({ name, text, values }).then(({ rows }) => rows);
const newKey = () => ['bench', 'straight', randomUUID()];

/** The statements that the API runs for take-ticket and call-next, sent to PostgreSQL without the API. */
export async function straightToPostgres({ databaseUrl, sql }, connections) {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: connections, options: '-c timezone=UTC' });
  const desk = await readDesk(sql);
  return {
    'take-ticket': () => timed(() => takeTicket(pool, desk)),
    'call-next': (index) => callAndFree(pool, desk, desk.counters[index].id),
    end: () => pool.end(),
  };
}

async function readDesk(sql) {
  const rowsOf = async (text) => (await sql.query(text)).rows;
  const [office] = await rowsOf('select id from office');
  const offerings = await rowsOf(
    'select o.id, c.code from offering o join service_category c on c.id = o.category_id order by o.id',
  );
  const counters = await rowsOf(`select id, code from counter where code like 'B%' order by position`);
  const seats = await rowsOf('select user_id, counter_id from counter_session where closed_at is null');
  return {
    office: office.id,
    offering: offerings.find(({ code }) => code === 'certificates-information').id,
    all: offerings.map(({ id }) => id),
    counters,
    userAt: new Map(seats.map((row) => [row.counter_id, row.user_id])),
  };
}

async function takeTicket(pool, { office, offering, all }) {
  const at = new Date();
  const ticket = [office, DAY, 'A', offering, null, at, randomUUID(), '048043', 'it', null, null, 1, [], 'kiosk', 0];
  const [row] = await run(pool, statements.takeTicket, [...ticket, ...newKey(), hash(), at, hash(), 'bench']);
  await run(pool, standingOfTicket, [office, at, all, row.id, row.rank_at, row.seq, FALLBACK_MINUTES]);
}

// Only the call is timed; the no-show that frees the counter again is part of the round.
async function callAndFree(pool, desk, counter) {
  const client = await pool.connect();
  try {
    let ticket;
    const took = await timed(async () => (ticket = await callNext(client, desk, counter)));
    await markNoShow(client, desk, ticket);
    return took;
  } finally {
    client.release();
  }
}

async function callNext(client, { office, all, userAt }, counter) {
  let called;
  await keyed(client, office, async (at, revision) => {
    const seat = [userAt.get(counter), false, FALLBACK_MINUTES, ADVANTAGE_MINUTES];
    const call = [Number(revision) + 1, randomUUID(), DAY, 'bench'];
    [called] = await run(client, statements.callNext, [office, counter, all, at, ...seat, ...call]);
    return called.id;
  });
  return called.id;
}

async function markNoShow(client, { office }, ticketId) {
  await keyed(client, office, async (at) => {
    const [t] = await run(client, statements.ticketById, [office, ticketId]);
    await run(client, statements.openCounters, [office]);
    const kept = [t.offering_id, t.municipality_code, t.language, t.needs_language, t.priority];
    const place = [t.rank_at, t.rank_reason, t.not_before, t.counter_id, t.wanted_counter_id, t.call_revision];
    const times = [t.recalls, t.returns, t.called_at, t.last_called_at, t.served_at, at, t.outcome];
    const columns = [...kept, 'no-show', 'no-show', ...place, ...times];
    await run(client, statements.writeTicket, [office, t.id, ...columns]);
    await run(client, statements.endServiceSession, [office, ticketId, at, 'no-show', null]);
    const event = ['ticket.no-show', DAY, ticketId, t.counter_id, 'bench', '{}'];
    await run(client, statements.appendEvent, [office, at, ...event]);
    return ticketId;
  });
}

// Key, office, work, result of the key, commit: as every command of the queue.
async function keyed(client, office, work) {
  const key = newKey();
  const now = new Date();
  await client.query('start transaction');
  await run(client, hotKeys.claim, [...key, hash(), now]);
  const [head] = await run(client, statements.lockOffice, [office]);
  const result = await work(new Date(Math.max(now.getTime(), head.last_event_at.getTime())), head.revision);
  await run(client, hotKeys.finish, [...key, result, 200]);
  await client.query('commit');
}
