import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { DateTime } from 'luxon';
import type { Ticket } from '../../src/queue/queue.contract.js';
import type { ApiClient } from '../harness/api-client.js';
import { aStaffBooking } from '../harness/bookings.js';
import { act, callNext, expectStatus, openCounter, takeTicket } from '../harness/desk.js';
import { anOffice, OFFICE_PATH, type TestOffice } from '../harness/office.js';

/** A small generator with a fixed seed: the same morning each time. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 8) % sides;
  };
}

const OPENS = DateTime.fromISO('2026-11-24T08:30:00+01:00');
const MINUTES = 120;
const PRECEDENCE = 10;
const COUNTERS = ['1', '2', '3'];

/** Minutes since opening. `slot` is null for a walk-in. */
type Visitor = { id: string; number: string; arrived: number; slot: number | null; called: number | null };

let office: TestOffice;
let kiosk: ApiClient;
let operators: ApiClient[];
const visitors: Visitor[] = [];
const called: Visitor[] = [];

beforeAll(async () => {
  office = await anOffice({ clockStart: '2026-11-24T08:00:00+01:00' });
  kiosk = await office.device('kiosk');
  operators = await Promise.all(COUNTERS.map((code) => office.staff(`operator${code}`)));
  for (const [index, code] of COUNTERS.entries()) await openCounter(operators[index]!, code);
  await liveThrough(dice(24112026));
}, 90_000);
afterAll(() => office.close());

const at = (minute: number) => OPENS.plus({ minutes: minute }).toISO() ?? '';

async function arrive(minute: number, ticket: Ticket, slot: number | null): Promise<void> {
  visitors.push({ id: ticket.id, number: ticket.number, arrived: minute, slot, called: null });
}

/** A busy morning: two appointments each quarter of an hour, and about as many walk-ins as the counters bear besides. */
async function liveThrough(roll: (sides: number) => number): Promise<void> {
  const expected: { code: string; slot: number; comes: number }[] = [];
  for (let slot = 0; slot < MINUTES; slot += 15) {
    for (let place = 0; place < 2; place++) {
      const { code } = await aStaffBooking(operators[0]!, at(slot), {
        service: place === 0 ? 'school' : 'municipal-taxes',
      });
      // Most come early, some a few minutes late, one in ten not at all.
      if (roll(10) > 0) expected.push({ code, slot, comes: Math.max(0, slot - 20 + roll(28)) });
    }
  }
  const busyUntil = COUNTERS.map(() => 0);
  const serving: (Ticket | null)[] = COUNTERS.map(() => null);
  for (let minute = 0; minute < MINUTES + 60; minute++) {
    office.setClock(at(minute));
    for (const { code, slot, comes } of expected) {
      if (comes === minute)
        await arrive(minute, expectStatus(await kiosk.post<Ticket>(`${OFFICE_PATH}/check-ins`, { code }), 201), slot);
    }
    if (minute < MINUTES && roll(100) < 24)
      await arrive(minute, await takeTicket(kiosk, { service: 'certificates-information' }), null);
    for (const [index, code] of COUNTERS.entries()) {
      if (busyUntil[index]! > minute) continue;
      const done = serving[index];
      if (done != null) await act(operators[index]!, done, 'complete');
      serving[index] = await callNext(operators[index]!, code);
      const visitor = visitors.find(({ id }) => id === serving[index]?.id);
      if (visitor === undefined) continue;
      await act(operators[index]!, visitor, 'start');
      visitor.called = minute;
      called.push(visitor);
      busyUntil[index] = minute + 5 + roll(6);
    }
  }
}

const rankOf = ({ arrived, slot }: Visitor) => (slot === null ? arrived : slot - PRECEDENCE);
const waitOf = ({ arrived, slot, called: at }: Visitor) => (at ?? Infinity) - Math.max(arrived, slot ?? arrived);

it('was a busy morning of both kinds', () => {
  expect(visitors.filter(({ slot }) => slot !== null).length).toBeGreaterThan(10);
  expect(visitors.filter(({ slot }) => slot === null).length).toBeGreaterThan(20);
  // At times many wait: otherwise any order would do.
  expect(Math.max(...visitors.map(waitOf))).toBeGreaterThan(5);
});

it('calls everybody, and bookings near their time', () => {
  expect(visitors.filter((visitor) => visitor.called === null)).toEqual([]);
  const delays = visitors.filter(({ slot }) => slot !== null).map(waitOf);
  expect(Math.max(...delays)).toBeLessThanOrEqual(15);
});

it('lets no walk-in starve: only bookings of the next ten minutes are called before somebody who came earlier', () => {
  const walkIns = visitors.filter(({ slot }) => slot === null);
  for (const walkIn of walkIns) {
    const position = called.indexOf(walkIn);
    const passedBy = called.slice(0, position).filter((other) => other.arrived > walkIn.arrived);
    for (const other of passedBy) expect([other.number, rankOf(other) <= walkIn.arrived]).toEqual([other.number, true]);
    // Two appointments each quarter: never more than those of one precedence pass by.
    expect(passedBy.length).toBeLessThanOrEqual(4);
  }
  expect(Math.max(...walkIns.map(waitOf))).toBeLessThanOrEqual(30);
});

it('calls whoever waits in the order of their ranks', () => {
  for (const [index, visitor] of called.entries()) {
    const stillWaiting = called.slice(index + 1).filter((other) => other.arrived <= (visitor.called ?? 0));
    for (const other of stillWaiting) expect(rankOf(other)).toBeGreaterThanOrEqual(rankOf(visitor));
  }
});
