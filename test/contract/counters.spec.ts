import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { QueueCounter, Ticket } from '../../src/queue/queue.contract.js';
import { act, callNext, openCounter, takeTicket, theQueue } from '../harness/desk.js';
import type { ApiClient } from '../harness/api-client.js';
import { anOffice, OFFICE_PATH, type TestOffice } from '../harness/office.js';
import { AnswerCheck } from './answers.js';

const answers = new AnswerCheck();
beforeAll(() => void answers.listen());
afterEach(() => answers.expectAllFit());
afterAll(() => answers.stop());

const codeOf = ({ status, body }: { status: number; body: unknown }) =>
  `${status} ${(body as { code?: string }).code ?? ''}`;

describe('sitting at a counter', () => {
  let office: TestOffice;
  let operator: ApiClient;
  let colleague: ApiClient;
  let coordinator: ApiClient;
  beforeAll(async () => {
    office = await anOffice();
    operator = await office.staff('operator1');
    colleague = await office.staff('operator4');
    coordinator = await office.staff('coordinator');
  });
  afterAll(() => office.close());

  const session = (counter: string) => `${OFFICE_PATH}/counters/${counter}/session`;
  const sit = (by: ApiClient, counter: string, body: object = {}) => by.put<QueueCounter>(session(counter), body);

  it('opens with all services and the person’s own languages, and keeps what a change does not name', async () => {
    const services = (await operator.get<{ items: { code: string }[] }>(`${OFFICE_PATH}/services`)).body.items;
    const me = (await colleague.get<{ user: { id: string; name: string; languages: string[] } }>('/auth/me')).body.user;
    const opened = (await sit(colleague, '4')).body;
    expect(opened).toMatchObject({ code: '4', state: 'open', languages: me.languages, ticket: null });
    expect(opened.operator).toEqual({ id: me.id, name: me.name });
    expect([...opened.services].sort()).toEqual(services.map(({ code }) => code).sort());
    const narrowed = { services: ['school', 'citizenship'], languages: ['zh-Hans'] };
    expect((await sit(colleague, '4', narrowed)).body).toMatchObject({ ...narrowed, state: 'open' });
    expect((await sit(colleague, '4', { paused: true })).body).toMatchObject({ ...narrowed, state: 'paused' });
    expect((await sit(colleague, '4', { languages: ['it'] })).body).toMatchObject({
      services: narrowed.services,
      languages: ['it'],
      state: 'paused',
    });
    const same = (await theQueue(colleague)).revision;
    expect((await sit(colleague, '4', {})).body).toMatchObject({ state: 'paused', openedAt: opened.openedAt });
    expect((await theQueue(colleague)).revision).toBe(same);
    expect((await colleague.delete(session('4'))).status).toBe(204);
    expect((await colleague.delete(session('4'))).status).toBe(204);
    expect((await sit(colleague, '4')).body).toMatchObject({ state: 'open', languages: me.languages });
    await colleague.delete(session('4'));
  });

  it.each([
    { services: [] },
    { services: 'school' },
    { services: [1] },
    { languages: [] },
    { languages: ['de'] },
    { paused: 'true' },
    { paused: null },
    { takeOver: 1 },
    { operator: 'me' },
  ])('refuses %j', async (body) => {
    expect(codeOf(await sit(operator, '1', body))).toBe('400 invalid-request');
  });

  it('finds no counter or service that the office does not have', async () => {
    expect(codeOf(await sit(operator, '99'))).toBe('404 not-found');
    expect(codeOf(await operator.delete(session('99')))).toBe('404 not-found');
    expect(codeOf(await sit(operator, '1', { services: ['fishing-licence'] }))).toBe('404 not-found');
  });

  it('moves a person, and holds one who has a ticket', async () => {
    await openCounter(operator, '1');
    await openCounter(operator, '2');
    const states = async () =>
      (await operator.get<{ counters: QueueCounter[] }>(`${OFFICE_PATH}/queue`)).body.counters.map(
        ({ state }) => state,
      );
    expect(await states()).toEqual(['closed', 'open', 'closed', 'closed']);
    const ticket = await takeTicket(operator);
    await callNext(operator, '2');
    expect(codeOf(await sit(operator, '1'))).toBe('409 ticket-open');
    expect(codeOf(await operator.delete(session('2')))).toBe('409 ticket-open');
    expect(await states()).toEqual(['closed', 'open', 'closed', 'closed']);
    // What the counter takes may change, and it may pause, while somebody is there.
    expect((await sit(operator, '2', { paused: true })).body).toMatchObject({ state: 'paused', ticket: ticket.id });
    await act(operator, ticket, 'cancel');
    expect((await sit(operator, '1')).status).toBe(200);
    await operator.delete(session('1'));
  });

  it('lets only a coordinator take over, and only an idle counter', async () => {
    await openCounter(operator, '1', { services: ['school'] });
    expect(codeOf(await sit(colleague, '1'))).toBe('409 counter-taken');
    expect(codeOf(await sit(colleague, '1', { takeOver: true }))).toBe('409 counter-taken');
    expect(codeOf(await sit(coordinator, '1'))).toBe('409 counter-taken');
    expect(codeOf(await colleague.delete(session('1')))).toBe('403 not-your-counter');
    const ticket = await takeTicket(operator, { service: 'school' });
    await callNext(operator, '1');
    expect(codeOf(await sit(coordinator, '1', { takeOver: true }))).toBe('409 ticket-open');
    await act(operator, ticket, 'cancel');
    const taken = (await sit(coordinator, '1', { takeOver: true })).body;
    expect(taken).toMatchObject({ state: 'open', operator: { name: expect.not.stringContaining('Operator 1') } });
    expect(taken.services.length).toBeGreaterThan(1);
    expect(codeOf(await sit(operator, '1'))).toBe('409 counter-taken');
    await coordinator.delete(session('1'));
  });

  it('calls from the own counter only, while it is open, not paused and has no ticket', async () => {
    const next = (by: ApiClient, counter: string) => by.post<Ticket>(`${OFFICE_PATH}/counters/${counter}/call-next`);
    expect(codeOf(await next(operator, '1'))).toBe('409 counter-closed');
    expect(codeOf(await next(operator, '99'))).toBe('404 not-found');
    await openCounter(operator, '1', { paused: true });
    expect(codeOf(await next(operator, '1'))).toBe('409 counter-paused');
    await openCounter(operator, '1', { paused: false });
    expect(codeOf(await next(colleague, '1'))).toBe('403 not-your-counter');
    expect((await next(operator, '1')).status).toBe(204);
    const [first, second] = [await takeTicket(operator), await takeTicket(operator)];
    expect((await next(coordinator, '1')).body).toMatchObject({ id: first.id, status: 'called', counter: '1' });
    expect(codeOf(await next(operator, '1'))).toBe('409 ticket-open');
    const byHand = await operator.post(`${OFFICE_PATH}/counters/1/call`, { ticketId: second.id });
    expect(codeOf(byHand)).toBe('409 ticket-open');
    const unknown = { ticketId: '01a20d11-48ab-7120-bd23-7e1490b8db82' };
    await act(operator, first, 'cancel');
    expect(codeOf(await operator.post(`${OFFICE_PATH}/counters/1/call`, unknown))).toBe('404 not-found');
    expect(codeOf(await operator.post(`${OFFICE_PATH}/counters/1/call`, { ticketId: '7' }))).toBe(
      '400 invalid-request',
    );
    await act(operator, second, 'cancel');
    await operator.delete(session('1'));
  });

  it('leaves a ticket at a counter to who sits there, and waiting ones to anybody', async () => {
    await openCounter(operator, '1');
    const waiting = await takeTicket(operator);
    expect(await act(colleague, waiting, 'correct', { language: 'en' })).toMatchObject({ language: 'en' });
    await callNext(operator, '1');
    for (const [action, body] of Object.entries({
      recall: {},
      start: {},
      'no-show': {},
      park: {},
      resume: {},
      cancel: {},
      transfer: { counter: '2' },
      correct: { language: 'it' },
    }))
      expect(codeOf(await colleague.post(`${OFFICE_PATH}/tickets/${waiting.id}/${action}`, body))).toBe(
        '403 not-your-counter',
      );
    await act(operator, waiting, 'start');
    expect(codeOf(await colleague.post(`${OFFICE_PATH}/tickets/${waiting.id}/complete`))).toBe('403 not-your-counter');
    await act(operator, waiting, 'park');
    expect(await act(colleague, waiting, 'resume')).toMatchObject({ status: 'waiting' });
    expect(await act(colleague, waiting, 'cancel', { reason: 'left the room' })).toMatchObject({ status: 'cancelled' });
    await operator.delete(session('1'));
  });
});
