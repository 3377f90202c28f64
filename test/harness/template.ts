import { rmSync } from 'node:fs';
import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedServer } from '../../src/database/embedded-server.js';

/** The PostgreSQL that all test files share: one server, one migrated and seeded template, one clone per file. */
export type TestServer = { url: string; stop(): Promise<void> };

export const TEMPLATE = 'sportello_template';

/** Starts a real server in a folder of its own. Durability is what the launch tests are for: here speed counts. */
export async function startTestServer(): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), 'sportello-test-'));
  chmodSync(folder, 0o755);
  const server = await startEmbeddedServer(folder);
  await query(server.url, 'alter system set fsync = off');
  await query(server.url, 'alter system set synchronous_commit = off');
  await query(server.url, 'select pg_reload_conf()');
  return {
    url: server.url,
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A fresh database, cloned from the template (or empty); `drop` removes it. */
export async function cloneDatabase(serverUrl: string, template: string | null = TEMPLATE) {
  const name = `test_${process.pid}_${Math.random().toString(36).slice(2, 10)}`;
  await query(serverUrl, `create database ${name}${template === null ? '' : ` template ${template}`}`);
  const drop = () => query(serverUrl, `drop database if exists ${name} with (force)`);
  return { url: databaseUrl(serverUrl, name), drop };
}

export function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.toString();
}

export async function query(url: string, text: string, values: unknown[] = []): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await client.query(text, values);
  } finally {
    await client.end();
  }
}
