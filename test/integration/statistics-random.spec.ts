import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { DailyStatistics, Dimension, PeriodStatistics } from '../../src/statistics/statistics.contract.js';
import type { ApiClient } from '../harness/api-client.js';
import { anOffice, type TestOffice } from '../harness/office.js';
import {
  appendEvents,
  forgetEverything,
  freezeClock,
  keepDays,
  statistics,
  writeTickets,
  type Imagined,
} from './statistics-facts.js';
import { slowMeasures } from './statistics-slow.js';

/** Three opening days of two weeks; the one between the first two is the patron's. */
const DAYS = ['2026-11-10', '2026-11-12', '2026-11-17'];
const RANGE = 'from=2026-11-09&to=2026-11-18';
const SERVICES = 4;

const visit = fc.record({
  after: fc.integer({ min: 0, max: 4000 }),
  counter: fc.integer({ min: 0, max: 3 }),
  walked: fc.option(fc.integer({ min: 0, max: 200 }), { freq: 4 }),
  worked: fc.integer({ min: 0, max: 3000 }),
});
const always = {
  day: fc.constantFrom(...DAYS),
  issued: fc.integer({ min: 0, max: 8 * 3600 }),
  service: fc.nat(SERVICES - 1),
};
const ticket: fc.Arbitrary<Imagined> = fc
  .record({
    ...always,
    municipality: fc.constantFrom('048043', '048017', '048006', null),
    language: fc.constantFrom('it', 'zh-Hans', 'en'),
    source: fc.constantFrom('kiosk', 'desk', 'phone', 'booking'),
    slotAfter: fc.integer({ min: -1800, max: 1800 }),
    visits: fc.array(visit, { maxLength: 3 }),
    ending: fc.constantFrom('served', 'day-close', 'no-show', 'left', 'cancelled-by-staff', 'expired', 'unfinished'),
    stayed: fc.integer({ min: 0, max: 3600 }),
    recalls: fc.nat(2),
    transfers: fc.nat(2),
    returns: fc.nat(1),
  })
  .map((one) => possible(one as Imagined));

// Whom nobody called was not served; who was served has begun at some counter.
function possible(one: Imagined): Imagined {
  const last = one.visits.at(-1);
  const atCounter = ['served', 'day-close', 'no-show'].includes(one.ending);
  if (last === undefined) return atCounter ? { ...one, ending: 'left' } : one;
  if (one.ending !== 'served' && one.ending !== 'day-close') return one;
  return { ...one, visits: [...one.visits.slice(0, -1), { ...last, walked: last.walked ?? 0 }] };
}

function grouped(tickets: readonly Imagined[], keyOf: (one: Imagined) => string): Map<string, Imagined[]> {
  const groups = new Map<string, Imagined[]>();
  for (const one of tickets) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return groups;
}

