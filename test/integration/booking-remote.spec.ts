import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BookingLinks } from '../../src/bookings/booking-links.js';
import type { Booking, StaffBooking } from '../../src/bookings/bookings.contract.js';
import { Directory } from '../../src/directory/directory.js';
import type { Ticket } from '../../src/queue/queue.contract.js';
import type { ApiClient } from '../harness/api-client.js';
import {
  aBooking,
  aContact,
  aHold,
  aStaffBooking,
  freeSlots,
  setBookingRules,
  sweep,
  tryCancel,
  tryConfirm,
  tryHold,
  tryMove,
  type Refusal,
} from '../harness/bookings.js';
import { act, callNext, expectStatus, openCounter, theQueue } from '../harness/desk.js';
import { anOffice, OFFICE, OFFICE_PATH, type TestOffice } from '../harness/office.js';
import { LiveScreen, until } from './live-screen.js';

const refusal = (answer: { status: number; body: Refusal }) => [answer.status, answer.body.code];

describe('a booking by phone', () => {
  let office: TestOffice;
  let operator: ApiClient;
  let booking: StaffBooking;
  beforeAll(async () => {
    office = await anOffice();
    operator = await office.staff('operator1');
    await openCounter(operator, '1');
    const phone = { contact: { phone: '+393330000003' } };
    booking = await aStaffBooking(operator, '2026-11-24T09:45:00+01:00', { mode: 'phone', ...phone });
  });
  afterAll(() => office.close());

  const start = (id: string) =>
    operator.post<Ticket & Refusal>(`${OFFICE_PATH}/bookings/${id}/start`, { counter: '1' });

  it('needs no check-in: nowhere is one offered or accepted', async () => {
    expect(booking.checkInFrom).toBeNull();
    const kiosk = await office.device('kiosk');
    const answers = [
      await kiosk.post<Refusal>(`${OFFICE_PATH}/check-ins`, { code: booking.code }),
      await operator.post<Refusal>(`${OFFICE_PATH}/bookings/${booking.id}/check-in`),
    ];
    expect(answers.map(refusal)).toEqual([
      [409, 'not-at-desk'],
      [409, 'not-at-desk'],
    ]);
  });

  it('is started and finished from the desk, and never stands on the board', async () => {
    const screen = await LiveScreen.open(office.url);
    await screen.watch();
    const seen = () => JSON.stringify(screen.messages);
    const board = () => operator.get<{ calls: unknown[]; waiting: { count: number }[] }>(`${OFFICE_PATH}/board`);
    const ticket = expectStatus(await start(booking.id), 201);
    expect(ticket).toMatchObject({ status: 'serving', counter: '1', source: 'booking' });
    expect((await board()).body.calls).toEqual([]);
    expect((await theQueue(operator)).active.map(({ id }) => id)).toEqual([ticket.id]);
    await act(operator, ticket, 'complete', { outcome: 'resolved' });
    expect((await board()).body.calls).toEqual([]);
    // A call of somebody else comes after all that would have been sent before it.
    const kiosk = await office.device('kiosk');
    const walkIn = expectStatus(
      await kiosk.post<Ticket>(`${OFFICE_PATH}/tickets`, { service: 'school', municipality: '048043', language: 'it' }),
      201,
    );
    await callNext(operator, '1');
    await until('the call of the walk-in', () => seen().includes(walkIn.number));
    expect(seen()).not.toContain(ticket.number);
    screen.close();
    const { items } = (await operator.get<{ items: StaffBooking[] }>(`${OFFICE_PATH}/bookings?date=2026-11-24`)).body;
    expect(items).toMatchObject([{ status: 'completed', ticket: { id: ticket.id } }]);
    await act(operator, walkIn, 'no-show');
    expect(refusal(await start(booking.id))).toEqual([409, 'wrong-status']);
  });

  it('is no no-show while its day lasts, is one when the day is over; one at the desk is not started by phone', async () => {
    const later = await aStaffBooking(operator, '2026-11-24T10:00:00+01:00', { mode: 'phone' });
    const atDesk = await aStaffBooking(operator, '2026-11-24T10:00:00+01:00');
    expect(refusal(await start(atDesk.id))).toEqual([409, 'wrong-status']);
    const tomorrow = await aStaffBooking(operator, '2026-11-25T10:00:00+01:00', { mode: 'phone' });
    expect(refusal(await start(tomorrow.id))).toEqual([409, 'too-early']);
    const statuses = () =>
      office.sql('select status from booking where id = any ($1) order by mode, id', [[later.id, atDesk.id]]);
    office.setClock('2026-11-24T15:59:00+01:00');
    await sweep(office);
    expect(await statuses()).toEqual([{ status: 'no-show' }, { status: 'confirmed' }]);
    office.setClock('2026-11-25T00:01:00+01:00');
    await sweep(office);
    expect(await statuses()).toEqual([{ status: 'no-show' }, { status: 'no-show' }]);
  });
});

