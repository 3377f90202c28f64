import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DateTime } from 'luxon';
import type { Booking, StaffBooking } from '../../src/bookings/bookings.contract.js';
import type { ApiClient } from '../harness/api-client.js';
import {
  aBooking,
  aContact,
  aHold,
  aStaffBooking,
  freeSlots,
  setBookingRules,
  tryCancel,
  tryConfirm,
  tryHold,
  tryMove,
} from '../harness/bookings.js';
import { expectStatus } from '../harness/desk.js';
import { anOffice, OFFICE_PATH, type TestOffice } from '../harness/office.js';
import { TUESDAY_MORNING } from '../harness/settings.js';

const DAY = '2026-11-26';
const at = (wall: string) => `${DAY}T${wall}:00+01:00`;
const refusal = (answer: { status: number; body: { code?: string } }) => [answer.status, answer.body.code];

let office: TestOffice;
let operator: ApiClient;

beforeAll(async () => {
  office = await anOffice({ settings: { rateLimits: true } });
  operator = await office.staff('operator1');
});
afterAll(() => office.close());
beforeEach(async () => {
  office.setClock(TUESDAY_MORNING);
  await office.sql('truncate booking, booking_event, pool_cell, booking_day');
});

const afterMinutes = (minutes: number) =>
  office.setClock(DateTime.fromISO(TUESDAY_MORNING).plus({ minutes }).toISO() ?? '');
const renew = (hold: { id: string }) =>
  office
    .anonymous()
    .post<{ code?: string; expiresAt: string; renewable: boolean }>(`${OFFICE_PATH}/holds/${hold.id}/renew`);
const release = (hold: { id: string }) => office.anonymous().delete(`${OFFICE_PATH}/holds/${hold.id}`);

/** A browser that keeps its cookie from the first answer on. */
async function aBrowser(firstSlot: string): Promise<ApiClient> {
  const browser = office.anonymous();
  const answer = await tryHold(browser, firstSlot);
  expectStatus(answer, 201);
  const cookie = answer.headers.get('set-cookie') ?? '';
  expect(cookie).toMatch(/^sportello_browser=[\w-]{22}; .*HttpOnly/);
  browser.cookie = cookie.split(';')[0] ?? null;
  return browser;
}

describe('how many slots are kept at once', () => {
  it('three by one browser, until one is given back or expires', async () => {
    const browser = await aBrowser(at('08:30'));
    const second = await aHold(browser, at('08:45'));
    const third = await aHold(browser, at('09:00'));
    expect(refusal(await tryHold(browser, at('09:15')))).toEqual([409, 'too-many-holds']);
    // Somebody else behind the same address is not kept from it.
    await aBrowser(at('09:15'));
    expectStatus(await release(third), 204);
    await aHold(browser, at('09:30'));
    expect(refusal(await tryHold(browser, at('09:45')))).toEqual([409, 'too-many-holds']);
    // A booking is no hold any more.
    expectStatus(await tryConfirm(browser, second.id), 201);
    await aHold(browser, at('09:45'));
    afterMinutes(11);
    for (const wall of ['10:00', '10:15', '10:30']) await aHold(browser, at(wall));
  });

  it('forty by all behind one address', async () => {
    const anybody = office.anonymous();
    const slots = [...(await freeSlots(anybody, DAY)), ...(await freeSlots(anybody, '2026-12-01'))];
    const answers = [];
    for (const { start } of slots.slice(0, 41)) answers.push(await tryHold(anybody, start));
    expect(answers.slice(0, 40).map(({ status }) => status)).toEqual(Array<number>(40).fill(201));
    expect(refusal(answers[40]!)).toEqual([409, 'too-many-holds']);
  });
});

describe('a hold', () => {
  it('is kept for ten minutes, and once more when it is renewed', async () => {
    const hold = await aHold(office.anonymous(), at('08:30'));
    const kept = DateTime.fromISO(hold.expiresAt).diff(DateTime.fromISO(TUESDAY_MORNING)).as('minutes');
    expect(Math.floor(kept)).toBe(10);
    expect(hold.renewable).toBe(true);
    afterMinutes(9);
    expect(expectStatus(await renew(hold), 200).renewable).toBe(false);
    afterMinutes(18);
    expect(refusal(await renew(hold))).toEqual([409, 'hold-not-renewable']);
    expectStatus(await tryConfirm(office.anonymous(), hold.id), 201);
  });

  it('is over when its time is over: it cannot be renewed or confirmed, and its slot is free at once', async () => {
    await office.sql(`update pool set booking_capacity = 1 where code = 'general'`);
    const hold = await aHold(office.anonymous(), at('08:30'));
    expect(refusal(await tryHold(office.anonymous(), at('08:30')))).toEqual([409, 'slot-taken']);
    afterMinutes(11);
    expect(refusal(await renew(hold))).toEqual([409, 'hold-expired']);
    expect(refusal(await tryConfirm(office.anonymous(), hold.id))).toEqual([409, 'hold-expired']);
    expect((await freeSlots(office.anonymous(), DAY))[0]?.start).toBe(`${DAY}T08:30:00.000+01:00`);
    await aHold(office.anonymous(), at('08:30'));
    await office.sql(`update pool set booking_capacity = 2 where code = 'general'`);
  });

  it('is given back when the page is left; again, or when there is none, is no mistake', async () => {
    const hold = await aHold(office.anonymous(), at('08:30'));
    for (const _ of [1, 2]) expectStatus(await release(hold), 204);
    expect(refusal(await tryConfirm(office.anonymous(), hold.id))).toEqual([409, 'hold-expired']);
    expect((await freeSlots(office.anonymous(), DAY))[0]?.left).toBe(2);
  });

  it('that is refused names the nearest free slots, earlier and later', async () => {
    for (const _ of [1, 2]) await aHold(office.anonymous(), at('09:00'));
    const { body } = await tryHold(office.anonymous(), at('09:00'));
    expect(body.nearest?.map(({ start }) => start.slice(11, 16))).toEqual([
      '08:30',
      '08:45',
      '09:15',
      '09:30',
      '09:45',
      '10:00',
    ]);
  });
});

