import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Availability, Booking, Hold, StaffBooking } from '../../src/bookings/bookings.contract.js';
import type { Ticket } from '../../src/queue/queue.contract.js';
import type { ApiClient } from '../harness/api-client.js';
import { expectStatus } from '../harness/desk.js';
import { anOffice, OFFICE_PATH, type TestOffice } from '../harness/office.js';

let office: TestOffice;
let citizen: ApiClient;
let operator: ApiClient;

const CONTACT = { name: 'Prova', surname: 'Uno', email: 'prova@example.org', language: 'it' };

beforeAll(async () => {
  office = await anOffice();
  citizen = office.anonymous();
  operator = await office.staff('operator1');
});
afterAll(() => office.close());

describe('a citizen books', () => {
  it('finds free slots, keeps one, confirms it, moves it and cancels it', async () => {
    const free = expectStatus(
      await citizen.get<Availability>(
        `${OFFICE_PATH}/availability?service=certificates-information&municipality=048043&from=2026-11-25&to=2026-12-05`,
      ),
      200,
    );
    expect(free.firstFree).toBe('2026-11-25T08:30:00.000+01:00');
    const wish = { service: 'certificates-information', municipality: '048043', start: free.firstFree };
    const hold = expectStatus(await citizen.post<Hold>(`${OFFICE_PATH}/holds`, wish), 201);
    const booking = expectStatus(
      await citizen.post<Booking>(`${OFFICE_PATH}/bookings`, {
        holdId: hold.id,
        contact: CONTACT,
        privacyAccepted: true,
      }),
      201,
    );
    expect(booking).toMatchObject({ status: 'confirmed', start: free.firstFree });
    const moved = expectStatus(
      await citizen.post<Booking>(`/bookings/${booking.token}/reschedule`, { start: '2026-11-25T09:00:00+01:00' }),
      200,
    );
    expect(moved.start).toBe('2026-11-25T09:00:00.000+01:00');
    expect(expectStatus(await citizen.post<Booking>(`/bookings/${booking.token}/cancel`, {}), 200).status).toBe(
      'cancelled',
    );
    const [cells] = await office.sql('select sum(taken)::int as taken from pool_cell');
    expect(cells).toEqual({ taken: 0 });
  });

  it('checks in at the kiosk and is served', async () => {
    const kiosk = await office.device('kiosk');
    const booked = expectStatus(
      await operator.post<StaffBooking>(`${OFFICE_PATH}/bookings`, {
        service: 'school',
        municipality: '048043',
        start: '2026-11-24T09:45:00+01:00',
      }),
      201,
    );
    const ticket = expectStatus(
      await kiosk.post<Ticket>(`${OFFICE_PATH}/check-ins`, { code: booked.code.toLowerCase() }),
      201,
    );
    expect(ticket).toMatchObject({ source: 'booking', slotStart: '2026-11-24T09:45:00.000+01:00' });
    const again = await kiosk.post(`${OFFICE_PATH}/check-ins`, { code: booked.code });
    expect(again).toMatchObject({ status: 409, body: { code: 'already-checked-in', ticket: { id: ticket.id } } });
  });

  it('moves by less than its own length in a full pool: its own place counts as free for it', async () => {
    const book = (start: string) =>
      operator.post<StaffBooking>(`${OFFICE_PATH}/bookings`, {
        ...{ service: 'residence-permit-kit', municipality: '048043', start },
      });
    const { id } = expectStatus(await book('2026-12-01T10:00:00+01:00'), 201);
    expectStatus(await book('2026-12-01T11:00:00+01:00'), 201);
    const day = 'service=residence-permit-kit&municipality=048043&from=2026-12-01&to=2026-12-01';
    const starts = async (query: string) =>
      expectStatus(await operator.get<Availability>(`${OFFICE_PATH}/availability?${query}`), 200).days.flatMap(
        ({ slots }) => slots.map(({ start }) => start.slice(11, 16)),
      );
    expect(await starts(day)).not.toContain('10:15');
    expect(await starts(`${day}&moving=${id}`)).toContain('10:15');
    expect(await starts(`${day}&moving=${id}`)).not.toContain('10:30');
    const moved = await operator.post<StaffBooking>(`${OFFICE_PATH}/bookings/${id}/reschedule`, {
      start: '2026-12-01T10:15:00+01:00',
    });
    expectStatus(moved, 200);
  });

  it('shows what the public cannot book any more to staff who ask for it, and to nobody else', async () => {
    const path = `${OFFICE_PATH}/availability?service=school&municipality=048043&from=2026-11-24&to=2026-11-24`;
    const first = async (by: ApiClient, more = '') => (await by.get<Availability>(`${path}${more}`)).body.firstFree;
    expect(await first(operator)).toBe(await first(citizen));
    expect(await first(operator, '&forStaff=true')).toBe('2026-11-24T09:45:00.000+01:00');
    expect(await citizen.get(`${path}&forStaff=true`)).toMatchObject({ status: 403, body: { code: 'not-allowed' } });
  });
});
