import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { BookingSettings } from '../../src/directory/booking-settings.contract.js';
import type { ApiClient } from '../harness/api-client.js';
import {
  aBooking,
  aHold,
  aStaffBooking,
  availability,
  close,
  freeSlots,
  overbooked,
  setBookingRules,
  sweep,
  tryCancel,
  tryHold,
  tryMove,
  tryStaffBooking,
} from '../harness/bookings.js';
import { expectStatus } from '../harness/desk.js';
import { anOffice, OFFICE_PATH, type TestOffice } from '../harness/office.js';
import { TUESDAY_MORNING } from '../harness/settings.js';

const USUAL: Partial<BookingSettings> = {
  ...{ horizonDays: 42, releaseTime: '00:00', noticeMinutes: 60, moveNoticeMinutes: 60, cancelNoticeMinutes: 0 },
  ...{ maxActivePerContact: 50, maxActivePerPerson: 50 },
};
const TODAY = '2026-11-24';
const THURSDAY = '2026-11-26';

let office: TestOffice;
let citizen: ApiClient;
let operator: ApiClient;

beforeAll(async () => {
  office = await anOffice();
  citizen = office.anonymous();
  operator = await office.staff('operator1');
});
afterAll(() => office.close());
beforeEach(async () => {
  office.setClock(TUESDAY_MORNING);
  await office.sql('truncate booking, booking_event, pool_cell, booking_day');
  await office.sql('delete from closure');
  await setBookingRules(office, USUAL);
});

const refusal = (answer: { status: number; body: { code?: string } }) => [answer.status, answer.body.code];

describe('when a slot may be booked', () => {
  it('not within the notice, by whoever is no staff', async () => {
    const tooSoon = await tryHold(citizen, `${TODAY}T10:15:00+01:00`);
    expect(tooSoon).toMatchObject({ status: 409, body: { code: 'outside-booking-window', lastDay: '2027-01-05' } });
    expect((await freeSlots(citizen, TODAY))[0]?.start).toBe(`${TODAY}T10:45:00.000+01:00`);
    expect((await freeSlots(operator, TODAY, { forStaff: 'true' }))[0]?.start).toBe(`${TODAY}T09:45:00.000+01:00`);
    await aHold(citizen, `${TODAY}T10:45:00+01:00`);
    await aStaffBooking(operator, `${TODAY}T09:45:00+01:00`);
    expect(refusal(await tryStaffBooking(operator, `${TODAY}T09:15:00+01:00`))).toEqual([
      409,
      'outside-booking-window',
    ]);
  });

  it('not beyond the horizon, which moves on at the release time', async () => {
    await setBookingRules(office, { horizonDays: 7, releaseTime: '10:00' });
    const lastDay = '2026-12-01T08:30:00+01:00';
    expect(refusal(await tryHold(citizen, lastDay))).toEqual([409, 'outside-booking-window']);
    expect(await availability(citizen, { from: TODAY })).toMatchObject({
      lastDay: '2026-11-30',
      opensNext: `${TODAY}T10:00:00.000+01:00`,
    });
    office.setClock(`${TODAY}T10:00:00+01:00`);
    await aHold(citizen, lastDay);
    expect(await availability(citizen, { from: TODAY })).toMatchObject({
      lastDay: '2026-12-01',
      opensNext: '2026-11-25T10:00:00.000+01:00',
    });
    expect(refusal(await tryHold(citizen, '2026-12-02T08:30:00+01:00'))).toEqual([409, 'outside-booking-window']);
    await aStaffBooking(operator, '2026-12-02T08:30:00+01:00');
  });

  it.each([
    ['off the grid', `${THURSDAY}T08:35:00+01:00`, {}],
    ['over the midday gap', `${THURSDAY}T12:15:00+01:00`, { service: 'citizenship' }],
    ['on a closed weekday', '2026-11-27T09:00:00+01:00', {}],
    ['on a holiday', '2026-12-08T09:00:00+01:00', {}],
    ['when no mediator is there', `${THURSDAY}T14:00:00+01:00`, { needsLanguage: 'zh-Hans' }],
    ['in a language without mediators', `${THURSDAY}T09:00:00+01:00`, { needsLanguage: 'en' }],
    ['for a service without appointments', `${THURSDAY}T09:00:00+01:00`, { service: 'associations-unions' }],
    [
      'for a municipality without it',
      `${THURSDAY}T09:00:00+01:00`,
      { service: 'online-certificates', municipality: '048006' },
    ],
  ])('not %s', async (_, start, wish) => {
    expect(refusal(await tryHold(citizen, start, wish))).toEqual([409, 'not-bookable']);
  });

  it('not inside a closure, whose other side begins a grid of its own', async () => {
    await close(office, THURSDAY, '09:00', '09:20');
    expect(refusal(await tryHold(citizen, `${THURSDAY}T09:00:00+01:00`))).toEqual([409, 'not-bookable']);
    await setBookingRules(office, {});
    expect((await freeSlots(citizen, THURSDAY)).slice(0, 4).map(({ start }) => start.slice(11, 16))).toEqual([
      ...['08:30', '08:45', '09:20', '09:35'],
    ]);
  });

  it('only what the office knows', async () => {
    const start = `${THURSDAY}T09:00:00+01:00`;
    expect(refusal(await tryHold(citizen, start, { service: 'nothing' }))).toEqual([404, 'not-found']);
    expect(refusal(await tryHold(citizen, start, { municipality: '001001' }))).toEqual([404, 'not-found']);
    for (const [path, wish] of [
      ['mode', { mode: 'video' }],
      ['needsLanguage', { needsLanguage: 'fr' }],
      ['people', { people: 2 }],
    ] as const) {
      expect(await tryHold(citizen, start, wish)).toMatchObject({ status: 400, body: { errors: [{ path }] } });
    }
    const days = (from: string, to: string) =>
      citizen.get(`${OFFICE_PATH}/availability?service=school&municipality=048043&from=${from}&to=${to}`);
    expect((await days('2026-12-02', '2026-12-01')).body).toMatchObject({ errors: [{ path: 'to' }] });
    expect((await days('2026-12-01', '2027-02-01')).body).toMatchObject({ errors: [{ path: 'to' }] });
    expect((await days('2026-12-01', '2027-01-31')).status).toBe(200);
  });
});

