import type { ChildProcess } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { DataFolder, newSecretKey } from '../config/data-folder.js';
import { errorCode } from '../config/error-code.js';
import { chooseUser, findBinaries, reachableBinaries, refuseUnreachable } from './embedded-binaries.js';
import { ensureCluster, type Place, settleOrphan } from './embedded-cluster.js';
import { lockDataDir } from './embedded-lock.js';
import { endProcess, type Running, runServer } from './embedded-run.js';
import { signal } from './embedded-process.js';
import { StartProblem } from '../config/start-problem.js';

const DATABASE = 'sportello';
const REVIVALS = 5;
const REVIVAL_PAUSE_MS = 1_000;

/** The embedded PostgreSQL, running. */
export type EmbeddedServer = {
  /** `postgres://…@127.0.0.1:PORT/sportello`; stays the same when the server falls and is started again. */
  url: string;
  /** The database has no tables yet. */
  fresh: boolean;
  /** Stops the server and gives `DATA_DIR` back. */
  stop(): Promise<void>;
};

export type EmbeddedServerOptions = {
  /** Called when the server fell and could not be started again, with one line that says why. */
  onLost?: (line: string) => void;
};

/**
 * Starts a real PostgreSQL in `DATA_DIR/postgres`, made there when missing. Whatever an earlier life left behind (an
 * orphaned server, a stale pid file, half an initialisation) is put in order first, never deleted around.
 *
 * @throws StartProblem when `DATA_DIR` is in use, cannot be used, or PostgreSQL does not start
 */
export async function startEmbeddedServer(
  dataDir: string,
  options: EmbeddedServerOptions = {},
): Promise<EmbeddedServer> {
  const folder = new DataFolder(dataDir);
  const home = realpathSync(folder.path);
  const unlock = lockDataDir(home);
  try {
    const place = preparePlace(home, folder);
    await settleOrphan(place.cluster);
    const watch = new Watch(place, await runServer(place), options.onLost);
    try {
      const url = `postgres://sportello:${place.password}@127.0.0.1:${watch.port}/`;
      const fresh = await openOrCreate(url, home);
      return { url: url + DATABASE, fresh, stop: () => watch.stop().finally(unlock) };
    } catch (error) {
      await watch.stop();
      throw error;
    }
  } catch (error) {
    unlock();
    throw error;
  }
}

function preparePlace(dataDir: string, folder: DataFolder): Place {
  const cluster = join(dataDir, 'postgres');
  const runAs = chooseUser(cluster);
  refuseUnreachable(dataDir, runAs);
  const binaries = reachableBinaries(findBinaries(), runAs, dataDir);
  const password = folder.readOrKeep('postgres-password', newSecretKey).value;
  const place = { dataDir, cluster, binaries, runAs, password };
  ensureCluster(place);
  return place;
}

/** Keeps the server running on its port: a desk should not notice for long that PostgreSQL was killed. */
class Watch {
  private stopping = false;
  private readonly life: Promise<void>;
  readonly port: number;

  // A program that leaves in a hurry still tells the server to stop, which then ends by itself.
  private readonly onExit = () => signal(this.running.pid, 'SIGINT');

  constructor(
    private readonly place: Place,
    private running: Running,
    private readonly onLost: (line: string) => void = () => undefined,
  ) {
    this.port = running.port;
    this.life = this.keepRunning();
    process.once('exit', this.onExit);
  }

  async stop(): Promise<void> {
    this.stopping = true;
    process.removeListener('exit', this.onExit);
    await endProcess(this.place, this.running.pid);
    await this.life;
  }

  private async keepRunning(): Promise<void> {
    while (!this.stopping) {
      await ended(this.running.child);
      if (this.stopping || !(await this.revive())) return;
    }
    await endProcess(this.place, this.running.pid);
  }

  private async revive(): Promise<boolean> {
    let reason = '';
    for (let attempt = 1; attempt <= REVIVALS && !this.stopping; attempt += 1) {
      try {
        this.running = await runServer(this.place, this.port);
        return true;
      } catch (error) {
        reason = error instanceof StartProblem ? error.startProblem : String(error);
        await pause(REVIVAL_PAUSE_MS);
      }
    }
    if (!this.stopping) this.onLost(reason);
    return false;
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise((resolve) => child.once('exit', resolve));
}

/** @returns whether the database has no tables yet; it is made when it is missing */
async function openOrCreate(url: string, dataDir: string): Promise<boolean> {
  try {
    return await withClient(url + DATABASE, isEmpty);
  } catch (error) {
    if (errorCode(error) === '28P01') {
      throw new StartProblem(
        `DATA_DIR: ${join(dataDir, 'postgres-password')} is not the password of this database; restore it`,
      );
    }
    if (errorCode(error) !== '3D000') throw error;
  }
  await withClient(`${url}postgres`, (client) => client.query(`create database ${DATABASE} template template0`));
  return true;
}

async function isEmpty(client: pg.Client): Promise<boolean> {
  const { rowCount } = await client.query(
    `select from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') limit 1`,
  );
  return rowCount === 0;
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
