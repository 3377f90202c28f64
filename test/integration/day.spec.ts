import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ApiClient } from '../harness/api-client.js';
import { act, aTicket, callNext, openCounter, takeTicket, theQueue } from '../harness/desk.js';
import { anOffice, OFFICE, OFFICE_PATH, type TestOffice } from '../harness/office.js';
import { Directory } from '../../src/directory/directory.js';
import { DayClose } from '../../src/queue/day-close.js';

describe('a day at the desk', () => {
  let office: TestOffice;
  let kiosk: ApiClient;
  let operator: ApiClient;
  beforeAll(async () => {
    office = await anOffice({ clockStart: '2026-11-24T08:25:00+01:00', nodes: 2 });
    kiosk = await office.device('kiosk');
    operator = await office.staff('operator1');
  });
  afterAll(() => office.close());

  const wish = (by: ApiClient, more: object = {}) => by.post(`${OFFICE_PATH}/tickets`, { ...aTicket(), ...more });
  const closeDay = () => Promise.all(office.nodes.map((node) => node.nest.get(DayClose).closeAll()));

  it('gives no ticket before the door opens, and says when it does', async () => {
    const early = await wish(kiosk);
    expect([early.status, early.body['code']]).toEqual([409, 'office-closed']);
    expect(early.body['nextOpening']).toBe('2026-11-24T08:30:00.000+01:00');
    office.setClock('2026-11-24T08:30:00+01:00');
    expect((await wish(kiosk)).status).toBe(201);
  });

  it('says that the wait may go on after the midday gap, keeps tickets in it and gives none', async () => {
    office.setClock('2026-11-24T12:20:00+01:00');
    const { body } = await kiosk.get<{ items: { code: string; waitMayPassGap: boolean }[] }>(`${OFFICE_PATH}/services`);
    expect(body.items.find(({ code }) => code === 'school')?.waitMayPassGap).toBe(true);
    const before = await takeTicket(kiosk);
    office.setClock('2026-11-24T12:40:00+01:00');
    expect((await wish(kiosk)).body['code']).toBe('office-closed');
    await closeDay();
    office.setClock('2026-11-24T13:05:00+01:00');
    expect((await theQueue(operator)).waiting.map(({ id }) => id)).toContain(before.id);
  });

  it('ends tickets of a service its duration before closing; staff go on until the door closes', async () => {
    office.setClock('2026-11-24T15:50:00+01:00');
    const last = await wish(kiosk);
    expect([last.status, last.body['code'], last.body['nextOpening']]).toEqual([
      409,
      'office-closed',
      '2026-11-25T08:30:00.000+01:00',
    ]);
    expect((await wish(operator)).status).toBe(201);
  });

  it('closes the day once, with a reason for everything left, on whichever node is first', async () => {
    await openCounter(operator, '1');
    const serving = await callNext(operator, '1');
    await act(operator, serving!, 'start');
    for (const kind of ['operator-wanted', 'paper-out']) await kiosk.post(`${OFFICE_PATH}/alerts`, { kind });
    office.setClock('2026-11-24T17:59:00+01:00');
    await closeDay();
    expect((await theQueue(operator)).active).toHaveLength(1);
    office.setClock('2026-11-24T18:00:30+01:00');
    await closeDay();
    await closeDay();
    const rows = await office.sql(
      'select status, end_reason, count(*)::int as n from ticket group by 1, 2 order by 1, 2',
    );
    expect(rows.map(({ status, end_reason }) => `${String(status)} ${String(end_reason)}`)).toEqual([
      'completed day-close',
      'expired day-close',
    ]);
    // Whoever called for help has gone home; the paper is still out in the morning.
    const alerts = await office.sql('select kind from desk_alert where cleared_at is null');
    expect(alerts).toEqual([{ kind: 'paper-out' }]);
    const closed = await office.sql(
      `select type, count(*)::int as n from queue_event where type in ('day.closed', 'counter.closed') group by 1`,
    );
    expect(closed).toEqual(
      expect.arrayContaining([
        { type: 'day.closed', n: 1 },
        { type: 'counter.closed', n: 1 },
      ]),
    );
    expect((await theQueue(operator)).revision).toBe(await lastRevision());
  });

  it('starts the next day at 001 and catches up after days off', async () => {
    office.setClock('2026-11-25T09:00:00+01:00');
    const ticket = await takeTicket(kiosk);
    expect(ticket.number).toBe('A001');
    office.setClock('2026-12-01T09:00:00+01:00');
    await closeDay();
    expect((await office.anonymous().get(`/tickets/${ticket.token}`)).body).toMatchObject({
      status: 'expired',
      endReason: 'day-close',
    });
    expect((await takeTicket(kiosk)).number).toBe('A001');
  });

  it('is closed on holidays and the patron day', async () => {
    // 8 December is a public holiday, 11 November Sesto Fiorentino's patron day; both fall on an opening day.
    for (const day of ['2026-12-08', '2027-11-11']) {
      office.setClock(`${day}T09:30:00+01:00`);
      expect((await wish(kiosk)).body['code']).toBe('office-closed');
      const { body } = await office.anonymous().get(OFFICE_PATH);
      expect(body).toMatchObject({ open: false, closedBecause: expect.any(String) });
    }
  });

  it('stops at the daily cap of a service, also when many come at once, and counts anew the next day', async () => {
    await office.sql(
      `update offering set daily_ticket_cap = 3 from service_category c where c.id = category_id and c.code = 'school'`,
    );
    await office.sql('update directory_version set version = version + 1');
    await until(async () => {
      office.setClock('2027-01-05T09:30:00+01:00');
      const { offeringByService } = office.nodes[0]!.nest.get(Directory).office(OFFICE);
      return offeringByService.get('school')?.dailyTicketCap === 3;
    });
    const answers = await Promise.all(Array.from({ length: 9 }, () => wish(kiosk, { service: 'school' })));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
    expect(answers.filter(({ body }) => body['code'] === 'queue-full')).toHaveLength(6);
    expect((await wish(kiosk)).status).toBe(201);
    office.setClock('2027-01-07T09:30:00+01:00');
    expect((await wish(kiosk, { service: 'school' })).status).toBe(201);
  });

  async function lastRevision(): Promise<number> {
    const [row] = await office.sql('select max(revision)::int as revision from queue_event');
    return Number(row?.['revision']);
  }
});

