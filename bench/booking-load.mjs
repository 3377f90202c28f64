import { randomUUID } from 'node:crypto';
import { DAYS_AHEAD, day, mainDesk, SERVICE, TODAY } from './booking-fill.mjs';
import { straightBookings } from './booking-straight.mjs';
import { expect, somebody } from './booking-work.mjs';
import { caller } from './office.mjs';
import { line, repeat, timed } from './measure.mjs';

const OFFICE = '/offices/inside-osmannoro';
const CLIENTS = 32;
const ROUNDS = 2000;
const SECONDS = 15;
const WARM_UP = 200;

/**
 * Holds, and holds with their confirmation, over HTTP beside the same prepared statements sent straight to PostgreSQL. Of
 * one office and one pool, with room for everybody, at random starts of the next sixty days.
 */
export async function benchBookingLoad(office) {
  const starts = await makeRoom(office);
  const straight = await straightBookings(office, CLIENTS);
  const http = overHttp(office);
  const deadlocksBefore = await deadlocks(office);
  for (const what of ['hold', 'booking']) {
    const run = (way, count) =>
      repeat({ clients: CLIENTS, count, seconds: SECONDS, work: () => way[what](starts[randomIndex(starts)]) });
    await run(straight, WARM_UP);
    await run(http, WARM_UP);
    const [direct, api] = [await run(straight, ROUNDS), await run(http, ROUNDS)];
    console.log(line(`${what}, ${CLIENTS} straight`, direct));
    console.log(line(`${what}, ${CLIENTS} over HTTP`, api));
    console.log(`${''.padEnd(36)}ratio ${(api.perSecond / direct.perSecond).toFixed(2)}`);
  }
  console.log(`deadlocks: ${(await deadlocks(office)) - deadlocksBefore}`);
  await straight.end();
}

/** Lifts the pool's capacity and waits until the server reckons with it. */
async function makeRoom({ sql, url }) {
  const { pool } = await mainDesk(sql);
  await sql.query('update pool set booking_capacity = 30000 where id = $1', [pool]);
  const call = caller(url, 1);
  const span = `from=${day(TODAY, 1)}&to=${day(TODAY, DAYS_AHEAD)}`;
  for (;;) {
    const path = `${OFFICE}/availability?service=${SERVICE}&municipality=048043&${span}`;
    const { days } = await expect(200, call('GET', path));
    const slots = days.flatMap((one) => one.slots);
    const [{ start }] = slots;
    // The first hold with the new rules counts the capacity of all cells anew.
    if (slots.every(({ left }) => left > 20000)) {
      await expect(201, call('POST', `${OFFICE}/holds`, { body: { service: SERVICE, municipality: '048043', start } }));
      return slots.map((slot) => slot.start);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function overHttp({ url }) {
  const call = caller(url, CLIENTS);
  const send = (path, body) => call('POST', path, { body, headers: { 'idempotency-key': randomUUID() } });
  const hold = (start) => expect(201, send(`${OFFICE}/holds`, { service: SERVICE, municipality: '048043', start }));
  return {
    hold: (start) => timed(() => hold(start)),
    booking: (start) =>
      timed(async () => {
        const { id } = await hold(start);
        const body = { holdId: id, contact: somebody(), privacyAccepted: true };
        await expect(201, send(`${OFFICE}/bookings`, body));
      }),
  };
}

async function deadlocks({ sql }) {
  const { rows } = await sql.query('select deadlocks::int from pg_stat_database where datname = current_database()');
  return rows[0].deadlocks;
}

function randomIndex(list) {
  return Math.floor(Math.random() * list.length);
}
