import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { act, aTicket, callNext, openCounter, takeTicket, theQueue, tryTo } from '../harness/desk.js';
import type { ApiClient } from '../harness/api-client.js';
import { anOffice, OFFICE_PATH, type TestOffice } from '../harness/office.js';

describe('the main job at one desk', () => {
  let office: TestOffice;
  let kiosk: ApiClient;
  let operator: ApiClient;
  let colleague: ApiClient;
  let mediator: ApiClient;
  let coordinator: ApiClient;

  beforeAll(async () => {
    office = await anOffice();
    kiosk = await office.device('kiosk');
    operator = await office.staff('operator1');
    colleague = await office.staff('operator2');
    mediator = await office.staff('operator4');
    coordinator = await office.staff('coordinator');
    await openCounter(operator, '1');
    await openCounter(colleague, '2');
    await openCounter(mediator, '4');
  });
  afterAll(() => office.close());

  /** Nobody waits any more, and no counter has a ticket. */
  async function clearTheRoom(): Promise<void> {
    const { waiting, active, parked } = await theQueue(coordinator);
    for (const ticket of active.filter(({ status }) => status === 'serving'))
      await act(coordinator, ticket, 'complete');
    for (const ticket of [...waiting, ...parked, ...active.filter(({ status }) => status === 'called')]) {
      await act(coordinator, ticket, 'cancel');
    }
  }

  it('gives a ticket with a number, a link and a place in the queue', async () => {
    const ticket = await takeTicket(kiosk, { language: 'zh-Hans' }, { language: 'zh-CN' });
    expect(ticket).toMatchObject({
      number: 'A001',
      office: 'inside-osmannoro',
      service: 'certificates-information',
      serviceName: '证明与证件咨询',
      status: 'waiting',
      source: 'kiosk',
      people: 1,
      ahead: 0,
      endReason: null,
      calledAt: null,
    });
    expect(ticket.url).toContain(`/t/${ticket.token}`);
    expect(ticket.issuedAt).toMatch(/^2026-11-24T09:3\d:\d\d\.\d{3}\+01:00$/);
    const again = await office.anonymous().get(`/tickets/${ticket.token}`);
    expect(again.body).toMatchObject({ id: ticket.id, number: 'A001', ahead: 0 });
    await clearTheRoom();
  });

  it('shares one number series between the services of a prefix', async () => {
    const first = await takeTicket(kiosk, { service: 'school' });
    const second = await takeTicket(kiosk, { service: 'citizenship' });
    const kit = await takeTicket(kiosk, { service: 'residence-permit-kit' });
    expect([first.number, second.number, kit.number]).toEqual(['A002', 'A003', 'K001']);
    await clearTheRoom();
  });

  it('goes from the call to the end, and keeps each time', async () => {
    const taken = await takeTicket(operator, { municipality: null });
    expect(taken.source).toBe('desk');
    const called = await callNext(operator, '1');
    expect(called).toMatchObject({ id: taken.id, status: 'called', counter: '1', recalls: 0, ahead: null });
    const recalled = await act(operator, taken, 'recall');
    expect(recalled).toMatchObject({ recalls: 1, calledAt: called?.calledAt });
    expect(await act(operator, taken, 'start')).toMatchObject({ status: 'serving' });
    const done = await act(operator, taken, 'complete', {
      outcome: 'resolved',
      municipality: '048017',
      notes: 'tutto bene',
    });
    expect(done).toMatchObject({ status: 'completed', endReason: 'served', municipality: '048017' });
    const { body } = await operator.get<{ items: { type: string }[] }>(`${OFFICE_PATH}/tickets/${taken.id}/events`);
    expect(body.items.map((event) => event.type)).toEqual([
      'ticket.issued',
      'ticket.called',
      'ticket.recalled',
      'ticket.serving',
      'ticket.completed',
    ]);
  });

  it('answers 204 when nobody waits, and keeps the revision', async () => {
    const before = await theQueue(operator);
    expect(await callNext(operator, '1')).toBeNull();
    expect((await theQueue(operator)).revision).toBe(before.revision);
  });

  it('refuses what the status does not admit, and names the status', async () => {
    const ticket = await takeTicket(kiosk);
    const refused = await tryTo(operator, ticket, 'start');
    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({ code: 'wrong-status', ticketStatus: 'waiting' });
    expect(refused.headers.get('content-type')).toContain('application/problem+json');
    await clearTheRoom();
  });

  it('leaves a ticket at its counter to who sits there', async () => {
    const ticket = await takeTicket(kiosk);
    await callNext(operator, '1');
    expect((await tryTo(colleague, ticket, 'start')).body).toMatchObject({ code: 'not-your-counter' });
    expect((await colleague.post(`${OFFICE_PATH}/counters/1/call-next`)).body).toMatchObject({
      code: 'not-your-counter',
    });
    expect(await act(coordinator, ticket, 'start')).toMatchObject({ status: 'serving' });
    await clearTheRoom();
  });

  it('does not call a second visitor to a counter that has one', async () => {
    await takeTicket(kiosk);
    await takeTicket(kiosk);
    await callNext(operator, '1');
    const second = await operator.post(`${OFFICE_PATH}/counters/1/call-next`);
    expect([second.status, second.body['code']]).toEqual([409, 'ticket-open']);
    await clearTheRoom();
  });

  it('puts a call back without a trace on the board, with the same rank and the first call kept', async () => {
    const ticket = await takeTicket(kiosk);
    const called = await callNext(operator, '1');
    expect(await act(operator, ticket, 'resume')).toMatchObject({
      status: 'waiting',
      counter: null,
      calledAt: called?.calledAt,
    });
    const { body: board } = await office.anonymous().get<{ calls: unknown[] }>(`${OFFICE_PATH}/board`);
    expect(board.calls).toEqual([]);
    expect((await callNext(colleague, '2'))?.id).toBe(ticket.id);
    await clearTheRoom();
  });

  it('lets a no-show come back once, to its old rank, after a pause', async () => {
    const first = await takeTicket(kiosk);
    await callNext(operator, '1');
    await act(operator, first, 'no-show');
    const later = await takeTicket(kiosk);
    expect((await theQueue(operator)).recent.map(({ id }) => id)).toEqual([first.id]);
    expect(await act(operator, first, 'resume')).toMatchObject({ status: 'waiting', endReason: null, endedAt: null });
    const { waiting } = await theQueue(operator);
    expect(waiting.map(({ id }) => id)).toEqual([first.id, later.id]);
    // Its pause is not over, so the one behind is called; by hand the returned one can be called at once.
    expect((await callNext(operator, '1'))?.id).toBe(later.id);
    await act(operator, later, 'start');
    await act(operator, later, 'complete');
    await colleague.post(`${OFFICE_PATH}/counters/2/call`, { ticketId: first.id });
    await act(colleague, first, 'no-show');
    expect((await tryTo(colleague, first, 'resume')).body).toMatchObject({
      code: 'wrong-status',
      ticketStatus: 'no-show',
    });
  });

  it('parks and takes up again, at any counter', async () => {
    const ticket = await takeTicket(kiosk);
    await callNext(operator, '1');
    await act(operator, ticket, 'start');
    expect(await act(operator, ticket, 'park')).toMatchObject({ status: 'parked', counter: null });
    const taken = await colleague.post(`${OFFICE_PATH}/counters/2/call`, { ticketId: ticket.id });
    expect(taken.body).toMatchObject({ status: 'called', counter: '2' });
    await clearTheRoom();
  });

  it('transfers to a counter, which gets it before everybody else', async () => {
    const ticket = await takeTicket(kiosk);
    const next = await takeTicket(kiosk);
    await callNext(operator, '1');
    await act(operator, ticket, 'start');
    const moved = await act(operator, ticket, 'transfer', { counter: '2', notes: 'manca la marca da bollo' });
    expect(moved).toMatchObject({ status: 'waiting', number: ticket.number, wantedCounter: '2' });
    expect((await callNext(operator, '1'))?.id).toBe(next.id);
    expect((await callNext(colleague, '2'))?.id).toBe(ticket.id);
    const { active } = await theQueue(operator);
    expect(active.find(({ id }) => id === ticket.id)?.notes[0]).toMatchObject({ text: 'manca la marca da bollo' });
    await clearTheRoom();
  });

  it('does not lose a ticket whose wanted counter has closed', async () => {
    const ticket = await takeTicket(kiosk);
    await callNext(operator, '1');
    await act(operator, ticket, 'transfer', { counter: '3' });
    expect((await callNext(operator, '1'))?.id).toBe(ticket.id);
    await clearTheRoom();
  });

  it('puts a wrong service right with the same number, rank and counter', async () => {
    const ticket = await takeTicket(kiosk, { service: 'school' });
    await callNext(operator, '1');
    await act(operator, ticket, 'start');
    const before = (await theQueue(operator)).active.find(({ id }) => id === ticket.id);
    const corrected = await act(operator, ticket, 'correct', { service: 'municipal-taxes', municipality: '048017' });
    expect(corrected).toMatchObject({
      service: 'municipal-taxes',
      municipality: '048017',
      status: 'serving',
      counter: '1',
    });
    expect(corrected.number).toBe(ticket.number);
    const after = (await theQueue(operator)).active.find(({ id }) => id === ticket.id);
    expect(after?.rankAt).toBe(before?.rankAt);
    await clearTheRoom();
  });

  it('keeps who needs Chinese for the counter that speaks it, five minutes older there', async () => {
    const italian = await takeTicket(kiosk);
    const chinese = await takeTicket(kiosk, { language: 'zh-Hans', needsLanguage: 'zh-Hans' });
    expect((await callNext(mediator, '4'))?.id).toBe(chinese.id);
    expect((await callNext(operator, '1'))?.id).toBe(italian.id);
    const second = await takeTicket(kiosk, { language: 'zh-Hans', needsLanguage: 'zh-Hans' });
    expect(await callNext(colleague, '2')).toBeNull();
    expect((await theQueue(operator)).waiting.map(({ id }) => id)).toEqual([second.id]);
    await clearTheRoom();
  });

  it('takes a bounded number of minutes off for a priority', async () => {
    const first = await takeTicket(kiosk);
    const urgent = await takeTicket(kiosk, { priority: 'reduced-mobility' });
    const { waiting } = await theQueue(operator);
    expect(waiting.map(({ id }) => id)).toEqual([urgent.id, first.id]);
    expect(waiting[0]?.rankReason).toBe('priority');
    await clearTheRoom();
  });

  it('lets a visitor leave by the link, once and for all', async () => {
    const ticket = await takeTicket(kiosk);
    const visitor = office.anonymous();
    expect((await visitor.delete(`/tickets/${ticket.token}`)).body).toMatchObject({
      status: 'cancelled',
      endReason: 'left',
    });
    expect((await visitor.delete(`/tickets/${ticket.token}`)).body).toMatchObject({
      status: 'cancelled',
      endReason: 'left',
    });
    expect((await visitor.get('/tickets/1.AAAAAAAAAAAAAAAAAAAAAAAA')).status).toBe(404);
    expect((await visitor.get('/tickets/nonsense')).status).toBe(404);
  });

  it('gives the first answer again for a repeated key, and refuses the key with another body', async () => {
    const key = 'press-0001';
    const first = await takeTicket(kiosk, { service: 'school' }, { key });
    const again = await takeTicket(kiosk, { service: 'school' }, { key });
    expect(again).toEqual(first);
    const other = await kiosk.post(`${OFFICE_PATH}/tickets`, aTicket({ service: 'citizenship' }), { key });
    expect([other.status, other.body['code']]).toEqual([422, 'idempotency-key-reused']);
    const called = await callNext(operator, '1', { key: 'call-1' });
    expect((await callNext(operator, '1', { key: 'call-1' }))?.id).toBe(called?.id);
    await clearTheRoom();
  });

  it('refuses bad input in the form of the API, with the field', async () => {
    const answer = await kiosk.post(`${OFFICE_PATH}/tickets`, {
      service: 'school',
      municipality: '48',
      language: 'it',
      colour: 1,
    });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ code: 'invalid-request' });
    const paths = (answer.body['errors'] as { path: string }[]).map(({ path }) => path);
    expect(paths).toContain('municipality');
    const unknown = await kiosk.post(`${OFFICE_PATH}/tickets`, aTicket({ service: 'fishing-licence' }));
    expect([unknown.status, unknown.body['code']]).toEqual([404, 'not-found']);
    const elsewhere = await kiosk.post(`${OFFICE_PATH}/tickets`, aTicket({ municipality: '100005' }));
    expect([elsewhere.status, elsewhere.body['code']]).toEqual([404, 'not-found']);
    const appointment = await kiosk.post(`${OFFICE_PATH}/tickets`, aTicket({ service: 'building-permits' }));
    expect([appointment.status, appointment.body['code']]).toEqual([409, 'service-not-walk-in']);
    const notHere = await kiosk.post(
      `${OFFICE_PATH}/tickets`,
      aTicket({ service: 'online-certificates', municipality: '048006' }),
    );
    expect([notHere.status, notHere.body['code']]).toEqual([409, 'service-not-for-municipality']);
  });

  it('finds a lost ticket by number, service and time, and prints it again', async () => {
    const ticket = await takeTicket(kiosk, { service: 'family-reunification', language: 'zh-Hans' });
    const find = async (query: string) =>
      (await operator.get<{ items: { id: string }[] }>(`${OFFICE_PATH}/tickets?query=${encodeURIComponent(query)}`))
        .body.items;
    for (const query of [
      ticket.number,
      ticket.number.toLowerCase(),
      'ricongiungimento',
      '家庭团聚',
      ticket.issuedAt.slice(11, 16),
    ]) {
      expect((await find(query)).map(({ id }) => id)).toContain(ticket.id);
    }
    const print = await kiosk.post(`${OFFICE_PATH}/tickets/${ticket.id}/print`);
    expect(print.body).toMatchObject({
      languages: ['it', 'zh-Hans'],
      url: ticket.url,
      ticket: { number: ticket.number },
    });
    const newer = await takeTicket(kiosk);
    expect((await kiosk.post(`${OFFICE_PATH}/tickets/${ticket.id}/print`)).status).toBe(403);
    expect((await kiosk.post(`${OFFICE_PATH}/tickets/${newer.id}/print`)).status).toBe(200);
    await clearTheRoom();
  });

  it('counts who is ahead in one way, for one ticket and for the whole queue', async () => {
    await openCounter(operator, '1', { services: ['school', 'citizenship'] });
    await openCounter(colleague, '2', { services: ['residence-permit-kit'] });
    await mediator.delete(`${OFFICE_PATH}/counters/4/session`);
    const wishes = [
      'school',
      'residence-permit-kit',
      'citizenship',
      'municipal-taxes',
      'school',
      'residence-permit-kit',
    ];
    const tickets = [];
    for (const service of wishes) tickets.push(await takeTicket(kiosk, { service }));
    const { waiting } = await theQueue(operator);
    const one = await Promise.all(
      tickets.map(
        async ({ token }) => (await office.anonymous().get<{ ahead: number }>(`/tickets/${token}`)).body.ahead,
      ),
    );
    expect(one).toEqual(tickets.map(({ id }) => waiting.find((ticket) => ticket.id === id)?.ahead));
    // School and citizenship share counter 1, the kit has counter 2, nobody takes taxes: there everybody counts.
    expect(one).toEqual([0, 0, 1, 3, 2, 1]);
    await clearTheRoom();
    await operator.delete(`${OFFICE_PATH}/counters/1/session`);
    await colleague.delete(`${OFFICE_PATH}/counters/2/session`);
    await openCounter(operator, '1');
    await openCounter(colleague, '2');
    await openCounter(mediator, '4');
  });

  it('does not count those ahead whom only another counter may call', async () => {
    await colleague.delete(`${OFFICE_PATH}/counters/2/session`);
    await mediator.delete(`${OFFICE_PATH}/counters/4/session`);
    const chinese = await takeTicket(kiosk, { language: 'zh-Hans', needsLanguage: 'zh-Hans' });
    const italian = await takeTicket(kiosk);
    // Nobody at the desk speaks Chinese: nothing honest can be said of that wait, and it holds nobody up.
    expect(chinese).toMatchObject({ ahead: 0, estimate: null });
    expect(italian).toMatchObject({ ahead: 0, estimate: { p50Minutes: 0 } });
    await openCounter(mediator, '4');
    const { waiting } = await theQueue(operator);
    expect(waiting.map(({ ahead }) => ahead)).toEqual([0, 1]);
    const held = await office.anonymous().get<{ ahead: number }>(`/tickets/${italian.token}`);
    expect(held.body.ahead).toBe(1);
    await openCounter(colleague, '2');
    await clearTheRoom();
  });

  it('does not count those ahead who want a counter that pauses', async () => {
    const [first, second] = [await takeTicket(kiosk), await takeTicket(kiosk)];
    await callNext(operator, '1');
    await act(operator, first, 'start');
    await act(operator, first, 'transfer', { counter: '2' });
    await openCounter(colleague, '2', { paused: true });
    const { waiting } = await theQueue(operator);
    expect(waiting.map(({ id, ahead }) => [id, ahead])).toEqual([
      [first.id, 0],
      [second.id, 0],
    ]);
    const held = await office.anonymous().get<{ ahead: number }>(`/tickets/${second.token}`);
    expect(held.body.ahead).toBe(0);
    expect((await callNext(operator, '1'))?.id).toBe(second.id);
    await act(operator, second, 'no-show');
    await openCounter(colleague, '2', { paused: false });
    await clearTheRoom();
  });

  it('estimates from what the desk has done, and says nothing before', async () => {
    const { ahead, estimate } = await takeTicket(kiosk);
    expect(ahead).toBe(0);
    // All counters are free: the next call is theirs.
    expect(estimate).toEqual({ p50Minutes: 0, p90Minutes: 1 });
    await clearTheRoom();
  });
});

