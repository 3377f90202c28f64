import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OutboxSender } from '../../src/notifications/outbox-sender.js';
import { PrivacySweep } from '../../src/privacy/privacy-sweep.js';
import { expectStatus } from '../harness/desk.js';
import { aMailServer, type MailServer, until } from '../harness/mail-server.js';
import { anOffice, OFFICE_PATH, type TestOffice } from '../harness/office.js';

const SERVICE = { service: 'certificates-information', municipality: '048043' };
const PERSON = ['Zenobia', 'Erasmi', 'zenobia@example.org', '+390551234567', 'una nota sua', 'un motivo suo'];

let mail: MailServer;
let office: TestOffice;
beforeAll(async () => {
  mail = await aMailServer();
  office = await anOffice({ settings: { smtpUrl: mail.url, mailFrom: 'desk@example.it' }, nodes: 2 });
});
afterAll(async () => {
  await office.close();
  await mail.close();
});

type Booked = { id: string; token: string };
type Slots = { firstFree: string };

async function book(contact: object, notes: string): Promise<Booked> {
  const by = office.anonymous();
  const query = new URLSearchParams({ ...SERVICE, from: '2026-11-25' });
  const { firstFree } = expectStatus(await by.get<Slots>(`${OFFICE_PATH}/availability?${query.toString()}`), 200);
  const hold = expectStatus(
    await by.post<{ id: string }>(`${OFFICE_PATH}/holds`, { ...SERVICE, start: firstFree }),
    201,
  );
  const body = { holdId: hold.id, contact: { language: 'it', ...contact }, notes, privacyAccepted: true };
  return expectStatus(await by.post<Booked>(`${OFFICE_PATH}/bookings`, body), 201);
}

const sweep = () => Promise.all(office.nodes.map((node) => node.nest.get(PrivacySweep).sweep()));
const everything = async () =>
  JSON.stringify([
    await office.sql('select * from booking'),
    await office.sql('select * from booking_event'),
    await office.sql('select * from outbox_message'),
    await office.sql('select * from slot_watch'),
    await office.sql('select * from idempotency_key'),
  ]);

describe('thirty days after the visit', () => {
  it('nothing says any more who came, also not what was to be sent', async () => {
    mail.behave('refuse-for-good');
    const [name, surname, email, phone, note, reason] = PERSON;
    const visit = await book({ name, surname, email, phone }, note ?? '');
    const cancelled = await book({ name, surname, phone }, note ?? '');
    expectStatus(await office.anonymous().post(`/bookings/${cancelled.token}/cancel`, { reason }), 200);
    const refused = () => office.sql(`select * from outbox_message where last_error like '%550%'`);
    await until(async () => (await refused()).length > 0, 'the refused e-mail');
    // A mail server may name the address in its answer.
    await office.sql(`update outbox_message set last_error = $1 where last_error is not null`, [
      `no such user ${email}`,
    ]);
    const waits = { ...SERVICE, email, language: 'it' };
    expectStatus(await office.anonymous().post(`${OFFICE_PATH}/slot-watches`, waits), 201);

    office.setClock('2026-12-24T08:00:00+01:00');
    await sweep();
    const before = await everything();
    for (const word of PERSON) expect(before).toContain(word);

    office.setClock('2026-12-26T08:00:00+01:00');
    await sweep();
    const after = await everything();
    for (const word of PERSON) expect(after).not.toContain(word);
    const rows = await office.sql(
      'select id, status, contact_erased_at is not null as erased, fields from booking order by created_at',
    );
    expect(rows.map(({ erased, fields }) => [erased, fields])).toEqual(rows.map(() => [true, {}]));
    expect(rows.map(({ id }) => id)).toEqual(expect.arrayContaining([visit.id, cancelled.id]));
    // Once per booking, in its log.
    const facts = await office.sql(
      `select booking_id, count(*)::int from booking_event where type = 'booking.contact-erased' group by 1`,
    );
    expect(facts.map(({ count }) => count)).toEqual(rows.map(() => 1));
    // A message that waited has nobody to go to any more.
    mail.behave('accept');
    await office.sql('update outbox_message set next_try_at = null');
    await Promise.all(office.nodes.map((node) => node.nest.get(OutboxSender).look()));
    expect(mail.received).toEqual([]);
    expect((await office.sql(`select distinct state from outbox_message`)).map(({ state }) => state)).toEqual([
      'dropped',
    ]);
  });

  it('works in portions', async () => {
    await office.sql(
      `insert into booking (office_id, id, hold_id, offering_id, pool_ids, municipality_code, mode, day, starts_at,
         ends_at, occupied_until, status, created_at, ended_at, name)
       select b.office_id, gen_random_uuid(), gen_random_uuid(), b.offering_id, b.pool_ids, b.municipality_code, b.mode,
         b.day, b.starts_at, b.ends_at, b.occupied_until, 'no-show', b.created_at, b.ends_at, 'Nome ' || n
       from (select * from booking limit 1) b, generate_series(1, 250) n`,
    );
    await sweep();
    expect(await office.sql(`select id from booking where contact_erased_at is null or name is not null`)).toEqual([]);
  });
});
