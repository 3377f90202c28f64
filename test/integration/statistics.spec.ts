import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DailyStatistics, Measures, PeriodStatistics } from '../../src/statistics/statistics.contract.js';
import type { Ticket } from '../../src/queue/queue.contract.js';
import type { ApiClient } from '../harness/api-client.js';
import { act, expectStatus, openCounter, takeTicket } from '../harness/desk.js';
import { anOffice, OFFICE_PATH, type TestOffice } from '../harness/office.js';
import { closeDays, freezeClock, keepDays, statistics, writeTickets, type Imagined } from './statistics-facts.js';

const DAY = '2026-11-24';

describe('a day made by hand', () => {
  let office: TestOffice;
  let kiosk: ApiClient;
  let first: ApiClient;
  let second: ApiClient;
  let coordinator: ApiClient;
  let live: DailyStatistics;
  let day: DailyStatistics;

  const at = (time: string) => freezeClock(office, `${DAY}T${time}+01:00`);
  const take = (time: string, wish: object = {}) => {
    at(time);
    return takeTicket(kiosk, wish);
  };
  const call = async (time: string, ticket: { id: string }, counter = '1') => {
    at(time);
    const by = counter === '1' ? first : second;
    const path = `${OFFICE_PATH}/counters/${counter}/call`;
    return expectStatus(await by.post<Ticket>(path, { ticketId: ticket.id }), 200);
  };
  const then = (time: string, ticket: { id: string }, action: string, body: object = {}, by = first) => {
    at(time);
    return act(by, ticket, action, body);
  };
  const daily = () => statistics<DailyStatistics>(coordinator, `/daily?date=${DAY}`);

  beforeAll(async () => {
    office = await anOffice({ clockStart: `${DAY}T08:40:00+01:00`, nodes: 2 });
    kiosk = await office.device('kiosk');
    [first, second] = [await office.staff('operator1'), await office.staff('operator2')];
    coordinator = await office.staff('coordinator', 1);
    at('09:00:00');
    await openCounter(first, '1');

    const plain = await take('09:00:00');
    const returning = await take('09:05:00');
    await call('09:10:00', plain);
    await then('09:11:00', plain, 'recall');
    await then('09:12:00', plain, 'start');
    await then('09:20:00', plain, 'complete');

    const parked = await take('09:20:30', { municipality: null, language: 'zh-Hans' });
    await call('09:21:00', returning);
    await then('09:23:00', returning, 'no-show');
    await then('09:30:00', returning, 'resume');
    await call('09:33:00', returning);
    await then('09:33:30', returning, 'start');
    await then('09:40:00', returning, 'complete');

    await call('09:51:30', parked);
    await then('09:51:30', parked, 'start');
    await then('09:55:30', parked, 'park');
    await then('09:58:00', parked, 'resume');
    await call('10:00:00', parked);
    await then('10:01:00', parked, 'start');
    await then('10:05:00', parked, 'complete');

    at('10:06:00');
    await openCounter(second, '2');
    const moved = await take('10:10:00');
    await call('10:12:00', moved);
    await then('10:12:00', moved, 'start');
    await then('10:17:00', moved, 'transfer', { service: 'school', counter: '2' });
    await call('10:20:00', moved, '2');
    await then('10:21:00', moved, 'start', {}, second);
    await then('10:31:00', moved, 'complete', {}, second);

    const gone = await take('10:32:00');
    await then('10:33:00', gone, 'correct', { service: 'citizenship' });
    at('10:52:00');
    await kiosk.delete(`/tickets/${gone.token}`);
    const soonGone = await take('10:53:00');
    at('10:54:00');
    await kiosk.delete(`/tickets/${soonGone.token}`);
    const cancelled = await take('10:55:00');
    await then('10:56:00', cancelled, 'cancel');
    at('11:00:00');
    await openCounter(first, '1', { paused: true });
    at('11:06:00');
    await second.delete(`${OFFICE_PATH}/counters/2/session`);
    at('11:30:00');
    await openCounter(first, '1', { paused: false });

    const overGap = await take('12:20:00', { municipality: '048017' });
    await call('13:10:00', overGap);
    await then('13:12:00', overGap, 'no-show');

    const late = await take('15:30:00');
    const unfinished = await take('15:40:00');
    await take('15:44:00', { language: 'en' });
    await call('15:55:00', late);
    await then('15:56:00', late, 'start');
    await then('16:20:00', late, 'complete');
    await call('16:25:00', unfinished);
    await then('16:26:00', unfinished, 'start');
    at('17:00:00');
    live = await daily();
    at('18:00:30');
    await closeDays(office);
    await keepDays(office);
    day = await daily();
  }, 60_000);
  afterAll(() => office.close());

  const one = <T extends object>(list: readonly (T & Measures)[], name: keyof T, key: unknown) => {
    const found = list.find((row) => row[name] === key);
    if (found === undefined) throw new Error(`no row ${String(key)}`);
    return found;
  };

  it('is not final while it runs, and tells who is still there', () => {
    expect([live.final, day.final]).toEqual([false, true]);
    expect(live.total).toMatchObject({ issued: 11, served: 5, unfinished: 2, expired: 0 });
    expect(day.total).toMatchObject({ unfinished: 0 });
  });

  it('counts every ticket once, by what became of it', () => {
    expect(day.total).toMatchObject({
      issued: 11,
      walkIns: 11,
      fromBookings: 0,
      served: 6,
      noShow: 1,
      left: 2,
      cancelled: 1,
      expired: 1,
    });
    expect(day.total).toMatchObject({ recalls: 1, transferred: 1, transfers: 1, returned: 1 });
  });

  it('measures the wait to the first call only, whatever came after it', () => {
    // 10:00, 16:00, 31:00, 2:00, 50:00, 25:00 and 45:00 minutes.
    expect(day.total.waitSeconds).toEqual({ count: 7, mean: 1534.3, p50: 1500, p90: 3000, max: 3000 });
    expect(day.total.walkInWaitSeconds).toEqual(day.total.waitSeconds);
    expect(day.total.bookingWaitSeconds.count).toBe(0);
  });

  it('shows the time in the midday gap apart from open waiting', () => {
    expect(day.total.gapSeconds).toEqual({ count: 1, mean: 1800, p50: 1800, p90: 1800, max: 1800 });
    expect(day.total.openWaitSeconds).toEqual({ count: 7, mean: 1277.1, p50: 1200, p90: 2700, max: 2700 });
  });

  it('counts for the target who was called, and who left after it', () => {
    // Within: 10:00 and 2:00. One left after twenty minutes and counts, one after one minute does not.
    expect(day.total).toMatchObject({ targetCounted: 8, withinTarget: 0.25 });
  });

  it('measures walking per call, service per ticket, and neither of whom day close ended', () => {
    // 120, 30, 0 and 60, 0 and 60, 60, 60.
    expect(day.total.walkingSeconds).toEqual({ count: 8, mean: 48.8, p50: 60, p90: 120, max: 120 });
    // 8:00, 6:30, 4:00 and 4:00, 5:00 and 10:00, 24:00.
    expect(day.total.serviceSeconds).toEqual({ count: 5, mean: 738, p50: 480, p90: 1440, max: 1440 });
    expect(day.total.totalSeconds).toEqual({ count: 5, mean: 2046, p50: 2100, p90: 3000, max: 3000 });
  });

  it('puts tickets into the hour in which they were issued, also when it ends after closing', () => {
    const issued = day.byHour.map(({ hour, issued: count }) => [hour, count]);
    expect(issued).toEqual([
      ['08', 0],
      ['09', 3],
      ['10', 4],
      ['11', 0],
      ['12', 1],
      ['13', 0],
      ['14', 0],
      ['15', 3],
    ]);
    expect(one(day.byHour, 'hour', '15')).toMatchObject({ served: 2, expired: 1 });
  });

  it('counts corrected and transferred tickets where they belong now', () => {
    expect(one(day.byService, 'service', 'school')).toMatchObject({ issued: 1, served: 1, transferred: 1 });
    expect(one(day.byService, 'service', 'citizenship')).toMatchObject({ issued: 1, left: 1 });
    expect(one(day.byService, 'service', 'certificates-information').issued).toBe(9);
    expect(one(day.byService, 'service', 'residence-permit-kit')).toMatchObject({ issued: 0, withinTarget: null });
  });

  it('keeps a row for the unknown municipality, and rows for languages and sources', () => {
    const rows = day.byMunicipality.map(({ municipality, name, issued }) => [municipality, name, issued]);
    expect(rows).toEqual(
      expect.arrayContaining([
        ['048043', 'Sesto Fiorentino', 9],
        ['048017', 'Firenze', 1],
        ['048006', 'Campi Bisenzio', 0],
        [null, null, 1],
      ]),
    );
    expect(day.byLanguage.map(({ language, issued }) => [language, issued])).toEqual([
      ['en', 1],
      ['it', 9],
      ['zh-Hans', 1],
    ]);
    expect(day.bySource.map(({ source, issued }) => [source, issued])).toEqual([['kiosk', 11]]);
  });

  it('knows how long counters were open, paused and busy', () => {
    const { openSeconds, pausedSeconds, busySeconds, occupancy } = one(day.byCounter, 'counter', '1');
    expect({ openSeconds, pausedSeconds, busySeconds }).toEqual({
      openSeconds: 9 * 3600 + 30 - 1800,
      pausedSeconds: 1800,
      busySeconds: 600 + 120 + 420 + 240 + 300 + 300 + 120 + 1500 + 5730,
    });
    expect(occupancy).toBeCloseTo(9330 / 30630, 10);
    expect(one(day.byCounter, 'counter', '2')).toMatchObject({ openSeconds: 3600, busySeconds: 660, served: 1 });
    expect(one(day.byCounter, 'counter', '3')).toMatchObject({ openSeconds: 0, occupancy: null, issued: 0 });
    expect(one(day.byCounter, 'counter', 'none')).toMatchObject({ issued: 4, served: 0 });
  });

  it('gives a transferred ticket to its last counter, and each counter its own work', () => {
    expect(one(day.byCounter, 'counter', '1').serviceSeconds.count).toBe(5);
    expect(one(day.byCounter, 'counter', '2').serviceSeconds).toMatchObject({ count: 1, max: 600 });
  });

  it('is the same in a period of that day', async () => {
    const period = await statistics<PeriodStatistics>(coordinator, `?from=${DAY}&to=${DAY}&by=day&total=true`);
    expect(period.items).toEqual([{ key: DAY, name: null, ...day.total }]);
    expect(period.total).toEqual(day.total);
  });
});

