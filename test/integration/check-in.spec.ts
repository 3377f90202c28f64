import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { StaffBooking } from '../../src/bookings/bookings.contract.js';
import { DayClose } from '../../src/queue/day-close.js';
import type { Ticket } from '../../src/queue/queue.contract.js';
import type { ApiClient } from '../harness/api-client.js';
import { aStaffBooking, setBookingRules, sweep, type Refusal } from '../harness/bookings.js';
import { act, callNext, expectStatus, openCounter, takeTicket, theQueue } from '../harness/desk.js';
import { anOffice, OFFICE_PATH, type TestOffice } from '../harness/office.js';
import { TUESDAY_MORNING } from '../harness/settings.js';

const TODAY = '2026-11-24';
const at = (wall: string) => `${TODAY}T${wall}:00+01:00`;

let office: TestOffice;
let kiosk: ApiClient;
let operator: ApiClient;

beforeAll(async () => {
  office = await anOffice();
  kiosk = await office.device('kiosk');
  operator = await office.staff('operator1');
  await openCounter(operator, '1');
  // Check-in opens 30 minutes before, the grace is 15, and a booking ranks 10 minutes before its slot.
  await setBookingRules(office, { checkInFromMinutesBefore: 30, graceMinutes: 15 });
  await office.sql(`update pool set booking_capacity = 20 where code = 'general'`);
  await sweep(office);
});
afterAll(() => office.close());
beforeEach(async () => {
  office.setClock(TUESDAY_MORNING);
  const coordinator = await office.staff('coordinator');
  // The office's events never go back in time: each test begins the day anew.
  await office.sql('update office_head set last_event_at = $1', [TUESDAY_MORNING]);
  const { waiting, active } = await theQueue(coordinator);
  for (const ticket of [...waiting, ...active]) await act(coordinator, ticket, 'cancel');
});

const checkIn = (code: string) =>
  kiosk.post<Ticket & Refusal & { ticket?: Ticket; start?: string; checkInFrom?: string }>(`${OFFICE_PATH}/check-ins`, {
    code,
  });
const byHand = (booking: { id: string }) =>
  operator.post<Ticket & Refusal>(`${OFFICE_PATH}/bookings/${booking.id}/check-in`);
const refusal = (answer: { status: number; body: Refusal }) => [answer.status, answer.body.code];
const order = async () => (await theQueue(operator)).waiting.map(({ number }) => number);

async function asStaffSee(booking: { id: string }): Promise<StaffBooking | undefined> {
  const { body } = await operator.get<{ items: StaffBooking[] }>(`${OFFICE_PATH}/bookings?date=${TODAY}`);
  return body.items.find(({ id }) => id === booking.id);
}

