import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Ticket } from '../../src/queue/queue.contract.js';
import type { DailyStatistics } from '../../src/statistics/statistics.contract.js';
import { aBooking, tryCancel, tryMove } from '../harness/bookings.js';
import { act, expectStatus, openCounter, takeTicket } from '../harness/desk.js';
import type { ApiClient } from '../harness/api-client.js';
import { anOffice, OFFICE_PATH, type TestOffice } from '../harness/office.js';
import { closeDays, freezeClock, keepDays, statistics } from './statistics-facts.js';

const DAY = '2026-11-24';
const HOURS = 3600;

describe('a day with bookings', () => {
  let office: TestOffice;
  let coordinator: ApiClient;
  const daily = () => statistics<DailyStatistics>(coordinator, `/daily?date=${DAY}`);

  beforeAll(async () => {
    office = await anOffice({ clockStart: '2026-11-23T08:30:00+01:00' });
    const [citizen, operator] = [office.anonymous(), await office.staff('operator1')];
    const kiosk = await office.device('kiosk');
    coordinator = await office.staff('coordinator');
    const at = (instant: string) => freezeClock(office, `${instant}+01:00`);
    const checkIn = async (time: string, code: string) => {
      at(`${DAY}T${time}`);
      return expectStatus(await kiosk.post<Ticket>(`${OFFICE_PATH}/check-ins`, { code }), 201);
    };
    const call = async (time: string, { id }: Ticket) => {
      at(`${DAY}T${time}`);
      expectStatus(await operator.post(`${OFFICE_PATH}/counters/1/call`, { ticketId: id }), 200);
    };

    at('2026-11-23T09:00:00');
    const slot = (time: string) => aBooking(citizen, `${DAY}T${time}:00+01:00`);
    const [early, late, missing, cancelled] = [
      await slot('09:00'),
      await slot('09:15'),
      await slot('09:30'),
      await slot('10:00'),
    ];
    // Moved away: it is no booking of this day.
    const moved = await slot('10:15');
    expectStatus(await tryMove(citizen, moved, '2026-11-26T10:15:00+01:00'), 200);
    expectStatus(await tryCancel(citizen, cancelled), 200);
    expect(missing.status).toBe('confirmed');

    const first = await checkIn('08:50:00', early.code);
    await openCounter(operator, '1');
    await call('09:05:00', first);
    await act(operator, first, 'start');
    at(`${DAY}T09:10:00`);
    await act(operator, first, 'complete');
    const second = await checkIn('09:20:00', late.code);
    await call('09:21:00', second);
    await act(operator, second, 'start');
    await act(operator, second, 'complete');
    await takeTicket(kiosk);
  }, 60_000);
  afterAll(() => office.close());

  it('tells what became of them, how early they were made and how late they came', async () => {
    const { bookings } = await daily();
    expect(bookings).toMatchObject({ booked: 4, checkedIn: 2, cancelled: 1 });
    expect(bookings.leadTimeSeconds).toMatchObject({ count: 4, p50: 24.25 * HOURS, max: 25 * HOURS });
    expect(bookings.tardinessSeconds).toEqual({ count: 1, mean: 300, p50: 300, p90: 300, max: 300 });
    // Three bookings of a quarter of an hour; three places for seven hours, and a mediator for four.
    expect(bookings.capacityUsed).toBeCloseTo(0.75 / 25, 10);
  });

  it('keeps them apart from walk-ins, with waits from the slot', async () => {
    const { total, bySource } = await daily();
    expect(total).toMatchObject({ issued: 3, walkIns: 1, fromBookings: 2, served: 2 });
    expect(total.bookingWaitSeconds).toMatchObject({ count: 2, p50: 60, max: 300 });
    expect(bySource.map(({ source, issued }) => [source, issued])).toEqual([
      ['booking', 2],
      ['kiosk', 1],
    ]);
  });

  it('has who did not come as a no-show at day close, and keeps it', async () => {
    freezeClock(office, `${DAY}T18:30:00+01:00`);
    await closeDays(office);
    await keepDays(office);
    const { final, bookings } = await daily();
    expect(final).toBe(true);
    expect(bookings).toMatchObject({ booked: 4, checkedIn: 2, noShow: 1, cancelled: 1, noShowShare: 1 / 3 });
    expect(await office.sql('select day from statistics_day')).toEqual([{ day: DAY }]);
  });

  it('is kept anew when one of them changes afterwards', async () => {
    freezeClock(office, `${DAY}T19:00:00+01:00`);
    await office.sql(`update booking set status = 'cancelled', ended_at = $1 where day = $2 and status = 'no-show'`, [
      `${DAY}T19:00:00+01:00`,
      DAY,
    ]);
    await keepDays(office);
    expect((await daily()).bookings).toMatchObject({ booked: 4, checkedIn: 2, noShow: 0, cancelled: 2 });
  });
});