describe('a language that nobody at the desk speaks', () => {
  it('tells the desk at once, and lets any counter take the ticket after a quarter of an hour', async () => {
    const office = await anOffice();
    try {
      const kiosk = await office.device('kiosk');
      const operator = await office.staff('operator2');
      await openCounter(operator, '1');
      const ticket = await takeTicket(kiosk, { language: 'zh-Hans', needsLanguage: 'zh-Hans' });
      const { body } = await operator.get<{ alerts: { kind: string; language: string }[] }>(`${OFFICE_PATH}/queue`);
      expect(body.alerts).toMatchObject([{ kind: 'language-unattended', language: 'zh-Hans' }]);
      expect(await callNext(operator, '1')).toBeNull();
      office.setClock('2026-11-24T09:50:00+01:00');
      expect((await callNext(operator, '1'))?.id).toBe(ticket.id);
    } finally {
      await office.close();
    }
  });
});

describe('days with 23 and 25 hours', () => {
  it('keep wall time and instants apart, and number each day once', async () => {
    const office = await anOffice({ clockStart: '2026-10-24T10:00:00+02:00' });
    try {
      await office.sql(
        `insert into opening_rule (office_id, weekday, opens, closes, bookings, walk_ins) select id, n, '00:30', '23:30', true, true from office, unnest(array[6, 7]) n`,
      );
      await office.sql('update directory_version set version = version + 1');
      const kiosk = await office.device('kiosk');
      await until(async () => (await wishAt(office, kiosk, '2026-10-24T10:00:00+02:00')) !== null);
      // The hour from 2 to 3 comes twice on 25 October: the same wall time, two instants, one day.
      const first = await wishAt(office, kiosk, '2026-10-25T02:30:00+02:00');
      const second = await wishAt(office, kiosk, '2026-10-25T02:30:00+01:00');
      expect([first?.issuedAt.slice(0, 16), second?.issuedAt.slice(0, 16)]).toEqual([
        '2026-10-25T02:30',
        '2026-10-25T02:30',
      ]);
      expect([first?.issuedAt.slice(23), second?.issuedAt.slice(23)]).toEqual(['+02:00', '+01:00']);
      expect([first?.number, second?.number]).toEqual(['A001', 'A002']);
      expect(Date.parse(second?.issuedAt ?? '') - Date.parse(first?.issuedAt ?? '')).toBeGreaterThan(3_590_000);
      // On 26 March 2028 there is no half past two: half an hour after 1:59 it is 3:29.
      const spring = await wishAt(office, kiosk, '2028-03-26T01:29:00Z');
      expect(spring?.issuedAt).toMatch(/^2028-03-26T03:29:\d\d\.\d{3}\+02:00$/);
    } finally {
      await office.close();
    }
  });

  async function wishAt(office: TestOffice, kiosk: ApiClient, instant: string) {
    office.setClock(instant);
    const answer = await kiosk.post<{ number: string; issuedAt: string }>(`${OFFICE_PATH}/tickets`, aTicket());
    return answer.status === 201 ? answer.body : null;
  }
});

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (let look = 0; look < 200; look++) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the condition never came true');
}
