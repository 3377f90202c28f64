import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { act, callNext, openCounter, takeTicket } from '../harness/desk.js';
import type { ApiClient } from '../harness/api-client.js';
import { anOffice, OFFICE, OFFICE_PATH, type TestOffice } from '../harness/office.js';
import { AnswerCheck, committedDocument, routesOf } from './answers.js';

type Json = Record<string, unknown>;
type List = { items: Json[]; nextCursor: string | null };
const LOCALIZED = /^(name|localName|description|serviceName|counterName|closedBecause)$/;

describe('the directory and its languages', () => {
  const answers = new AnswerCheck();
  let office: TestOffice;
  let anybody: ApiClient;
  let operator: ApiClient;
  let token: string;

  beforeAll(async () => {
    answers.listen();
    office = await anOffice();
    anybody = office.anonymous();
    operator = await office.staff('operator1');
    await openCounter(operator, '1');
    token = (await takeTicket(operator)).token ?? '';
    await callNext(operator, '1');
    await takeTicket(operator);
  });
  afterEach(() => answers.expectAllFit());
  afterAll(async () => {
    answers.stop();
    await office.close();
  });

  /** Every localized field of an answer, wherever it stands: its value and the language it says to have fallen back to. */
  function textsOf(value: unknown, field = ''): { field: string; text: unknown; said: unknown }[] {
    if (Array.isArray(value)) return value.flatMap((inner) => textsOf(inner, field));
    if (typeof value !== 'object' || value === null) return [];
    const holder = value as Json;
    return Object.entries(holder).flatMap(([name, inner]) =>
      LOCALIZED.test(name) && inner !== null && !isPlainName(holder, name)
        ? [{ field: name, text: inner, said: holder[`${name}Language`] }]
        : textsOf(inner, name),
    );
  }
  // A municipality's and a person's own name are the same in every language.
  const isPlainName = (holder: Json, name: string) => name === 'name' && ('localName' in holder || 'id' in holder);

  const PUBLIC = ['/municipalities', '/offices', OFFICE_PATH, `${OFFICE_PATH}/services`, `${OFFICE_PATH}/board`];
  const FOR_STAFF = [`${OFFICE_PATH}/queue`, `${OFFICE_PATH}/tickets`];
  const CLOSED_DAYS = `${OFFICE_PATH}/opening-hours?from=2026-12-24&to=2026-12-27`;
  const looks = () => [
    ...[...PUBLIC, CLOSED_DAYS, `/tickets/${token}`].map((path) => [anybody, path] as const),
    ...FOR_STAFF.map((path) => [operator, path] as const),
  ];

  it('answers in the language asked for, and says nothing more', async () => {
    for (const [by, path] of looks()) {
      for (const [language, sample] of [
        ['it', /[a-z]/],
        ['zh-CN', /[\u4e00-\u9fff]|InSide/],
        ['en-GB,en;q=0.9', /[a-z]/],
      ] as const) {
        const { status, body } = await by.get(path, { language });
        expect([path, status]).toEqual([path, 200]);
        const texts = textsOf(body);
        expect([path, texts.length > 0]).toEqual([path, true]);
        for (const { field, text, said } of texts) {
          // Italian names of places have no English ones, and say so.
          const fellBack = field === 'localName' && language.startsWith('en') ? 'it' : undefined;
          expect([path, field, text, said]).toEqual([path, field, expect.stringMatching(sample), fellBack]);
        }
      }
    }
  });

  it('falls back to the office’s first language and says so, or to the next one asked for', async () => {
    for (const [by, path] of looks()) {
      for (const [language, said] of [
        ['de', 'it'],
        ['de,zh-TW;q=0.5', 'zh-Hans'],
        ['fr;q=0.4, de, en;q=0', 'it'],
      ] as const) {
        const italian = textsOf((await by.get(path, { language: said === 'it' ? 'it' : 'zh-Hans' })).body);
        const fallen = textsOf((await by.get(path, { language })).body);
        expect(fallen).toEqual(italian.map((one) => ({ ...one, said })));
      }
      const unasked = textsOf((await by.get(path)).body);
      expect(unasked).toEqual(textsOf((await by.get(path, { language: 'it' })).body));
    }
  });

  it('gives all languages where all are asked for', async () => {
    for (const [by, path] of looks()) {
      const { body } = await by.get(`${path}${path.includes('?') ? '&' : '?'}allLanguages=true`, { language: 'en' });
      for (const { field, text, said } of textsOf(body)) {
        const map = expect.objectContaining({ it: expect.any(String), 'zh-Hans': expect.any(String) });
        expect([path, field, text, said]).toEqual([path, field, map, undefined]);
      }
      const off = await by.get(`${path}${path.includes('?') ? '&' : '?'}allLanguages=false`, { language: 'en' });
      for (const { text } of textsOf(off.body)) expect(typeof text).toBe('string');
    }
  });

  it('localizes the answers of commands as well', async () => {
    const taken = await takeTicket(operator, { service: 'school' }, { language: 'de' });
    expect(taken).toMatchObject({ serviceName: expect.any(String), serviceNameLanguage: 'it' });
    const path = `${OFFICE_PATH}/tickets/${taken.id}/cancel`;
    const cancelled = await operator.post(`${path}?allLanguages=true`, {}, { language: 'de' });
    expect(cancelled.body['serviceName']).toMatchObject({ 'zh-Hans': expect.any(String) });
    const session = `${OFFICE_PATH}/counters/1/session`;
    const call = (query: string, language: string) =>
      fetch(`${office.url}/api/v1${session}${query}`, {
        method: 'PUT',
        headers: { cookie: operator.cookie ?? '', 'accept-language': language },
      }).then((response) => response.json() as Promise<Json>);
    expect(await call('', 'zh-Hans')).toMatchObject({ name: '1号窗口' });
    expect(await call('', 'de')).toMatchObject({ name: 'Sportello 1', nameLanguage: 'it' });
    expect((await call('?allLanguages=true', 'de'))['name']).toMatchObject({ en: 'Counter 1' });
  });

  it('refuses a query that no route knows, on every route', async () => {
    const admin = await office.staff('admin');
    const kiosk = await office.device('kiosk');
    const someId = '01a20d11-48ab-7120-bd23-7e1490b8db82';
    const routes = routesOf(committedDocument());
    for (const { method, path, operation } of routes) {
      const address = path
        .replace('{office}', OFFICE)
        .replace('{counter}', '4')
        .replace('{token}', token)
        .replace(/\{\w+\}/g, someId);
      const by = path.startsWith('/devices/self') ? kiosk : admin;
      for (const query of ['colour=red', 'allLanguages=perhaps', 'allLanguages=true&colour=red']) {
        const response = await fetch(`${office.url}/api/v1${address}?${query}`, {
          method,
          headers: { cookie: by.cookie ?? '', ...(by.token === null ? {} : { authorization: `Bearer ${by.token}` }) },
        });
        expect([operation.operationId, query, response.status]).toEqual([operation.operationId, query, 400]);
      }
    }
  });

  it('refuses a field that no route knows, on every route that takes a body or none', async () => {
    const admin = await office.staff('admin');
    const kiosk = await office.device('kiosk');
    for (const { method, path, operation } of routesOf(committedDocument())) {
      if (method === 'GET') continue;
      const address = path.replace('{office}', OFFICE).replace('{counter}', '4').replace('{token}', token);
      const by = path.startsWith('/devices/self') ? kiosk : admin;
      const response = await fetch(
        `${office.url}/api/v1${address.replace(/\{\w+\}/g, '01a20d11-48ab-7120-bd23-7e1490b8db82')}`,
        {
          method,
          headers: {
            'content-type': 'application/json',
            cookie: by.cookie ?? '',
            ...(by.token === null ? {} : { authorization: `Bearer ${by.token}` }),
          },
          body: '{"colour":"red"}',
        },
      );
      const problem = (await response.json()) as { code: string; errors: { path: string }[] };
      expect([operation.operationId, problem.code]).toEqual([operation.operationId, 'invalid-request']);
    }
    const user = { username: 'strict', name: 'Strict', password: 'a long password' };
    const roles = [{ role: 'operator', office: OFFICE, since: 'today' }];
    expect((await admin.post('/admin/users', { ...user, roles })).status).toBe(400);
  });

  it('lists in one form, and only what was asked for', async () => {
    const list = async (path: string) => (await anybody.get<List>(path)).body;
    for (const path of ['/municipalities', '/offices', `${OFFICE_PATH}/services`, `${OFFICE_PATH}/opening-hours`])
      expect(await list(path)).toEqual({ items: expect.any(Array), nextCursor: null });
    expect((await list('/offices?municipality=048043')).items.map(({ slug }) => slug)).toEqual([OFFICE]);
    expect((await list('/offices?municipality=999999')).items).toEqual([]);
    const all = (await list(`${OFFICE_PATH}/services`)).items;
    const campi = (await list(`${OFFICE_PATH}/services?municipality=048006`)).items;
    expect(campi).toEqual(all.filter(({ municipalities }) => (municipalities as string[]).includes('048006')));
    expect(campi.length).toBeLessThan(all.length);
    expect((await anybody.get('/offices?municipality=48043')).status).toBe(400);
  });

  it('tells opening hours day by day with the office’s offset, over the change of the clock as well', async () => {
    const days = async (query: string) => (await anybody.get<List>(`${OFFICE_PATH}/opening-hours?${query}`)).body.items;
    const autumn = await days('from=2026-10-22&to=2026-10-29');
    expect(autumn.map(({ date }) => date)).toEqual([22, 23, 24, 25, 26, 27, 28, 29].map((day) => `2026-10-${day}`));
    const from = (day?: Json) => (day?.['intervals'] as { from: string }[] | undefined)?.[0]?.from;
    expect(from(autumn[0])).toBe('2026-10-22T08:30:00.000+02:00');
    expect(from(autumn[7])).toBe('2026-10-29T08:30:00.000+01:00');
    const [christmas] = await days('from=2026-12-25&to=2026-12-25');
    expect(christmas).toMatchObject({ intervals: [], closedBecause: expect.any(String) });
    expect(await days('from=2026-11-24&to=2027-01-24')).toHaveLength(62);
    expect((await anybody.get(`${OFFICE_PATH}/opening-hours?from=2026-11-24&to=2027-01-25`)).status).toBe(400);
  });

  it('says whether the office is open, attended, and which languages are spoken now', async () => {
    const now = async () => (await anybody.get(OFFICE_PATH)).body;
    const colleague = await office.staff('operator4');
    expect(await now()).toMatchObject({
      open: true,
      attended: true,
      languagesNow: ['en', 'it'],
      askPriority: expect.any(Boolean),
    });
    await openCounter(colleague, '4', { languages: ['zh-Hans'] });
    expect(await now()).toMatchObject({ languagesNow: ['en', 'it', 'zh-Hans'] });
    await colleague.delete(`${OFFICE_PATH}/counters/4/session`);
    const [ticket] = (await operator.get<{ active: { id: string }[] }>(`${OFFICE_PATH}/queue`)).body.active;
    await act(operator, ticket ?? { id: '' }, 'cancel');
    await operator.delete(`${OFFICE_PATH}/counters/1/session`);
    expect(await now()).toMatchObject({ open: true, attended: false, languagesNow: [] });
    expect((await now())['today']).toEqual([
      { from: '2026-11-24T08:30:00.000+01:00', to: '2026-11-24T12:30:00.000+01:00' },
      { from: '2026-11-24T13:00:00.000+01:00', to: '2026-11-24T16:00:00.000+01:00' },
    ]);
    office.setClock('2026-11-24T12:45:00+01:00');
    expect(await now()).toMatchObject({ open: false, nextOpening: '2026-11-24T13:00:00.000+01:00' });
    office.setClock('2026-11-24T20:00:00+01:00');
    expect(await now()).toMatchObject({ open: false, nextOpening: '2026-11-25T08:30:00.000+01:00' });
    const [priority] = (await now())['priorities'] as Json[];
    expect(priority).toEqual({ code: expect.any(String), name: expect.any(String), boostMinutes: expect.any(Number) });
  });
});
