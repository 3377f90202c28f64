import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readPostmaster } from '../../src/database/embedded-cluster.js';
import { startOf } from '../../src/database/embedded-process.js';
import { freePort } from '../../src/database/embedded-run.js';
import { startEmbeddedServer } from '../../src/database/embedded-server.js';
import type { Ticket } from '../../src/queue/queue.contract.js';
import { ApiClient } from '../harness/api-client.js';
import { takeTicket } from '../harness/desk.js';
import { TUESDAY_MORNING } from '../harness/settings.js';

const START = fileURLToPath(new URL('../../src/launch/start.mjs', import.meta.url));
const PATIENCE_MS = 60_000;
const WARM_START_MS = 3_000;
const RESIDENT_LIMIT_MB = 160;
const SECRET_KEY = 'launch-test-'.repeat(4);

type Program = {
  process: ChildProcess;
  port: number;
  output: () => string;
  errors: () => string;
  exit: Promise<number>;
};

let dataDir: string;
let programs: Program[] = [];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'launch-'));
  chmodSync(dataDir, 0o711);
});
afterEach(async () => {
  for (const program of programs) program.process.kill('SIGTERM');
  await Promise.all(programs.map((program) => program.exit));
  programs = [];
  killTree(serverPid());
  rmSync(dataDir, { recursive: true, force: true });
});

