import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Listener } from '../../src/database/listener.js';
import type { Ticket } from '../../src/queue/queue.contract.js';
import { MOST_PACKETS } from '../../src/live/slow-clients.js';
import type { ApiClient } from '../harness/api-client.js';
import { act, callNext, openCounter, takeTicket } from '../harness/desk.js';
import { anOffice, OFFICE, type TestOffice } from '../harness/office.js';
import { callsOf, LiveScreen, until } from '../integration/live-screen.js';
import { PollingScreen } from '../integration/polling-screen.js';

describe('live on two nodes', () => {
  let office: TestOffice;
  let kiosk: ApiClient;
  let operators: ApiClient[];
  const screens: LiveScreen[] = [];

  beforeAll(async () => {
    office = await anOffice({ nodes: 2 });
    kiosk = await office.device('kiosk');
    operators = await Promise.all([office.staff('operator1', 0), office.staff('operator2', 1)]);
    await Promise.all(operators.map((operator, index) => openCounter(operator, String(index + 1))));
  });
  afterEach(() => screens.splice(0).forEach((screen) => screen.close()));
  afterAll(() => office.close());

  const display = async (node: number) => {
    const screen = await LiveScreen.open(office.nodes[node]?.url ?? '');
    screens.push(screen);
    screen.keepWatching();
    await screen.watch();
    return screen;
  };
  const callOne = async (counter: number): Promise<Ticket | null> => {
    const operator = operators[counter] as ApiClient;
    const ticket = await callNext(operator, String(counter + 1));
    if (ticket !== null) await act(operator, ticket, 'no-show');
    return ticket;
  };
  const takeMany = (count: number) => Promise.all(Array.from({ length: count }, () => takeTicket(kiosk)));
  const calledSince = async (revision: number) => {
    const rows = await office.sql(
      `select details->>'number' as number from queue_event where type = 'ticket.called' and revision > $1 order by revision`,
      [revision],
    );
    return rows.map(({ number }) => String(number));
  };

  it('shows every call once and in order on a display of either node', async () => {
    const displays = await Promise.all([display(0), display(1)]);
    const before = Math.min(...displays.map(({ revision }) => revision));
    await takeMany(40);
    const calling = async (counter: number) => {
      while ((await callOne(counter)) !== null);
    };
    await Promise.all([calling(0), calling(1)]);
    const called = await calledSince(before);
    expect(called).toHaveLength(40);
    for (const screen of displays) {
      await until('all calls', () => callsOf(screen).length >= 40);
      expect(callsOf(screen)).toEqual(called);
      expect(screen.resubscribed).toBe(0);
    }
  }, 60_000);

  it('goes on when nodes no longer hear of each other', async () => {
    const displays = await Promise.all([display(0), display(1)]);
    const before = Math.max(...displays.map(({ revision }) => revision));
    await Promise.all(office.nodes.map(({ nest }) => nest.get(Listener, { strict: false }).close()));
    await takeMany(4);
    for (const counter of [0, 1, 0, 1]) await callOne(counter);
    const called = await calledSince(before);
    for (const screen of displays) {
      await until('four calls', () => callsOf(screen).length >= 4);
      expect(callsOf(screen)).toEqual(called);
    }
  }, 60_000);

  it('brings a hundred displays back after all connections were cut in the middle of the work', async () => {
    const displays = await Promise.all(Array.from({ length: 100 }, (_, index) => display(index % 2)));
    const before = displays[0]?.revision ?? 0;
    await takeMany(20);
    for (let call = 0; call < 20; call++) {
      await callOne(call % 2);
      if (call % 8 === 3) for (const screen of displays) screen.socket.io.engine.close();
    }
    const called = await calledSince(before);
    for (const screen of displays) {
      await until('twenty calls', () => callsOf(screen).length >= 20);
      expect(callsOf(screen)).toEqual(called);
    }
  }, 120_000);

  it('holds no memory for a screen that does not read, and tells it to subscribe again', async () => {
    const operator = operators[0] as ApiClient;
    const slow = await PollingScreen.open(office.url);
    await slow.subscribe({ office: OFFICE, view: 'board' });
    const watcher = await display(0);
    await takeTicket(kiosk);
    const ticket = (await callNext(operator, '1')) as Ticket;
    for (let recall = 0; recall < MOST_PACKETS + 60; recall++) await act(operator, ticket, 'recall');
    await until(
      'others saw all of it',
      () => watcher.applied.filter(({ type }) => type === 'ticket.recalled').length === MOST_PACKETS + 60,
    );
    const packets = await slow.poll();
    expect(packets.length).toBeGreaterThan(MOST_PACKETS / 2);
    expect(packets.length).toBeLessThanOrEqual(MOST_PACKETS + 3);
    const told = [...packets, ...(packets.some(isBehind) ? [] : await slow.poll())];
    expect(told.filter(isBehind)).toEqual([`42/live,${JSON.stringify(['behind', { office: OFFICE, view: 'board' }])}`]);
    const again = await slow.subscribe({ office: OFFICE, view: 'board', since: 1 });
    expect(again).toMatchObject({ ok: true, revision: watcher.revision });
    await act(operator, ticket, 'no-show');
  }, 60_000);
});

function isBehind(packet: string): boolean {
  return packet.includes('"behind"');
}
