import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from '@jest/globals';
import { ApiClient } from '../harness/api-client.js';
import { aTicket } from '../harness/desk.js';
import { OFFICE_PATH } from '../harness/office.js';
import { startServer, type ServerProcess } from '../harness/process.js';
import { PASSWORD, TUESDAY_MORNING } from '../harness/settings.js';
import { freshDatabase, query } from '../harness/template.js';

const ENV = {
  ADMIN_PASSWORD: PASSWORD,
  SECRET_KEY: 'test secret of more than thirty-two characters',
  CLOCK_START: TUESDAY_MORNING,
  RATE_LIMITS: 'off',
  DEMO: 'true',
};

describe('a server that is killed', () => {
  const servers: ServerProcess[] = [];
  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.stop('SIGKILL')));
  });

  async function start(databaseUrl: string): Promise<ServerProcess> {
    const server = await startServer({ ...ENV, DATABASE_URL: databaseUrl });
    servers.push(server);
    return server;
  }

  it('has lost nothing that it acknowledged, and every retry with its key gives the same ticket', async () => {
    const database = await freshDatabase();
    // The run's server is fast and forgetful; these commits must be on disk before they are acknowledged.
    await query(database.url, `alter database ${new URL(database.url).pathname.slice(1)} set synchronous_commit = on`);
    const first = await start(database.url);
    const { token } = await new ApiClient(first.url).pair('kiosk');
    const acknowledged = new Map<string, { id: string; number: string; token: string }>();
    const sent: string[] = [];
    const clients = Array.from({ length: 16 }, () => press(first.url));
    await until(() => acknowledged.size >= 150);
    first.child.kill('SIGKILL');
    await Promise.all(clients);
    expect(sent.length).toBeGreaterThan(acknowledged.size);

    const second = await start(database.url);
    const kiosk = withToken(second.url);
    for (const key of sent) {
      const again = await kiosk.post<{ id: string; number: string; token: string }>(
        `${OFFICE_PATH}/tickets`,
        aTicket(),
        { key },
      );
      expect(again.status).toBe(201);
      const before = acknowledged.get(key);
      if (before !== undefined) expect({ ...again.body }).toMatchObject({ ...before });
    }
    const { rows } = await query(
      database.url,
      'select count(*)::int as tickets, max(ordinal) as last, count(distinct ordinal)::int as numbers from ticket',
    );
    expect(rows[0]).toEqual({ tickets: sent.length, last: sent.length, numbers: sent.length });
    const { rows: events } = await query(database.url, 'select revision from queue_event order by revision');
    expect(events.map(({ revision }) => Number(revision))).toEqual(events.map((_, index) => index + 1));
    await second.stop();
    await database.drop();

    async function press(url: string): Promise<void> {
      const kiosk = withToken(url);
      for (;;) {
        const key = randomUUID();
        sent.push(key);
        const answer = await kiosk
          .post<{ id: string; number: string; token: string }>(`${OFFICE_PATH}/tickets`, aTicket(), { key })
          .catch(() => null);
        if (answer === null) return;
        const { id, number, token: link } = answer.body;
        acknowledged.set(key, { id, number, token: link });
      }
    }

    function withToken(url: string): ApiClient {
      const client = new ApiClient(url);
      client.token = token;
      return client;
    }
  }, 120_000);

  it('does not freeze its office when it stops in the middle of a transaction', async () => {
    const database = await freshDatabase();
    const frozen = await start(database.url);
    const healthy = await start(database.url);
    const kiosk = await new ApiClient(healthy.url).pair('kiosk');
    const busyKiosk = new ApiClient(frozen.url);
    busyKiosk.token = kiosk.token;
    const operator = await new ApiClient(frozen.url).signIn('operator1', PASSWORD);
    await operator.put(`${OFFICE_PATH}/counters/1/session`, {});

    // Freeze it while its transactions hold the office: under load some stop will fall into one.
    let holding = false;
    for (let attempt = 0; attempt < 40 && !holding; attempt++) {
      const load = Array.from({ length: 24 }, () =>
        operator.post(`${OFFICE_PATH}/counters/1/call-next`).catch(() => null),
      );
      await until(async () => (await openTransactions(database.url)) > 0);
      frozen.child.kill('SIGSTOP');
      holding = await holdsOffice(database.url);
      if (!holding) {
        frozen.child.kill('SIGCONT');
        await Promise.all(load);
      }
    }
    expect(holding).toBe(true);
    const started = performance.now();
    const answers = [];
    let given = false;
    while (!given && performance.now() - started < 20_000) {
      const answer = await kiosk.post(`${OFFICE_PATH}/tickets`, aTicket());
      answers.push(answer);
      given = answer.status === 201;
    }
    expect(given).toBe(true);
    expect(performance.now() - started).toBeLessThan(12_000);
    for (const answer of answers.filter(({ status }) => status !== 201)) {
      expect([answer.status, answer.body['code']]).toEqual([503, 'busy']);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    frozen.child.kill('SIGCONT');
    await frozen.stop();
    await healthy.stop();
    await database.drop();
  }, 120_000);
});

async function openTransactions(url: string): Promise<number> {
  const { rows } = await query(
    url,
    `select count(*)::int as n from pg_stat_activity where datname = current_database() and xact_start is not null and pid <> pg_backend_pid()`,
  );
  return rows[0].n as number;
}

// Whoever holds the office's row makes this look fail at once.
async function holdsOffice(url: string): Promise<boolean> {
  await new Promise((resolve) => setTimeout(resolve, 100));
  const look = `select office_id from office_head for no key update nowait`;
  return query(url, look).then(
    () => false,
    () => true,
  );
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 60_000;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error('the condition never came true');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
