import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { simulateDay, type SimulatedDay } from '../../src/simulation/simulate-day.js';
import { setBookingRules } from '../harness/bookings.js';
import { anOffice, OFFICE, type TestOffice } from '../harness/office.js';
import { PASSWORD } from '../harness/settings.js';

const SPEED = 300;
let office: TestOffice;
let day: SimulatedDay;

beforeAll(async () => {
  office = await anOffice({ clockStart: '2026-11-24T07:45:00+01:00', settings: { clockSpeed: SPEED } });
  // At this speed a notice would pass while somebody books.
  await setBookingRules(office, { noticeMinutes: 0 });
  day = await simulateDay({
    ...{ url: office.url, office: OFFICE, date: '2026-11-24', speed: SPEED, password: PASSWORD, counters: 3 },
    shape: { seed: 20_261_124, walkIns: 40, bookings: 14, firstSecond: 0, lastSecond: 5400 },
    stopSecond: 6000,
  });
}, 90_000);
afterAll(() => office.close());

it('a simulated morning: the statistics equal what its people wrote down, to the second and the ticket', async () => {
  expect(await day.differences()).toEqual([]);
});

it('had everything in it that a day has', async () => {
  const { total, bookings } = await day.statistics();
  expect(total.issued).toBeGreaterThan(35);
  for (const measure of ['served', 'noShow', 'left', 'recalls', 'transferred', 'fromBookings'] as const) {
    expect([measure, total[measure] > 0]).toEqual([measure, true]);
  }
  expect(bookings.booked).toBeGreaterThan(5);
});
