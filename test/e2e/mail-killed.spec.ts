import { expect, it } from '@jest/globals';
import { createApp } from '../../src/app.js';
import { ApiClient } from '../harness/api-client.js';
import { expectStatus } from '../harness/desk.js';
import { aMailServer, until } from '../harness/mail-server.js';
import { OFFICE_PATH } from '../harness/office.js';
import { startServer } from '../harness/process.js';
import { PASSWORD, testSettings, TUESDAY_MORNING } from '../harness/settings.js';
import { freshDatabase, query } from '../harness/template.js';

const SERVICE = { service: 'certificates-information', municipality: '048043' };

it('a node that is killed between the last dot of an e-mail and its answer does not make another node send it', async () => {
  const database = await freshDatabase();
  const mail = await aMailServer();
  mail.behave('keep-waiting');
  const settings = testSettings({ smtpUrl: mail.url, mailFrom: 'desk@example.it' });
  const server = await startServer({
    ...{ DATABASE_URL: database.url, SECRET_KEY: settings.secretKey, ADMIN_PASSWORD: PASSWORD, RATE_LIMITS: 'off' },
    ...{ CLOCK_START: TUESDAY_MORNING, SMTP_URL: mail.url, MAIL_FROM: 'desk@example.it', DEMO: 'true' },
  });
  try {
    await book(new ApiClient(server.url));
    await until(() => mail.handed === 1, 'the e-mail');
  } finally {
    await server.stop('SIGKILL');
  }
  mail.behave('accept');
  const second = await createApp({ settings, databaseUrl: database.url, poolSize: 4 });
  try {
    const states = async () => {
      const { rows } = await query(database.url, `select state from outbox_message where kind = 'confirmed'`);
      return rows.map(({ state }: { state: string }) => state);
    };
    // It might still be sending.
    expect(await states()).toEqual(['sending']);
    await query(
      database.url,
      `update outbox_message set claimed_at = claimed_at - interval '6 minutes' where state = 'sending'`,
    );
    await until(async () => (await states())[0] === 'uncertain', 'given up');
    expect([mail.handed, mail.received]).toEqual([1, []]);
  } finally {
    await second.close();
    await mail.close();
    await database.drop();
  }
}, 60_000);

async function book(by: ApiClient): Promise<void> {
  const query = new URLSearchParams({ ...SERVICE, from: '2026-11-25' });
  const { firstFree } = expectStatus(
    await by.get<{ firstFree: string }>(`${OFFICE_PATH}/availability?${query.toString()}`),
    200,
  );
  const hold = expectStatus(
    await by.post<{ id: string }>(`${OFFICE_PATH}/holds`, { ...SERVICE, start: firstFree }),
    201,
  );
  const contact = { name: 'Prova', surname: 'Visitatore', email: 'visitor@example.org', language: 'it' };
  expectStatus(await by.post(`${OFFICE_PATH}/bookings`, { holdId: hold.id, contact, privacyAccepted: true }), 201);
}