describe('check-in', () => {
  it('before its time is refused kindly, with the time from which it is open', async () => {
    const booking = await aStaffBooking(operator, at('10:45'));
    expect(await checkIn(booking.code)).toMatchObject({
      status: 409,
      body: { code: 'too-early', start: `${TODAY}T10:45:00.000+01:00`, checkInFrom: `${TODAY}T10:15:00.000+01:00` },
    });
    expect(booking.checkInFrom).toBe(`${TODAY}T10:15:00.000+01:00`);
    office.setClock(at('10:15'));
    expectStatus(await checkIn(booking.code), 201);
  });

  it('before its time works by hand, where staff see who stands there', async () => {
    const booking = await aStaffBooking(operator, at('10:45'));
    const ticket = expectStatus(await byHand(booking), 201);
    expect(await asStaffSee(booking)).toMatchObject({ status: 'checked-in', ticket: { id: ticket.id }, late: false });
    expect(refusal(await byHand(booking))).toEqual([409, 'already-checked-in']);
  });

  it('on time ranks by the slot: ahead of who came later, behind who came long before', async () => {
    const booking = await aStaffBooking(operator, at('10:00'));
    office.setClock(at('09:45'));
    const early = await takeTicket(kiosk);
    office.setClock(at('09:52'));
    const recent = await takeTicket(kiosk);
    office.setClock(at('09:58'));
    const ticket = expectStatus(await checkIn(booking.code), 201);
    expect(await order()).toEqual([early.number, ticket.number, recent.number]);
    expect(ticket.ahead).toBe(1);
  });

  it('late within the grace keeps the rank of the slot', async () => {
    const booking = await aStaffBooking(operator, at('10:00'));
    office.setClock(at('09:52'));
    const recent = await takeTicket(kiosk);
    office.setClock(at('10:14'));
    const ticket = expectStatus(await checkIn(booking.code), 201);
    expect(await order()).toEqual([ticket.number, recent.number]);
    expect((await asStaffSee(booking))?.late).toBe(false);
  });

  it('after the grace joins the walk-ins', async () => {
    const booking = await aStaffBooking(operator, at('10:00'));
    office.setClock(at('10:10'));
    const recent = await takeTicket(kiosk);
    office.setClock(at('10:16'));
    const ticket = expectStatus(await checkIn(booking.code), 201);
    expect(await order()).toEqual([recent.number, ticket.number]);
    expect(await asStaffSee(booking)).toMatchObject({ late: true, checkedInAt: expect.stringContaining('T10:16') });
  });

  it('on another day is refused, also by hand', async () => {
    const thursday = await aStaffBooking(operator, '2026-11-26T09:00:00+01:00');
    const today = await aStaffBooking(operator, at('10:00'));
    for (const answer of [await checkIn(thursday.code), await byHand(thursday)]) {
      expect(answer).toMatchObject({
        status: 409,
        body: { code: 'too-early', start: '2026-11-26T09:00:00.000+01:00' },
      });
    }
    office.setClock(at('16:00'));
    expect(refusal(await checkIn(today.code))).toEqual([409, 'too-late']);
    office.setClock('2026-11-25T09:00:00+01:00');
    for (const answer of [await checkIn(today.code), await byHand(today)]) {
      expect(refusal(answer)).toEqual([409, 'too-late']);
    }
  });

  it('of a cancelled booking is refused with its time; an unknown code is not found', async () => {
    const booking = await aStaffBooking(operator, at('09:45'));
    await operator.post(`${OFFICE_PATH}/bookings/${booking.id}/cancel`);
    const start = `${TODAY}T09:45:00.000+01:00`;
    expect(await checkIn(booking.code)).toMatchObject({ status: 409, body: { code: 'booking-cancelled', start } });
    expect(refusal(await checkIn('AAAAAAA'))).toEqual([404, 'not-found']);
  });

  it('a second time shows the ticket of the first, also after the visit', async () => {
    const booking = await aStaffBooking(operator, at('09:45'));
    const { code } = booking;
    const ticket = expectStatus(await checkIn(` ${code.slice(0, 3)}-${code.slice(3).toLowerCase()} `), 201);
    const again = await checkIn(code);
    expect(again).toMatchObject({
      status: 409,
      body: { code: 'already-checked-in', ticket: { number: ticket.number } },
    });
    const called = await callNext(operator, '1');
    expect(called?.id).toBe(ticket.id);
    await act(operator, ticket, 'start');
    await act(operator, ticket, 'complete');
    expect((await asStaffSee(booking))?.status).toBe('completed');
    expect(refusal(await checkIn(code))).toEqual([409, 'already-checked-in']);
  });
});

describe('who does not come', () => {
  it('is a no-show after the grace, and may still come on the same day', async () => {
    const booking = await aStaffBooking(operator, at('10:00'));
    office.setClock(at('10:14'));
    await sweep(office);
    expect((await asStaffSee(booking))?.status).toBe('confirmed');
    office.setClock(at('10:16'));
    await sweep(office);
    expect((await asStaffSee(booking))?.status).toBe('no-show');
    office.setClock(at('10:40'));
    const ticket = expectStatus(await checkIn(booking.code), 201);
    const recent = await takeTicket(kiosk);
    expect(await order()).toEqual([ticket.number, recent.number]);
    expect(await asStaffSee(booking)).toMatchObject({ status: 'checked-in', late: true });
  });

  it('is marked by staff only once the slot has begun', async () => {
    const booking = await aStaffBooking(operator, at('09:45'));
    const noShow = () => operator.post<StaffBooking & Refusal>(`${OFFICE_PATH}/bookings/${booking.id}/no-show`);
    expect(refusal(await noShow())).toEqual([409, 'too-early']);
    office.setClock(at('09:46'));
    expect(expectStatus(await noShow(), 200).status).toBe('no-show');
    expect(refusal(await noShow())).toEqual([409, 'wrong-status']);
  });

  it('was called and is away: the booking is a no-show, and the code does not give a second ticket', async () => {
    const booking = await aStaffBooking(operator, at('09:45'));
    const ticket = expectStatus(await checkIn(booking.code), 201);
    await callNext(operator, '1');
    await act(operator, ticket, 'no-show');
    expect((await asStaffSee(booking))?.status).toBe('no-show');
    expect(refusal(await checkIn(booking.code))).toEqual([409, 'already-checked-in']);
    await act(operator, ticket, 'resume');
    expect((await asStaffSee(booking))?.status).toBe('checked-in');
  });

  it('leaves with the day: whoever waits or was never there has an end', async () => {
    const waiting = await aStaffBooking(operator, at('09:45'));
    expectStatus(await checkIn(waiting.code), 201);
    const expected = await aStaffBooking(operator, at('15:45'));
    const byPhone = await aStaffBooking(operator, at('15:30'), { mode: 'phone' });
    office.setClock(at('23:30'));
    await office.nodes[0]!.nest.get(DayClose, { strict: false }).closeAll();
    // Who waited in vain did come: the office gave up the visit.
    expect((await asStaffSee(waiting))?.status).toBe('cancelled');
    for (const booking of [expected, byPhone]) expect((await asStaffSee(booking))?.status).toBe('no-show');
    expect((await theQueue(operator)).waiting).toEqual([]);
  });
});
