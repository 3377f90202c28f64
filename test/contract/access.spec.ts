import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { aTicket, openCounter, takeTicket } from '../harness/desk.js';
import type { ApiClient } from '../harness/api-client.js';
import { anOffice, OFFICE, OFFICE_PATH, type TestOffice } from '../harness/office.js';
import { AnswerCheck, committedDocument, routesOf, type Route } from './answers.js';

const UNKNOWN_ID = '01a20d11-48ab-7120-bd23-7e1490b8db82';

/** Who may, as it was agreed, by the document's `operationId`. Everybody else is refused. */
const KIOSK_OR_OPERATOR = ['takeTicket', 'checkIn', 'printTicket', 'raiseAlert'];
const COORDINATOR = ['confirmDevice', 'listDevices', 'revokeDevice'];
const DEVICE = ['getDeviceSelf', 'sendHeartbeat'];
const ADMINISTRATOR = /^\/admin\//;
const STATISTICS = /^\/offices\/\{office\}\/statistics/;

describe('who may do what', () => {
  const answers = new AnswerCheck();
  const routes = routesOf(committedDocument());
  const closed = routes.filter(({ operation }) => operation.security?.some((one) => Object.keys(one).length > 0));
  let office: TestOffice;
  const callers: Record<string, ApiClient> = {};

  beforeAll(async () => {
    answers.listen();
    office = await anOffice();
    for (const name of ['operator1', 'coordinator', 'admin']) callers[name] = await office.staff(name);
    for (const kind of ['kiosk', 'display'] as const) callers[kind] = await office.device(kind);
    callers['nobody'] = office.anonymous();
  });
  afterEach(() => answers.expectAllFit());
  afterAll(async () => {
    answers.stop();
    await office.close();
  });

  const caller = (name: string): ApiClient => callers[name] ?? office.anonymous();
  const addressOf = (path: string, slug = OFFICE) =>
    path
      .replace('{office}', slug)
      .replace('{counter}', '4')
      .replace(/\{\w+\}/g, UNKNOWN_ID);

  /** Sends nothing that could work: whoever is let in gets 200, 204, 400, 404 or 409. */
  async function statusOf(by: ApiClient, { method, path }: Route, slug = OFFICE) {
    const address = addressOf(path, slug);
    if (method === 'GET') return by.get<{ code?: string }>(address);
    if (method === 'DELETE') return by.delete<{ code?: string }>(address);
    const body = { nonsense: true };
    return method === 'PUT' ? by.put<{ code?: string }>(address, body) : by.post<{ code?: string }>(address, body);
  }

  function mayBe(name: string, { path, operation }: Route): boolean {
    const id = operation.operationId;
    if (id === 'getSignedIn') return ['operator1', 'coordinator', 'admin'].includes(name);
    if (DEVICE.includes(id)) return name === 'kiosk' || name === 'display';
    if (ADMINISTRATOR.test(path)) return name === 'admin';
    if (COORDINATOR.includes(id) || STATISTICS.test(path)) return name === 'coordinator' || name === 'admin';
    if (KIOSK_OR_OPERATOR.includes(id) && name === 'kiosk') return true;
    return ['operator1', 'coordinator', 'admin'].includes(name);
  }

  it.each(['nobody', 'kiosk', 'display', 'operator1', 'coordinator', 'admin'])(
    'is held on every route for %s',
    async (name) => {
      for (const route of closed) {
        const line = `${route.method} ${route.path}`;
        const { status, body } = await statusOf(caller(name), route);
        if (mayBe(name, route)) {
          expect([line, [401, 403].includes(status)]).toEqual([line, false]);
        } else {
          const code = name === 'nobody' ? '401 not-signed-in' : '403 not-allowed';
          expect([line, `${status} ${body.code ?? ''}`]).toEqual([line, code]);
        }
      }
    },
  );

  it('ends at the office: devices and people of another one are refused, whether it exists or not', async () => {
    const [{ id }] = (await office.sql('select id from office')) as [{ id: number }];
    await office.sql(
      `insert into office overriding system value select (jsonb_populate_record(o, '{"id": 777, "slug": "elsewhere"}'::jsonb)).*
       from office o where id = $1`,
      [id],
    );
    const local = await caller('admin').post('/admin/users', {
      username: 'local',
      name: 'Local',
      password: 'a long password',
      roles: [{ role: 'coordinator', office: OFFICE }],
    });
    expect(local.status).toBe(201);
    const coordinator = await office.anonymous().signIn('local', 'a long password');
    const ofOffice = closed.filter(({ path }) => path.startsWith('/offices/{office}'));
    expect(ofOffice.length).toBeGreaterThan(15);
    for (const slug of ['elsewhere', 'nowhere']) {
      for (const by of [coordinator, caller('kiosk'), caller('display')]) {
        for (const route of ofOffice) {
          const { status, body } = await statusOf(by, route, slug);
          expect([route.path, status, body.code]).toEqual([route.path, 403, 'not-allowed']);
        }
      }
    }
    expect((await coordinator.get(`${OFFICE_PATH}/queue`)).status).toBe(200);
  });

  it('finds nothing of one office under the name of another', async () => {
    const ticket = await takeTicket(caller('kiosk'));
    const node = await office.startNode();
    const admin = office.anonymous(1);
    admin.cookie = caller('admin').cookie;
    expect(node.url).toBe(admin.url);
    for (const action of ['start', 'cancel', 'print'])
      expect((await admin.post(`/offices/elsewhere/tickets/${ticket.id}/${action}`)).status).toBe(404);
    expect((await admin.get(`/offices/elsewhere/tickets/${ticket.id}/events`)).status).toBe(404);
    expect((await admin.get(`/offices/elsewhere/counters/1/session`)).status).toBe(404);
  });

  it('lets everybody read what is public, whoever they are', async () => {
    const open = routes.filter((route) => !closed.includes(route) && route.method === 'GET');
    for (const route of open) {
      for (const name of ['nobody', 'kiosk', 'operator1'])
        expect([401, 403]).not.toContain((await statusOf(caller(name), route)).status);
    }
  });

  it('tells token and link only to whom a ticket is given', async () => {
    const operator = caller('operator1');
    await openCounter(operator, '1');
    const given = await takeTicket(operator);
    expect(given).toMatchObject({ token: expect.any(String), url: expect.any(String) });
    const secrets = [given.token ?? '', (await takeTicket(caller('kiosk'))).token ?? ''];
    expect(secrets.every((token) => token.length > 20)).toBe(true);
    const looks = [
      await operator.get(`${OFFICE_PATH}/queue`),
      await operator.get(`${OFFICE_PATH}/tickets`),
      await operator.get(`${OFFICE_PATH}/tickets/${given.id}/events`),
      await operator.post(`${OFFICE_PATH}/counters/1/call`, { ticketId: given.id }),
      await operator.post(`${OFFICE_PATH}/tickets/${given.id}/recall`),
      await office.anonymous().get(`${OFFICE_PATH}/board`),
    ];
    for (const { status, body } of looks) {
      expect(status).toBe(200);
      for (const secret of [...secrets, '"token"', '"url"']) expect(JSON.stringify(body)).not.toContain(secret);
    }
    const board = JSON.stringify(looks.at(-1)?.body);
    for (const personal of [given.id, 'Operator 1', 'notes', 'username']) expect(board).not.toContain(personal);
  });

  it('prints at the kiosk its last ticket only, and at the desk any', async () => {
    const [kiosk, other] = [await office.device('kiosk'), await office.device('kiosk')];
    const print = (by: ApiClient, { id }: { id: string }) => by.post(`${OFFICE_PATH}/tickets/${id}/print`);
    const first = await takeTicket(kiosk);
    const desk = await takeTicket(caller('operator1'));
    expect((await print(kiosk, first)).body).toMatchObject({
      url: first.url,
      ticket: { id: first.id, number: first.number, token: first.token },
      printedAt: expect.stringMatching(/\+01:00$/),
    });
    expect((await print(kiosk, first)).status).toBe(200);
    expect((await print(other, first)).status).toBe(403);
    const second = await takeTicket(kiosk);
    expect((await print(kiosk, first)).body).toMatchObject({ code: 'not-allowed' });
    expect((await print(kiosk, second)).status).toBe(200);
    for (const ticket of [first, desk, second]) expect((await print(caller('operator1'), ticket)).status).toBe(200);
    expect((await print(caller('operator1'), { id: UNKNOWN_ID })).status).toBe(404);
  });

  it('signs in and out in the words that were agreed', async () => {
    const client = office.anonymous();
    const wrong = await client.post('/auth/login', { username: 'operator1', password: 'not it' }, { key: null });
    const unknown = await client.post('/auth/login', { username: 'nobody', password: 'not it' }, { key: null });
    expect([wrong.status, wrong.body['code']]).toEqual([401, 'wrong-credentials']);
    const words = ({ traceId: _, ...rest }: Record<string, unknown>) => rest;
    expect(words(unknown.body)).toEqual(words(wrong.body));
    const login = await client.post('/auth/login', { username: 'operator1', password: 'a long test password' });
    const cookie = login.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
    expect(login.body).toMatchObject({
      user: { username: 'operator1', roles: [{ role: 'operator', office: OFFICE }] },
    });
    client.cookie = cookie.split(';')[0] ?? null;
    expect((await client.get('/auth/me')).body).toEqual(login.body);
    const leave = async () => (await client.post('/auth/logout', {}, { key: null })).status;
    expect([await leave(), await leave()]).toEqual([204, 204]);
    expect((await client.get('/auth/me')).status).toBe(401);
  });

  it('refuses other sites only where a cookie came along and something would change', async () => {
    const operator = caller('operator1');
    const url = `${OFFICE_PATH}/counters/1/session`;
    const foreign: Record<string, string>[] = [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://elsewhere.example' },
      { origin: 'null' },
    ];
    for (const headers of foreign) {
      expect((await operator.put(url, {}, { headers })).body).toMatchObject({ code: 'cross-site', status: 403 });
      expect((await operator.get(`${OFFICE_PATH}/queue`, { headers })).status).toBe(200);
      const kiosk = await caller('kiosk').post(`${OFFICE_PATH}/tickets`, aTicket(), { headers });
      expect(kiosk.status).toBe(201);
    }
    const own: Record<string, string>[] = [
      {},
      { 'sec-fetch-site': 'same-origin' },
      { 'sec-fetch-site': 'none' },
      { origin: office.url },
    ];
    for (const headers of own) expect((await operator.put(url, {}, { headers })).status).toBe(200);
  });

  it('pairs a device once, and ends it at once, again the same', async () => {
    const screen = office.anonymous();
    const headers = { 'x-forwarded-for': '10.0.0.7' };
    const started = await screen.post<{ code: string; secret: string; expiresAt: string }>(
      '/devices/pairings',
      { kind: 'display' },
      { key: null, headers },
    );
    expect(started.status).toBe(201);
    const look = () => screen.get<{ token?: string }>(`/devices/pairings/${started.body.secret}`);
    expect((await look()).body).toEqual({ status: 'pending' });
    const confirm = () =>
      caller('coordinator').post<{ id: string }>(`${OFFICE_PATH}/devices`, { code: started.body.code, name: 'Sala' });
    const device = await confirm();
    expect([device.status, (await confirm()).status]).toEqual([201, 404]);
    const paired = await look();
    expect(paired.body).toMatchObject({ status: 'paired', token: expect.any(String), office: OFFICE });
    expect((await look()).status).toBe(404);
    screen.token = paired.body.token ?? null;
    expect((await screen.get('/devices/self')).body).toMatchObject({ id: device.body.id, name: 'Sala' });
    const revoke = () => caller('coordinator').delete(`${OFFICE_PATH}/devices/${device.body.id}`);
    expect([(await revoke()).status, (await screen.get('/devices/self')).status]).toEqual([204, 401]);
    expect((await revoke()).status).toBe(204);
    expect((await caller('coordinator').delete(`${OFFICE_PATH}/devices/${UNKNOWN_ID}`)).status).toBe(404);
  });
});
