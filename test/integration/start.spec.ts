import { afterEach, describe, expect, it } from '@jest/globals';
import { createApp, type RunningApp } from '../../src/app.js';
import type { ResolvedSettings } from '../../src/config/resolve-settings.js';
import { refuseOldServer } from '../../src/database/open-database.js';
import { testSettings, TUESDAY_MORNING } from '../harness/settings.js';
import { freshDatabase, query } from '../harness/template.js';

describe('starting on a database', () => {
  const running: RunningApp[] = [];
  const databases: { drop(): Promise<void> }[] = [];
  afterEach(async () => {
    await Promise.all(running.splice(0).map((app) => app.close()));
    await Promise.all(databases.splice(0).map((database) => database.drop()));
  });

  async function database(empty = false): Promise<string> {
    const fresh = await freshDatabase({ empty });
    databases.push(fresh);
    return fresh.url;
  }

  async function start(databaseUrl: string, settings: Partial<ResolvedSettings> = {}): Promise<RunningApp> {
    const app = await createApp({ settings: testSettings(settings), databaseUrl, poolSize: 4 });
    running.push(app);
    return app;
  }

  const refusal = (databaseUrl: string, settings: Partial<ResolvedSettings> = {}) =>
    start(databaseUrl, settings).then(
      () => 'it started',
      (error: { startProblem?: string }) => error.startProblem ?? String(error),
    );

  it('three nodes at once migrate and seed an empty one together, once', async () => {
    const url = await database(true);
    const nodes = await Promise.all([start(url), start(url), start(url)]);
    expect(nodes.filter(({ seeded }) => seeded)).toHaveLength(1);
    const { rows } = await query(
      url,
      `select (select count(*)::int from office) as offices, (select count(*)::int from staff_user) as people`,
    );
    expect(rows).toEqual([{ offices: 1, people: 6 }]);
  });

  it('refuses one that a newer program has changed, in one line', async () => {
    const url = await database();
    await query(url, `insert into migration (timestamp, name) values (9999999999999, 'Later9999999999999')`);
    expect(await refusal(url)).toBe(
      'the database is newer than this program (it has Later9999999999999): update the program',
    );
  });

  it('refuses a PostgreSQL older than 15', () => {
    expect(() => refuseOldServer(140012)).toThrow('PostgreSQL 14 is too old: 15 or later is needed');
    expect(() => refuseOldServer(150000)).not.toThrow();
  });

  it('refuses another secret than the one whose links are out', async () => {
    const url = await database();
    expect(await refusal(url, { secretKey: 'another secret of more than thirty-two characters' })).toContain(
      'SECRET_KEY',
    );
  });

  it('goes on with the clock that the first node started, and refuses another start', async () => {
    const url = await database();
    await start(url, { clockStart: TUESDAY_MORNING, clockSpeed: 60 });
    const second = await start(url);
    const { time, clock } = (await (await fetch(`${second.url}/api/v1/status`)).json()) as {
      time: string;
      clock: { start: string; speed: number };
    };
    expect(time).toMatch(/^2026-11-24T(09:[345]|1)/);
    expect(clock).toEqual({ start: '2026-11-24T09:30:00.000+01:00', speed: 60 });
    expect(await refusal(url, { clockStart: '2027-01-01T09:00:00+01:00' })).toMatch(
      /^CLOCK_START: this database's clock started at/,
    );
  });
});