describe('odd days', () => {
  let office: TestOffice;
  let coordinator: ApiClient;
  beforeAll(async () => {
    office = await anOffice();
    coordinator = await office.staff('coordinator');
  });
  afterAll(() => office.close());

  const imagined = (day: string, issued: number, more: Partial<Imagined> = {}): Imagined => ({
    ...{ day, issued, service: 0, municipality: '048043', language: 'it', source: 'kiosk', slotAfter: 0 },
    ...{ visits: [{ after: 600, counter: 0, walked: 30, worked: 300 }], ending: 'served', stayed: 0 },
    ...{ recalls: 0, transfers: 0, returns: 0 },
    ...more,
  });

  it('a day without tickets is zeros and nulls, in every list', async () => {
    const day = await statistics<DailyStatistics>(coordinator, '/daily?date=2026-11-22');
    expect(day.total).toMatchObject({
      issued: 0,
      withinTarget: null,
      waitSeconds: { count: 0, mean: null, max: null },
    });
    expect(day).toMatchObject({ byHour: [], byLanguage: [], bookings: { booked: 0, noShowShare: null } });
    const week = await statistics<PeriodStatistics>(coordinator, '?from=2026-11-16&to=2026-11-22&by=weekday');
    expect(week.items.map(({ key, issued }) => [key, issued])).toEqual([1, 2, 3, 4, 5, 6, 7].map((n) => [`${n}`, 0]));
    expect(JSON.stringify([day, week])).not.toMatch(/NaN|Infinity/);
  });

  it('a day of 25 hours waits 25 hours, and has the hour 02 twice in one', async () => {
    const midnight = -8 * 3600;
    // 08:00 is nine hours after that midnight: the clock was put back at three.
    await writeTickets(office, [
      imagined('2026-10-25', midnight - 3600, {
        visits: [{ after: 25 * 3600 - 60, counter: 0, walked: 1, worked: 1 }],
      }),
      imagined('2026-10-25', midnight + 3600 + 60),
      imagined('2026-10-25', midnight + 2 * 3600 + 60),
      imagined('2026-10-25', midnight + 3 * 3600 + 60),
    ]);
    await keepDays(office);
    const day = await statistics<DailyStatistics>(coordinator, '/daily?date=2026-10-25');
    expect(day.byHour.map(({ hour, issued }) => [hour, issued])).toEqual([
      ['00', 1],
      ['02', 2],
      ['03', 1],
    ]);
    expect(day.total.waitSeconds.max).toBe(25 * 3600 - 60);
  });

  it('waits of bookings run from the later of slot and check-in, never below zero', async () => {
    const visits = (after: number) => [{ after, counter: 0, walked: 30, worked: 300 }];
    const booking = { source: 'booking' as const };
    await writeTickets(office, [
      imagined('2026-11-19', 3600, { ...booking, slotAfter: 600, visits: visits(900) }),
      imagined('2026-11-19', 3700, { ...booking, slotAfter: -600, visits: visits(200) }),
      imagined('2026-11-19', 3800, { ...booking, slotAfter: 1200, visits: visits(500) }),
      imagined('2026-11-19', 3900, { visits: visits(1000) }),
    ]);
    await keepDays(office);
    const { total } = await statistics<DailyStatistics>(coordinator, '/daily?date=2026-11-19');
    expect(total).toMatchObject({ issued: 4, walkIns: 1, fromBookings: 3 });
    expect(total.bookingWaitSeconds).toEqual({ count: 3, mean: 166.7, p50: 200, p90: 300, max: 300 });
    expect(total.walkInWaitSeconds).toMatchObject({ count: 1, max: 1000 });
  });
});
