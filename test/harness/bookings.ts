import type {
  Availability,
  Booking,
  BookingRequest,
  Hold,
  HoldRequest,
  OverbookedSlot,
  StaffBooking,
  StaffBookingRequest,
} from '../../src/bookings/bookings.contract.js';
import { BookingSweep } from '../../src/bookings/booking-sweep.js';
import { Directory } from '../../src/directory/directory.js';
import type { ApiClient, CallOptions } from './api-client.js';
import { expectStatus } from './desk.js';
import { OFFICE_PATH, type TestOffice } from './office.js';

/** What an answer may carry when it is a refusal. */
export type Refusal = { code?: string; errors?: { path: string; message: string }[] };
type Contact = BookingRequest['contact'];

let people = 0;

/** Somebody nobody has seen before, so that limits per contact and person do not meet. */
export function aContact(more: Partial<Contact> = {}): Contact {
  people++;
  return { name: `Prova${people}`, surname: 'Esempio', email: `prova${people}@example.org`, language: 'it', ...more };
}

/** A wish for a slot: a quarter of an hour of the pool `general` unless told otherwise. */
export function aWish(start: string, more: Partial<HoldRequest> = {}): HoldRequest {
  return { service: 'certificates-information', municipality: '048043', start, ...more };
}

/** Tries to keep a slot. */
export function tryHold(by: ApiClient, start: string, more: Partial<HoldRequest> = {}, options: CallOptions = {}) {
  return by.post<Hold & Refusal & { nearest?: { start: string }[] }>(
    `${OFFICE_PATH}/holds`,
    aWish(start, more),
    options,
  );
}

/** Keeps a slot and expects it to be given. */
export async function aHold(by: ApiClient, start: string, more: Partial<HoldRequest> = {}): Promise<Hold> {
  return expectStatus(await tryHold(by, start, more), 201);
}

/** Tries to confirm a hold. */
export function tryConfirm(
  by: ApiClient,
  holdId: string,
  more: Partial<Omit<BookingRequest, 'holdId'>> = {},
  options: CallOptions = {},
) {
  const body = { holdId, contact: aContact(), privacyAccepted: true, ...more };
  return by.post<Booking & Refusal>(`${OFFICE_PATH}/bookings`, body, options);
}

/** A citizen's booking, through hold and confirmation. */
export async function aBooking(
  by: ApiClient,
  start: string,
  wish: Partial<HoldRequest> = {},
  form: Partial<Omit<BookingRequest, 'holdId'>> = {},
): Promise<Booking> {
  const hold = await aHold(by, start, wish);
  return expectStatus(await tryConfirm(by, hold.id, form), 201);
}

/** Staff try to book. */
export function tryStaffBooking(by: ApiClient, start: string, more: Partial<StaffBookingRequest> = {}) {
  return by.post<StaffBooking & Refusal>(`${OFFICE_PATH}/bookings`, { ...aWish(start), ...more });
}

/** A booking that staff make. */
export async function aStaffBooking(by: ApiClient, start: string, more: Partial<StaffBookingRequest> = {}) {
  return expectStatus(await tryStaffBooking(by, start, more), 201);
}

/** A citizen tries to move a booking. */
export function tryMove(by: ApiClient, booking: { token: string }, start: string, options: CallOptions = {}) {
  return by.post<Booking & Refusal & { nearest?: { start: string }[] }>(
    `/bookings/${booking.token}/reschedule`,
    { start },
    options,
  );
}

/** A citizen tries to cancel a booking. */
export function tryCancel(by: ApiClient, booking: { token: string }, body: { reason?: string } = {}) {
  return by.post<Booking & Refusal>(`/bookings/${booking.token}/cancel`, body);
}

/** The whole answer about free slots; `query` has what differs from a quarter of an hour of the pool `general`. */
export async function availability(by: ApiClient, query: Record<string, string> = {}): Promise<Availability> {
  const all = { service: 'certificates-information', municipality: '048043', ...query };
  return expectStatus(await by.get<Availability>(`${OFFICE_PATH}/availability?${new URLSearchParams(all)}`), 200);
}

/** Free slots of one day. */
export async function freeSlots(by: ApiClient, day: string, query: Record<string, string> = {}) {
  const { days } = await availability(by, { from: day, to: day, ...query });
  return days.flatMap(({ slots }) => slots);
}

/** What staff see as overbooked. */
export async function overbooked(by: ApiClient): Promise<OverbookedSlot[]> {
  return expectStatus(await by.get<{ items: OverbookedSlot[] }>(`${OFFICE_PATH}/overbooked`), 200).items;
}

/** Every node ends now what time has ended. */
export async function sweep(office: TestOffice): Promise<void> {
  for (const { nest } of office.nodes) await nest.get(BookingSweep, { strict: false }).look();
}

/** Every node reads the directory now, which it would do within a second. */
export async function rereadDirectory(office: TestOffice): Promise<void> {
  await Promise.all(office.nodes.map(({ nest }) => nest.get(Directory, { strict: false }).refreshIfChanged()));
}

/** Changes how the office takes bookings, on all nodes. */
export async function setBookingRules(office: TestOffice, settings: Record<string, unknown>): Promise<void> {
  await office.sql('update office set booking = booking || $1::jsonb', [JSON.stringify(settings)]);
  await rereadDirectory(office);
}

/** Closes the office, or one of its pools, on a day or for a part of it. */
export async function close(office: TestOffice, day: string, from: string | null, to: string | null, pool?: string) {
  await office.sql(
    `insert into closure (office_id, pool_id, first_day, last_day, opens, closes, reason)
     select o.id, (select id from pool where code = $4), $1::date, $1::date, $2::time, $3::time, '{"it": "Chiuso"}'
     from office o limit 1`,
    [day, from, to, pool ?? null],
  );
}

/** Cells whose `taken` is not what the bookings say; empty in an office in order. */
export function miscountedCells(office: TestOffice) {
  return office.sql(
    `select coalesce(c.pool_id, b.pool_id) as pool, coalesce(c.cell_at, b.cell_at) as cell, c.taken, b.taken as booked
     from pool_cell c full join (
       select pool.id as pool_id, cell.at as cell_at, count(*)::int as taken
       from booking b cross join unnest(b.pool_ids) as pool (id) cross join lateral generate_series(
         date_bin('5 minutes', b.starts_at, 'epoch'), b.occupied_until - interval '1 microsecond', '5 minutes') as cell (at)
       where b.status not in ('lapsed', 'cancelled') group by 1, 2
     ) b using (pool_id, cell_at)
     where coalesce(c.taken, 0) <> coalesce(b.taken, 0)`,
  );
}

/** Days whose count of an offering's bookings is not what the bookings say. */
export function miscountedDays(office: TestOffice) {
  return office.sql(
    `select * from booking_day q full join (
       select b.day, o.id as offering_id, count(*)::int as booked
       from booking b cross join unnest(b.offering_id || b.extra_offering_ids) as o (id)
       where b.status not in ('lapsed', 'cancelled') group by 1, 2
     ) b using (day, offering_id) where coalesce(q.booked, 0) <> coalesce(b.booked, 0)`,
  );
}
