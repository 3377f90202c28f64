import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Ticket } from '../../src/queue/queue.contract.js';
import { act, aTicket, callNext, openCounter, takeTicket, theQueue } from '../harness/desk.js';
import type { ApiClient } from '../harness/api-client.js';
import { anOffice, OFFICE_PATH, type TestOffice } from '../harness/office.js';
import { AnswerCheck } from './answers.js';

const TICKETS = `${OFFICE_PATH}/tickets`;

describe('a repeated request', () => {
  const answers = new AnswerCheck();
  let office: TestOffice;
  let kiosk: ApiClient;
  let operator: ApiClient;
  let coordinator: ApiClient;
  let admin: ApiClient;

  beforeAll(async () => {
    answers.listen();
    office = await anOffice({ nodes: 2 });
    kiosk = await office.device('kiosk');
    operator = await office.staff('operator1');
    coordinator = await office.staff('coordinator');
    admin = await office.staff('admin');
    await openCounter(operator, '1');
  });
  afterEach(async () => {
    answers.expectAllFit();
    const { active, waiting } = await theQueue(coordinator);
    for (const ticket of active) if (ticket.status === 'serving') await act(coordinator, ticket, 'complete');
    for (const ticket of [...active, ...waiting])
      if (ticket.status !== 'serving') await act(coordinator, ticket, 'cancel');
  });
  afterAll(async () => {
    answers.stop();
    await office.close();
  });

  /** The same caller at the other node. */
  function atOtherNode(caller: ApiClient): ApiClient {
    const other = office.anonymous(1);
    other.cookie = caller.cookie;
    other.token = caller.token;
    return other;
  }
  const issued = async () => Number((await office.sql('select count(*) from ticket'))[0]?.['count']);
  const codeOf = ({ status, body }: { status: number; body: Record<string, unknown> }) =>
    `${status} ${String(body['code'])}`;

  it('takes keys of 1 to 64 printable characters on every POST, and no others', async () => {
    const ticket = await takeTicket(kiosk);
    for (const key of ['1', 'a key with spaces', '~'.repeat(64)]) {
      const first = await kiosk.post<Ticket>(TICKETS, aTicket(), { key });
      expect(first.status).toBe(201);
      expect(first.headers.get('idempotency-applied')).toBeNull();
      expect((await kiosk.post<Ticket>(TICKETS, aTicket(), { key })).body.id).toBe(first.body.id);
    }
    for (const key of ['', 'x'.repeat(65), 'citt\u00e0', 'a\tb']) {
      const routes: [ApiClient, string, object][] = [
        [kiosk, TICKETS, aTicket()],
        [kiosk, `${TICKETS}/${ticket.id}/print`, {}],
        [kiosk, `${OFFICE_PATH}/alerts`, { kind: 'operator-wanted' }],
        [kiosk, '/devices/self/heartbeat', {}],
        [operator, `${TICKETS}/${ticket.id}/start`, {}],
        [operator, `${TICKETS}/${ticket.id}/cancel`, {}],
        [operator, `${OFFICE_PATH}/counters/1/call-next`, {}],
        [operator, `${OFFICE_PATH}/counters/1/call`, { ticketId: ticket.id }],
        [coordinator, `${OFFICE_PATH}/devices`, { code: 'AAAA', name: 'x' }],
        [admin, '/admin/users', { username: 'one-more', name: 'One More', password: 'long enough' }],
      ];
      for (const [by, path, body] of routes) {
        const answer = await by.post(path, body, { key });
        expect([path, codeOf(answer)]).toEqual([path, '400 invalid-request']);
        expect(answer.body['errors']).toEqual([{ path: 'Idempotency-Key', message: expect.any(String) }]);
      }
    }
  });

  it('gets the first answer, whatever the order of fields and whichever node', async () => {
    const key = 'order of fields';
    const first = await kiosk.post<Ticket>(TICKETS, aTicket({ people: 2 }), { key });
    const { service, municipality, language } = aTicket();
    const turned = { people: 2, language, municipality, service };
    const again = await atOtherNode(kiosk).post<Ticket>(TICKETS, turned, { key });
    expect([again.status, again.body]).toEqual([201, first.body]);
  });

  it('is refused with another body, also one that would be refused anyway', async () => {
    const key = 'another body';
    await takeTicket(kiosk, {}, { key });
    for (const wish of [
      { people: 3 },
      { service: 'school' },
      { service: 'nobody-offers-it' },
      { municipality: null },
    ]) {
      const other = await kiosk.post(TICKETS, aTicket(wish), { key });
      expect(codeOf(other)).toBe('422 idempotency-key-reused');
    }
  });

  it('is another one on another route, for another ticket and from another caller', async () => {
    const key = 'one key for all';
    const first = await takeTicket(kiosk, {}, { key });
    const others = await Promise.all([office.device('kiosk'), office.staff('operator2')]);
    const ids = [first.id];
    for (const other of [...others, operator]) ids.push((await takeTicket(other, {}, { key })).id);
    expect(new Set(ids).size).toBe(4);
    for (const id of ids) {
      const answer = await operator.post(`${TICKETS}/${id}/cancel`, {}, { key });
      expect(answer.body).toMatchObject({ id, status: 'cancelled' });
    }
  });

  it('waits for the first one that still runs, on whichever node', async () => {
    const other = atOtherNode(kiosk);
    for (let round = 0; round < 5; round++) {
      const before = await issued();
      const key = `at the same instant ${round}`;
      const both = Array.from({ length: 8 }, (_, index) =>
        (index % 2 === 0 ? kiosk : other).post<Ticket>(TICKETS, aTicket(), { key }),
      );
      const given = await Promise.all(both);
      expect(given.map(({ status }) => status)).toEqual(Array(8).fill(201));
      expect(new Set(given.map(({ body }) => `${body.id} ${body.number} ${body.token}`)).size).toBe(1);
      expect(await issued()).toBe(before + 1);
    }
  });

  it('calls one visitor only, from two nodes at once and later', async () => {
    const [first, second] = [await takeTicket(kiosk), await takeTicket(kiosk)];
    const press = (by: ApiClient) => callNext(by, '1', { key: 'press' });
    const called = await Promise.all([press(operator), press(atOtherNode(operator)), press(operator)]);
    expect(called.map((ticket) => ticket?.id)).toEqual([first.id, first.id, first.id]);
    expect((await press(atOtherNode(operator)))?.id).toBe(first.id);
    expect((await theQueue(operator)).waiting.map(({ id }) => id)).toEqual([second.id]);
  });

  it('tells the same status and effect for actions, without doing them twice', async () => {
    const ticket = await takeTicket(kiosk);
    await callNext(operator, '1');
    const recall = () => operator.post<Ticket>(`${TICKETS}/${ticket.id}/recall`, {}, { key: 'recall' });
    expect((await recall()).body.recalls).toBe(1);
    const { revision } = await theQueue(operator);
    expect((await recall()).body.recalls).toBe(1);
    expect((await theQueue(operator)).revision).toBe(revision);
  });

  it('runs again when the first one was refused', async () => {
    const key = 'refused at first';
    const ticket = await takeTicket(kiosk);
    const start = () => operator.post<Ticket & { code: string }>(`${TICKETS}/${ticket.id}/start`, {}, { key });
    expect((await start()).body.code).toBe('wrong-status');
    await callNext(operator, '1');
    expect((await start()).body).toMatchObject({ id: ticket.id, status: 'serving' });
    const wrong = await kiosk.post(TICKETS, aTicket({ service: 'nobody-offers-it' }), { key });
    expect(wrong.status).toBe(404);
    expect((await kiosk.post(TICKETS, aTicket(), { key })).status).toBe(201);
  });

  it('runs again when the first one had no effect', async () => {
    const press = () => callNext(operator, '1', { key: 'nobody at first' });
    expect(await press()).toBeNull();
    const ticket = await takeTicket(kiosk);
    expect((await press())?.id).toBe(ticket.id);
  });

  it('does not need a key: each request then is its own', async () => {
    const numbers = [await takeTicket(kiosk, {}, { key: null }), await takeTicket(kiosk, {}, { key: null })];
    expect(new Set(numbers.map(({ id }) => id)).size).toBe(2);
  });

  it('is remembered by a node that has just started, and after the door has closed', async () => {
    const key = 'before the restart';
    const first = await takeTicket(kiosk, {}, { key });
    const restarted = await office.startNode();
    office.setClock('2026-11-24T23:00:00+01:00');
    const afterwards = office.anonymous(2);
    afterwards.token = kiosk.token;
    expect(restarted.url).toBe(afterwards.url);
    expect(await takeTicket(afterwards, {}, { key })).toMatchObject({ id: first.id, token: first.token });
    office.setClock('2026-11-24T09:30:00+01:00');
  });

  it('keeps no token, contact or password of an answer', async () => {
    await takeTicket(kiosk, {}, { key: 'what is kept' });
    await admin.post(
      '/admin/users',
      { username: 'kept', name: 'Kept', password: 'a password to keep out' },
      { key: 'u' },
    );
    const rows = await office.sql('select * from idempotency_key');
    expect(rows.length).toBeGreaterThan(0);
    const columns = ['body_hash', 'caller', 'created_at', 'key', 'result_id', 'route', 'status'];
    expect(Object.keys(rows[0] ?? {}).sort()).toEqual(columns);
  });

  it('ages out after a day', async () => {
    const key = 'yesterday';
    const first = await takeTicket(kiosk, {}, { key });
    await office.sql(
      "update idempotency_key set created_at = created_at - interval '24 hours 1 minute' where key = $1",
      [key],
    );
    expect((await takeTicket(kiosk, { people: 2 }, { key })).id).not.toBe(first.id);
  });
});
