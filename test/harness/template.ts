import pg from 'pg';
import { createApp } from '../../src/app.js';
import { testSettings } from './settings.js';

const TEMPLATE = 'sportello_template';
/** Test files that start together make the template once. */
const TEMPLATE_LOCK = 7330473;

/** The server that all test files of a run share. */
export function serverUrl(): string {
  const url = process.env['SPORTELLO_TEST_SERVER'];
  if (url === undefined) throw new Error('the global set-up has not started a server');
  return url;
}

/** A database of its own: cloned from one that the program itself has migrated and seeded, or empty. */
export async function freshDatabase({ empty = false } = {}): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `test_${process.pid}_${Math.random().toString(36).slice(2, 10)}`;
  if (empty) await query(serverUrl(), `create database ${name}`);
  else await cloneTemplate(name);
  return {
    url: databaseUrl(name),
    drop: async () => {
      await query(serverUrl(), `drop database if exists ${name} with (force)`);
    },
  };
}

export function databaseUrl(name: string): string {
  const url = new URL(serverUrl());
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

async function cloneTemplate(name: string): Promise<void> {
  const guard = new pg.Client({ connectionString: serverUrl() });
  await guard.connect();
  try {
    await guard.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    const { rowCount } = await guard.query('select from pg_database where datname = $1', [TEMPLATE]);
    if (rowCount === 0) await makeTemplate(guard);
    await guard.query(`create database ${name} template ${TEMPLATE}`);
  } finally {
    await guard.end();
  }
}

async function makeTemplate(guard: pg.Client): Promise<void> {
  await guard.query(`create database ${TEMPLATE}_new`);
  const app = await createApp({ settings: testSettings(), databaseUrl: databaseUrl(`${TEMPLATE}_new`), poolSize: 4 });
  await app.close();
  await guard.query(`alter database ${TEMPLATE}_new rename to ${TEMPLATE}`);
}
