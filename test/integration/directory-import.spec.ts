import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DateTime } from 'luxon';
import type { DataSource } from 'typeorm';
import { MIGRATIONS } from '../../migrations/index.js';
import { Clock } from '../../src/clock/clock.js';
import { Database } from '../../src/database/database.js';
import { openDatabase } from '../../src/database/open-database.js';
import { OWN_DIRECTORY_FILE, readDirectoryFile } from '../../src/directory/directory-file.js';
import { Directory } from '../../src/directory/directory.js';
import { importDirectory } from '../../src/directory/import-directory.js';
import { openingState } from '../../src/schedule/opening-state.js';
import { seed } from '../../src/seed.js';
import { testSettings } from '../harness/settings.js';
import { freshDatabase } from '../harness/template.js';

let empty: Awaited<ReturnType<typeof freshDatabase>>;
let dataSource: DataSource;
let database: Database;

beforeAll(async () => {
  empty = await freshDatabase({ empty: true });
  dataSource = await openDatabase({ url: empty.url, entities: [], migrations: MIGRATIONS, poolSize: 6 });
  database = new Database(dataSource);
});
afterAll(async () => {
  await dataSource.destroy();
  await empty.drop();
});
beforeEach(() => dataSource.query('truncate municipality, service_category, staff_user restart identity cascade'));

async function count(table: string): Promise<number> {
  const [row] = await dataSource.query<{ n: number }[]>(`select count(*)::int as n from ${table}`);
  return row?.n ?? -1;
}

async function importOwn(): Promise<boolean> {
  const file = await readDirectoryFile();
  return database.transaction((tx) => importDirectory(tx, file));
}

async function loaded(): Promise<Directory> {
  const directory = new Directory(database);
  await directory.load();
  return directory;
}

it('the first desk comes out of the database as it stood in its file', async () => {
  expect(await importOwn()).toBe(true);
  const office = (await loaded()).office('inside-osmannoro');
  expect(office.municipalities).toEqual(['048043', '048017', '048006']);
  expect(office.offerings).toHaveLength(12);
  expect(office.offeringByService.get('residence-permit-kit')).toMatchObject({ prefix: 'K', durationMinutes: 45 });
  expect([...office.counterByCode.keys()]).toEqual(['1', '2', '3', '4']);
  expect(office.settings).toMatchObject({ waitTargetMinutes: 15, recallsBeforeNoShow: 3 });
  expect(office.rules.weekly).toHaveLength(8);
  expect(office.rules.patronDay).toBe('11-11');
  const state = openingState(office.rules, DateTime.fromISO('2026-11-24T12:45:00+01:00'));
  expect(state.nextOpening?.toISO()).toBe('2026-11-24T13:00:00.000+01:00');
});

it('two nodes that start at once import once', async () => {
  const done = await Promise.all([importOwn(), importOwn(), importOwn()]);
  expect(done.filter(Boolean)).toHaveLength(1);
  expect(await count('office')).toBe(1);
  expect(await count('offering')).toBe(12);
  expect(await importOwn()).toBe(false);
});

it('an import that fails half-way leaves nothing', async () => {
  const file = await readDirectoryFile();
  const broken = { ...file, offerings: file.offerings.map((one) => ({ ...one, pool: 'nobody' })) };
  await expect(database.transaction((tx) => importDirectory(tx, broken))).rejects.toThrow();
  for (const table of ['municipality', 'office', 'service_category', 'pool', 'counter'])
    expect(await count(table)).toBe(0);
});

describe('a start with a faulty file', () => {
  it.each<[string, (text: string) => string, RegExp]>([
    ['a syntax error', (text) => text.replace('"role": "lead",', '"role": "lead",,'), /line \d+, column \d+/],
    [
      'an unknown municipality',
      (text) => text.replace('"seat": "048043"', '"seat": "999999"'),
      /offices\.0\.seat: unknown/,
    ],
    [
      'a missing language',
      (text) => text.replace('"it": "Scuola"', '"fr": "École"'),
      /serviceCategories\.5\.name\.it: is missing/,
    ],
  ])('%s is told with its place, and nothing is imported', async (_, change, reason) => {
    const folder = await mkdtemp(join(tmpdir(), 'directory-'));
    const path = join(folder, 'desk.json');
    await writeFile(path, change(await readFile(OWN_DIRECTORY_FILE, 'utf8')));
    const start = seed(dataSource, new Clock(), testSettings({ directoryFile: path }));
    const problem = (await start.catch((error: unknown) => error)) as { startProblem?: string };
    await rm(folder, { recursive: true });
    expect(problem.startProblem).toContain(path);
    expect(problem.startProblem).toMatch(reason);
    expect(await count('municipality')).toBe(0);
  });
});

describe('the version of the directory', () => {
  it('rises with any change of any table, in its own transaction, and nodes read again', async () => {
    await importOwn();
    const directory = await loaded();
    expect(await directory.refreshIfChanged()).toBe(false);
    const office = directory.office('inside-osmannoro');
    await dataSource.query(
      `insert into closure (office_id, first_day, last_day, reason) values ($1, '2026-11-24', '2026-11-24', '{"it": "Guasto"}')`,
      [office.id],
    );
    expect(directory.office('inside-osmannoro').rules.closures).toEqual([]);
    expect(await directory.refreshIfChanged()).toBe(true);
    expect(directory.office('inside-osmannoro').rules.closures).toEqual([
      { poolId: null, firstDay: '2026-11-24', lastDay: '2026-11-24', from: null, to: null, reason: { it: 'Guasto' } },
    ]);
  });

  it('does not rise with a change that is rolled back', async () => {
    await importOwn();
    const directory = await loaded();
    const change = database.transaction(async (tx) => {
      await tx.manager.query('update office set ask_priority = false');
      throw new Error('changed my mind');
    });
    await expect(change).rejects.toThrow('changed my mind');
    expect(await directory.refreshIfChanged()).toBe(false);
  });
});

describe('what the database itself refuses', () => {
  it.each([
    ['a pool of another office', 'update offering set pool_id = 999999'],
    ['hours that end before they begin', "update opening_rule set opens = '18:00'"],
    ['a prefix of small letters', "update offering set prefix = 'a'"],
    ['a mode that nobody knows', "update offering set modes = '{letter}'"],
    ['a second counter with the same code', "update counter set code = '1'"],
    [
      'a part-day closure with one end',
      `insert into closure (office_id, first_day, last_day, opens, reason)
      select id, '2026-01-01', '2026-01-01', '08:00', '{}' from office`,
    ],
  ])('%s', async (_, statement) => {
    await importOwn();
    await expect(dataSource.query(statement)).rejects.toThrow(/violates/);
  });
});