describe('how many bookings somebody has', () => {
  beforeEach(() => setBookingRules(office, { maxActivePerContact: 2, maxActivePerPerson: 3 }));

  it.each([
    ['e-mail address', { email: 'Una.Casella@example.org' }, { email: 'una.casella@example.org' }],
    ['phone', { phone: '+393330000002' }, { phone: '+393330000002', email: 'altra@example.org' }],
  ])('two of one %s, until one is cancelled', async (_, contact, same) => {
    const first = await aBooking(office.anonymous(), at('08:30'), {}, { contact: aContact(contact) });
    await aBooking(office.anonymous(), at('08:45'), {}, { contact: aContact(contact) });
    const hold = await aHold(office.anonymous(), at('09:00'));
    const third = await tryConfirm(office.anonymous(), hold.id, { contact: aContact(same) });
    expect(third).toMatchObject({ status: 409, body: { code: 'too-many-bookings', limit: 2 } });
    expectStatus(await tryCancel(office.anonymous(), first), 200);
    expectStatus(await tryConfirm(office.anonymous(), hold.id, { contact: aContact(same) }), 201);
  });

  it('three of one person, whatever the address; staff may make more', async () => {
    const person = () => aContact({ name: 'Mei', surname: 'CHEN' });
    for (const wall of ['08:30', '08:45', '09:00'])
      await aBooking(office.anonymous(), at(wall), {}, { contact: person() });
    const hold = await aHold(office.anonymous(), at('09:15'));
    const fourth = await tryConfirm(office.anonymous(), hold.id, { contact: { ...person(), surname: 'Chen' } });
    expect(fourth).toMatchObject({ status: 409, body: { code: 'too-many-bookings', limit: 3 } });
    await aStaffBooking(operator, at('09:30'), { contact: person() });
  });
});

describe('the link of a booking', () => {
  it('is dead some days after the visit, for everything', async () => {
    await setBookingRules(office, { linkDaysAfter: 7, maxActivePerContact: 50 });
    const citizen = office.anonymous();
    const { token } = await aBooking(citizen, at('08:30'));
    office.setClock('2026-12-03T08:44:00+01:00');
    expect((await citizen.get(`/bookings/${token}`)).status).toBe(200);
    office.setClock('2026-12-03T08:46:00+01:00');
    expect(refusal(await citizen.get<{ code: string }>(`/bookings/${token}`))).toEqual([404, 'not-found']);
    expect(refusal(await citizen.get<{ code: string }>(`/bookings/${token}/calendar.ics`))).toEqual([404, 'not-found']);
    expect(refusal(await tryMove(citizen, { token }, at('09:00')))).toEqual([404, 'not-found']);
    expect(refusal(await tryCancel(citizen, { token }))).toEqual([404, 'not-found']);
    expect(refusal(await citizen.delete<{ code: string }>(`/bookings/${token}`))).toEqual([404, 'not-found']);
  });

  it('is nobody else’s: a token that is changed finds nothing', async () => {
    const citizen = office.anonymous();
    const { token } = await aBooking(citizen, at('08:30'));
    const other = `${token.slice(0, -2)}${token.endsWith('A') ? 'B' : 'A'}${token.slice(-1)}`;
    expect((await citizen.get(`/bookings/${other}`)).status).toBe(404);
    expect(token.slice(token.indexOf('.') + 1).length).toBeGreaterThanOrEqual(22);
  });
});

describe('a cancellation', () => {
  it('gives the slot back once, says why to staff alone, and is the same when repeated', async () => {
    const citizen = office.anonymous();
    const booking = await aBooking(citizen, at('08:30'));
    const answers = [
      await tryCancel(citizen, booking, { reason: 'Sono guarita' }),
      await tryCancel(citizen, booking, { reason: 'Altro' }),
      await citizen.delete<Booking>(`/bookings/${booking.token}`),
      await citizen.delete<Booking>(`/bookings/${booking.token}`),
    ];
    expect(answers.map(({ status, body }) => [status, body.status])).toEqual(Array(4).fill([200, 'cancelled']));
    expect(answers[0]?.body).not.toHaveProperty('cancelReason');
    expect((await freeSlots(citizen, DAY))[0]?.left).toBe(2);
    const { items } = expectStatus(
      await operator.get<{ items: StaffBooking[] }>(`${OFFICE_PATH}/bookings?date=${DAY}`),
      200,
    );
    expect(items.map(({ status, cancelReason }) => [status, cancelReason])).toEqual([['cancelled', 'Sono guarita']]);
    expect(refusal(await tryMove(citizen, booking, at('09:00')))).toEqual([409, 'wrong-status']);
  });

  it('by DELETE alone works, too', async () => {
    const citizen = office.anonymous();
    const { token } = await aBooking(citizen, at('08:30'));
    expect((await citizen.delete(`/bookings/${token}`)).body).toMatchObject({ status: 'cancelled' });
  });
});
