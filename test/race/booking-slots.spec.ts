import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { HoldRequest, StaffBooking } from '../../src/bookings/bookings.contract.js';
import type { ApiClient } from '../harness/api-client.js';
import {
  aBooking,
  aHold,
  close,
  freeSlots,
  miscountedCells,
  miscountedDays,
  overbooked,
  rereadDirectory,
  tryConfirm,
  tryHold,
  tryMove,
} from '../harness/bookings.js';
import { anOffice, type TestOffice } from '../harness/office.js';

const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));
const at = (day: string, minute: number) =>
  `${day}T${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}:00.000+01:00`;
const MORNING = 510;

/** A machine that does too much at once may be busy: then one asks again, as the answer says. */
async function answered<T extends { status: number }>(ask: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const answer = await ask();
    if (answer.status !== 503 || attempt === 5) return answer;
  }
}

describe('many want the same slots at the same instant', () => {
  let office: TestOffice;
  let citizens: ApiClient[];
  let operator: ApiClient;
  beforeAll(async () => {
    office = await anOffice({ nodes: 2 });
    citizens = [office.anonymous(0), office.anonymous(1)];
    operator = await office.staff('operator1');
    await office.sql(`update office set booking = booking || '{"maxActivePerContact": 50, "maxActivePerPerson": 50}'`);
    await rereadDirectory(office);
  });
  afterAll(() => office.close());

  const someone = (index: number) => citizens[index % 2]!;

  async function expectOrder(): Promise<void> {
    expect(await office.sql('select * from pool_cell where taken > capacity')).toEqual([]);
    expect([await miscountedCells(office), await miscountedDays(office)]).toEqual([[], []]);
  }

  it('gives 300 holds on one pool exactly the places that there are', async () => {
    const day = '2026-11-26';
    const answers = await Promise.all(
      times(300, (index) => answered(() => tryHold(someone(index), at(day, MORNING + (index % 8) * 15)))),
    );
    const given = answers.filter(({ status }) => status === 201);
    expect(given).toHaveLength(16);
    expect(new Set(given.map(({ body }) => body.id)).size).toBe(16);
    for (const { status, body } of answers)
      if (status !== 201) expect([status, body.code]).toEqual([409, 'slot-taken']);
    const perStart = await office.sql('select count(*)::int as n from booking where day = $1 group by starts_at', [
      day,
    ]);
    expect(perStart).toEqual(times(8, () => ({ n: 2 })));
    await expectOrder();
  }, 90_000);

  it('mixes lengths and mediators without a deadlock, and refuses only what is full', async () => {
    const day = '2026-12-01';
    const kinds: Partial<HoldRequest>[] = [
      { service: 'citizenship' },
      { service: 'school', needsLanguage: 'zh-Hans' },
      { service: 'residence-permit-kit', needsLanguage: 'zh-Hans' },
      { service: 'family-reunification' },
      { service: 'certificates-information', extraServices: ['school', 'municipal-taxes'] },
    ];
    const wishes = times(150, (index) => ({ start: at(day, MORNING + (index % 9) * 15), ...kinds[index % 5] }));
    const answers = await Promise.all(
      wishes.map((wish, index) => answered(() => tryHold(someone(index), wish.start, wish))),
    );
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.code ?? ''}`))).toEqual(
      new Set(['201 ', '409 slot-taken']),
    );
    for (const { service, needsLanguage, extraServices } of kinds) {
      const query = {
        ...(service === undefined ? {} : { service }),
        ...(needsLanguage == null ? {} : { needsLanguage }),
        ...(extraServices === undefined ? {} : { extraServices: extraServices.join(',') }),
      };
      const free = new Set((await freeSlots(citizens[0]!, day, query)).map(({ start }) => start));
      wishes.forEach((wish, index) => {
        if (wish.service === service && answers[index]?.status === 409) expect(free.has(wish.start)).toBe(false);
      });
    }
    await expectOrder();
  }, 90_000);

  it('never passes the daily maximum of an offering', async () => {
    const ofTaxes = `category_id = (select id from service_category where code = 'municipal-taxes')`;
    await office.sql(`update offering set daily_booking_cap = 5 where ${ofTaxes}`);
    const holdAt = (index: number) =>
      answered(() =>
        tryHold(someone(index), at('2026-12-02', MORNING + (index % 12) * 15), { service: 'municipal-taxes' }),
      );
    const answers = await Promise.all(times(60, holdAt));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(5);
    expect(answers.filter(({ body }) => body.code === 'slot-taken')).toHaveLength(55);
    await rereadDirectory(office);
    expect(await freeSlots(citizens[0]!, '2026-12-02', { service: 'municipal-taxes' })).toEqual([]);
    expect(await freeSlots(citizens[0]!, '2026-12-02')).not.toEqual([]);
    await expectOrder();
  }, 90_000);

  it('moves 200 bookings at once, past each other and by one cell: none loses its place', async () => {
    await office.sql(`update pool set slot_minutes = 5 where code = 'general'`);
    await rereadDirectory(office);
    const day = '2026-12-03';
    // Two rows of bookings side by side fill most of a morning: nearly every move meets others.
    const starts = times(24, (index) => at(day, MORNING + Math.floor(index / 2) * 15));
    const booked: { token: string; id: string; start: string }[] = [];
    for (const [index, start] of starts.entries()) booked.push(await aBooking(someone(index), start));
    const moves = times(200, (index) => {
      const booking = booked[index % 24]!;
      const [own, step] = [MORNING + Math.floor((index % 24) / 2) * 15, Math.floor(index / 24)];
      const minute = [own + 5, own - 5, own + 15, own - 15, own + 60, 1200 - own - 60, own + 10, MORNING + 200, own][
        step
      ]!;
      return { booking, target: at(day, Math.max(MORNING, Math.min(minute, 735))) };
    });
    const answers = await Promise.all(
      moves.map(({ booking, target }, index) => answered(() => tryMove(someone(index), booking, target))),
    );
    expect(
      new Set(
        answers.map(({ status, body }) => `${status} ${body.code !== undefined && status > 200 ? body.code : ''}`),
      ),
    ).toEqual(new Set(['200 ', '409 slot-taken']));
    for (const booking of booked) {
      const won = moves.filter((move, index) => move.booking === booking && answers[index]?.status === 200);
      const { body } = await citizens[0]!.get<StaffBooking>(`/bookings/${booking.token}`);
      expect([booking.start, ...won.map(({ target }) => target)]).toContain(body.start);
      if (won.length === 0) expect(body.start).toBe(booking.start);
      expect(body.status).toBe('confirmed');
    }
    await expectOrder();
  }, 90_000);

  it('lets two change places when there is room beside them, and leaves both where they are when there is none', async () => {
    const day = '2026-12-10';
    const change = async (wish: Partial<HoldRequest>, round: number, far: number) => {
      const [early, late] = [at(day, MORNING + round * 30), at(day, far + round * 30)];
      const [first, second] = [await aBooking(someone(round), early, wish), await aBooking(someone(round), late, wish)];
      return () => Promise.all([tryMove(citizens[0]!, first, late), tryMove(citizens[1]!, second, early)]);
    };
    const roomy = await Promise.all(times(6, (round) => change({}, round, 780)));
    const narrow = await Promise.all(times(4, (round) => change({ service: 'family-reunification' }, round, 780)));
    const answers = await Promise.all([...roomy, ...narrow].map((start) => start()));
    const outcomes = answers.map((pair) => pair.map(({ status }) => status));
    expect(outcomes).toEqual([...times(6, () => [200, 200]), ...times(4, () => [409, 409])]);
    await expectOrder();
  });

  it('lists every booking inside a closure that was decided while holds ran', async () => {
    const day = '2026-12-15';
    const holds = times(120, (index) => answered(() => tryHold(someone(index), at(day, MORNING + (index % 24) * 10))));
    const closing = Promise.race(holds).then(() => close(office, day, '09:30', '11:00'));
    const answers = await Promise.all(holds);
    await closing;
    expect(answers.filter(({ status }) => status !== 201 && status !== 409)).toEqual([]);
    // Whoever held a slot before the closure may still confirm; the desk then sees it.
    for (const { status, body } of answers)
      if (status === 201) expect((await tryConfirm(citizens[0]!, body.id)).status).toBe(201);
    const inside = await office.sql(
      `select id from booking where day = $1 and status = 'confirmed' and starts_at < '2026-12-15T11:00:00+01:00'
         and occupied_until > '2026-12-15T09:30:00+01:00' order by id`,
      [day],
    );
    const listed = (await overbooked(operator)).flatMap(({ bookings }) => bookings.map(({ id }) => id));
    expect([...new Set(listed)].sort()).toEqual(inside.map(({ id }) => String(id)));
    const late = await Promise.all(times(20, (index) => tryHold(someone(index), at(day, 570 + (index % 6) * 15))));
    expect(new Set(late.map(({ body }) => body.code))).toEqual(new Set(['not-bookable']));
  }, 90_000);

  it('does not sell a slot by rules that another node has changed already', async () => {
    const day = '2026-12-16';
    for (let round = 0; round < 8; round++) {
      const start = MORNING + round * 25;
      const wall = at(day, start).slice(11, 16);
      await close(office, day, wall, at(day, start + 15).slice(11, 16));
      // One node knows and has counted anew; the other one has not looked yet.
      await overbooked(operator);
      const { status, body } = await tryHold(citizens[1]!, at(day, start));
      expect([status, body.code]).toEqual([409, 'not-bookable']);
    }
    expect(await office.sql('select * from booking where day = $1', [day])).toEqual([]);
  });

  it('gives one hold to one key, on either node', async () => {
    const key = 'the same tap on two nodes';
    const answers = await Promise.all(
      times(8, (index) => tryHold(someone(index), at('2026-12-17', MORNING), {}, { key })),
    );
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1);
    await aHold(citizens[0]!, at('2026-12-17', MORNING));
    expect((await tryHold(citizens[0]!, at('2026-12-17', MORNING))).body.code).toBe('slot-taken');
  });

  it('has met no deadlock in all of this', async () => {
    // PostgreSQL counts for good when a connection ends.
    await Promise.all(office.nodes.splice(0).map((node) => node.close()));
    const others = () =>
      office.sql(
        `select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
           and backend_type = 'client backend'`,
      );
    while ((await others()).length > 0);
    expect(await office.sql('select deadlocks::int from pg_stat_database where datname = current_database()')).toEqual([
      { deadlocks: 0 },
    ]);
  });
});
