import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { Clock } from '../../src/clock/clock.js';
import { Database } from '../../src/database/database.js';
import { Idempotency } from '../../src/database/idempotency.js';
import { openDatabase } from '../../src/database/open-database.js';
import { anOffice, type TestOffice } from '../harness/office.js';
import { freshDatabase } from '../harness/template.js';

/** A migration that notes under which limits it runs. */
class Limits1730000009999 implements MigrationInterface {
  name = 'Limits1730000009999';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`create table noted as select current_setting('statement_timeout') as statement,
      current_setting('lock_timeout') as lock, current_setting('idle_in_transaction_session_timeout') as idle`);
  }

  async down(): Promise<void> {}
}

describe('opening the database', () => {
  it('lets a migration take its time, and gives limits to everything else', async () => {
    const fresh = await freshDatabase({ empty: true });
    try {
      const dataSource = await openDatabase({
        url: fresh.url,
        entities: [],
        migrations: [Limits1730000009999],
        poolSize: 2,
      });
      try {
        expect(await dataSource.query('select * from noted')).toEqual([{ statement: '0', lock: '0', idle: '0' }]);
        const limits = await Promise.all([1, 2].map(() => dataSource.query('show statement_timeout')));
        expect(limits.flat()).toEqual([{ statement_timeout: '10s' }, { statement_timeout: '10s' }]);
      } finally {
        await dataSource.destroy();
      }
    } finally {
      await fresh.drop();
    }
  });
});

describe('keys of repeated requests', () => {
  let office: TestOffice;
  beforeAll(async () => {
    office = await anOffice();
  });
  afterAll(() => office.close());

  const oldKey = (key: string) =>
    office.sql(
      `insert into idempotency_key (caller, route, key, body_hash, result_id, status, created_at)
       values ('user:x', 'POST /x', $1, '\\x00', 'old', 200, now() - interval '2 days')`,
      [key],
    );

  it('are forgotten after a day', async () => {
    await oldKey('swept');
    await office.startNode();
    await until(async () => (await office.sql(`select from idempotency_key where key = 'swept'`)).length === 0);
  });

  it('run the work once, also when two repeat one that has aged out', async () => {
    await oldKey('aged');
    const idempotency = new Idempotency(office.nodes[0]!.nest.get(Database), new Clock());
    const key = { caller: 'user:x', route: 'POST /x', key: 'aged', bodyHash: Buffer.from([0]) };
    let runs = 0;
    const work = async () => {
      runs++;
      // The first one goes on only when the second one waits for it.
      await until(someoneWaits);
      return { result: 'new', effect: { resultId: 'new', status: 200 } };
    };
    const once = () => idempotency.once(key, work, async ({ resultId }) => resultId);
    expect(await Promise.all([once(), once()])).toEqual(['new', 'new']);
    expect(runs).toBe(1);
  });

  async function someoneWaits(): Promise<boolean> {
    const waiting = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    return (await office.sql(waiting)).length > 0;
  }
});

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (let look = 0; look < 60; look++) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the condition never came true');
}