describe('who sits where', () => {
  let office: TestOffice;
  beforeAll(async () => {
    office = await anOffice();
  });
  afterAll(() => office.close());

  it('keeps one person at one counter and one counter to one person', async () => {
    const operator = await office.staff('operator1');
    const colleague = await office.staff('operator2');
    const coordinator = await office.staff('coordinator');
    await openCounter(operator, '1', { services: ['school'], languages: ['it'] });
    const taken = await colleague.put(`${OFFICE_PATH}/counters/1/session`, {});
    expect([taken.status, taken.body['code']]).toEqual([409, 'counter-taken']);
    const moved = await operator.put<{ state: string }>(`${OFFICE_PATH}/counters/2/session`, {});
    expect(moved.body.state).toBe('open');
    const { body } = await operator.get<{ counters: { code: string; state: string }[] }>(`${OFFICE_PATH}/queue`);
    expect(body.counters.map(({ code, state }) => `${code} ${state}`)).toEqual([
      '1 closed',
      '2 open',
      '3 closed',
      '4 closed',
    ]);
    const over = await coordinator.put(`${OFFICE_PATH}/counters/2/session`, { takeOver: true });
    expect(over.status).toBe(200);
    expect((await coordinator.delete(`${OFFICE_PATH}/counters/2/session`)).status).toBe(204);
    expect((await coordinator.delete(`${OFFICE_PATH}/counters/2/session`)).status).toBe(204);
  });

  it('keeps what a change does not name, and does not call while paused', async () => {
    const operator = await office.staff('operator1');
    await openCounter(operator, '3', { services: ['school'], languages: ['it', 'en'] });
    const { body } = await operator.put(`${OFFICE_PATH}/counters/3/session`, { paused: true });
    expect(body).toMatchObject({ state: 'paused', services: ['school'], languages: ['it', 'en'] });
    expect((await operator.post(`${OFFICE_PATH}/counters/3/call-next`)).body).toMatchObject({ code: 'counter-paused' });
    expect((await operator.post(`${OFFICE_PATH}/counters/1/call-next`)).body).toMatchObject({ code: 'counter-closed' });
    const ticket = await takeTicket(operator, { service: 'school' });
    await operator.put(`${OFFICE_PATH}/counters/3/session`, { paused: false });
    await callNext(operator, '3');
    expect((await operator.delete(`${OFFICE_PATH}/counters/3/session`)).body).toMatchObject({ code: 'ticket-open' });
    expect((await operator.put(`${OFFICE_PATH}/counters/1/session`, {})).body).toMatchObject({ code: 'ticket-open' });
    await act(operator, ticket, 'start');
    await act(operator, ticket, 'complete');
  });

  it('refuses strangers, kiosks and other offices on what is for staff', async () => {
    const stranger = office.anonymous();
    expect((await stranger.get(`${OFFICE_PATH}/queue`)).body).toMatchObject({ code: 'not-signed-in' });
    expect((await stranger.post(`${OFFICE_PATH}/tickets`, aTicket())).status).toBe(401);
    const kiosk = await office.device('kiosk');
    expect((await kiosk.get(`${OFFICE_PATH}/queue`)).body).toMatchObject({ code: 'not-allowed' });
    const display = await office.device('display');
    expect((await display.post(`${OFFICE_PATH}/tickets`, aTicket())).status).toBe(403);
    const operator = await office.staff('operator1');
    expect((await operator.get('/offices/elsewhere/queue')).status).toBe(403);
    const admin = await office.staff('admin');
    expect((await admin.get('/offices/elsewhere/queue')).status).toBe(404);
  });
});