/** `npm start` with this environment, without waiting for anything. */
async function launch(env: NodeJS.ProcessEnv = {}, command: string[] = [process.execPath, START]): Promise<Program> {
  const port = Number(env.PORT ?? (await freePort()));
  const child = spawn(command[0] ?? '', command.slice(1), {
    cwd: fileURLToPath(new URL('../../', import.meta.url)),
    env: { PATH: process.env.PATH, PORT: String(port), DATA_DIR: dataDir, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (errors += chunk));
  const exit = new Promise<number>((resolve) => child.once('close', (code) => resolve(code ?? -1)));
  const program = { process: child, port, output: () => output, errors: () => errors, exit };
  programs.push(program);
  return program;
}

/** Waits until `/status` answers 200. */
async function start(env: NodeJS.ProcessEnv = {}, command?: string[]): Promise<Program> {
  const program = await launch(env, command);
  const end = performance.now() + PATIENCE_MS;
  while (!(await isReady(program))) {
    if (program.process.exitCode !== null) throw new Error(`ended: ${program.errors()}`);
    if (performance.now() > end) throw new Error(`not ready: ${program.output()}${program.errors()}`);
    await pause(20);
  }
  return program;
}

async function isReady({ port }: Program): Promise<boolean> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/status`).catch(() => null);
  return answer?.status === 200;
}

/** A start that must fail: its only line on stderr. */
async function failure(env: NodeJS.ProcessEnv = {}): Promise<string> {
  const program = await launch(env);
  expect(await program.exit).toBe(1);
  const lines = program.errors().trimEnd().split('\n');
  expect(lines).toHaveLength(1);
  return lines[0] ?? '';
}

async function end(program: Program, signal: NodeJS.Signals): Promise<number> {
  program.process.kill(signal);
  return program.exit;
}

const addressOf = ({ port }: Program) => `http://127.0.0.1:${port}`;
const serverPid = () => readPostmaster(join(dataDir, 'postgres'))?.pid ?? 0;

/** Kills the server and all of its processes at the same moment, as a power cut does. */
function killTree(pid: number): void {
  if (pid === 0) return;
  const table = execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
  const children = table.map((line) => line.trim().split(/\s+/).map(Number)).filter(([, parent]) => parent === pid);
  for (const one of [pid, ...children.map(([child]) => child ?? 0)])
    if (startOf(one) !== null) process.kill(one, 'SIGKILL');
}

const keptSecret = () => readFileSync(join(dataDir, 'secret-key'), 'utf8');
const serverLog = () => readFileSync(join(dataDir, 'postgres.log'), 'utf8');

describe('npm start', () => {
  it('says where everything is, shows the passwords once, and leaves nothing running', async () => {
    const first = await start();
    const password = readFileSync(join(dataDir, 'admin-password'), 'utf8').trim();
    for (const path of ['/', '/kiosk/', '/display/', '/desk/', '/api/docs']) {
      expect(first.output()).toContain(`${addressOf(first)}${path}\n`);
    }
    expect(first.output()).toContain(password);
    const postgres = serverPid();
    expect(await end(first, 'SIGTERM')).toBe(0);
    expect(startOf(postgres)).toBeNull();
    expect(first.errors()).toBe('');

    const secret = keptSecret();
    const second = await start();
    expect(second.output()).not.toContain(password);
    expect(keptSecret()).toBe(secret);
    expect(await end(second, 'SIGINT')).toBe(0);
    expect(serverLog()).not.toMatch(/not properly shut down|was interrupted/);
  });

  it('stops in order when npm is told to stop', async () => {
    const program = await start({}, ['npm', 'start']);
    const postgres = serverPid();
    expect(await end(program, 'SIGTERM')).toBe(0);
    expect(startOf(postgres)).toBeNull();
    expect(await isReady(program)).toBe(false);
  });

  it('is back within three seconds and stays small', async () => {
    await end(await start(), 'SIGTERM');
    const begin = performance.now();
    await start({}, ['npm', 'start']);
    expect(performance.now() - begin).toBeLessThan(WARM_START_MS);
    const api = readFileSync(join(dataDir, 'in-use.lock'), 'utf8').split('\n')[0];
    const status = readFileSync(`/proc/${api}/status`, 'utf8');
    expect(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024).toBeLessThan(RESIDENT_LIMIT_MB);
  });

  it('comes back with every ticket that was given after everything was killed at once', async () => {
    const first = await start({ CLOCK_START: TUESDAY_MORNING });
    const secret = keptSecret();
    const postgres = serverPid();
    const given = await takeTicket(await new ApiClient(addressOf(first)).pair('kiosk'));
    first.process.kill('SIGKILL');
    killTree(postgres);
    await first.exit;
    const second = await start();
    expect(serverPid()).not.toBe(postgres);
    expect(keptSecret()).toBe(secret);
    const { body } = await new ApiClient(addressOf(second)).get<Ticket>(`/tickets/${given.token}`);
    expect(body).toMatchObject({ number: given.number, status: 'waiting' });
  });

  it('comes back after the API alone was killed, and takes its orphaned PostgreSQL along', async () => {
    const first = await start();
    const orphan = serverPid();
    await end(first, 'SIGKILL');
    expect(startOf(orphan)).not.toBeNull();
    const second = await start();
    expect(startOf(orphan)).toBeNull();
    const postgres = serverPid();
    await end(second, 'SIGTERM');
    expect(startOf(postgres)).toBeNull();
    expect(serverLog()).not.toMatch(/not properly shut down|was interrupted/);
  });

  it('leaves nothing behind when it is told to stop while it starts', async () => {
    const program = await launch();
    while (serverPid() === 0 && program.process.exitCode === null) await pause(5);
    const postgres = serverPid();
    expect(await end(program, 'SIGTERM')).toBe(0);
    expect(startOf(postgres)).toBeNull();
  });
});

describe('a start that cannot succeed ends with one line and exit code 1', () => {
  it('when another one has the data folder, which goes on', async () => {
    const first = await start();
    expect(await failure()).toMatch(/^Sportello: DATA_DIR: .*in use by another Sportello/);
    expect(await isReady(first)).toBe(true);
  });

  it('when the port is in use, and its PostgreSQL is stopped again', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const port = (other.address() as AddressInfo).port;
    const line = await failure({ PORT: String(port) }).finally(() => other.close());
    expect(line).toMatch(new RegExp(`^Sportello: PORT: ${port} on 127.0.0.1 is in use`));
    expect(serverPid()).toBe(0);
    const password = readFileSync(join(dataDir, 'admin-password'), 'utf8').trim();
    expect((await start()).output()).toContain(password);
  });

  it('when a variable is refused', async () => {
    expect(await failure({ PORT: 'eighty' })).toMatch(/^Sportello: PORT: must be a number/);
    expect(await failure({ RATE_LIMITS: 'none' })).toMatch(/^Sportello: RATE_LIMITS: must be on or off/);
    expect(await failure({ HOST: '192.0.2.1' })).toMatch(/^Sportello: HOST: 192.0.2.1 is not an address/);
  });

  it('when the data folder cannot be written', async () => {
    writeFileSync(join(dataDir, 'file'), '');
    const line = await failure({ DATA_DIR: join(dataDir, 'file') });
    expect(line).toMatch(/^Sportello: DATA_DIR: cannot read and write .*file/);
  });

  it('when DATABASE_URL leads nowhere', async () => {
    const server = await startEmbeddedServer(dataDir);
    try {
      const good = new URL(server.url);
      const to = (change: Partial<URL>) => ({ DATABASE_URL: String(Object.assign(new URL(good), change)), SECRET_KEY });
      const line = async (change: Partial<URL>) => failure(to(change));
      expect(await line({ port: String(await freePort()) })).toMatch(
        /^Sportello: DATABASE_URL: nothing answers at 127/,
      );
      expect(await line({ hostname: 'no-such-host.invalid' })).toMatch(
        /DATABASE_URL: host no-such-host.invalid (is not|cannot)/,
      );
      expect(await line({ password: 'wrong' })).toMatch(/^Sportello: DATABASE_URL: wrong password for user sportello/);
      expect(await line({ pathname: '/nowhere' })).toMatch(/^Sportello: DATABASE_URL: there is no database nowhere/);
      expect(await failure({ DATABASE_URL: server.url })).toMatch(/^Sportello: SECRET_KEY: is needed/);
    } finally {
      await server.stop();
    }
  });
});
