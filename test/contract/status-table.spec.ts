import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { DayClose } from '../../src/queue/day-close.js';
import type { TicketStatus } from '../../src/queue/queue.contract.js';
import { act, callNext, openCounter, takeTicket, theQueue } from '../harness/desk.js';
import type { Answer, ApiClient } from '../harness/api-client.js';
import { anOffice, OFFICE_PATH, type TestOffice } from '../harness/office.js';
import { AnswerCheck } from './answers.js';

type Row = { to: TicketStatus | 'same'; from: TicketStatus[]; body?: object };

/** The table as it was agreed; what is not in it is `wrong-status`. */
const TABLE: Record<string, Row> = {
  call: { from: ['waiting', 'parked'], to: 'called' },
  recall: { from: ['called'], to: 'called' },
  start: { from: ['called'], to: 'serving' },
  complete: { from: ['serving'], to: 'completed' },
  'no-show': { from: ['called'], to: 'no-show' },
  park: { from: ['called', 'serving'], to: 'parked' },
  resume: { from: ['parked', 'called', 'no-show'], to: 'waiting' },
  transfer: { from: ['called', 'serving', 'parked'], to: 'waiting', body: { service: 'school' } },
  correct: { from: ['waiting', 'called', 'serving', 'parked'], to: 'same', body: { language: 'en' } },
  cancel: { from: ['waiting', 'called', 'parked'], to: 'cancelled' },
  leave: { from: ['waiting', 'called', 'parked'], to: 'cancelled' },
};
const STATUSES: TicketStatus[] = [
  'waiting',
  'called',
  'serving',
  'parked',
  'completed',
  'no-show',
  'cancelled',
  'expired',
];
const ENDED: Partial<Record<TicketStatus, string>> = {
  completed: 'served',
  'no-show': 'no-show',
  cancelled: 'cancelled-by-staff',
  expired: 'day-close',
};

type Taken = { id: string; token?: string | undefined };

