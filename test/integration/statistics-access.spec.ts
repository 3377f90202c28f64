import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Directory } from '../../src/directory/directory.js';
import type { DailyStatistics, FundersReport, PeriodStatistics } from '../../src/statistics/statistics.contract.js';
import type { ApiClient } from '../harness/api-client.js';
import { anOffice, OFFICE, OFFICE_PATH, type TestOffice } from '../harness/office.js';
import { freezeClock, keepDays, statistics, writeTickets, type Imagined } from './statistics-facts.js';

const DAY = '2026-11-19';
const RANGE = `from=${DAY}&to=2026-11-24`;
const [LEAD, OTHER] = ['048043', '048017'];
const ROUTES = [
  ...['/daily', `?${RANGE}&by=hour`, `/funders?${RANGE}`, '/usual', `.csv?${RANGE}`, `.xlsx?${RANGE}`],
  ...[`/funders.csv?${RANGE}`, `/funders.xlsx?${RANGE}`],
];

const imagined = (issued: number, more: Partial<Imagined> = {}): Imagined => ({
  ...{ day: DAY, issued, service: 0, municipality: LEAD, language: 'it', source: 'kiosk', slotAfter: 0 },
  ...{ visits: [{ after: 600, counter: 0, walked: 30, worked: 300 }], ending: 'served', stayed: 0 },
  ...{ recalls: 0, transfers: 0, returns: 0 },
  ...more,
});

