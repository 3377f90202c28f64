import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import type { Socket } from 'socket.io-client';
import { projectPath } from '../../src/config/project.js';
import type { Board, Ticket } from '../../src/queue/queue.contract.js';
import { act, callNext, openCounter, takeTicket } from '../harness/desk.js';
import type { ApiClient } from '../harness/api-client.js';
import { anOffice, OFFICE, OFFICE_PATH, type TestOffice } from '../harness/office.js';
import { LiveScreen, until } from '../integration/live-screen.js';

const BOARD_TYPES = [
  ...['ticket.called', 'ticket.recalled', 'ticket.serving', 'ticket.closed', 'waiting.count', 'notice.changed'],
];
const MESSAGE_OF = { board: 'BoardChanges', queue: 'QueueChanges', ticket: 'TicketChanges' };

type Acknowledged = {
  ok: boolean;
  revision?: number;
  snapshot?: unknown;
  changes?: unknown;
  problem?: { code: string };
};

describe('what is said over /live', () => {
  const ajv = new Ajv({ strict: false, allErrors: true });
  for (const name of ['date-time', 'date', 'uuid', 'uri']) ajv.addFormat(name, true);
  ajv.addSchema(JSON.parse(readFileSync(projectPath('docs', 'asyncapi.json'), 'utf8')) as object, 'live');
  let office: TestOffice;
  let operator: ApiClient;
  let kiosk: ApiClient;
  const screens: LiveScreen[] = [];

  beforeAll(async () => {
    office = await anOffice();
    operator = await office.staff('operator1');
    kiosk = await office.device('kiosk');
    await openCounter(operator, '1');
  });
  afterAll(async () => {
    for (const { socket } of screens) socket.disconnect();
    await office.close();
  });

  async function connect(by: ApiClient = office.anonymous()): Promise<LiveScreen> {
    const screen = await LiveScreen.open(office.url, { cookie: by.cookie, token: by.token });
    screens.push(screen);
    return screen;
  }

  function expectFits(name: string, message: unknown): void {
    const fits = ajv.validate({ $ref: `live#/components/schemas/${name}` }, message);
    expect([name, fits, ajv.errorsText(ajv.errors), fits ? null : JSON.stringify(message)]).toEqual([
      name,
      true,
      'No errors',
      null,
    ]);
  }

  const subscribe = (socket: Socket, wish: unknown): Promise<Acknowledged> =>
    socket.timeout(5000).emitWithAck('subscribe', wish) as Promise<Acknowledged>;

  it('gives the board to anybody, as HTTP gives it in all languages', async () => {
    await takeTicket(kiosk);
    const called = await callNext(operator, '1');
    const screen = await connect();
    const answer = await subscribe(screen.socket, { office: OFFICE, view: 'board' });
    expectFits('Subscribed', answer);
    const { body } = await office.anonymous().get<Board>(`${OFFICE_PATH}/board?allLanguages=true`);
    expect(answer).toEqual({ ok: true, revision: body.revision, snapshot: body });
    await act(operator, called ?? { id: '' }, 'cancel');
  });

  it('refuses a view to whom it is not for, and says so in the form of the API', async () => {
    const ticket = await takeTicket(kiosk);
    const display = await office.device('display');
    for (const by of [office.anonymous(), kiosk, display]) {
      const { socket } = await connect(by);
      const refused = await subscribe(socket, { office: OFFICE, view: 'queue' });
      expectFits('Subscribed', refused);
      expect(refused).toMatchObject({
        ok: false,
        problem: { code: by.token === null ? 'not-signed-in' : 'not-allowed' },
      });
      for (const token of [undefined, '1.AAAAAAAAAAAAAAAAAAAAAAAA', 'nonsense', ticket.id])
        expect((await subscribe(socket, { office: OFFICE, view: 'ticket', ...(token && { token }) })).ok).toBe(false);
      expect(await subscribe(socket, { office: 'nowhere', view: 'board' })).toMatchObject({
        ok: false,
        problem: { code: 'not-found', status: 404 },
      });
    }
    const { socket } = await connect(operator);
    const queue = await subscribe(socket, { office: OFFICE, view: 'queue' });
    expectFits('Subscribed', queue);
    expect(queue.ok).toBe(true);
    const own = await subscribe((await connect()).socket, { office: OFFICE, view: 'ticket', token: ticket.token });
    expectFits('Subscribed', own);
    expect(own.snapshot).toMatchObject({ id: ticket.id, number: ticket.number } satisfies Partial<Ticket>);
    await act(operator, ticket, 'cancel');
  });

  it('answers nonsense with a refusal, and goes on', async () => {
    const { socket } = await connect();
    const board = { office: OFFICE, view: 'board' };
    const nonsense: unknown[] = [
      ...[null, 7, 'board', [], {}, { office: OFFICE }, { view: 'board' }],
      ...[
        { ...board, office: 'a\u0000b' },
        { ...board, office: 'x'.repeat(70) },
        { ...board, office: ['x'] },
      ],
      ...[
        { ...board, view: 'everything' },
        { ...board, colour: 'red' },
        { ...board, since: -1 },
      ],
      ...[
        { ...board, since: 1.5 },
        { ...board, since: '1' },
        { ...board, since: 2 ** 60 },
      ],
      { office: OFFICE, view: 'ticket', token: 'a\u0000b' },
      { office: OFFICE, view: 'ticket', token: 'x'.repeat(300) },
      { office: OFFICE, view: 'ticket', token: { toString: 1 } },
    ];
    for (const wish of nonsense) {
      const refused = await subscribe(socket, wish);
      expectFits('Subscribed', refused);
      expect([wish, refused.ok]).toEqual([wish, false]);
      expect(['invalid-request', 'not-found']).toContain(refused.problem?.code);
      expect(JSON.stringify(refused)).not.toMatch(/node_modules|stack|select /i);
    }
    expect((await subscribe(socket, board)).ok).toBe(true);
    expect((await office.anonymous().get('/status')).status).toBe(200);
  });

  it('tells changes in ranges without gap, only of the agreed types, and nothing personal on the board', async () => {
    const board = await connect();
    const queue = await connect(operator);
    const first = await takeTicket(kiosk);
    const ticket = await connect();
    const wishes = [
      [board, { view: 'board' }],
      [queue, { view: 'queue' }],
      [ticket, { view: 'ticket', token: first.token ?? '' }],
    ] as const;
    const starts = new Map<LiveScreen, number>();
    for (const [screen, wish] of wishes) starts.set(screen, (await screen.watch(wish)).revision);
    await callNext(operator, '1');
    await act(operator, first, 'recall');
    await act(operator, first, 'start');
    await act(operator, first, 'complete', { notes: 'a secret of the visitor' });
    await takeTicket(kiosk);
    const { body } = await operator.get<{ revision: number }>(`${OFFICE_PATH}/queue`);
    await until('all screens are there', () => [board, queue].every(({ revision }) => revision >= body.revision));
    await until('the phone is told', () => ticket.messages.length > 0);
    for (const [screen, { view }] of wishes) {
      const start = starts.get(screen) ?? 0;
      let last: number | undefined;
      expect(screen.messages.length).toBeGreaterThan(0);
      for (const message of screen.messages) {
        expectFits(MESSAGE_OF[view], message);
        expect(message).toMatchObject({ office: OFFICE, view });
        // The first range may overlap the snapshot, which was read after the room was joined; none leaves a gap.
        if (view !== 'ticket' && last === undefined) expect(message.from).toBeLessThanOrEqual(start + 1);
        if (view !== 'ticket' && last !== undefined) expect(message.from).toBe(last + 1);
        expect(message.to).toBeGreaterThanOrEqual(message.from);
        last = message.to;
      }
    }
    const types = board.applied.map(({ type }) => type);
    expect([...new Set(types)].filter((type) => !BOARD_TYPES.includes(type))).toEqual([]);
    for (const type of ['ticket.called', 'ticket.recalled', 'ticket.serving', 'ticket.closed', 'waiting.count'])
      expect(types).toContain(type);
    const said = JSON.stringify([board.messages, ticket.messages]);
    for (const secret of ['a secret of the visitor', 'Operator 1']) expect(said).not.toContain(secret);
    for (const secret of [first.id, first.token ?? '']) expect(JSON.stringify(board.messages)).not.toContain(secret);
  });

  it('goes on from a revision that is recent, and gives a snapshot where it is not', async () => {
    const { socket } = await connect();
    const ticket = await takeTicket(kiosk);
    const { revision = 0 } = await subscribe(socket, { office: OFFICE, view: 'board' });
    await act(operator, ticket, 'cancel');
    const since = await subscribe(socket, { office: OFFICE, view: 'board', since: revision });
    expectFits('Subscribed', since);
    expect(since).toMatchObject({ ok: true, revision: revision + 1, changes: expect.any(Array) });
    expect(since).not.toHaveProperty('snapshot');
    const future = await subscribe(socket, { office: OFFICE, view: 'board', since: revision + 1000 });
    expect(future).toMatchObject({ ok: true, snapshot: expect.any(Object), revision: revision + 1 });
  });

  it('lets a page of another site not use somebody’s cookie', async () => {
    const headers = { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' };
    await expect(LiveScreen.open(office.url, { cookie: operator.cookie, headers })).rejects.toThrow();
  });
});
