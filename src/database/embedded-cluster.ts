import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Binaries, handOver, type RunAs } from './embedded-binaries.js';
import { commandLineOf, hasEnded, signal } from './embedded-process.js';
import { StartProblem } from '../config/start-problem.js';

/** The PostgreSQL release that the npm package brings; a cluster belongs to one. */
const MAJOR_VERSION = '18';
const SUPERUSER = 'sportello';
// A fast stop writes what is in memory; the harder one only makes the next start recover from the log.
const FAST_STOP_MS = 20_000;
const HARD_STOP_MS = 5_000;

/** Where a cluster lives and with what it runs. */
export type Place = {
  dataDir: string;
  /** The cluster's own folder, absolute, without symbolic links. */
  cluster: string;
  binaries: Binaries;
  runAs: RunAs;
  /** Of the cluster's superuser. */
  password: string;
};

/** What a running server says in its pid file. */
export type Postmaster = { pid: number; ready: boolean };

/**
 * Makes the cluster unless it is there. It is made beside its place and moved in when whole, so an interruption at any
 * moment leaves nothing that looks like a cluster.
 *
 * @throws StartProblem when the folder holds something else, belongs to somebody else, or initdb fails
 */
export function ensureCluster(place: Place): void {
  if (existsSync(place.cluster) && readdirSync(place.cluster).length > 0) return refuseUnusable(place);
  const draft = `${place.cluster}.initialising`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  handOver(draft, place.runAs);
  initialise(place, draft);
  rmSync(place.cluster, { recursive: true, force: true });
  renameSync(draft, place.cluster);
}

/** The server that this cluster's pid file names, running or not; null without a readable one. */
export function readPostmaster(cluster: string): Postmaster | null {
  const path = join(cluster, 'postmaster.pid');
  if (!existsSync(path)) return null;
  const lines = readFileSync(path, 'utf8').split('\n');
  const pid = Number(lines[0]);
  return Number.isInteger(pid) && pid > 0 ? { pid, ready: lines[7]?.trim() === 'ready' } : null;
}

/**
 * Makes room for a new server: one that outlived its killed API is stopped cleanly, a pid file that names no server of
 * this cluster is removed. The caller holds the lock of `DATA_DIR`, so no other API uses the server that is stopped.
 *
 * @throws StartProblem when the old server does not end
 */
export async function settleOrphan(cluster: string): Promise<void> {
  const found = readPostmaster(cluster);
  if (found === null || !isOurs(found.pid, cluster)) {
    rmSync(join(cluster, 'postmaster.pid'), { force: true });
    return;
  }
  signal(found.pid, 'SIGINT');
  if (await hasEnded(found.pid, FAST_STOP_MS)) return;
  signal(found.pid, 'SIGQUIT');
  if (await hasEnded(found.pid, HARD_STOP_MS)) return;
  throw new StartProblem(
    `DATA_DIR: an earlier PostgreSQL (process ${found.pid}) still runs on ${cluster} and does not stop`,
  );
}

/** The environment of PostgreSQL's programs: ours, without what would change their ports, places or language. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG|NODE_)/.test(name));
  return { ...Object.fromEntries(kept), LC_ALL: 'C' };
}

// The number may belong to another program by now: only a server started on this very folder is ours.
function isOurs(pid: number, cluster: string): boolean {
  const command = commandLineOf(pid);
  return process.platform === 'win32' ? /postgres\.exe/i.test(command) : command.includes(cluster);
}

function refuseUnusable(place: Place): void {
  const { cluster } = place;
  if (process.getuid !== undefined && process.getuid() !== 0 && statSync(cluster).uid !== process.getuid()) {
    throw new StartProblem(
      `DATA_DIR: ${cluster} belongs to another user; start as that user or give it over (chown -R)`,
    );
  }
  const versionFile = join(cluster, 'PG_VERSION');
  if (!existsSync(versionFile)) {
    throw new StartProblem(
      `DATA_DIR: ${cluster} is no complete database (PG_VERSION is missing); restore it or move it away`,
    );
  }
  const version = readFileSync(versionFile, 'utf8').trim();
  if (version === MAJOR_VERSION) return;
  throw new StartProblem(
    `DATA_DIR: ${cluster} is of PostgreSQL ${version}, this program brings ${MAJOR_VERSION}; see docs/operations.md`,
  );
}

function initialise(place: Place, draft: string): void {
  const passwordFile = `${draft}.password`;
  writeFileSync(passwordFile, `${place.password}\n`, { mode: 0o600 });
  try {
    handOver(passwordFile, place.runAs);
    const run = spawnSync(
      place.binaries.initdb,
      [
        `--pgdata=${draft}`,
        `--username=${SUPERUSER}`,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        // PostgreSQL's own order of characters: a system's update can never make the indexes wrong.
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--no-instructions',
      ],
      { ...place.runAs, cwd: '/', env: serverEnvironment(), encoding: 'utf8', windowsHide: true },
    );
    if (run.status !== 0) throw initialisationProblem(draft, run.stderr || String(run.error ?? ''));
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

function initialisationProblem(draft: string, output: string): StartProblem {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  const reason = lines.find((line) => /error|fatal/i.test(line)) ?? lines.at(-1) ?? 'no reason given';
  return new StartProblem(`DATA_DIR: PostgreSQL could not make its database in ${draft}: ${reason.trim()}`);
}
