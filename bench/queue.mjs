import { randomUUID } from 'node:crypto';
import { caller, pairKiosk, signIn, startOffice } from './office.mjs';
import { line, repeat, timed } from './measure.mjs';
import { straightToPostgres } from './straight.mjs';

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
    const straight = await straightToPostgres(office, Math.max(...CLIENTS));
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
