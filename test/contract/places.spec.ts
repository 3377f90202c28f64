import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Board, StaffTicket, Ticket } from '../../src/queue/queue.contract.js';
import { act, aTicket, callNext, openCounter, takeTicket, theQueue } from '../harness/desk.js';
import type { ApiClient } from '../harness/api-client.js';
import { anOffice, OFFICE_PATH, type TestOffice } from '../harness/office.js';
import { AnswerCheck } from './answers.js';

const answers = new AnswerCheck();
beforeAll(() => void answers.listen());
afterEach(() => answers.expectAllFit());
afterAll(() => answers.stop());

const codeOf = ({ status, body }: { status: number; body: unknown }) =>
  `${status} ${(body as { code?: string }).code ?? ''}`;

describe('places in the queue', () => {
  let office: TestOffice;
  let operator: ApiClient;
  let colleague: ApiClient;
  let coordinator: ApiClient;
  let kiosk: ApiClient;
  beforeAll(async () => {
    office = await anOffice();
    operator = await office.staff('operator1');
    colleague = await office.staff('operator2');
    coordinator = await office.staff('coordinator');
    kiosk = await office.device('kiosk');
  });
  afterEach(async () => {
    const { active, waiting, parked } = await theQueue(coordinator);
    for (const ticket of active) if (ticket.status === 'serving') await act(coordinator, ticket, 'complete');
    for (const ticket of [...active, ...waiting, ...parked])
      if (ticket.status !== 'serving') await act(coordinator, ticket, 'cancel');
  });
  afterAll(() => office.close());

  const look = async ({ token }: { token?: string | undefined }) =>
    (await office.anonymous().get<Ticket>(`/tickets/${token}`)).body;
  const aheadOf = async (...tickets: Ticket[]) => (await Promise.all(tickets.map(look))).map(({ ahead }) => ahead);

  it('says of a new ticket exactly what was agreed', async () => {
    const ticket = await takeTicket(kiosk, { people: 3, extraServices: ['school', 'school'], priority: null });
    expect(Object.keys(ticket).sort()).toEqual(
      [
        ...['id', 'token', 'number', 'office', 'service', 'serviceName', 'municipality', 'language', 'needsLanguage'],
        ...[
          'priority',
          'people',
          'extraServices',
          'source',
          'slotStart',
          'mode',
          'status',
          'endReason',
          'counter',
          'issuedAt',
          'calledAt',
        ],
        ...['servedAt', 'endedAt', 'ahead', 'estimate', 'url', 'wantedCounter', 'lastCalledAt', 'recalls'],
      ].sort(),
    );
    expect(ticket).toMatchObject({ people: 3, extraServices: ['school'], source: 'kiosk', estimate: null });
    expect(ticket.number).toMatch(/^[A-Z]{1,2}\d{3}$/);
    expect(ticket.id[14]).toBe('7');
    expect(ticket.url).toContain(ticket.token);
    expect((ticket.token ?? '').split('.').at(-1)?.length).toBeGreaterThanOrEqual(22);
    expect(await takeTicket(operator, { municipality: null })).toMatchObject({ source: 'desk', municipality: null });
  });

  it('counts who would be called before, by what the open counters take', async () => {
    await openCounter(operator, '1', { services: ['school'] });
    await openCounter(colleague, '2', { services: ['residence-permit-kit'] });
    const school = await takeTicket(kiosk, { service: 'school' });
    const kit = await takeTicket(kiosk, { service: 'residence-permit-kit' });
    const school2 = await takeTicket(kiosk, { service: 'school' });
    const kit2 = await takeTicket(kiosk, { service: 'residence-permit-kit' });
    // Nobody takes this one yet: everybody before it may be called first.
    const taxes = await takeTicket(kiosk, { service: 'municipal-taxes' });
    expect(await aheadOf(school, kit, school2, kit2, taxes)).toEqual([0, 0, 1, 1, 4]);
    const { waiting } = await theQueue(operator);
    expect(waiting.map(({ ahead }) => ahead)).toEqual([0, 0, 1, 1, 4]);
    expect((await callNext(operator, '1'))?.id).toBe(school.id);
    expect(await aheadOf(school, kit, school2, kit2, taxes)).toEqual([null, 0, 0, 1, 3]);
    await openCounter(colleague, '2', { services: ['residence-permit-kit', 'school'] });
    expect(await aheadOf(kit, school2, kit2)).toEqual([0, 1, 2]);
    expect((await callNext(colleague, '2'))?.id).toBe(kit.id);
    expect(await aheadOf(school2, kit2)).toEqual([0, 1]);
  });

  it('calls by arrival, takes bounded minutes off for a priority, and says why', async () => {
    const first = await takeTicket(kiosk);
    const urgent = await takeTicket(kiosk, { priority: 'reduced-mobility' });
    const last = await takeTicket(kiosk);
    const { waiting } = await theQueue(operator);
    expect(waiting.map(({ id }) => id)).toEqual([urgent.id, first.id, last.id]);
    const [one] = waiting as StaffTicket[];
    const { priorities } = (await kiosk.get<{ priorities: { code: string; boostMinutes: number }[] }>(OFFICE_PATH))
      .body;
    const boost = priorities.find(({ code }) => code === 'reduced-mobility')?.boostMinutes ?? 0;
    expect(Date.parse(urgent.issuedAt) - Date.parse(one?.rankAt ?? '')).toBe(boost * 60_000);
    expect(one?.rankReason).toBe('priority');
    expect(await act(operator, urgent, 'correct', { priority: null })).toMatchObject({ priority: null });
    expect((await theQueue(operator)).waiting.map(({ id }) => id)).toEqual([first.id, urgent.id, last.id]);
  });

  it('estimates nothing without anything to go by, and a range once visits have ended', async () => {
    await operator.delete(`${OFFICE_PATH}/counters/1/session`);
    await colleague.delete(`${OFFICE_PATH}/counters/2/session`);
    expect((await takeTicket(kiosk)).estimate).toBeNull();
    await openCounter(operator, '1');
    await callNext(operator, '1');
    const behind = await takeTicket(kiosk);
    expect(behind).toMatchObject({ ahead: 0, estimate: null });
    const { body: board } = await office.anonymous().get<Board>(`${OFFICE_PATH}/board`);
    expect(board.waiting.find(({ prefix }) => prefix === 'A')).toMatchObject({ count: 1, estimate: null });
    const [called] = (await theQueue(operator)).active;
    let at = Date.parse('2026-11-24T10:00:00+01:00');
    const minutesLater = (minutes: number) => office.setClock(new Date((at += minutes * 60_000)).toISOString());
    for (let visit = 0; visit < 4; visit++) {
      const ticket = visit === 0 ? called : await callNext(operator, '1');
      await act(operator, ticket ?? behind, 'start');
      minutesLater(6);
      await act(operator, ticket ?? behind, 'complete');
      await takeTicket(kiosk);
    }
    await callNext(operator, '1');
    const [next] = (await theQueue(operator)).waiting;
    expect(next?.estimate).toEqual({ p50Minutes: expect.any(Number), p90Minutes: expect.any(Number) });
    expect(next?.estimate?.p90Minutes).toBeGreaterThan(next?.estimate?.p50Minutes ?? 99);
  });

  it('shows calls newest first with what tells a call from its repetition, and counts by series', async () => {
    await openCounter(operator, '1');
    await openCounter(colleague, '2', { services: ['school', 'certificates-information'] });
    for (const service of ['school', 'school', 'school', 'residence-permit-kit']) await takeTicket(kiosk, { service });
    const [one, two] = [await callNext(operator, '1'), await callNext(colleague, '2')];
    await act(operator, one ?? { id: '' }, 'recall');
    await act(operator, one ?? { id: '' }, 'recall');
    await act(colleague, two ?? { id: '' }, 'start');
    const { body: board } = await office.anonymous().get<Board>(`${OFFICE_PATH}/board`);
    expect(board.calls.map(({ number, counter, status, recalls }) => [number, counter, status, recalls])).toEqual([
      [two?.number, '2', 'serving', 0],
      [one?.number, '1', 'called', 2],
    ]);
    for (const call of board.calls) {
      expect(call.calledAt).toMatch(/^2026-11-24T\d\d:\d\d:\d\d\.\d{3}\+01:00$/);
      expect(Date.parse(call.lastCalledAt)).toBeGreaterThanOrEqual(Date.parse(call.calledAt));
    }
    const { revision } = await theQueue(operator);
    expect(board.revision).toBe(revision);
    const counts = board.waiting.map(({ prefix, count, services }) => {
      expect(services.reduce((sum, one) => sum + one.count, 0)).toBe(count);
      return [prefix, count];
    });
    expect(Object.fromEntries(counts)).toMatchObject({ A: 1, K: 1 });
    const callIds = board.calls.map(({ callId }) => callId);
    await act(operator, one ?? { id: '' }, 'resume');
    expect((await callNext(operator, '1'))?.id).toBe(one?.id);
    const again = (await office.anonymous().get<Board>(`${OFFICE_PATH}/board`)).body.calls[0];
    expect(again).toMatchObject({ number: one?.number, recalls: 0 });
    expect(callIds).not.toContain(again?.callId);
  });

  it('refuses what cannot be had, with the code that says why', async () => {
    const take = async (wish: object) => codeOf(await kiosk.post(`${OFFICE_PATH}/tickets`, { ...aTicket(), ...wish }));
    expect(await take({ service: 'fishing-licence' })).toBe('404 not-found');
    expect(await take({ municipality: '999999' })).toBe('404 not-found');
    expect(await take({ extraServices: ['fishing-licence'] })).toBe('404 not-found');
    expect(await take({ service: 'building-permits' })).toBe('409 service-not-walk-in');
    expect(await take({ extraServices: ['building-permits'] })).toBe('409 service-not-walk-in');
    for (const closed of ['2026-11-24T20:00:00+01:00', '2026-12-25T10:00:00+01:00']) {
      office.setClock(closed);
      const refused = await kiosk.post(`${OFFICE_PATH}/tickets`, aTicket());
      expect(codeOf(refused)).toBe('409 office-closed');
      expect(refused.body['nextOpening']).toMatch(/T08:30:00\.000\+01:00$/);
    }
    office.setClock('2026-11-24T10:30:00+01:00');
  });

  it('says queue-full when a service has given its tickets of the day, and gives no number away', async () => {
    await office.sql(
      `update offering set daily_ticket_cap = 2 from service_category c where c.id = category_id and c.code = 'citizenship'`,
    );
    await office.startNode();
    office.setClock('2026-11-25T10:00:00+01:00');
    const door = office.anonymous(1);
    door.token = kiosk.token;
    const wish = { service: 'citizenship' };
    const numbers = [(await takeTicket(door, wish)).number, (await takeTicket(door, wish)).number];
    const key = { key: 'one too many' };
    for (let attempt = 0; attempt < 2; attempt++)
      expect(codeOf(await door.post(`${OFFICE_PATH}/tickets`, aTicket(wish), key))).toBe('409 queue-full');
    expect([...numbers, (await takeTicket(door, { service: 'school' })).number]).toEqual(['A001', 'A002', 'A003']);
  });

  it('finds a lost ticket by number, service or time, on its day', async () => {
    const ticket = await takeTicket(kiosk, { service: 'school' });
    const find = async (query: Record<string, string>) =>
      (await operator.get<{ items: StaffTicket[] }>(`${OFFICE_PATH}/tickets?${new URLSearchParams(query)}`)).body.items;
    const time = ticket.issuedAt.slice(11, 16);
    for (const query of [ticket.number, ticket.number.toLowerCase(), 'school', 'scuola', time])
      expect((await find({ query })).map(({ id }) => id)).toContain(ticket.id);
    expect((await find({ date: ticket.issuedAt.slice(0, 10) })).map(({ id }) => id)).toContain(ticket.id);
    expect(await find({ date: '2026-11-20' })).toEqual([]);
    expect(await find({ query: "'; drop table ticket; --" })).toEqual([]);
    expect(await find({ query: '%' })).toEqual([]);
    expect(await find({ query: '_' })).toEqual([]);
    expect((await operator.get(`${OFFICE_PATH}/tickets?date=24.11.2026`)).status).toBe(400);
  });

  it('tells a ticket’s history with times, counters and who did it', async () => {
    await openCounter(operator, '1');
    const ticket = await takeTicket(kiosk);
    await callNext(operator, '1');
    await act(operator, ticket, 'start');
    await act(operator, ticket, 'complete', { municipality: '048017' });
    const { items } = (
      await operator.get<{ items: Record<string, unknown>[] }>(`${OFFICE_PATH}/tickets/${ticket.id}/events`)
    ).body;
    expect(items.map(({ type }) => type)).toEqual([
      'ticket.issued',
      'ticket.called',
      'ticket.serving',
      'ticket.completed',
    ]);
    const revisions = items.map(({ revision }) => revision as number);
    expect(revisions).toEqual([...revisions].sort((a, b) => a - b));
    for (const { at } of items) expect(at).toMatch(/\+01:00$/);
    expect((await look(ticket)).municipality).toBe('048017');
  });

  it('lets a visitor leave, the same when repeated, and not once somebody else has ended it', async () => {
    const ticket = await takeTicket(kiosk);
    const leave = () => office.anonymous().delete<Ticket>(`/tickets/${ticket.token}`);
    const first = await leave();
    expect(first.body).toMatchObject({ status: 'cancelled', endReason: 'left', ahead: null, estimate: null });
    const { revision } = await theQueue(operator);
    expect(await leave()).toMatchObject({ status: 200, body: first.body });
    expect((await theQueue(operator)).revision).toBe(revision);
    expect((await office.anonymous().delete('/tickets/1.AAAAAAAAAAAAAAAAAAAAAAAA')).status).toBe(404);
  });
});
