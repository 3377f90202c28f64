import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Ticket } from '../../src/queue/queue.contract.js';
import type { ApiClient } from '../harness/api-client.js';
import { openCounter, takeTicket, theQueue, tryTo } from '../harness/desk.js';
import { anOffice, OFFICE_PATH, type TestOffice } from '../harness/office.js';
import { replay } from '../harness/replay.js';

/** A small generator with a fixed seed: the same day each time. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state % sides;
  };
}

const SERVICES = ['school', 'citizenship', 'residence-permit-kit', 'municipal-taxes'];
const LANGUAGES = ['it', 'zh-Hans', 'en'];
const ACTIONS = ['start', 'complete', 'recall', 'no-show', 'park', 'resume', 'transfer', 'correct', 'cancel'] as const;
const BODIES: Partial<Record<(typeof ACTIONS)[number], object>> = {
  transfer: { service: 'municipal-taxes', notes: 'di là' },
  correct: { service: 'school', municipality: '048017', priority: 'reduced-mobility' },
  complete: { outcome: 'resolved', municipality: '048006' },
};

describe('the log of a day', () => {
  let office: TestOffice;
  let kiosk: ApiClient;
  let coordinator: ApiClient;
  const roll = dice(20261124);
  const tickets: Ticket[] = [];

  beforeAll(async () => {
    office = await anOffice();
    kiosk = await office.device('kiosk');
    coordinator = await office.staff('coordinator');
    await liveThrough(400);
  }, 120_000);
  afterAll(() => office.close());

  async function liveThrough(steps: number): Promise<void> {
    const people = await Promise.all(
      ['operator1', 'operator2', 'operator3', 'operator4'].map((name) => office.staff(name)),
    );
    for (const [index, person] of people.entries()) await openCounter(person, String(index + 1));
    for (let step = 0; step < steps; step++) {
      const choice = roll(10);
      const person = people[roll(4)]!;
      const counter = String(people.indexOf(person) + 1);
      if (choice < 3 || tickets.length === 0) await arrive();
      else if (choice < 6) await person.post(`${OFFICE_PATH}/counters/${counter}/call-next`);
      else if (choice === 6) await person.put(`${OFFICE_PATH}/counters/${counter}/session`, { paused: roll(2) === 0 });
      else await actAtRandom();
      if (step % 40 === 0)
        office.setClock(
          `2026-11-24T${String(9 + Math.floor(step / 160)).padStart(2, '0')}:${String(30 + (step % 29)).padStart(2, '0')}:00+01:00`,
        );
    }
  }

  async function actAtRandom(): Promise<void> {
    const action = ACTIONS[roll(ACTIONS.length)]!;
    // Mostly those who are at a counter, sometimes anybody: then the status may not admit it, and nothing may change.
    const { active } = await theQueue(coordinator);
    const chosen = active.length > 0 && roll(4) > 0 ? active[roll(active.length)]! : tickets[roll(tickets.length)]!;
    await tryTo(coordinator, chosen, action, BODIES[action] ?? {});
  }

  async function arrive(): Promise<void> {
    const wish = {
      service: SERVICES[roll(4)]!,
      language: LANGUAGES[roll(3)]!,
      municipality: roll(4) === 0 ? null : '048043',
    };
    tickets.push(await takeTicket(kiosk, roll(5) === 0 ? { ...wish, needsLanguage: 'zh-Hans' } : wish));
  }

  it('has every revision once, in order of time', async () => {
    const rows = await office.sql('select revision, at from queue_event order by revision');
    expect(rows.map(({ revision }) => Number(revision))).toEqual(rows.map((_, index) => index + 1));
    const instants = rows.map(({ at }) => (at as Date).getTime());
    expect(instants).toEqual([...instants].sort((a, b) => a - b));
  });

  it('rebuilds tickets and counter sessions exactly', async () => {
    const events = await office.sql('select * from queue_event order by revision');
    const rebuilt = replay(events.map((event) => ({ ...event, revision: Number(event['revision']) })) as never);
    const rows = await office.sql(
      `select to_jsonb(t) - array['office_id', 'token_hash', 'token_version'] as ticket from ticket t order by seq`,
    );
    expect(rows.length).toBe(rebuilt.tickets.size);
    for (const { ticket } of rows as { ticket: Record<string, unknown> }[]) {
      const { id, ...columns } = ticket;
      expect(normal(rebuilt.tickets.get(String(id)))).toEqual(normal(columns));
    }
    const seats = await office.sql(
      `select to_jsonb(s) - array['office_id', 'user_name'] as seat from counter_session s`,
    );
    for (const { seat } of seats as { seat: Record<string, unknown> }[]) {
      const { id, ...columns } = seat;
      expect(normal(rebuilt.seats.get(String(id)))).toEqual(normal(columns));
    }
  });

  it('calls in rank order among tickets of one kind', async () => {
    // For each call by the button: nobody of the same kind with a lower rank was waiting and free to be called.
    const events = await office.sql('select * from queue_event order by revision');
    const seen: Record<string, unknown>[] = [];
    for (const [index, event] of events.entries()) {
      const details = event['details'] as Record<string, unknown>;
      if (event['type'] !== 'ticket.called' || details['byHand'] === true) continue;
      const before = replay(
        events.slice(0, index).map((row) => ({ ...row, revision: Number(row['revision']) })) as never,
      );
      const called = before.tickets.get(String(event['ticket_id']))!;
      const passed = [...before.tickets.values()].filter(
        (other) =>
          other['status'] === 'waiting' &&
          sameKind(other, called) &&
          rank(other) < rank(called) &&
          freeAt(other, event['at'] as Date),
      );
      seen.push(...passed);
    }
    expect(seen).toEqual([]);
  });

  it('keeps the first call and gives every end a reason', async () => {
    const rows = await office.sql(
      `select t.number, t.called_at, min(e.at) as first_call from ticket t
       join queue_event e on e.ticket_id = t.id and e.type = 'ticket.called' group by t.office_id, t.id`,
    );
    expect(rows.length).toBeGreaterThan(10);
    for (const row of rows) expect(row['called_at']).toEqual(row['first_call']);
    const [endless] = await office.sql(
      `select count(*)::int as n from ticket where (ended_at is null) <> (end_reason is null)`,
    );
    expect(endless?.['n']).toBe(0);
  });

  it('names nobody in public: board and log carry no contact, note on the board, or token', async () => {
    const { waiting } = await theQueue(coordinator);
    expect(waiting.length).toBeGreaterThanOrEqual(0);
    const { body } = await office.anonymous().get(`${OFFICE_PATH}/board`);
    const text = JSON.stringify(body);
    for (const secret of ['token', 'notes', 'di là', 'priority', 'operator', 'reduced-mobility'])
      expect(text).not.toContain(secret);
    const logged = JSON.stringify(await office.sql('select details from queue_event'));
    expect(logged).not.toContain('token');
  });

  const sameKind = (a: Record<string, unknown>, b: Record<string, unknown>) =>
    ['offering_id', 'needs_language', 'priority', 'source'].every((column) => a[column] === b[column]);
  const rank = (ticket: Record<string, unknown>) => Date.parse(String(ticket['rank_at'])) + Number(ticket['seq']) / 1e6;
  const freeAt = (ticket: Record<string, unknown>, at: Date) =>
    (ticket['not_before'] === null || Date.parse(String(ticket['not_before'])) <= at.getTime()) &&
    ticket['wanted_counter_id'] === null;
});

// PostgreSQL and JavaScript write the same instant in two ways.
function normal(row: Record<string, unknown> | undefined): Record<string, unknown> {
  const instant = /^\d{4}-\d{2}-\d{2}T/;
  return Object.fromEntries(
    Object.entries(row ?? {})
      .map(
        ([column, value]) =>
          [column, typeof value === 'string' && instant.test(value) ? new Date(value).toISOString() : value] as const,
      )
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
