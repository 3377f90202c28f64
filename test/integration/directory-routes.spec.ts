import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anOffice, OFFICE_PATH, type TestOffice } from '../harness/office.js';
import type { ApiClient } from '../harness/api-client.js';

type Item = Record<string, unknown>;
type Items = { items: Item[]; nextCursor: null };

let office: TestOffice;
let visitor: ApiClient;

beforeAll(async () => {
  office = await anOffice({ clockStart: '2026-11-24T12:20:00+01:00' });
  visitor = office.anonymous();
});
afterAll(() => office.close());

async function items(path: string, language?: string): Promise<Item[]> {
  const { status, body } = await visitor.get<Items>(path, language === undefined ? {} : { language });
  expect(status).toBe(200);
  expect(body.nextCursor).toBeNull();
  return body.items;
}

const NO_LINKS = { privacy: null, accessibilityStatement: null, legalNotes: null, faq: null, reportFault: null };

describe('municipalities and offices', () => {
  it('are named in the language of the caller', async () => {
    const [sesto] = await items('/municipalities', 'zh-CN,zh;q=0.9');
    expect(sesto).toEqual({
      code: '048043',
      name: 'Sesto Fiorentino',
      privacyVersion: '1',
      localName: '塞斯托-菲奥伦蒂诺',
      footer: NO_LINKS,
    });
    const [, firenze] = await items('/municipalities', 'en');
    expect(firenze).toEqual({
      code: '048017',
      name: 'Firenze',
      privacyVersion: '1',
      localName: 'Firenze',
      localNameLanguage: 'it',
      footer: NO_LINKS,
    });
    expect(await items('/municipalities')).toHaveLength(5);
  });

  it('lists the office for the municipalities that it serves', async () => {
    const [desk] = await items('/offices?municipality=048006', 'en');
    expect(desk).toMatchObject({
      slug: 'inside-osmannoro',
      name: 'InSide Osmannoro',
      timeZone: 'Europe/Rome',
      municipalities: ['048043', '048017', '048006'],
      languages: ['it', 'zh-Hans', 'en'],
      address: { street: 'via Gramsci 282', locality: 'Sesto Fiorentino', province: 'FI', country: 'IT' },
    });
    expect(await items('/offices?municipality=100005')).toEqual([]);
  });

  it('gives all languages of a text as a map', async () => {
    const [sesto] = await items('/municipalities?allLanguages=true');
    expect(sesto?.['localName']).toEqual({ it: 'Sesto Fiorentino', 'zh-Hans': '塞斯托-菲奥伦蒂诺' });
    const { body } = await visitor.get(`${OFFICE_PATH}?allLanguages=true`);
    expect(body['description']).toMatchObject({ it: expect.any(String), en: expect.any(String) });
  });
});

describe('the office just before its midday gap', () => {
  it('is open, says until when, and when it opens again', async () => {
    const { status, body } = await visitor.get(OFFICE_PATH, { language: 'it' });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      open: true,
      openUntil: '2026-11-24T12:30:00.000+01:00',
      nextOpening: '2026-11-24T13:00:00.000+01:00',
      ticketsOpen: true,
      attended: false,
      languagesNow: [],
      closedBecause: null,
      askPriority: true,
      seat: '048043',
      recallsBeforeNoShow: 3,
      today: [
        { from: '2026-11-24T08:30:00.000+01:00', to: '2026-11-24T12:30:00.000+01:00' },
        { from: '2026-11-24T13:00:00.000+01:00', to: '2026-11-24T16:00:00.000+01:00' },
      ],
    });
    expect(body['priorities']).toContainEqual({
      code: 'pregnancy-infant',
      name: 'Gravidanza o bambino piccolo',
      boostMinutes: 15,
    });
  });

  it('warns that a ticket taken now may be called after the gap', async () => {
    const services = await items(`${OFFICE_PATH}/services`, 'en');
    expect(services.find((one) => one['code'] === 'school')).toMatchObject({ ticketsOpen: true, waitMayPassGap: true });
    expect(services.find((one) => one['code'] === 'building-permits')).toMatchObject({
      walkIn: false,
      ticketsOpen: false,
    });
  });
});

describe('services', () => {
  it('come in the language asked for, with what the kiosk needs', async () => {
    const services = await items(`${OFFICE_PATH}/services?municipality=048006`, 'zh-Hans');
    expect(services).toHaveLength(11);
    expect(services.find((one) => one['code'] === 'residence-permit-kit')).toMatchObject({
      name: '居留更新申请表（kit）填写协助',
      prefix: 'K',
      durationMinutes: 45,
      municipalities: ['048043', '048017', '048006'],
      modes: ['desk'],
      costEuro: 0,
      requiredDocuments: [],
      audience: ['citizens'],
      icon: 'permit',
    });
  });

  it('fall back to Italian for a language that nobody here speaks, and say so', async () => {
    const [first] = await items(`${OFFICE_PATH}/services`, 'fr');
    expect(first).toMatchObject({ name: 'Certificati e documenti: informazioni', nameLanguage: 'it' });
  });
});

describe('opening hours', () => {
  it('show two weeks from today unless asked otherwise', async () => {
    const days = await items(`${OFFICE_PATH}/opening-hours`);
    expect(days.map((day) => day['date'])).toEqual(expect.arrayContaining(['2026-11-24', '2026-12-07']));
    expect(days).toHaveLength(14);
  });

  it('tell a holiday by its name in the language of the caller', async () => {
    const days = await items(`${OFFICE_PATH}/opening-hours?from=2026-12-08&to=2026-12-09`, 'zh');
    expect(days).toEqual([
      { date: '2026-12-08', intervals: [], closedBecause: '圣母无染原罪节' },
      {
        date: '2026-12-09',
        intervals: [
          { from: '2026-12-09T08:30:00.000+01:00', to: '2026-12-09T12:30:00.000+01:00', bookings: true, walkIns: true },
          { from: '2026-12-09T13:00:00.000+01:00', to: '2026-12-09T15:00:00.000+01:00', bookings: true, walkIns: true },
        ],
        closedBecause: null,
      },
    ]);
  });

  it('carry the offset of summer and of winter', async () => {
    const days = await items(`${OFFICE_PATH}/opening-hours?from=2026-10-22&to=2026-10-27`);
    const starts = days.flatMap((day) => (day['intervals'] as { from: string }[]).slice(0, 1).map((one) => one.from));
    expect(starts).toEqual(['2026-10-22T08:30:00.000+02:00', '2026-10-27T08:30:00.000+01:00']);
  });

  it.each([
    ['from=2026-12-01&to=2026-11-30', 'to'],
    ['from=2026-12-01&to=2027-02-01', 'to'],
    ['from=tomorrow', 'from'],
    ['from=2026-02-30', 'from'],
    ['until=2026-12-01', ''],
  ])('refuse ?%s and name the field', async (query, path) => {
    const { status, body } = await visitor.get(`${OFFICE_PATH}/opening-hours?${query}`);
    expect([status, body['code']]).toEqual([400, 'invalid-request']);
    expect((body['errors'] as { path: string }[])[0]?.path).toBe(path);
  });

  it('cover 62 days at most', async () => {
    expect(await items(`${OFFICE_PATH}/opening-hours?from=2026-12-01&to=2027-01-31`)).toHaveLength(62);
  });
});

it('an office that is not there is not found', async () => {
  for (const path of ['', '/services', '/opening-hours']) {
    const { status, body } = await visitor.get(`/offices/nowhere${path}`);
    expect([status, body['code']]).toEqual([404, 'not-found']);
  }
});
