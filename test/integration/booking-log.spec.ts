import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Booking, StaffBooking } from '../../src/bookings/bookings.contract.js';
import { BOOKING_COLUMNS } from '../../src/bookings/booking-row.js';
import { DayClose } from '../../src/queue/day-close.js';
import type { Ticket } from '../../src/queue/queue.contract.js';
import type { ApiClient } from '../harness/api-client.js';
import {
  aBooking,
  aContact,
  aHold,
  aStaffBooking,
  miscountedCells,
  setBookingRules,
  sweep,
  tryCancel,
  tryMove,
} from '../harness/bookings.js';
import { act, callNext, expectStatus, openCounter } from '../harness/desk.js';
import { anOffice, OFFICE_PATH, type TestOffice } from '../harness/office.js';
import { TUESDAY_MORNING } from '../harness/settings.js';

/** Words that stand for a person in this file, in every field that may say something about one. */
const SECRETS = ['Segreto', 'Riservata', 'segreto@example.org', '+393339999999', 'ginocchio', 'TARGA99', 'trasloco'];
const [NAME, SURNAME, EMAIL, PHONE, NOTES, ANSWER, REASON] = SECRETS as [
  string,
  string,
  string,
  string,
  string,
  string,
  string,
];
/** Of a row: who comes, and what acts as a secret. The log tells nothing of them. */
const PERSONAL = ['name', 'surname', 'email', 'phone', 'notes', 'fields', 'cancel_reason', 'hold_id'];
/** Of a row: what its first event says by itself, and what never changes by a command. */
const GIVEN = ['office_id', 'id', 'created_at', 'token_version'];

type Row = Record<string, unknown>;
type Fact = { type: string; at: Date; details: { set?: Row } };

let office: TestOffice;
let citizen: ApiClient;
let operator: ApiClient;
let kiosk: ApiClient;

beforeAll(async () => {
  office = await anOffice();
  citizen = office.anonymous();
  operator = await office.staff('operator1');
  kiosk = await office.device('kiosk');
  await openCounter(operator, '1');
  await setBookingRules(office, { maxActivePerContact: 50, maxActivePerPerson: 50, noticeMinutes: 0 });
  const fields = [{ key: 'plate', label: { it: 'Targa' }, kind: 'text', required: false, maxLength: 9, choices: [] }];
  await office.sql('update offering set fields = $1::jsonb', [JSON.stringify(fields)]);
  await office.sql(`update pool set booking_capacity = 9 where code = 'general'`);
  await sweep(office);
  await liveThrough();
}, 60_000);
afterAll(() => office.close());

const somebody = () => ({
  contact: aContact({ name: NAME, surname: SURNAME, email: EMAIL, phone: PHONE }),
  notes: NOTES,
  fields: { plate: ANSWER },
});
const booked = (start: string): Promise<Booking> => aBooking(citizen, start, {}, somebody());
const at = (wall: string) => `2026-11-24T${wall}:00+01:00`;

/** Everything that can become of a booking. */
async function liveThrough(): Promise<void> {
  await aHold(citizen, at('11:00'));
  const released = await aHold(citizen, at('11:15'), { needsLanguage: 'zh-Hans', people: 1 });
  await citizen.post(`${OFFICE_PATH}/holds/${released.id}/renew`);
  await citizen.delete(`${OFFICE_PATH}/holds/${released.id}`);
  const moved = await booked(at('11:30'));
  expectStatus(await tryMove(citizen, moved, '2026-11-26T09:00:00+01:00'), 200);
  expectStatus(await tryCancel(citizen, moved, { reason: REASON }), 200);
  const forced = await aStaffBooking(operator, at('12:15'), { ...somebody(), force: true, extraServices: ['school'] });
  const body = { start: at('12:20'), force: true };
  expectStatus(await operator.post(`${OFFICE_PATH}/bookings/${forced.id}/reschedule`, body), 200);
  const [served, away, leaves, missed] = [
    await booked(at('09:45')),
    await booked(at('09:45')),
    await booked(at('10:00')),
    await booked(at('09:45')),
  ];
  for (const { code } of [served, away, leaves])
    expectStatus(await kiosk.post(`${OFFICE_PATH}/check-ins`, { code }), 201);
  await serve('complete');
  const ticket = await serve('no-show');
  await act(operator, ticket, 'resume');
  const [row] = await office.sql('select ticket_id as id from booking where id = $1', [leaves.id]);
  await act(operator, row as { id: string }, 'cancel', { reason: REASON });
  const byPhone = await aStaffBooking(operator, at('11:45'), { mode: 'phone', ...somebody() });
  expectStatus(await operator.post(`${OFFICE_PATH}/bookings/${byPhone.id}/start`, { counter: '1' }), 201);
  office.setClock(at('10:05'));
  await sweep(office);
  // Late, after the clock has said no-show.
  expectStatus(await kiosk.post(`${OFFICE_PATH}/check-ins`, { code: missed.code }), 201);
  await aStaffBooking(operator, at('15:45'));
  office.setClock(at('23:00'));
  await office.nodes[0]!.nest.get(DayClose, { strict: false }).closeAll();
}

