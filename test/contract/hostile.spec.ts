import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { act, aTicket, callNext, openCounter, takeTicket, tryTo } from '../harness/desk.js';
import type { ApiClient } from '../harness/api-client.js';
import { anOffice, OFFICE_PATH, type TestOffice } from '../harness/office.js';
import { AnswerCheck } from './answers.js';

const NUL = 'a\u0000b';
const LONE_SURROGATE = 'a\ud800b';

describe('what only a hostile or broken client sends', () => {
  const answers = new AnswerCheck();
  let office: TestOffice;
  let kiosk: ApiClient;
  let operator: ApiClient;
  let coordinator: ApiClient;
  let admin: ApiClient;

  beforeAll(async () => {
    answers.listen();
    office = await anOffice();
    kiosk = await office.device('kiosk');
    operator = await office.staff('operator1');
    coordinator = await office.staff('coordinator');
    admin = await office.staff('admin');
    await openCounter(operator, '1');
  });
  afterEach(() => answers.expectAllFit());
  afterAll(async () => {
    answers.stop();
    await office.close();
  });

  const codeOf = ({ status, body }: { status: number; body: unknown }) =>
    `${status} ${(body as { code?: string }).code ?? ''}`;

  /** A body as it is written, with or without sense. */
  function send(path: string, body: string, headers: Record<string, string> = {}) {
    return fetch(`${office.url}/api/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${kiosk.token}`, ...headers },
      body,
    });
  }

  it.each([
    ['NUL', NUL],
    ['half a character', LONE_SURROGATE],
  ])('refuses a text with %s wherever a text may stand', async (_, text) => {
    const ticket = await takeTicket(kiosk);
    await callNext(operator, '1');
    for (const action of ['transfer', 'complete', 'cancel', 'correct']) {
      for (const field of ['notes', 'reason', 'service', 'municipality', 'counter', 'outcome'])
        expect(codeOf(await tryTo(operator, ticket, action, { [field]: text }))).toBe('400 invalid-request');
    }
    await act(operator, ticket, 'cancel');
    const user = { username: 'somebody', name: 'Some Body', password: 'a long password' };
    for (const faulty of [
      { ...user, name: text },
      { ...user, username: text },
      { ...user, password: `${text}0123456789` },
      { ...user, roles: [{ role: 'operator', office: text }] },
    ])
      expect(codeOf(await admin.post('/admin/users', faulty))).toBe('400 invalid-request');
    expect(codeOf(await kiosk.post('/devices/self/heartbeat', { screen: text }))).toBe('400 invalid-request');
    expect(codeOf(await kiosk.post('/devices/self/heartbeat', { voices: [text] }))).toBe('400 invalid-request');
    expect(codeOf(await coordinator.post(`${OFFICE_PATH}/devices`, { code: text, name: text }))).toBe(
      '400 invalid-request',
    );
    expect(codeOf(await office.anonymous().post('/auth/login', { username: text, password: text }))).toBe(
      '400 invalid-request',
    );
  });

  it('names the field whose text cannot be kept', async () => {
    const answer = await kiosk.post('/devices/self/heartbeat', { voices: ['it', NUL] });
    expect(answer.body['errors']).toEqual([{ path: 'voices.1', message: expect.any(String) }]);
  });

  it('keeps every other character as it was sent', async () => {
    const text = 'città 出生证 😀 \u202e <script>"\'; drop table ticket;--';
    const ticket = await takeTicket(kiosk);
    await callNext(operator, '1');
    await act(operator, ticket, 'transfer', { counter: '1', notes: text });
    const { body } = await operator.get<{ waiting: { notes: { text: string }[] }[] }>(`${OFFICE_PATH}/queue`);
    expect(body.waiting[0]?.notes[0]?.text).toBe(text);
    await act(operator, (await callNext(operator, '1')) ?? ticket, 'cancel');
  });

  it.each([
    '/offices/%00',
    '/offices/%00/services',
    '/offices/%00/devices',
    '/tickets/%00',
    '/tickets/1.%00',
    '/devices/pairings/%00',
    `${OFFICE_PATH}/tickets/%00/events`,
    `${OFFICE_PATH}/tickets?query=%00`,
    `${OFFICE_PATH}/tickets?query=A%001`,
    '/offices/%ED%A0%80',
    '/offices/%E0%A4%A',
    `${OFFICE_PATH}/tickets/1/events`,
    `${OFFICE_PATH}/tickets?date=0000-01-01`,
    `${OFFICE_PATH}/tickets?date=0000-01-01&query=9:30`,
    `${OFFICE_PATH}/tickets?date=2026-02-30`,
    `${OFFICE_PATH}/opening-hours?from=0000-01-01`,
    `${OFFICE_PATH}/opening-hours?from=2026-11-24&to=2026-11-23`,
    `${OFFICE_PATH}/opening-hours?from=2026-11-24&to=2027-11-24`,
  ])('refuses %s', async (path) => {
    expect(codeOf(await admin.get(path))).toBe('400 invalid-request');
  });

  it.each([
    '/offices/constructor',
    '/offices/__proto__',
    "/offices/';drop%20table%20ticket;--/board",
    '/offices/INSIDE-OSMANNORO',
    `/offices/${encodeURIComponent('办事处')}`,
    `${OFFICE_PATH}/tickets/01a20d11-48ab-7120-bd23-7e1490b8db82/events`,
    '/offices/..%2finside-osmannoro',
    `/devices/pairings/${'x'.repeat(43)}`,
  ])('finds nothing at %s', async (path) => {
    expect(codeOf(await admin.get(path))).toBe('404 not-found');
  });

  it('finds nothing under names that are longer than any', async () => {
    for (const length of [299, 301, 5000]) {
      const long = 'a'.repeat(length);
      for (const path of [`/tickets/${long}`, `/offices/${long}`, `/devices/pairings/${long}`])
        expect(codeOf(await admin.get(path))).toBe('404 not-found');
    }
    expect((await admin.get(`${OFFICE_PATH}/tickets?query=${'a'.repeat(5000)}`)).status).toBe(400);
  });

  it('refuses shapes that are no object, and nesting without end', async () => {
    const deep = (open: string, close: string, levels: number) => open.repeat(levels) + close.repeat(levels);
    const bodies = [
      '[]',
      'null',
      '5',
      '"x"',
      'true',
      `{"service":${deep('[', ']', 20_000)}}`,
      `{"a":${deep('{"a":', '}', 9_000).replace('}', '1}')}}`,
      deep('[', ']', 30_000),
    ];
    for (const body of bodies) {
      for (const path of [`${OFFICE_PATH}/tickets`, '/auth/login', '/devices/pairings', '/devices/self/heartbeat']) {
        const answer = await send(path, body, { 'idempotency-key': 'a key of this test' });
        expect(`${body.slice(0, 20)} ${answer.status}`).toBe(`${body.slice(0, 20)} 400`);
      }
    }
  });

  it('refuses names of prototypes like every unknown field', async () => {
    const rest = JSON.stringify(aTicket()).slice(1);
    for (const name of ['__proto__', 'constructor', 'prototype']) {
      expect((await send(`${OFFICE_PATH}/tickets`, `{"${name}":{"people":2},${rest}`)).status).toBe(400);
      expect((await send('/auth/login', `{"username":"a","password":"b","${name}":{}}`)).status).toBe(400);
      expect((await kiosk.get(`/offices?${name}=1`)).status).toBe(400);
    }
  });

  it.each([
    { people: '2' },
    { people: 1e9 },
    { people: 1.5 },
    { people: 0 },
    { people: -1 },
    { people: null },
    { people: 21 },
    { service: ['school'] },
    { service: {} },
    { service: '' },
    { service: 'School' },
    { service: 'x'.repeat(65) },
    { municipality: 48_043 },
    { municipality: '' },
    { municipality: undefined },
    { language: null },
    { language: 'de' },
    { language: 'IT' },
    { needsLanguage: 'fr' },
    { needsLanguage: true },
    { priority: 'nobody-knows' },
    { priority: 7 },
    { extraServices: 'school' },
    { extraServices: [null] },
    { extraServices: ['a', 'b', 'c', 'd', 'e', 'f'] },
    { source: 'booking' },
    { number: 'A001' },
    { token: 'mine' },
  ])('takes no ticket for %j', async (wrong) => {
    const answer = await kiosk.post(`${OFFICE_PATH}/tickets`, { ...aTicket(), ...wrong });
    expect(codeOf(answer)).toBe('400 invalid-request');
    const paths = (answer.body['errors'] as { path: string }[]).map(({ path }) => path.split('.')[0]);
    const [field] = Object.keys(wrong);
    expect(paths.some((path) => path === field || path === '')).toBe(true);
  });

  it('reads an empty body as {} whatever its type says, and no other type than JSON', async () => {
    const call = (type: string | null, body?: string) =>
      fetch(`${office.url}/api/v1${OFFICE_PATH}/counters/1/call-next`, {
        method: 'POST',
        headers: { cookie: operator.cookie ?? '', ...(type === null ? {} : { 'content-type': type }) },
        ...(body === undefined ? {} : { body }),
      });
    const types = [null, 'application/json', 'application/json; charset=utf-8', 'application/x-www-form-urlencoded'];
    for (const type of types) expect((await call(type)).status).toBe(204);
    for (const type of [...types.slice(1), 'text/plain']) expect((await call(type, '')).status).toBe(204);
    expect((await call('application/json', '{}')).status).toBe(204);
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data',
      'text/xml',
      'nonsense',
    ])
      expect((await call(type, '{}')).status).toBe(415);
  });

  it('answers in the form of the API even where no request could be read', async () => {
    const headers = 'Host: desk\r\nConnection: close\r\n\r\n';
    for (const bytes of [
      'NONSENSE\r\n\r\n',
      `GET /api/v1/offices HTTP/1.1\r\nA: ${'a'.repeat(40_000)}\r\n${headers}`,
      `GET /api/v1/offices/\xff\xfe HTTP/1.1\r\n${headers}`,
      `POST /api/v1/auth/login HTTP/1.1\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n${headers}abc`,
    ]) {
      const answer = await exchange(bytes);
      expect(answer).toMatch(/^HTTP\/1\.1 400 /);
      expect(answer).toMatch(/content-type: application\/problem\+json/i);
      expect(answer).toContain('"code":"invalid-request"');
    }
  });

  it('reads odd languages and credentials as none', async () => {
    const odd = { 'accept-language': `*;q=0, ;;;,constructor,x-a;q=z,${'a,'.repeat(2000)}` };
    expect((await office.anonymous().get(OFFICE_PATH, { headers: odd })).status).toBe(200);
    for (const headers of [
      { cookie: 'sportello_session=%00%E0; sportello_session=__proto__' },
      { authorization: `Bearer ${'x'.repeat(5000)}` },
      { authorization: 'Bearer' },
      { authorization: 'Basic YTpi' },
    ] as Record<string, string>[])
      expect(codeOf(await office.anonymous().get('/auth/me', { headers }))).toBe('401 not-signed-in');
  });

  /** Bytes straight to the server, and what came back until it hung up. */
  function exchange(bytes: string): Promise<string> {
    const { hostname, port } = new URL(office.url);
    return new Promise((resolve, reject) => {
      let answer = '';
      const socket = connect(Number(port), hostname, () => socket.write(bytes, 'latin1'));
      socket.setEncoding('utf8').on('data', (chunk: string) => (answer += chunk));
      socket.on('error', reject).on('close', () => resolve(answer));
    });
  }
});
