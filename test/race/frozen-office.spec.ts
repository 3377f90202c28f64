import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { DayClose } from '../../src/queue/day-close.js';
import { Directory } from '../../src/directory/directory.js';
import type { ApiClient } from '../harness/api-client.js';
import { aTicket, takeTicket } from '../harness/desk.js';
import { anOffice, OFFICE, OFFICE_PATH, type TestOffice } from '../harness/office.js';

describe('an office that another node has frozen', () => {
  let office: TestOffice;
  let kiosk: ApiClient;
  let freezer: pg.Client;
  beforeEach(async () => {
    office = await anOffice();
    kiosk = await office.device('kiosk');
    await takeTicket(kiosk);
    freezer = new pg.Client({ connectionString: office.databaseUrl });
    await freezer.connect();
  });
  afterEach(async () => {
    await freezer.end();
    await office.close();
  });

  async function freeze(): Promise<void> {
    await freezer.query('begin');
    await freezer.query(
      `select from office_head where office_id = (select id from office where slug = $1) for no key update`,
      [OFFICE],
    );
  }

  it('takes no more than its share of the connections: everything else goes on', async () => {
    await freeze();
    let ended = 0;
    const commands = Array.from({ length: 40 }, async () => {
      const { status } = await kiosk.post(`${OFFICE_PATH}/tickets`, aTicket());
      ended++;
      return status;
    });
    await lockWaits();
    const { status } = await office.anonymous().get(`${OFFICE_PATH}/board`);
    expect([status, ended]).toEqual([200, 0]);
    await freezer.query('rollback');
    expect(new Set(await Promise.all(commands))).toEqual(new Set([201]));
  });

  it('tells those who wait for too long that it is busy', async () => {
    await freeze();
    const commands = Array.from({ length: 20 }, () => kiosk.post(`${OFFICE_PATH}/tickets`, aTicket()));
    const answers = await Promise.all(commands);
    expect(new Set(answers.map(({ body }) => body['code']))).toEqual(new Set(['busy']));
    await freezer.query('rollback');
    await takeTicket(kiosk);
  });

  it('does not keep the other offices from closing their day', async () => {
    await office.sql(
      `insert into office overriding system value
       select (jsonb_populate_record(o, '{"id": 900, "slug": "second"}'::jsonb)).* from office o limit 1`,
    );
    const node = office.nodes[0]!;
    await node.nest.get(Directory).refreshIfChanged();
    await freeze();
    office.setClock('2026-11-25T03:00:00+01:00');
    await node.nest.get(DayClose).closeAll();
    const closed = await office.sql('select office_id from day_close where day = $1', ['2026-11-24']);
    expect(closed).toEqual([{ office_id: 900 }]);
  });

  async function lockWaits(): Promise<void> {
    const waiting = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    for (let look = 0; look < 60; look++) {
      if ((await office.sql(waiting)).length >= 4) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error('no command waits for the office');
  }
});
