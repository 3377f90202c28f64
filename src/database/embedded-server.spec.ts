import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { chooseUser, findBinaries, reachableBinaries } from './embedded-binaries.js';
import { ensureCluster, type Place, readPostmaster } from './embedded-cluster.js';
import { hasEnded, startOf, until } from './embedded-process.js';
import { runServer } from './embedded-run.js';
import { type EmbeddedServer, startEmbeddedServer } from './embedded-server.js';

const PATIENCE_MS = 10_000;
const asRoot = process.getuid?.() === 0 ? it : it.skip;
let dataDir: string;
let cluster: string;
let running: EmbeddedServer[] = [];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'embedded-'));
  chmodSync(dataDir, 0o711);
  cluster = join(dataDir, 'postgres');
});
afterEach(async () => {
  await Promise.all(running.map((server) => server.stop()));
  running = [];
  rmSync(dataDir, { recursive: true, force: true });
});

async function start(options = {}): Promise<EmbeddedServer> {
  const server = await startEmbeddedServer(dataDir, options);
  running.push(server);
  return server;
}

async function stop(server: EmbeddedServer): Promise<void> {
  running = running.filter((other) => other !== server);
  await server.stop();
}

async function query(server: EmbeddedServer, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(server.url);
  client.on('error', () => undefined);
  await client.connect();
  return client
    .query(text)
    .then(({ rows }) => rows)
    .finally(() => client.end());
}

/** A server that nobody watches, as one is left behind by an API that was killed. */
async function leaveOrphan(): Promise<number> {
  const runAs = chooseUser(cluster);
  const password = readFileSync(join(dataDir, 'postgres-password'), 'utf8').trim();
  const place: Place = {
    dataDir,
    cluster,
    runAs,
    password,
    binaries: reachableBinaries(findBinaries(), runAs, dataDir),
  };
  ensureCluster(place);
  return (await runServer(place)).pid;
}

describe('the embedded PostgreSQL', () => {
  it('starts empty, keeps what it was given, and leaves nothing running', async () => {
    const first = await start();
    expect(first.fresh).toBe(true);
    await query(first, 'create table visit (id int); insert into visit values (1)');
    const pid = readPostmaster(cluster)?.pid ?? 0;
    await stop(first);
    expect(startOf(pid)).toBeNull();
    expect(existsSync(join(cluster, 'postmaster.pid'))).toBe(false);
    const second = await start();
    expect(second.fresh).toBe(false);
    expect(await query(second, 'select id from visit')).toEqual([{ id: 1 }]);
  });

  it('risks no durability and listens on this machine only', async () => {
    const server = await start();
    const rows = await query(
      server,
      `select name, setting from pg_settings
       where name in ('fsync', 'synchronous_commit', 'full_page_writes', 'listen_addresses') order by name`,
    );
    expect(rows.map(({ setting }) => setting)).toEqual(['on', 'on', '127.0.0.1', 'on']);
    expect(statSync(join(dataDir, 'postgres-password')).mode & 0o777).toBe(0o600);
  });

  it('refuses a second program on the same folder, and only while the first runs', async () => {
    const first = await start();
    await expect(startEmbeddedServer(dataDir)).rejects.toThrow(/^DATA_DIR: .*in use by another Sportello.*$/);
    expect(await query(first, 'select 1 as one')).toEqual([{ one: 1 }]);
    await stop(first);
    await start();
  });

  it('is not blocked by the lock of a killed program whose number somebody else has now', async () => {
    writeFileSync(join(dataDir, 'in-use.lock'), `${process.pid}\nstarted-long-ago\n`);
    await start();
  });

  it('comes back on the same address when the server is killed', async () => {
    const server = await start();
    const pid = readPostmaster(cluster)?.pid ?? 0;
    process.kill(pid, 'SIGKILL');
    await hasEnded(pid, PATIENCE_MS);
    const back = () => {
      const found = readPostmaster(cluster);
      return found !== null && found.pid !== pid && found.ready;
    };
    expect(await until(back, PATIENCE_MS)).toBe(true);
    expect(await query(server, 'select 1 as one')).toEqual([{ one: 1 }]);
  });
});

describe('what an earlier life left behind', () => {
  beforeEach(async () => stop(await start()));

  it('an orphaned server is stopped in good order, and its data stays', async () => {
    const orphan = await leaveOrphan();
    await start();
    expect(startOf(orphan)).toBeNull();
    // A server that was stopped in good order has nothing to recover.
    expect(readFileSync(join(dataDir, 'postgres.log'), 'utf8')).not.toMatch(/was interrupted|not properly shut down/);
  });

  it.each([
    ['names a process that is no more', '999999999\n'],
    ['names another program', `${process.pid}\n`],
    ['is empty after a power cut', ''],
  ])('a pid file that %s is removed', async (_why, content) => {
    writeFileSync(join(cluster, 'postmaster.pid'), content);
    await start();
  });

  it('half an initialisation is done again', async () => {
    rmSync(cluster, { recursive: true });
    mkdirSync(join(`${cluster}.initialising`, 'base'), { recursive: true });
    expect((await start()).fresh).toBe(true);
    expect(existsSync(`${cluster}.initialising`)).toBe(false);
  });

  it('a folder that is no whole database is named and kept', async () => {
    rmSync(join(cluster, 'PG_VERSION'));
    await expect(startEmbeddedServer(dataDir)).rejects.toThrow(/^DATA_DIR: .*postgres is no complete database/);
    expect(existsSync(join(cluster, 'base'))).toBe(true);
  });

  it('a lost password is named', async () => {
    rmSync(join(dataDir, 'postgres-password'));
    await expect(startEmbeddedServer(dataDir)).rejects.toThrow(/^DATA_DIR: .*postgres-password/);
  });
});

describe('a folder that cannot be used', () => {
  asRoot('names the closed folder on the way, as root', async () => {
    const closed = join(dataDir, 'closed');
    mkdirSync(closed, { mode: 0o700 });
    const start = startEmbeddedServer(join(closed, 'data'));
    await expect(start).rejects.toThrow(
      new RegExp(`^DATA_DIR: user postgres.* cannot reach .*chmod o\\+x ${closed}\\)`),
    );
  });

  it('is named', async () => {
    writeFileSync(join(dataDir, 'file'), '');
    await expect(startEmbeddedServer(join(dataDir, 'file'))).rejects.toThrow(/^DATA_DIR: cannot read and write/);
  });
});