async function serve(end: 'complete' | 'no-show'): Promise<Ticket> {
  const ticket = (await callNext(operator, '1'))!;
  if (end === 'complete') await act(operator, ticket, 'start');
  return act(operator, ticket, end);
}

/** The row that the events of one booking tell, oldest first. */
function replay(facts: Fact[]): Row {
  return facts.reduce<Row>((row, { details }) => ({ ...row, ...details.set }), UNSET);
}

/** What a row has before anything sets it. */
const UNSET: Row = {
  ...{ code: null, language: null, confirmed_at: null, checked_in_at: null, ended_at: null },
  ...{ ticket_id: null, ticket_number: null, contact_erased_at: null },
};

describe('the log of bookings', () => {
  it('has met every kind of fact but those of e-mails', async () => {
    const types = (await office.sql('select distinct type from booking_event order by type')).map(({ type }) => type);
    expect(types).toEqual([
      ...['booking.cancelled', 'booking.checked-in', 'booking.completed', 'booking.confirmed', 'booking.held'],
      ...['booking.lapsed', 'booking.moved', 'booking.no-show', 'booking.renewed'],
    ]);
  });

  it('rebuilds every booking exactly, but for who came', async () => {
    const columns = BOOKING_COLUMNS.replaceAll('b.', '').split(', ');
    const told = columns.filter((column) => !PERSONAL.includes(column) && !GIVEN.includes(column));
    const rows = await office.sql(`select to_jsonb(b) as row, b.id from booking b`);
    expect(rows.length).toBeGreaterThan(8);
    for (const { row, id } of rows as { row: Row; id: string }[]) {
      const facts = await office.sql('select type, at, details from booking_event where booking_id = $1 order by id', [
        id,
      ]);
      const rebuilt = replay(facts as Fact[]);
      for (const column of told) expect([column, normal(rebuilt[column])]).toEqual([column, normal(row[column])]);
      expect(facts[0]).toMatchObject({ type: 'booking.held', at: new Date(String(row['created_at'])) });
      expect(Object.keys(rebuilt).filter((column) => !told.includes(column))).toEqual([]);
    }
  });

  it('says nothing about a person, nor what acts as a secret', async () => {
    const [stored] = await office.sql(`select string_agg(b::text, ' ') as text from booking b`);
    for (const secret of SECRETS) expect(String(stored?.['text'])).toContain(secret);
    const logged = JSON.stringify(await office.sql('select * from booking_event'));
    const holds = (await office.sql('select hold_id from booking')).map(({ hold_id }) => String(hold_id));
    for (const secret of [...SECRETS, ...holds]) expect(logged).not.toContain(secret);
    const queue = JSON.stringify(await office.sql('select * from queue_event'));
    for (const secret of SECRETS.filter((one) => one !== REASON)) expect(queue).not.toContain(secret);
  });

  it('only grows: what was written stays as it is', async () => {
    const before = await office.sql('select * from booking_event order by booking_id, id');
    office.setClock('2026-11-25T09:00:00+01:00');
    const booking = await aStaffBooking(operator, '2026-11-26T10:00:00+01:00');
    await operator.post(`${OFFICE_PATH}/bookings/${booking.id}/cancel`);
    const after = await office.sql('select * from booking_event order by booking_id, id');
    const known = new Set(before.map(({ id }) => id));
    expect(after.filter(({ id }) => known.has(id))).toEqual(before);
    expect(after.length).toBe(before.length + 3);
    office.setClock(TUESDAY_MORNING);
  });

  it('shows staff the history of a booking', async () => {
    const { items } = expectStatus(
      await operator.get<{ items: StaffBooking[] }>(`${OFFICE_PATH}/bookings?query=${encodeURIComponent(SURNAME)}`),
      200,
    );
    const cancelled = items.find(({ cancelReason }) => cancelReason === REASON);
    const events = await operator.get<{ items: { type: string; actor: string }[] }>(
      `${OFFICE_PATH}/bookings/${cancelled?.id}/events`,
    );
    expect(events.body.items.map(({ type, actor }) => `${type} by ${actor}`)).toEqual([
      ...['booking.held by citizen', 'booking.confirmed by citizen'],
      ...['booking.moved by citizen', 'booking.cancelled by citizen'],
    ]);
  });

  it('agrees with what the cells say is taken', async () => {
    expect(await miscountedCells(office)).toEqual([]);
  });
});

// PostgreSQL and JavaScript write the same instant in two ways.
function normal(value: unknown): unknown {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T/.test(value) ? new Date(value).toISOString() : value;
}