describe('a booking that its e-mail must confirm', () => {
  let office: TestOffice;
  let citizen: ApiClient;
  const at = (wall: string) => `2026-11-26T${wall}:00+01:00`;
  beforeAll(async () => {
    office = await anOffice({ settings: { smtpUrl: 'smtp://127.0.0.1:9', mailFrom: 'desk@example.org' } });
    citizen = office.anonymous();
    await setBookingRules(office, { confirmEmail: true, confirmMinutes: 60 });
    await office.sql(`update pool set booking_capacity = 1 where code = 'general'`);
    await sweep(office);
  });
  afterAll(() => office.close());

  function prove(booking: { id: string; token: string }, proof?: string) {
    const { nest } = office.nodes[0]!;
    const record = nest.get(Directory, { strict: false }).office(OFFICE);
    const right = nest.get(BookingLinks, { strict: false }).proof(record, { id: booking.id, token_version: 1 });
    return citizen.post<Booking & Refusal>(`/bookings/${booking.token}/confirm`, { proof: proof ?? right });
  }

  it('is never said to be confirmed before it is, and blocks its slot', async () => {
    const booking = await aBooking(citizen, at('08:30'));
    expect(booking).toMatchObject({
      status: 'awaiting-confirmation',
      mayMoveUntil: null,
      confirmBefore: expect.stringContaining('2026-11-24T10:30'),
    });
    expect((await citizen.get(`/bookings/${booking.token}`)).body).toMatchObject({ status: 'awaiting-confirmation' });
    const facts = () => office.sql('select type from booking_event where booking_id = $1 order by id', [booking.id]);
    expect(await facts()).toEqual([{ type: 'booking.held' }, { type: 'booking.requested' }]);
    expect(refusal(await tryHold(citizen, at('08:30')))).toEqual([409, 'slot-taken']);
    expect(refusal(await tryMove(citizen, booking, at('09:00')))).toEqual([409, 'wrong-status']);
    expect(await prove(booking, 'something else')).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'proof' }] },
    });
    for (const _ of [1, 2]) expect(expectStatus(await prove(booking), 200).status).toBe('confirmed');
    expect((await facts()).map(({ type }) => type)).toEqual(['booking.held', 'booking.requested', 'booking.confirmed']);
  });

  it('lapses when nobody opens the link, and gives its slot back', async () => {
    const booking = await aBooking(citizen, at('08:45'));
    office.setClock('2026-11-24T10:31:00+01:00');
    // Even before a sweep: its time is over.
    expect((await freeSlots(citizen, '2026-11-26')).map(({ start }) => start)).toContain(
      '2026-11-26T08:45:00.000+01:00',
    );
    expect(refusal(await prove(booking))).toEqual([409, 'hold-expired']);
    await sweep(office);
    expect(refusal(await prove(booking))).toEqual([409, 'hold-expired']);
    expect((await citizen.get(`/bookings/${booking.token}`)).body).toMatchObject({ status: 'lapsed' });
    expect((await aBooking(citizen, at('08:45'))).status).toBe('awaiting-confirmation');
  });

  it('can be cancelled before it is confirmed, and not confirmed after', async () => {
    const booking = await aBooking(citizen, at('09:15'));
    expect(expectStatus(await tryCancel(citizen, booking), 200).status).toBe('cancelled');
    expect(refusal(await prove(booking))).toEqual([409, 'wrong-status']);
  });

  it('two pending requests for one slot are never both confirmed: the second one finds no slot', async () => {
    const first = await aBooking(citizen, at('09:30'));
    expect(refusal(await tryHold(citizen, at('09:30')))).toEqual([409, 'slot-taken']);
    office.setClock('2026-11-24T11:40:00+01:00');
    const second = await aBooking(citizen, at('09:30'));
    // The first one's e-mail is opened an hour too late: its slot is another's.
    const answers = await Promise.all([prove(first), prove(second)]);
    expect(answers.map(({ status }) => status)).toEqual([409, 200]);
    expect(
      await office.sql(`select count(*)::int as n from booking where starts_at = $1 and status = 'confirmed'`, [
        at('09:30'),
      ]),
    ).toEqual([{ n: 1 }]);
  });

  it('needs an e-mail address, and counts towards what one contact may have', async () => {
    const { email, ...noEmail } = aContact();
    const hold = await aHold(citizen, at('10:00'));
    const answer = await tryConfirm(citizen, hold.id, { contact: { ...noEmail, phone: '+393330000004' } });
    expect([answer.status, answer.body.errors?.[0]?.path]).toEqual([400, 'contact.email']);
    await setBookingRules(office, { maxActivePerContact: 1 });
    const contact = aContact({ email: email! });
    expectStatus(await tryConfirm(citizen, hold.id, { contact }), 201);
    const other = await aHold(citizen, at('10:15'));
    expect(refusal(await tryConfirm(citizen, other.id, { contact }))).toEqual([409, 'too-many-bookings']);
  });
});