describe('moving and cancelling have notices of their own', () => {
  const start = `${TODAY}T10:45:00+01:00`;
  const later = `${THURSDAY}T09:00:00+01:00`;

  it('a move comes too late for the citizen, not for staff', async () => {
    await setBookingRules(office, { moveNoticeMinutes: 120 });
    const booking = await aBooking(citizen, start);
    expect(booking).toMatchObject({ mayMoveUntil: null, mayCancelUntil: `${TODAY}T10:45:00.000+01:00` });
    expect(await tryMove(citizen, booking, later)).toMatchObject({
      status: 409,
      body: { code: 'outside-booking-window' },
    });
    const staffMove = await operator.post(`${OFFICE_PATH}/bookings/${booking.id}/reschedule`, { start: later });
    expect(staffMove).toMatchObject({ status: 200, body: { start: `${THURSDAY}T09:00:00.000+01:00` } });
    // Now it is two days away, and the citizen may.
    expect((await tryMove(citizen, booking, `${THURSDAY}T09:15:00+01:00`)).status).toBe(200);
  });

  it('a cancellation comes too late for the citizen, not for staff', async () => {
    await setBookingRules(office, { moveNoticeMinutes: 0, cancelNoticeMinutes: 90 });
    const booking = await aBooking(citizen, start);
    expect(booking).toMatchObject({ mayMoveUntil: `${TODAY}T10:45:00.000+01:00`, mayCancelUntil: null });
    expect(refusal(await tryCancel(citizen, booking))).toEqual([409, 'outside-booking-window']);
    expect(refusal(await citizen.delete(`/bookings/${booking.token}`))).toEqual([409, 'outside-booking-window']);
    const reason = 'Telefonata';
    const answer = await operator.post(`${OFFICE_PATH}/bookings/${booking.id}/cancel`, { reason });
    expect(answer).toMatchObject({ status: 200, body: { status: 'cancelled', cancelReason: reason } });
  });

  it('a move obeys the window of booking at its new time', async () => {
    const booking = await aBooking(citizen, later);
    expect(refusal(await tryMove(citizen, booking, `${TODAY}T10:00:00+01:00`))).toEqual([
      409,
      'outside-booking-window',
    ]);
    expect(refusal(await tryMove(citizen, booking, '2027-01-07T09:00:00+01:00'))).toEqual([
      409,
      'outside-booking-window',
    ]);
    expect(refusal(await tryMove(citizen, booking, `${THURSDAY}T09:05:00+01:00`))).toEqual([409, 'not-bookable']);
    expect((await citizen.get(`/bookings/${booking.token}`)).body).toMatchObject({ start: booking.start });
  });
});

