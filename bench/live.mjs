import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { io } from 'socket.io-client';
import { caller, pairKiosk, signIn, startOffice } from './office.mjs';
import { figures } from './measure.mjs';

const SLUG = 'inside-osmannoro';
const OFFICE = `/offices/${SLUG}`;
const SOCKETS = 500;
const ROUNDS = 200;
const WARM_UP = 20;

/**
 * From an operator's request to the change on each of 500 displays, beside a bare Socket.IO server that is sent the same
 * message over HTTP and broadcasts it. Both take turns, and the displays are the same process: what comes out is the
 * ratio. Ours includes the call itself, durable in PostgreSQL, and the reading of the log.
 */
export async function benchLive() {
  const office = await startOffice({ counters: 1 });
  const bare = await startBare();
  try {
    const call = caller(office.url, 4);
    const desk = await openDesk(call);
    const ours = await displays(office.url, true);
    const theirs = await displays(bare.url, false);
    const sample = await oneCall(call, desk, ours);
    const live = [];
    const broadcast = [];
    const answers = [];
    for (let round = -WARM_UP; round < ROUNDS; round++) {
      const told = await oneCall(call, desk, ours);
      const sent = await oneBroadcast(bare.url, theirs, sample.message);
      if (round < 0) continue;
      live.push(...told.latencies);
      answers.push(told.answered);
      broadcast.push(...sent.latencies);
    }
    report(live, broadcast, answers, JSON.stringify(sample.message).length, office);
    for (const display of [...ours, ...theirs]) display.socket.disconnect();
  } finally {
    bare.stop();
    await office.stop();
  }
}

function report(live, broadcast, answers, bytes, office) {
  const [ours, theirs, answered] = [live, broadcast, answers].map((latencies) => figures(latencies, Infinity, 0));
  const row = (name, { p50, p99 }) =>
    console.log(`${name.padEnd(36)}p50 ${p50.toFixed(2).padStart(8)} ms  p99 ${p99.toFixed(2).padStart(8)} ms`);
  console.log(`${SOCKETS} sockets, ${ROUNDS} rounds in turn, ${bytes} bytes a message, from request to arrival`);
  row('bare Socket.IO broadcast', theirs);
  row('call → change', ours);
  row('(the call, until its answer)', answered);
  console.log(`ratio of p99 ${(ours.p99 / theirs.p99).toFixed(2)}, of p50 ${(ours.p50 / theirs.p50).toFixed(2)}`);
  console.log(`memory of the API process: ${office.memoryMegabytes().toFixed(0)} MB`);
}

async function startBare() {
  const child = fork(fileURLToPath(new URL('./bare-broadcast.mjs', import.meta.url)));
  const port = await new Promise((resolve) => child.once('message', resolve));
  return { url: `http://127.0.0.1:${port}`, stop: () => child.kill() };
}

/** Displays that note when the message of a round arrived. */
async function displays(url, subscribe) {
  const all = Array.from({ length: SOCKETS }, () => {
    const display = { socket: io(`${url}/live`, { forceNew: true, transports: ['websocket'] }), hear: () => {} };
    display.socket.on('changes', (message) => display.hear(message));
    return display;
  });
  await Promise.all(
    all.map(async ({ socket }) => {
      await new Promise((resolve) => socket.once('connect', resolve));
      if (!subscribe) return;
      const answer = await socket.emitWithAck('subscribe', { office: SLUG, view: 'board' });
      if (!answer.ok) throw new Error(answer.problem.detail);
    }),
  );
  return all;
}

/** Until every display has heard a message that `counts`: milliseconds since `started` for each. */
function arrivals(all, counts, started) {
  return Promise.all(
    all.map(
      (display) =>
        new Promise((resolve) => {
          display.hear = (message) => {
            if (counts(message)) resolve({ millis: performance.now() - started, message });
          };
        }),
    ),
  );
}

async function openDesk(call) {
  const cookie = await signIn(call, 'operator1');
  await call('PUT', `${OFFICE}/counters/1/session`, { body: {}, headers: { cookie } });
  return { cookie, kiosk: await pairKiosk(call) };
}

// One ticket is taken, called and put aside; only the call is measured, and the rest has arrived before it.
async function oneCall(call, { cookie, kiosk }, ours) {
  const wish = { service: 'certificates-information', municipality: '048043', language: 'it' };
  const post = (path, body, headers) =>
    call('POST', `${OFFICE}${path}`, { body, headers: { 'idempotency-key': randomUUID(), ...headers } });
  const has = (type) => (message) => message.changes.some((change) => change.type === type);
  const counted = arrivals(ours, has('waiting.count'), 0);
  await post('/tickets', wish, { authorization: `Bearer ${kiosk}` });
  await counted;

  const started = performance.now();
  const arrived = arrivals(ours, has('ticket.called'), started);
  const answer = await post('/counters/1/call-next', {}, { cookie });
  const answered = performance.now() - started;
  const heard = await arrived;

  const closed = arrivals(ours, has('ticket.closed'), 0);
  await post(`/tickets/${JSON.parse(answer.text).id}/no-show`, {}, { cookie });
  await closed;
  return { latencies: heard.map(({ millis }) => millis), answered, message: heard[0].message };
}

async function oneBroadcast(url, theirs, message) {
  const started = performance.now();
  const arrived = arrivals(theirs, () => true, started);
  await fetch(url, { method: 'POST', body: JSON.stringify(message) });
  return { latencies: (await arrived).map(({ millis }) => millis) };
}
