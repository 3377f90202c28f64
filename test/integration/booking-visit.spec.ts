import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Availability, BookingRequest, Hold } from '../../src/bookings/bookings.contract.js';
import type { ApiClient } from '../harness/api-client.js';
import {
  aBooking,
  aContact,
  aHold,
  aStaffBooking,
  freeSlots,
  rereadDirectory,
  setBookingRules,
  tryConfirm,
  tryHold,
  tryStaffBooking,
} from '../harness/bookings.js';
import { expectStatus } from '../harness/desk.js';
import { anOffice, OFFICE_PATH, type TestOffice } from '../harness/office.js';

let office: TestOffice;
let citizen: ApiClient;
let operator: ApiClient;
let nextDay = 0;

beforeAll(async () => {
  office = await anOffice();
  citizen = office.anonymous();
  operator = await office.staff('operator1');
  await setBookingRules(office, { maxActivePerContact: 50, maxActivePerPerson: 50 });
});
afterAll(() => office.close());

/** A quarter of an hour that no other test of this file takes. */
const aStart = () =>
  `2026-12-03T${String(9 + Math.floor(nextDay / 4)).padStart(2, '0')}:${['00', '15', '30', '45'][nextDay++ % 4]}:00+01:00`;
const refusal = (answer: { status: number; body: { code?: string } }) => [answer.status, answer.body.code];

async function setOffering(service: string, columns: Record<string, unknown>): Promise<void> {
  for (const [column, value] of Object.entries(columns)) {
    await office.sql(
      `update offering set ${column} = $2 where category_id = (select id from service_category where code = $1)`,
      [service, typeof value === 'object' ? JSON.stringify(value) : value],
    );
  }
  await rereadDirectory(office);
}

describe('one visit', () => {
  it('for several services lasts as long as all of them and asks for their documents once', async () => {
    const texts = (list: string[]) => JSON.stringify(list.map((it) => ({ it })));
    await office.sql(`update service_category set required_documents = $1::jsonb where code = 'school'`, [
      texts(['Documento', 'Iscrizione']),
    ]);
    await office.sql(`update service_category set required_documents = $1::jsonb where code = 'citizenship'`, [
      texts(['Passaporto', 'Documento']),
    ]);
    await rereadDirectory(office);
    const wish = { service: 'school', extraServices: ['citizenship', 'school'] };
    const booking = await aBooking(citizen, '2026-12-03T14:00:00+01:00', wish);
    expect(booking).toMatchObject({
      service: 'school',
      extraServices: ['citizenship'],
      end: '2026-12-03T14:45:00.000+01:00',
      documents: ['Documento', 'Iscrizione', 'Passaporto'],
    });
    const free = await freeSlots(citizen, '2026-12-10', { service: 'school', extraServices: 'citizenship' });
    expect(free.at(-1)).toEqual({
      start: '2026-12-10T15:15:00.000+01:00',
      end: '2026-12-10T16:00:00.000+01:00',
      left: 2,
    });
  });

  it('cannot mix services of different staff, or of ways that they do not share', async () => {
    const start = '2026-12-03T15:00:00+01:00';
    const both = (service: string, extra: string, more = {}) =>
      tryHold(citizen, start, { service, extraServices: [extra], ...more });
    expect(refusal(await both('school', 'residence-permit-kit'))).toEqual([409, 'services-not-combinable']);
    expect(refusal(await both('school', 'online-certificates', { mode: 'phone' }))).toEqual([
      409,
      'services-not-combinable',
    ]);
    expect(refusal(await both('school', 'citizenship', { mode: 'phone' }))).toEqual([201, undefined]);
    expect(refusal(await both('school', 'nothing'))).toEqual([404, 'not-found']);
    expect(refusal(await both('school', 'associations-unions'))).toEqual([409, 'not-bookable']);
  });

  it('of several people takes longer where the service says so, and takes no more than it allows', async () => {
    await setOffering('family-reunification', { max_people: 4, minutes_per_further_person: 10 });
    const start = '2026-12-03T08:30:00+01:00';
    const hold = await aHold(citizen, start, { service: 'family-reunification', people: 3 });
    expect(hold.end).toBe('2026-12-03T09:20:00.000+01:00');
    const many = await tryHold(citizen, start, { service: 'family-reunification', people: 5 });
    expect(many).toMatchObject({ status: 400, body: { errors: [{ path: 'people' }] } });
    const afterwards = await freeSlots(citizen, '2026-12-03', { service: 'family-reunification', people: '3' });
    expect(afterwards[0]?.start).toBe('2026-12-03T09:30:00.000+01:00');
    const booking = expectStatus(await tryConfirm(citizen, hold.id), 201);
    expect(booking.people).toBe(3);
  });

  it('keeps its buffer free for nobody else', async () => {
    await setOffering('residence-permit-kit', { buffer_minutes: 20 });
    await aHold(citizen, '2026-12-10T08:30:00+01:00', { service: 'residence-permit-kit' });
    const free = await freeSlots(citizen, '2026-12-10', { service: 'residence-permit-kit' });
    expect(free[0]).toMatchObject({ start: '2026-12-10T09:45:00.000+01:00', end: '2026-12-10T10:30:00.000+01:00' });
  });
});