describe('an overbooked slot', () => {
  const start = `${THURSDAY}T09:00:00+01:00`;

  it('is made by staff on purpose and recorded, and a place freed in it is not sold again', async () => {
    const first = await aBooking(citizen, start);
    await aBooking(citizen, start);
    expect(refusal(await tryStaffBooking(operator, start))).toEqual([409, 'slot-taken']);
    const onTop = await aStaffBooking(operator, start, { force: true });
    expect([onTop.forced, onTop.byStaff]).toEqual([true, true]);
    expect(await overbooked(operator)).toMatchObject([
      { pool: 'general', start: first.start, end: first.end, capacity: 2, taken: 3, bookings: [{}, {}, {}] },
    ]);
    expectStatus(await tryCancel(citizen, first), 200);
    expect(await overbooked(operator)).toEqual([]);
    expect(refusal(await tryHold(citizen, start))).toEqual([409, 'slot-taken']);
    expect((await freeSlots(citizen, THURSDAY)).map((slot) => slot.start)).not.toContain(first.start);
    // The second place that is given back is a free one.
    expectStatus(await operator.post(`${OFFICE_PATH}/bookings/${onTop.id}/cancel`), 200);
    await aHold(citizen, start);
  });

  it('stays closed to the public after capacity shrank, until enough have gone', async () => {
    await office.sql(`update pool set booking_capacity = 3 where code = 'general'`);
    await sweep(office);
    const bookings = [await aBooking(citizen, start), await aBooking(citizen, start), await aBooking(citizen, start)];
    await office.sql(`update pool set booking_capacity = 1 where code = 'general'`);
    expect(await overbooked(operator)).toMatchObject([{ capacity: 1, taken: 3 }]);
    expectStatus(await tryCancel(citizen, bookings[0]!), 200);
    expectStatus(await tryMove(citizen, bookings[1]!, `${THURSDAY}T10:00:00+01:00`), 200);
    expect(await overbooked(operator)).toEqual([]);
    expect(refusal(await tryHold(citizen, start))).toEqual([409, 'slot-taken']);
    expectStatus(await tryCancel(citizen, bookings[2]!), 200);
    await aHold(citizen, start);
    await office.sql(`update pool set booking_capacity = 2 where code = 'general'`);
    await sweep(office);
  });

  it('may lie outside of all openings, which only staff can force', async () => {
    const evening = `${THURSDAY}T18:00:00+01:00`;
    expect(refusal(await tryStaffBooking(operator, evening))).toEqual([409, 'not-bookable']);
    expect((await aStaffBooking(operator, evening, { force: true })).forced).toBe(true);
    expect(await overbooked(operator)).toMatchObject([
      { start: `${THURSDAY}T18:00:00.000+01:00`, capacity: 0, taken: 1 },
    ]);
    expect(
      (await citizen.post(`${OFFICE_PATH}/bookings`, { service: 'school', municipality: '048043', start })).status,
    ).toBe(401);
  });
});
