import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { startEmbeddedServer } from '../dist/src/database/embedded-server.js';

export const PASSWORD = 'bench password';
const START = fileURLToPath(new URL('../src/launch/start.mjs', import.meta.url));
const COUNT_QUERIES = new URL('count-queries.mjs', import.meta.url).href;
const SECRET = 'bench secret of more than thirty-two characters';

/**
 * A real server on a real PostgreSQL with its defaults (every commit on disk), in a folder that goes afterwards. With
 * `counting` it says how often it has sent each statement.
 */
export async function startOffice({ counters, counting = false }) {
  const folder = mkdtempSync(join(tmpdir(), 'sportello-bench-'));
  chmodSync(folder, 0o755);
  const postgres = await startEmbeddedServer(folder);
  const port = await freePort();
  const env = {
    ...process.env,
    PORT: String(port),
    HOST: '127.0.0.1',
    DATABASE_URL: postgres.url,
    SECRET_KEY: SECRET,
    ADMIN_PASSWORD: PASSWORD,
    RATE_LIMITS: 'off',
    DEMO: 'true',
    CLOCK_START: '2026-11-24T09:30:00+01:00',
  };
  const child = spawn(process.execPath, [...(counting ? ['--import', COUNT_QUERIES] : []), START], {
    env,
    stdio: ['ignore', 'ignore', 'inherit', ...(counting ? ['ipc'] : [])],
  });
  const url = `http://127.0.0.1:${port}`;
  await untilReady(url, child);
  const sql = new pg.Pool({ connectionString: postgres.url, max: 4 });
  await addCounters(sql, counters);
  return {
    url,
    databaseUrl: postgres.url,
    pid: child.pid,
    sql,
    sentStatements: () =>
      new Promise((resolve) => {
        child.once('message', resolve);
        child.send('how many');
      }),
    memoryMegabytes: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1024,
    stop: async () => {
      await sql.end();
      child.kill('SIGTERM');
      await new Promise((resolve) => child.once('exit', resolve));
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A keep-alive HTTP caller with as many connections as it has clients: the load must not be the bottleneck. */
export function caller(url, connections) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections, scheduling: 'fifo' });
  const { hostname, port } = new URL(url);
  return (method, path, { body, headers = {} } = {}) =>
    new Promise((resolve, reject) => {
      const text = body === undefined ? undefined : JSON.stringify(body);
      const sized =
        text === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
      const options = { agent, hostname, port, method, path: `/api/v1${path}`, headers: { ...sized, ...headers } };
      const outgoing = request(options, (incoming) => {
        const chunks = [];
        incoming.on('data', (chunk) => chunks.push(chunk));
        incoming.on('end', () =>
          resolve({ status: incoming.statusCode, headers: incoming.headers, text: Buffer.concat(chunks).toString() }),
        );
      });
      outgoing.on('error', reject);
      outgoing.end(text);
    });
}

/** Signs in and gives the cookie. */
export async function signIn(call, username) {
  const answer = await call('POST', '/auth/login', { body: { username, password: PASSWORD } });
  if (answer.status !== 200) throw new Error(`sign-in of ${username}: ${answer.text}`);
  return answer.headers['set-cookie'][0].split(';')[0];
}

/** Pairs a kiosk as a demo's screen on this machine does, and gives its token. */
export async function pairKiosk(call) {
  const { secret } = JSON.parse((await call('POST', '/devices/pairings', { body: { kind: 'kiosk' } })).text);
  return JSON.parse((await call('GET', `/devices/pairings/${secret}`)).text).token;
}

// One person per counter, copied from the demo's first operator.
async function addCounters(sql, count) {
  await sql.query(
    `insert into counter (office_id, code, name, position)
     select id, 'B' || n, jsonb_build_object('it', 'Sportello B' || n), 10 + n from office, generate_series(1, $1::int) n`,
    [count],
  );
  await sql.query(
    `insert into staff_user select (jsonb_populate_record(u, jsonb_build_object('id', gen_random_uuid(),
       'username', 'bench' || n))).* from staff_user u, generate_series(1, $1::int) n where u.username = 'operator1'`,
    [count],
  );
  await sql.query(
    `insert into staff_role (user_id, role, office_id)
     select p.id, 'operator', o.id from staff_user p, office o where p.username like 'bench%'`,
  );
}

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

async function untilReady(url, child) {
  for (let look = 0; look < 600; look++) {
    if (child.exitCode !== null) throw new Error('the server ended before it was ready');
    const ready = await fetch(`${url}/api/v1/status`).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the server was not ready in time');
}
