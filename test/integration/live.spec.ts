import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { Access } from '../../src/access/access.service.js';
import { Board, BoardCall, BoardWaiting } from '../../src/queue/queue.contract.js';
import type { Queue, Ticket } from '../../src/queue/queue.contract.js';
import type { ApiClient } from '../harness/api-client.js';
import { act, callNext, openCounter, takeTicket } from '../harness/desk.js';
import { anOffice, OFFICE, type TestOffice } from '../harness/office.js';
import { callsOf, LiveScreen, until, type Shows } from './live-screen.js';

const OTHER_OFFICE = 'another-office';

describe('live', () => {
  let office: TestOffice;
  let kiosk: ApiClient;
  let operator: ApiClient;
  const screens: LiveScreen[] = [];

  beforeAll(async () => {
    office = await anOffice();
    kiosk = await office.device('kiosk');
    operator = await office.staff('operator1');
    await openCounter(operator, '1');
  });
  afterEach(() => screens.splice(0).forEach((screen) => screen.close()));
  afterAll(() => office.close());

  const open = async (shows: Shows = {}) => {
    const screen = await LiveScreen.open(office.url, shows);
    screens.push(screen);
    return screen;
  };
  const callOne = async () => {
    await takeTicket(kiosk);
    const ticket = await callNext(operator, '1');
    if (ticket === null) throw new Error('nobody waits');
    return ticket;
  };

  it('gives a board its snapshot, then each call, recall, start and end as it happens', async () => {
    const board = await open();
    const first = await board.watch();
    expect('snapshot' in first && Board.parse(first.snapshot).office).toBe(OFFICE);
    const ticket = await callOne();
    await act(operator, ticket, 'recall');
    await act(operator, ticket, 'start');
    await act(operator, ticket, 'complete');
    await until('the call is closed', () => board.applied.some(({ type }) => type === 'ticket.closed'));
    const calls = board.applied.filter(({ type }) => type !== 'waiting.count' && type !== 'notice.changed');
    expect(calls.map(({ type }) => type)).toEqual([
      'ticket.called',
      'ticket.recalled',
      'ticket.serving',
      'ticket.closed',
    ]);
    expect(calls[1]).toMatchObject({ number: ticket.number, counter: '1', recalls: 1, status: 'called' });
    expect(new Set(calls.map((change) => 'callId' in change && change.callId)).size).toBe(1);
  });

  it('sends ranges without a gap, each beginning after the last', async () => {
    const board = await open();
    const { revision } = await board.watch();
    for (let round = 0; round < 5; round++) await act(operator, await callOne(), 'no-show');
    await until('fifteen events', () => board.revision >= revision + 15);
    let expected = revision + 1;
    for (const { from, to } of board.messages) {
      expect(from).toBeLessThanOrEqual(expected);
      expect(to).toBeGreaterThanOrEqual(from);
      expected = to + 1;
    }
    expect(board.resubscribed).toBe(0);
  });

  it('resumes with what came after `since`', async () => {
    const board = await open();
    const { revision } = await board.watch();
    const ticket = await callOne();
    await act(operator, ticket, 'no-show');
    await until('the end', () => board.revision >= revision + 3);
    const again = await (await open()).ask({ since: revision });
    if (!again.ok || !('changes' in again)) throw new Error('not resumed');
    expect(again.revision).toBe(revision + 3);
    const types = again.changes.map(({ type }) => type);
    expect(types).toEqual(['ticket.called', 'ticket.closed', 'waiting.count', 'notice.changed']);
    expect(await (await open()).ask({ since: again.revision })).toEqual({
      ok: true,
      revision: again.revision,
      changes: [],
    });
  });

  it('gives a snapshot to whoever is too far back, from another day, or ahead of the log', async () => {
    const board = await open();
    const { revision } = await board.watch();
    const kindOf = async (since: number) => {
      const answer = await board.ask({ since });
      return answer.ok && 'snapshot' in answer ? 'snapshot' : 'changes';
    };
    expect(await kindOf(revision + 50)).toBe('snapshot');
    expect(await kindOf(0)).toBe('snapshot');
    await office.sql(
      `insert into queue_event (office_id, revision, type, at, day, details)
       select office_id, revision + n, 'alert.raised', last_event_at, '2026-11-24', '{}' from office_head, generate_series(1, 501) n`,
    );
    await office.sql('update office_head set revision = revision + 501');
    expect(await kindOf(revision)).toBe('snapshot');
    expect(await kindOf(revision + 1)).toBe('changes');
    await office.sql('update queue_event set day = $2 where revision = $1', [revision + 400, '2026-11-23']);
    expect(await kindOf(revision + 400)).toBe('snapshot');
  });

  it('never tells a board more than number, counter, times and language', async () => {
    const strict = z.union([
      BoardCall.extend({
        type: z.enum(['ticket.called', 'ticket.recalled', 'ticket.serving']),
        revision: z.number(),
      }).strict(),
      z.strictObject({
        type: z.literal('ticket.closed'),
        revision: z.number(),
        callId: z.string(),
        number: z.string(),
      }),
      z.strictObject({
        type: z.literal('waiting.count'),
        revision: z.number(),
        waiting: z.array(BoardWaiting.strict()),
      }),
      z.strictObject({
        type: z.literal('notice.changed'),
        revision: z.number(),
        notices: z.array(z.record(z.string(), z.string())),
      }),
    ]);
    const board = await open();
    await board.watch();
    const served = await callOne();
    await act(operator, served, 'start');
    await act(operator, served, 'complete', { notes: 'Secret Surname' });
    const moved = await callOne();
    await act(operator, moved, 'transfer', { service: 'school', notes: 'Secret Surname' });
    const last = await callNext(operator, '1');
    await act(operator, last ?? moved, 'cancel', { reason: 'Secret Surname' });
    await until('all is told', () => board.applied.filter(({ type }) => type === 'ticket.closed').length === 3);
    for (const message of board.messages) {
      expect(Object.keys(message).sort()).toEqual(['changes', 'from', 'office', 'to', 'view']);
      for (const change of message.changes) expect(() => strict.parse(change)).not.toThrow();
    }
    const told = JSON.stringify(board.messages);
    for (const secret of ['Secret', served.id, moved.id, served.token ?? 'token']) expect(told).not.toContain(secret);
  });

  it('shows the queue to staff of that office only', async () => {
    await office.sql(
      `insert into office overriding system value select (jsonb_populate_record(o, jsonb_build_object('id', 900, 'slug', $1::text))).* from office o limit 1`,
      [OTHER_OFFICE],
    );
    await office.sql('update directory_version set version = version + 1');
    const staff = await open({ cookie: operator.cookie });
    await until('the second office is known', async () => (await staff.ask({ office: OTHER_OFFICE })).ok);
    expect(await staff.ask({ view: 'queue', office: OTHER_OFFICE })).toMatchObject({
      ok: false,
      problem: { code: 'not-allowed' },
    });
    expect(await staff.ask({ view: 'queue', office: 'nowhere' })).toMatchObject({
      ok: false,
      problem: { code: 'not-allowed' },
    });
    const answer = await staff.watch({ view: 'queue' });
    expect('snapshot' in answer && (answer.snapshot as Queue).counters.length).toBeGreaterThan(0);
    expect(await (await open()).ask({ view: 'queue' })).toMatchObject({
      ok: false,
      problem: { code: 'not-signed-in', status: 401 },
    });
    const device = await open({ token: kiosk.token });
    expect(await device.ask({ view: 'queue' })).toMatchObject({ ok: false, problem: { code: 'not-allowed' } });
  });

  it('tells the desk of tickets and counters as they are', async () => {
    const desk = await open({ cookie: operator.cookie });
    await desk.watch({ view: 'queue' });
    const ticket = await callOne();
    await until('the call', () => desk.applied.some((change) => 'fact' in change && change.fact === 'ticket.called'));
    const changes = desk.applied.filter((change) => 'fact' in change && change.fact === 'ticket.called');
    expect(changes).toContainEqual(
      expect.objectContaining({
        type: 'ticket.changed',
        ticket: expect.objectContaining({ id: ticket.id, status: 'called' }),
      }),
    );
    expect(changes).toContainEqual(
      expect.objectContaining({
        type: 'counter.changed',
        counter: expect.objectContaining({ code: '1', ticket: ticket.id }),
      }),
    );
    await act(operator, ticket, 'no-show');
  });

  it('follows one ticket by its token until it ends', async () => {
    const [first, second] = [await takeTicket(kiosk), await takeTicket(kiosk)];
    const phone = await open();
    expect(await phone.ask({ view: 'ticket', token: `${second.token?.slice(0, -1)}x` })).toMatchObject({
      problem: { code: 'not-found' },
    });
    expect(await phone.ask({ view: 'ticket' })).toMatchObject({ ok: false, problem: { code: 'invalid-request' } });
    const answer = await phone.watch({ view: 'ticket', token: second.token });
    expect('snapshot' in answer && answer.snapshot).toMatchObject({ number: second.number, ahead: 1 });
    const seen = () => phone.applied.map((change) => (change as { ticket: Ticket }).ticket);
    await act(operator, first, 'cancel');
    await until('nobody is before it', () => seen().at(-1)?.ahead === 0);
    const before = phone.messages.length;
    const desk = await open({ cookie: operator.cookie });
    const { revision } = await desk.watch({ view: 'queue' });
    await kiosk.post(`/offices/${OFFICE}/alerts`, { kind: 'operator-wanted' });
    await until('the alert is told', () => desk.revision > revision);
    expect(phone.messages).toHaveLength(before);
    await act(operator, second, 'cancel');
    await until('it has ended', () => seen().at(-1)?.status === 'cancelled');
    expect(seen().at(-1)?.endReason).toBe('cancelled-by-staff');
  });

  it('refuses a handshake from another site with a cookie, and a token that counts no more', async () => {
    await expect(open({ cookie: operator.cookie, headers: { origin: 'https://elsewhere.example' } })).rejects.toThrow(
      'cross-site',
    );
    await expect(open({ token: 'not.a-token' })).rejects.toMatchObject({
      data: { code: 'not-signed-in', status: 401 },
    });
    const own = await open({ cookie: operator.cookie, headers: { origin: office.url } });
    expect((await own.ask({ view: 'queue' })).ok).toBe(true);
    const embedded = await open({ headers: { origin: 'https://elsewhere.example' }, polling: true });
    expect((await embedded.ask()).ok).toBe(true);
  });

  it('words bad subscriptions as problems and bounds how many there are', async () => {
    const screen = await open();
    expect(await screen.ask({ office: 'nowhere' })).toMatchObject({ ok: false, problem: { code: 'not-found' } });
    expect(await screen.ask({ view: 'walls' as 'board' })).toMatchObject({
      problem: { code: 'invalid-request', errors: [{ path: 'view' }] },
    });
    const tickets = await Promise.all(Array.from({ length: 21 }, () => takeTicket(kiosk)));
    const answers = await Promise.all(tickets.map(({ token }) => screen.ask({ view: 'ticket', token })));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(20);
    await screen.socket.emitWithAck('unsubscribe', { office: OFFICE, view: 'ticket' });
    expect((await screen.ask()).ok).toBe(true);
    for (const ticket of tickets) await act(operator, ticket, 'cancel');
  });

  it('ends the sockets of a session that was ended and of a device that was revoked, at once', async () => {
    const leaving = await office.staff('operator2');
    const desk = await open({ cookie: leaving.cookie });
    await desk.watch({ view: 'queue' });
    const display = await office.device('display');
    const wall = await open({ token: display.token });
    await wall.watch();
    await leaving.post('/auth/logout', {}, { key: null });
    await until('the desk is cut off', () => !desk.socket.connected);
    const coordinator = await office.staff('coordinator');
    const { items } = (await coordinator.get<{ items: { id: string; kind: string }[] }>(`/offices/${OFFICE}/devices`))
      .body;
    for (const { id, kind } of items)
      if (kind === 'display') await coordinator.delete(`/offices/${OFFICE}/devices/${id}`);
    await until('the display is cut off', () => !wall.socket.connected);
  });

  it('ends a queue subscription with the role that allowed it, and leaves the board', async () => {
    const person = await office.staff('operator3');
    const desk = await open({ cookie: person.cookie });
    await desk.watch({ view: 'queue' });
    await desk.ask();
    const [row] = await office.sql(
      `delete from staff_role r using staff_user u where u.id = r.user_id and u.username = 'operator3' returning u.id`,
    );
    await office.nodes[0]?.nest.get(Access, { strict: false }).forget(`user:${row?.['id']}`);
    await until('the desk is told', () => desk.behind.length > 0);
    expect(desk.behind).toEqual([{ office: OFFICE, view: 'queue' }]);
    expect((await desk.ask({ view: 'queue' })).ok).toBe(false);
    expect((await desk.ask()).ok).toBe(true);
  });

  it('keeps to the right order with a screen that polls', async () => {
    const board = await open({ polling: true });
    await board.watch();
    const numbers: string[] = [];
    for (let round = 0; round < 5; round++) {
      const ticket = await callOne();
      numbers.push(ticket.number);
      await act(operator, ticket, 'no-show');
    }
    await until('five calls', () => callsOf(board).length === 5);
    expect(callsOf(board)).toEqual(numbers);
  });
});