describe('the answers to an offering’s questions', () => {
  const FIELDS = [
    { key: 'plate', label: { it: 'Targa' }, kind: 'text', required: true, maxLength: 7, choices: [] },
    {
      key: 'rooms',
      label: { it: 'Vani' },
      kind: 'number',
      required: false,
      maxLength: 100,
      min: 1,
      max: 9,
      choices: [],
    },
    { key: 'since', label: { it: 'Dal' }, kind: 'date', required: false, maxLength: 100, choices: [] },
    { key: 'owner', label: { it: 'Proprietario' }, kind: 'yes-no', required: true, maxLength: 100, choices: [] },
    {
      key: 'use',
      label: { it: 'Uso' },
      kind: 'choice',
      required: false,
      maxLength: 100,
      choices: [{ code: 'home', label: { it: 'Casa' } }],
    },
  ];
  const good = { plate: 'AB123CD', rooms: 4, since: '2024-02-29', owner: false, use: 'home' };
  let hold: Hold;
  beforeAll(async () => {
    await setOffering('municipal-taxes', { fields: FIELDS });
    hold = await aHold(citizen, '2026-12-10T10:00:00+01:00', { service: 'municipal-taxes' });
  });

  it.each<[string, string, object]>([
    ['a required text that is missing', 'plate', { ...good, plate: undefined }],
    ['an empty required text', 'plate', { ...good, plate: '' }],
    ['a text that is too long', 'plate', { ...good, plate: 'AB123CDE' }],
    ['a number for a text', 'plate', { ...good, plate: 7 }],
    ['a text for a number', 'rooms', { ...good, rooms: '4' }],
    ['a number below the least', 'rooms', { ...good, rooms: 0 }],
    ['a number above the most', 'rooms', { ...good, rooms: 10 }],
    ['a day that does not exist', 'since', { ...good, since: '2025-02-29' }],
    ['something that is no date', 'since', { ...good, since: 'ieri' }],
    ['a word for yes or no', 'owner', { ...good, owner: 'no' }],
    ['a missing yes or no', 'owner', { ...good, owner: undefined }],
    ['an unknown choice', 'use', { ...good, use: 'shop' }],
    ['an answer to no question', 'colour', { ...good, colour: 'red' }],
  ])('refuse %s', async (_, key, fields) => {
    const answer = await tryConfirm(citizen, hold.id, { fields: fields as NonNullable<BookingRequest['fields']> });
    expect([answer.status, answer.body.errors?.map(({ path }) => path)]).toEqual([400, [`fields.${key}`]]);
  });

  it('are kept when they are right; a refused form costs no slot', async () => {
    const booking = expectStatus(await tryConfirm(citizen, hold.id, { fields: good }), 201);
    expect(booking.fields).toEqual(good);
  });

  it('are asked once when two services ask the same, and may be missing for staff', async () => {
    await setOffering('school', { fields: [FIELDS[0]] });
    const start = '2026-12-10T14:00:00+01:00';
    const wish = { service: 'school', extraServices: ['municipal-taxes'] };
    const second = await aHold(citizen, start, wish);
    const faults = (await tryConfirm(citizen, second.id)).body.errors?.map(({ path }) => path);
    expect(faults).toEqual(['fields.plate', 'fields.owner']);
    expect((await aStaffBooking(operator, start, { ...wish, fields: { rooms: 2 } })).fields).toEqual({ rooms: 2 });
    const wrong = await tryStaffBooking(operator, start, { ...wish, fields: { rooms: 99 } });
    expect([wrong.status, wrong.body.errors?.[0]?.path]).toEqual([400, 'fields.rooms']);
    await setOffering('school', { fields: [] });
  });
});