describe('who sees which statistics', () => {
  let office: TestOffice;
  let coordinator: ApiClient;
  const limited: Record<string, ApiClient> = {};

  beforeAll(async () => {
    office = await anOffice();
    coordinator = await office.staff('coordinator');
    const admin = await office.staff('admin');
    for (const municipality of [LEAD, OTHER, '100005']) {
      const username = `of-${municipality}`;
      const roles = [{ role: 'coordinator', office: OFFICE, municipality }];
      await admin.post('/admin/users', { username, name: 'Chen Li', password: 'a long password', roles });
      limited[municipality] = await office.anonymous().signIn(username, 'a long password');
    }
    freezeClock(office, '2026-11-24T09:30:00+01:00');
    await writeTickets(office, [
      ...[1, 2, 3, 4, 5, 6].map((n) => imagined(n * 60)),
      ...[1, 2].map((n) => imagined(3600 + n, { municipality: OTHER, language: 'zh-Hans' })),
      imagined(7200, { municipality: null, visits: [{ after: 2000, counter: 1, walked: 10, worked: 20 }] }),
      imagined(120, { day: '2026-11-24', municipality: OTHER }),
    ]);
    await keepDays(office);
  });
  afterAll(() => office.close());

  it('nobody, devices and operators see none', async () => {
    for (const route of ROUTES) {
      const path = `${OFFICE_PATH}/statistics${route}`;
      expect((await office.anonymous().get(path)).status).toBe(401);
      for (const by of [await office.staff('operator1'), await office.device('kiosk')]) {
        expect([route, (await by.get(path)).body]).toMatchObject([route, { code: 'not-allowed' }]);
      }
    }
  });

  it('a coordinator of another office, and of a municipality that is not served here, see none', async () => {
    await office.sql(
      `insert into office overriding system value select (jsonb_populate_record(o, '{"id": 777, "slug": "elsewhere"}'::jsonb)).*
       from office o where id = 1`,
    );
    await office.nodes[0]?.nest.get(Directory).refreshIfChanged();
    for (const route of ROUTES) {
      const elsewhere = await coordinator.get(`/offices/elsewhere/statistics${route}`);
      expect([route, elsewhere.status]).toEqual([route, 403]);
      expect((await limited['100005']!.get(`${OFFICE_PATH}/statistics${route}`)).status).toBe(403);
      expect((await limited[LEAD]!.get(`/offices/elsewhere/statistics${route}`)).status).toBe(403);
    }
  });

  it('a municipality’s coordinator sees its own share and no row of another', async () => {
    const day = await statistics<DailyStatistics>(limited[OTHER]!, `/daily?date=${DAY}`);
    expect(day).toMatchObject({
      municipalities: [OTHER],
      total: { issued: 2, served: 2 },
      bookings: { capacityUsed: null },
    });
    expect(day.byMunicipality.map(({ municipality, issued }) => [municipality, issued])).toEqual([[OTHER, 2]]);
    expect(day.byLanguage.map(({ language }) => language)).toEqual(['zh-Hans']);
    const counter = { openSeconds: null, busySeconds: null, occupancy: null };
    expect(day.byCounter.find(({ counter: code }) => code === '1')).toMatchObject({ issued: 2, ...counter });
    expect(day.byHour.filter(({ issued }) => issued > 0).map(({ hour }) => hour)).toEqual(['09']);

    const days = await statistics<PeriodStatistics>(limited[OTHER]!, `?${RANGE}&by=day&total=true`);
    expect(days.items.filter(({ issued }) => issued > 0).map(({ key, issued }) => [key, issued])).toEqual([
      [DAY, 2],
      ['2026-11-24', 1],
    ]);
    expect(days.total).toMatchObject({ issued: 3 });
    const shares = await statistics<PeriodStatistics>(limited[OTHER]!, `?${RANGE}&by=municipality`);
    expect(shares.items.map(({ key }) => key)).toEqual([OTHER]);
    const funders = await statistics<FundersReport>(limited[OTHER]!, `/funders?${RANGE}`);
    expect(new Set(funders.items.map(({ municipality }) => municipality))).toEqual(new Set([OTHER]));
  });

  it('the lead’s coordinator sees the unknown ones too', async () => {
    const days = await statistics<PeriodStatistics>(limited[LEAD]!, `?${RANGE}&by=day`);
    expect(days.items.find(({ key }) => key === DAY)).toMatchObject({ issued: 7, waitSeconds: { max: 2000 } });
    const shares = await statistics<PeriodStatistics>(limited[LEAD]!, `?${RANGE}&by=municipality`);
    expect(shares.items.map(({ key, name, issued }) => [key, name, issued])).toEqual([
      [LEAD, 'Sesto Fiorentino', 6],
      ['unknown', null, 1],
    ]);
  });

  it('suppresses counts under five in a municipality’s report for funders, and what would give one away', async () => {
    const whole = await statistics<FundersReport>(coordinator, `/funders?${RANGE}`);
    expect(whole.items.map(({ municipality, issued, suppressed }) => [municipality, issued, suppressed])).toEqual([
      [OTHER, 1, false],
      [LEAD, 6, false],
      [null, 1, false],
      [OTHER, 2, false],
    ]);
    expect(whole.total.issued).toBe(10);
    const lead = await statistics<FundersReport>(limited[LEAD]!, `/funders?${RANGE}`);
    expect(
      lead.items.map(({ municipality, issued, served, suppressed }) => [municipality, issued, served, suppressed]),
    ).toEqual([
      [LEAD, 6, 6, false],
      [null, null, null, true],
    ]);
    expect(lead.total).toEqual({ issued: null, served: null, walkIns: null, fromBookings: null });
  });

  it('tells operators apart to coordinators of the office only, and only where that is not switched off', async () => {
    const { items } = await statistics<PeriodStatistics>(coordinator, `?${RANGE}&by=operator`);
    expect(items).toHaveLength(2);
    const refused = await limited[LEAD]!.get(`${OFFICE_PATH}/statistics?${RANGE}&by=operator`);
    expect(refused.body).toMatchObject({ status: 403, code: 'not-allowed' });

    await office.sql(`update office set settings = settings || '{"operatorStatistics": false}' where id = 1`);
    await office.nodes[0]?.nest.get(Directory).refreshIfChanged();
    expect((await coordinator.get(`${OFFICE_PATH}/statistics?${RANGE}&by=operator`)).status).toBe(403);
    expect((await coordinator.get(`${OFFICE_PATH}/statistics.csv?${RANGE}&by=operator`)).status).toBe(403);
    await office.sql('update statistics_day set stale = true');
    await keepDays(office);
    expect(await office.sql(`select day from statistics_cell where dimension = 'operator'`)).toEqual([]);
    expect((await statistics<PeriodStatistics>(coordinator, `?${RANGE}&by=counter`)).items).toHaveLength(2);
  });

  it('says which field is wrong', async () => {
    const faults = async (path: string) => {
      const { status, body } = await coordinator.get<{ errors?: { path: string }[] }>(
        `${OFFICE_PATH}/statistics${path}`,
      );
      return [status, ...new Set(body.errors?.map((one) => one.path))];
    };
    expect(await faults('?from=2026-11-24&to=2026-11-20&by=day')).toEqual([400, 'from']);
    expect(await faults('?from=2021-11-20&to=2026-11-24&by=day')).toEqual([400, 'to']);
    expect(await faults('?from=2026-11-20&to=2026-11-25&by=day')).toEqual([400, 'to']);
    expect(await faults('?from=2026-11-20&to=2026-11-24&by=moon')).toEqual([400, 'by']);
    expect(await faults('?from=yesterday&to=2026-11-24&by=day')).toEqual([400, 'from']);
    expect(await faults('?to=2026-11-24')).toEqual([400, 'from']);
    expect(await faults('/daily?date=2026-11-25')).toEqual([400, 'date']);
    expect(await faults('/daily?date=2026-02-30')).toEqual([400, 'date']);
    expect(await faults('/usual?date=2026-11-25')).toEqual([400, 'date']);
    for (const file of ['.csv', '.xlsx', '/funders', '/funders.csv', '/funders.xlsx']) {
      expect(await faults(`${file}?from=2026-11-24&to=2026-11-20`)).toEqual([400, 'from']);
      expect(await faults(`${file}?from=2021-11-20&to=2026-11-24`)).toEqual([400, 'to']);
    }
    expect(await faults('?from=2021-11-24&to=2026-11-24&by=weekday')).toEqual([200]);
  });
});