/** The keys of a ticket in each dimension but counters and operators, where a ticket is in several rows. */
const KEYS: Partial<Record<Dimension, (one: Imagined, services: string[]) => string>> = {
  day: ({ day }) => day,
  weekday: ({ day }) => String(((new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7) + 1),
  hour: ({ issued }) => String(8 + Math.floor(issued / 3600)).padStart(2, '0'),
  service: ({ service }, services) => services[service] ?? '',
  municipality: ({ municipality }) => municipality ?? 'unknown',
  language: ({ language }) => language,
  source: ({ source }) => source,
};

describe('statistics of random days', () => {
  let office: TestOffice;
  let coordinator: ApiClient;
  let services: string[];
  beforeAll(async () => {
    office = await anOffice();
    coordinator = await office.staff('coordinator');
    freezeClock(office, '2026-11-24T09:30:00+01:00');
    services = (
      await office.sql(
        'select c.code from offering o join service_category c on c.id = o.category_id where office_id = 1 order by o.id limit 4',
      )
    ).map(({ code }) => String(code));
  });
  afterAll(() => office.close());

  const period = (by: Dimension) => statistics<PeriodStatistics>(coordinator, `?${RANGE}&by=${by}&total=true`);
  const dailies = () => Promise.all(DAYS.map((day) => statistics<DailyStatistics>(coordinator, `/daily?date=${day}`)));

  async function expectRight(tickets: readonly Imagined[]): Promise<void> {
    for (const [by, keyOf] of Object.entries(KEYS)) {
      const { items, total } = await period(by as Dimension);
      expect(total).toEqual(slowMeasures(tickets));
      const groups = grouped(tickets, (one) => keyOf(one, services));
      const found = items.filter(({ issued }) => issued > 0).map(({ key }) => key);
      expect(found.sort()).toEqual([...groups.keys()].sort());
      for (const { key, name: _, ...measures } of items) {
        expect({ by, key, ...measures }).toEqual({ by, key, ...slowMeasures(groups.get(key) ?? []) });
      }
    }
  }

  async function write(tickets: readonly Imagined[]): Promise<void> {
    await forgetEverything(office);
    await writeTickets(office, tickets);
  }
  const close = () =>
    office.sql(
      `insert into day_close select 1, d, '2026-11-23T18:00Z' from unnest($1::date[]) d on conflict do nothing`,
      [[...DAYS, '2026-11-23']],
    );

  it('are what the definitions say, live and kept, each day and all together', async () => {
    const runs = fc.asyncProperty(fc.array(ticket, { maxLength: 50 }), async (tickets) => {
      await write(tickets);
      await expectRight(tickets);
      const live = await dailies();
      const counters = await period('counter');
      const operators = await period('operator');
      await close();
      await keepDays(office);
      await expectRight(tickets);
      expect(await dailies()).toEqual(live.map((day) => ({ ...day, final: true })));
      expect(await period('counter')).toEqual({ ...counters, final: true });
      expect(await period('operator')).toEqual({ ...operators, final: true });
    });
    await fc.assert(runs, { numRuns: 6, endOnFailure: true });
  }, 120_000);

  it('give each counter its own part of the work, and every ticket to one', async () => {
    const visits = [
      { after: 60, counter: 0, walked: 10, worked: 100 },
      { after: 30, counter: 1, walked: null, worked: 20 },
      { after: 30, counter: 1, walked: 5, worked: 300 },
    ];
    const [plain] = fc.sample(ticket, 1);
    await write([{ ...plain!, day: DAYS[0]!, source: 'kiosk', visits, ending: 'served' }]);
    const { items } = await period('counter');
    const told = items.map(({ key, issued, walkingSeconds, serviceSeconds }) => [
      ...[key, issued, walkingSeconds.count, walkingSeconds.max],
      ...[serviceSeconds.count, serviceSeconds.max],
    ]);
    expect(told).toEqual([
      ['1', 0, 1, 10, 1, 100],
      ['2', 1, 1, 5, 1, 300],
    ]);
  });

  it('keep a day once, the same again, and anew when one of its tickets changes', async () => {
    const tickets = fc.sample(ticket, { numRuns: 60, seed: 7 });
    await write(tickets);
    await close();
    await keepDays(office);
    const rows = () => office.sql('select day, dimension, share, tallies from statistics_cell order by 1, 2, 3');
    const first = await rows();
    await office.sql('update statistics_day set definition = 0, stale = true');
    await keepDays(office);
    expect(await rows()).toEqual(first);

    const [changed] = await office.sql(`select id from ticket where municipality_code = '048006' and day = $1`, [
      DAYS[0],
    ]);
    await office.sql('update ticket set municipality_code = null where id = $1', [changed?.['id']]);
    await appendEvents(office, [
      { type: 'ticket.corrected', at: '2026-11-24T08:00:00Z', day: '2026-11-24', ticket_id: changed?.['id'] },
    ]);
    const marked = await office.sql('select day from statistics_day where reckoned_at is null or stale');
    expect(marked).toEqual([]);
    await keepDays(office);
    const [day] = await dailies();
    const known = tickets.filter((one) => one.day === DAYS[0]);
    const unknown = day?.byMunicipality.find(({ municipality }) => municipality === null)?.issued;
    expect(unknown).toBe(known.filter(({ municipality }) => municipality === null).length + 1);
    expect(await rows()).not.toEqual(first);
  });

  it('of days that nobody closed for a while are all kept, one after the other', async () => {
    await write(fc.sample(ticket, { numRuns: 40, seed: 11 }));
    // After days off, only the newest day is recorded as closed.
    await office.sql(`insert into day_close values (1, '2026-11-23', '2026-11-23T18:00Z') on conflict do nothing`);
    await keepDays(office);
    const kept = await office.sql('select day from statistics_day order by day');
    expect(kept.map(({ day }) => day)).toEqual(DAYS);
    expect(await office.sql('select kept_until from statistics_office')).toEqual([{ kept_until: '2026-11-23' }]);
  });
});