describe('who comes', () => {
  it.each<[string, string, object]>([
    ['without e-mail and phone', 'contact.email', { contact: { ...aContact(), email: undefined } }],
    ['with a phone without its country', 'contact.phone', { contact: { ...aContact(), phone: '3331234567' } }],
    ['with an e-mail that is none', 'contact.email', { contact: { ...aContact(), email: 'prova@' } }],
    ['without a name', 'contact.name', { contact: { ...aContact(), name: '  ' } }],
    ['in a language that the office does not know', 'contact.language', { contact: { ...aContact(), language: 'fr' } }],
    ['without having read the privacy notice', 'privacyAccepted', { privacyAccepted: false }],
    ['with more than 200 characters of notes', 'notes', { notes: 'a'.repeat(201) }],
  ])('is refused %s', async (_, path, more) => {
    const hold = await aHold(citizen, aStart());
    const answer = await tryConfirm(citizen, hold.id, more);
    expect([answer.status, answer.body.errors?.map((one) => one.path)]).toEqual([400, [path]]);
    expect((await tryConfirm(citizen, hold.id, { notes: 'n'.repeat(200) })).status).toBe(201);
  });

  it('gives an e-mail address or a phone', async () => {
    const { email: _, ...noEmail } = aContact();
    const booking = await aBooking(citizen, aStart(), {}, { contact: { ...noEmail, phone: '+393330000001' } });
    expect(booking.contact).toEqual({ ...noEmail, email: null, phone: '+393330000001' });
    // Nothing is sent where no mail server is.
    expect(booking.emailTo).toBeNull();
  });

  it('may be nobody that staff know by name', async () => {
    const booking = await aStaffBooking(operator, aStart());
    expect(booking.contact).toEqual({ name: null, surname: null, email: null, phone: null, language: 'it' });
    expect(booking).toMatchObject({ byStaff: true, status: 'confirmed', forced: false });
  });

  it('read the privacy notice of the municipality, in a version, a language and at a time', async () => {
    await office.sql(`update municipality set privacy_version = '2026-10' where code = '048017'`);
    await rereadDirectory(office);
    office.setClock('2026-11-24T11:07:00+01:00');
    const booking = await aBooking(
      citizen,
      aStart(),
      { municipality: '048017' },
      { contact: aContact({ language: 'zh-Hans' }) },
    );
    const byStaff = await aStaffBooking(operator, aStart(), { municipality: '048017' });
    const recorded = (id: string) =>
      office.sql(
        `select privacy_version, privacy_language, to_char(privacy_at at time zone 'Europe/Rome', 'HH24:MI') as at, municipality_code
         from booking where id = $1`,
        [id],
      );
    expect(await recorded(booking.id)).toEqual([
      { privacy_version: '2026-10', privacy_language: 'zh-Hans', at: '11:07', municipality_code: '048017' },
    ]);
    expect(await recorded(byStaff.id)).toEqual([
      { privacy_version: null, privacy_language: null, at: null, municipality_code: '048017' },
    ]);
  });

  it('gets a code without characters that are taken for others, which the kiosk reads in any case', async () => {
    const { code } = await aBooking(citizen, aStart());
    expect(code).toMatch(/^[34679ACDEFGHJKMNPQRTVWXY]{6,8}$/);
    const found = await operator.get<{ items: { code: string }[] }>(
      `${OFFICE_PATH}/bookings?query=${code.toLowerCase()}`,
    );
    expect(found.body.items.map((one) => one.code)).toEqual([code]);
  });
});

it('availability tells the first free slot also when it lies after the days asked for', async () => {
  const path = `${OFFICE_PATH}/availability?service=school&municipality=048043&from=2026-11-27&to=2026-11-30`;
  const { body } = await citizen.get<Availability>(path);
  expect(body.days.map(({ date, slots }) => [date, slots.length])).toEqual(
    ['2026-11-27', '2026-11-28', '2026-11-29', '2026-11-30'].map((date) => [date, 0]),
  );
  expect(body.firstFree).toBe('2026-12-01T08:30:00.000+01:00');
});