describe('every status against every action', () => {
  const answers = new AnswerCheck();
  let office: TestOffice;
  let operator: ApiClient;

  beforeAll(async () => {
    answers.listen();
    office = await anOffice();
    operator = await office.staff('operator1');
    await openCounter(operator, '1');
  });
  afterEach(async () => {
    await clearTheDesk();
    answers.expectAllFit();
  });
  afterAll(async () => {
    answers.stop();
    await office.close();
  });

  async function clearTheDesk(): Promise<void> {
    const { active, waiting, parked } = await theQueue(operator);
    for (const ticket of active) if (ticket.status === 'serving') await act(operator, ticket, 'complete');
    for (const ticket of [...active, ...waiting, ...parked])
      if (ticket.status !== 'serving') await act(operator, ticket, 'cancel');
  }

  /** A ticket that came into a status the way that a desk brings it there. */
  async function aTicketThatIs(status: TicketStatus): Promise<Taken> {
    const ticket = await takeTicket(operator);
    if (status === 'waiting') return ticket;
    if (status === 'expired') {
      // Only the close of a day makes one; the row is what it leaves behind.
      const asClosed = "update ticket set status = 'expired', end_reason = 'day-close', ended_at = issued_at";
      await office.sql(`${asClosed} where id = $1`, [ticket.id]);
      return ticket;
    }
    if (status === 'cancelled') return act(operator, ticket, 'cancel').then(() => ticket);
    await callNext(operator, '1');
    if (status === 'no-show' || status === 'parked')
      await act(operator, ticket, status === 'parked' ? 'park' : 'no-show');
    if (status === 'serving' || status === 'completed') await act(operator, ticket, 'start');
    if (status === 'completed') await act(operator, ticket, 'complete');
    return ticket;
  }

  function attempt(action: string, ticket: Taken): Promise<Answer> {
    if (action === 'leave') return office.anonymous().delete(`/tickets/${ticket.token}`);
    if (action === 'call') return operator.post(`${OFFICE_PATH}/counters/1/call`, { ticketId: ticket.id });
    return operator.post(`${OFFICE_PATH}/tickets/${ticket.id}/${action}`, TABLE[action]?.body ?? {});
  }

  const cases = Object.entries(TABLE).flatMap(([action, row]) =>
    STATUSES.map((status) => ({ action, status, row, allowed: row.from.includes(status) })),
  );

  it.each(cases.filter(({ allowed }) => allowed))('$action works when $status', async ({ action, status, row }) => {
    const ticket = await aTicketThatIs(status);
    const { status: code, body } = await attempt(action, ticket);
    expect(code).toBe(200);
    expect(body).toMatchObject({ id: ticket.id, status: row.to === 'same' ? status : row.to });
    const { body: after } = await office.anonymous().get(`/tickets/${ticket.token}`);
    expect(after).toMatchObject({ status: body['status'], endReason: body['endReason'] });
    const ended = action === 'leave' ? 'left' : (ENDED[body['status'] as TicketStatus] ?? null);
    expect(body['endReason']).toBe(ended);
    expect(body['endedAt'] === null).toBe(ended === null);
    const atCounter = ['called', 'serving'].includes(body['status'] as string);
    if (atCounter) expect(body['counter']).toBe('1');
    if (['waiting', 'parked'].includes(body['status'] as string)) expect(body['counter']).toBeNull();
  });

  it.each(cases.filter(({ allowed }) => !allowed))('$action is refused when $status', async ({ action, status }) => {
    const ticket = await aTicketThatIs(status);
    const before = await theQueue(operator);
    const refused = await attempt(action, ticket);
    // A counter that has this very ticket refuses to call before the ticket's status is looked at.
    const code = action === 'call' && (status === 'called' || status === 'serving') ? 'ticket-open' : 'wrong-status';
    expect([refused.status, refused.body['code']]).toEqual([409, code]);
    if (code === 'wrong-status') {
      expect(refused.body['ticketStatus']).toBe(status);
      expect(refused.body['detail']).toContain(status);
    }
    const after = await theQueue(operator);
    expect(after.revision).toBe(before.revision);
    expect((await office.anonymous().get(`/tickets/${ticket.token}`)).body['status']).toBe(status);
  });

  it('calls only who waits', async () => {
    for (const status of STATUSES.filter((one) => one !== 'waiting' && one !== 'called' && one !== 'serving')) {
      await aTicketThatIs(status);
      expect(await callNext(operator, '1')).toBeNull();
    }
    const waiting = await aTicketThatIs('waiting');
    expect(await callNext(operator, '1')).toMatchObject({ id: waiting.id, status: 'called', counter: '1' });
  });

  it('keeps number, rank and first call through every way back to waiting', async () => {
    const ticket = await takeTicket(operator);
    const rank = (await theQueue(operator)).waiting[0]?.rankAt;
    const first = (await callNext(operator, '1'))?.calledAt;
    const back = async (action: string, body = {}) => {
      expect(await act(operator, ticket, action, body)).toMatchObject({ number: ticket.number, calledAt: first });
      const [now] = (await theQueue(operator)).waiting;
      expect(now).toMatchObject({ id: ticket.id, rankAt: rank, status: 'waiting', recalls: 0 });
      await operator.post(`${OFFICE_PATH}/counters/1/call`, { ticketId: ticket.id });
      await act(operator, ticket, 'recall');
    };
    await back('resume');
    await back('transfer', { service: 'school' });
    await act(operator, ticket, 'park');
    await back('resume');
    await act(operator, ticket, 'no-show');
    await back('resume');
    await act(operator, ticket, 'start');
    await back('transfer', { counter: '1' });
  });

  it('lets a no-show back within its time only', async () => {
    const ticket = await aTicketThatIs('no-show');
    const other = await office.anonymous().get<{ endedAt: string }>(`/tickets/${ticket.token}`);
    office.setClock(new Date(Date.parse(other.body.endedAt) + 31 * 60_000).toISOString());
    const late = await attempt('resume', ticket);
    expect([late.status, late.body['code'], late.body['ticketStatus']]).toEqual([409, 'wrong-status', 'no-show']);
  });
});

describe('the close of a day', () => {
  it('expires who waits, is called or parked, completes who is served, and leaves the ended ones', async () => {
    const office = await anOffice();
    try {
      const operator = await office.staff('operator1');
      const colleague = await office.staff('operator2');
      await openCounter(operator, '1');
      await openCounter(colleague, '2');
      const [parked, serving, called, cancelled, waiting] = [
        await takeTicket(operator),
        await takeTicket(operator),
        await takeTicket(operator),
        await takeTicket(operator),
        await takeTicket(operator),
      ];
      await callNext(operator, '1');
      await act(operator, parked, 'park');
      await callNext(operator, '1');
      await act(operator, serving, 'start');
      await callNext(colleague, '2');
      await act(operator, cancelled, 'cancel');
      office.setClock('2026-11-25T03:00:00+01:00');
      await Promise.all(office.nodes.map((node) => node.nest.get(DayClose).closeAll()));
      const of = async ({ token }: Taken) => {
        const { body } = await office.anonymous().get(`/tickets/${token}`);
        return `${String(body['status'])} ${String(body['endReason'])}`;
      };
      expect(await Promise.all([waiting, called, parked, serving, cancelled].map(of))).toEqual([
        'expired day-close',
        'expired day-close',
        'expired day-close',
        'completed day-close',
        'cancelled cancelled-by-staff',
      ]);
    } finally {
      await office.close();
    }
  });
});
