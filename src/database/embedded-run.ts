import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Place, readPostmaster, serverEnvironment } from './embedded-cluster.js';
import { hasEnded, signal, until } from './embedded-process.js';
import { StartProblem } from '../config/start-problem.js';

const LOG = 'postgres.log';
const LOG_LIMIT_BYTES = 5_000_000;
const ATTEMPTS = 8;
const RETRY_MS = 400;
// Recovery after a power cut reads the log since the last checkpoint; minutes would mean that something else is wrong.
const READY_MS = 120_000;
const FAST_STOP_MS = 6_000;
const HARD_STOP_MS = 1_500;

/**
 * One machine, one desk: small memory, and nothing that would risk an acknowledged command. What PostgreSQL sets by
 * itself is repeated only where durability hangs on it.
 */
const TUNING = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '60',
  shared_buffers: '64MB',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  max_wal_size: '256MB',
  // Queries of a desk take milliseconds: compiling them costs more, and helper processes for reading cost memory.
  jit: 'off',
  io_method: 'sync',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  log_min_messages: 'warning',
  log_line_prefix: '%m ',
};

/** A server that accepts connections on 127.0.0.1. */
export type Running = { child: ChildProcess; pid: number; port: number };

/**
 * Starts PostgreSQL on the place's cluster and waits until it accepts connections.
 *
 * @param port the port to use again after a fall; absent: a free one
 * @throws StartProblem with PostgreSQL's own reason
 */
export async function runServer(place: Place, port?: number): Promise<Running> {
  for (let attempt = 1; ; attempt += 1) {
    const chosen = port ?? (await freePort());
    const from = logSize(place);
    const child = spawnServer(place, chosen);
    if (child.pid !== undefined && (await becomesReady(place, child))) return { child, pid: child.pid, port: chosen };
    if (child.pid !== undefined) await endProcess(place, child.pid);
    const reason = reasonInLog(place, from);
    // Another program took the port, or processes of a killed server are still going away: both pass.
    if (attempt === ATTEMPTS || !/in use|Address already|could not bind|lock file/i.test(reason)) {
      throw new StartProblem(`DATA_DIR: PostgreSQL did not start: ${reason} (${join(place.dataDir, LOG)})`);
    }
    await pause(RETRY_MS);
  }
}

/** Stops the server: everything acknowledged is on disk already, so the harder ways lose nothing either. */
export async function endProcess(place: Place, pid: number): Promise<void> {
  if (process.platform === 'win32') {
    spawnSync(place.binaries.pgCtl, ['stop', '-D', place.cluster, '-m', 'fast', '-w'], { windowsHide: true });
  } else {
    signal(pid, 'SIGINT');
  }
  if (await hasEnded(pid, FAST_STOP_MS)) return;
  signal(pid, process.platform === 'win32' ? 'SIGKILL' : 'SIGQUIT');
  if (await hasEnded(pid, HARD_STOP_MS)) return;
  signal(pid, 'SIGKILL');
  await hasEnded(pid, HARD_STOP_MS);
}

// In a session of its own: Ctrl-C in the terminal reaches the API alone, which then stops the server in good order.
function spawnServer(place: Place, port: number): ChildProcess {
  const log = openLog(place);
  const settings = Object.entries(TUNING).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(place.binaries.postgres, ['-D', place.cluster, '-p', String(port), ...settings], {
    ...place.runAs,
    cwd: '/',
    env: serverEnvironment(),
    detached: process.platform !== 'win32',
    stdio: ['ignore', log, log],
    windowsHide: true,
  });
  closeSync(log);
  child.on('error', () => undefined);
  return child;
}

async function becomesReady(place: Place, child: ChildProcess): Promise<boolean> {
  const gone = () => child.exitCode !== null || child.signalCode !== null;
  const ready = () => {
    const found = readPostmaster(place.cluster);
    return found !== null && found.pid === child.pid && found.ready;
  };
  await until(() => gone() || ready(), READY_MS);
  return !gone() && ready();
}

/** A port of 127.0.0.1 that was free a moment ago. */
export async function freePort(host = '127.0.0.1'): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, host, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

function openLog(place: Place): number {
  const path = join(place.dataDir, LOG);
  if (logSize(place) > LOG_LIMIT_BYTES) renameSync(path, `${path}.1`);
  return openSync(path, 'a', 0o600);
}

function logSize(place: Place): number {
  return statSync(join(place.dataDir, LOG), { throwIfNoEntry: false })?.size ?? 0;
}

function reasonInLog(place: Place, from: number): string {
  const path = join(place.dataDir, LOG);
  const lines = readFileSync(path).subarray(from).toString('utf8').split('\n');
  const telling = lines.filter((line) => /(FATAL|PANIC|error|HINT):/i.test(line)).slice(0, 2);
  const text = telling.map((line) => line.replace(/^.*?(FATAL|PANIC|HINT): +/, '').trim()).join(' – ');
  return text || lines.find((line) => line.trim() !== '')?.trim() || 'it ended without a reason';
}
