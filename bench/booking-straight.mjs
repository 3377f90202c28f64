import { createHash, randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { newBookingCode } from '../dist/src/bookings/booking-code.js';
import { appendFact } from '../dist/src/bookings/booking-log.js';
import * as bookings from '../dist/src/bookings/bookings.sql.js';
import { changeCells, changeQuota, lockPools } from '../dist/src/bookings/capacity.sql.js';
import { hotKeys } from '../dist/src/database/idempotency.js';
import { mainDesk } from './booking-fill.mjs';
import { somebody } from './booking-work.mjs';
import { timed } from './measure.mjs';

const MINUTE = 60_000;
const CAPACITY = 30000;

const hash = () => createHash('sha256').update(randomBytes(18)).digest();
const run = (on, { name, text }, values) => on.query({ name, text, values }).then(({ rows }) => rows);

/** The statements that the API runs for a hold and for its confirmation, sent to PostgreSQL without the API. */
export async function straightBookings({ databaseUrl, sql }, connections) {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: connections, options: '-c timezone=UTC' });
  const desk = await mainDesk(sql);
  const { rows } = await sql.query('select rules_version from pool where id = $1', [desk.pool]);
  const known = { ...desk, rulesVersion: rows[0].rules_version };
  return {
    hold: (start) => timed(() => keyed(pool, (client) => hold(client, known, start))),
    booking: (start) =>
      timed(async () => {
        const held = await keyed(pool, (client) => hold(client, known, start));
        await keyed(pool, (client) => confirm(client, known, held));
      }),
    end: () => pool.end(),
  };
}

async function hold(client, { office, pool, offering, rulesVersion }, start) {
  const at = (minutes) => new Date(Date.parse(start) + minutes * MINUTE);
  const [day, now] = [start.slice(0, 10), new Date()];
  await run(client, lockPools, [office, [pool], [rulesVersion]]);
  await run(client, changeQuota, [office, [day], [offering], [1], [null], false]);
  const cells = [at(0), at(5), at(10)];
  const same = (value) => cells.map(() => value);
  await run(client, changeCells, [same(pool), cells, same(1), same(CAPACITY), false]);
  const visit = [offering, [], [pool], '048043', 'desk', 1, null, day, at(0), at(15), at(15)];
  const hold = [new Date(now.getTime() + 10 * MINUTE), false, false, now, hash(), hash()];
  const [row] = await run(client, bookings.insertBooking, [office, uuidv7(), randomUUID(), ...visit, ...hold]);
  const { hold_id: _, ...set } = row;
  await append(client, row, 'booking.held', set);
  return row;
}

async function confirm(client, { office }, held) {
  const now = new Date();
  const { name, surname, email, language } = somebody();
  await run(client, bookings.takeTurns, [
    [hash(), hash()]
      .map((one) => one.readBigInt64BE(0))
      .sort(ascending)
      .map(String),
  ]);
  await run(client, bookings.liveHold, [office, held.hold_id, now]);
  await run(client, bookings.activeOf, [office, email, null, surname, name]);
  const status = ['confirmed', null, now, newBookingCode(), language];
  const person = [name, surname, email, null, null, '{}', '1', language, now];
  const [row] = await run(client, bookings.confirmHold, [office, held.id, now, ...status, ...person, hash()]);
  await append(client, row, 'booking.confirmed', { status: row.status, code: row.code, confirmed_at: now });
  return row;
}

function append(client, { office_id, id }, type, set) {
  return run(client, appendFact, [office_id, id, uuidv7(), type, new Date(), 'citizen', JSON.stringify({ set })]);
}

// Key, work, result of the key, commit: as every command.
async function keyed(pool, work) {
  const client = await pool.connect();
  const key = ['bench', 'straight', randomUUID()];
  try {
    await client.query('start transaction');
    await run(client, hotKeys.claim, [...key, hash(), new Date()]);
    const row = await work(client);
    await run(client, hotKeys.finish, [...key, row.id, 201]);
    await client.query('commit');
    return row;
  } finally {
    client.release();
  }
}

function ascending(a, b) {
  return a < b ? -1 : 1;
}
