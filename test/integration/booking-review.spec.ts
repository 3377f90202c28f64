import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { StaffBooking } from '../../src/bookings/bookings.contract.js';
import { DayClose } from '../../src/queue/day-close.js';
import type { Ticket } from '../../src/queue/queue.contract.js';
import type { ApiClient } from '../harness/api-client.js';
import {
  aBooking,
  aHold,
  aStaffBooking,
  availability,
  freeSlots,
  miscountedCells,
  miscountedDays,
  rereadDirectory,
  setBookingRules,
  tryConfirm,
  tryMove,
  tryStaffBooking,
} from '../harness/bookings.js';
import { act, expectStatus, openCounter, theQueue } from '../harness/desk.js';
import { aMailServer, type MailServer } from '../harness/mail-server.js';
import { anOffice, OFFICE_PATH, type TestOffice } from '../harness/office.js';

let office: TestOffice;
let mail: MailServer;
let citizen: ApiClient;
let coordinator: ApiClient;

beforeAll(async () => {
  mail = await aMailServer();
  office = await anOffice({ settings: { smtpUrl: mail.url, mailFrom: 'Prova <desk@example.org>' } });
  citizen = office.anonymous();
  coordinator = await office.staff('coordinator');
  await setBookingRules(office, { maxActivePerContact: 50, maxActivePerPerson: 50 });
});
afterAll(async () => {
  await office.close();
  await mail.close();
});

function changeDirectory(text: string): Promise<void> {
  return office.sql(text).then(() => rereadDirectory(office));
}

describe('availability', () => {
  it('looks at no days that are over, however early "from" is', async () => {
    const began = performance.now();
    const early = await availability(citizen, { from: '1900-01-01' });
    expect(performance.now() - began).toBeLessThan(5000);
    expect(early.days).toHaveLength(62);
    expect(early.days.flatMap(({ slots }) => slots)).toEqual([]);
    expect(early.firstFree).toBe((await availability(citizen)).firstFree);
  });

  it('answers at the end of all dates', async () => {
    const at = (from: string) =>
      citizen.get<{ days: unknown[]; firstFree: null }>(
        `${OFFICE_PATH}/availability?service=certificates-information&municipality=048043&from=${from}`,
      );
    expect(await at('9998-12-01')).toMatchObject({ status: 200, body: { firstFree: null } });
    expect(await at('9999-12-31')).toMatchObject({ status: 400, body: { code: 'invalid-request' } });
  });

  it('counts no place as free for a booking that has given its place back', async () => {
    const kit = { service: 'residence-permit-kit' };
    const start = '2026-12-03T09:00:00.000+01:00';
    const cancelled = await aBooking(citizen, start, kit);
    expectStatus(await citizen.post(`/bookings/${cancelled.token}/cancel`, {}), 200);
    await aBooking(citizen, start, kit);
    const slots = await freeSlots(citizen, '2026-12-03', { ...kit, moving: cancelled.token });
    expect(slots.map((slot) => slot.start)).not.toContain(start);
  });
});

describe('a booking whose ticket is cancelled', () => {
  it('gives its place back, and its calendar file replaces the one that the citizen has', async () => {
    const start = '2026-11-24T15:00:00+01:00';
    const booking = await aStaffBooking(coordinator, start, { contact: { email: 'torna@example.org' } });
    const before = (await freeSlots(citizen, '2026-11-24')).find(
      (slot) => Date.parse(slot.start) === Date.parse(start),
    );
    const ticket = expectStatus(
      await coordinator.post<Ticket>(`${OFFICE_PATH}/bookings/${booking.id}/check-in`, {}),
      201,
    );
    await act(coordinator, ticket, 'cancel');
    const after = (await freeSlots(citizen, '2026-11-24')).find((slot) => Date.parse(slot.start) === Date.parse(start));
    expect(after?.left).toBe((before?.left ?? 0) + 1);
    expect([await miscountedCells(office), await miscountedDays(office)]).toEqual([[], []]);
    const [row] = await office.sql('select status, sequence from booking where id = $1', [booking.id]);
    expect(row).toEqual({ status: 'cancelled', sequence: 1 });
  });
});

describe('finding a booking', () => {
  const find = async (query: string) => {
    const answer = await coordinator.get<{ items: StaffBooking[] }>(
      `${OFFICE_PATH}/bookings?${new URLSearchParams({ query })}`,
    );
    return expectStatus(answer, 200).items.map(({ id }) => id);
  };

  it('finds an e-mail address with a dash, and a phone number as it is written on paper', async () => {
    const contact = { email: 'anna-maria@de-santis.example.org', phone: '+39055123456' };
    const { id } = await aStaffBooking(coordinator, '2026-11-26T09:00:00+01:00', { contact });
    expect(await find('anna-maria@de-santis.example.org')).toEqual([id]);
    expect(await find('ANNA-Maria')).toEqual([id]);
    for (const written of ['+39 055 123456', '055.12.34.56', '055/123-456', '(055) 123456']) {
      expect(await find(written)).toEqual([id]);
    }
  });

  it('finds nobody by a sign alone', async () => {
    for (const sign of ['/', '()', '%', '_', '\\']) expect(await find(sign)).toEqual([]);
  });
});

describe('nothing says "confirmed" before it is', () => {
  it('the calendar file of a booking that awaits its confirmation is tentative', async () => {
    await setBookingRules(office, { confirmEmail: true });
    const booking = await aBooking(citizen, '2026-11-26T10:00:00+01:00');
    await setBookingRules(office, { confirmEmail: false });
    expect(booking.status).toBe('awaiting-confirmation');
    const file = await fetch(`${office.url}/api/v1/bookings/${booking.token}/calendar.ics`).then((it) => it.text());
    expect(file).toContain('STATUS:TENTATIVE');
  });
});

describe('refusals', () => {
  it('tell until when a booking could be moved on the wall clock of the office', async () => {
    const booking = await aBooking(citizen, '2026-11-26T11:00:00+01:00');
    await setBookingRules(office, { moveNoticeMinutes: 4320 });
    const refused = await citizen.post<{ code: string; until: string }>(`/bookings/${booking.token}/reschedule`, {
      start: '2026-11-26T11:15:00+01:00',
    });
    await setBookingRules(office, { moveNoticeMinutes: 0 });
    expect(refused.body).toMatchObject({ code: 'outside-booking-window', until: '2026-11-23T11:00:00.000+01:00' });
  });

  it('of a move to a full slot say so also when its service takes no more appointments', async () => {
    const kit = { service: 'residence-permit-kit' };
    const booking = await aBooking(citizen, '2026-11-26T09:00:00+01:00', kit);
    await aBooking(citizen, '2026-11-26T09:45:00+01:00', kit);
    const retire = (on: boolean) =>
      changeDirectory(
        `update offering set bookable = ${on} where category_id = (select id from service_category where code = 'residence-permit-kit')`,
      );
    await retire(false);
    const refused = await tryMove(citizen, booking, '2026-11-26T09:45:00+01:00');
    await retire(true);
    expect(refused.body.code).toBe('slot-taken');
  });
});

describe('a repeated key', () => {
  it('gives the first answer of a wish for a slot also after the service takes no more appointments', async () => {
    const wish = { service: 'citizenship', municipality: '048043', email: 'aspetta@example.org', language: 'it' };
    const options = { key: randomUUID() };
    const ask = () => citizen.post<{ id: string }>(`${OFFICE_PATH}/slot-watches`, wish, options);
    const first = expectStatus(await ask(), 201);
    await changeDirectory(
      `update offering set bookable = false where category_id = (select id from service_category where code = 'citizenship')`,
    );
    const again = await ask();
    await changeDirectory(
      `update offering set bookable = true where category_id = (select id from service_category where code = 'citizenship')`,
    );
    expect(again).toMatchObject({ status: 201, body: first });
  });
});

describe('a visit by phone', () => {
  it('needs a phone number from a citizen, not from staff', async () => {
    await changeDirectory(
      `update offering set modes = '{desk,phone,video}' where category_id = (select id from service_category where code = 'citizenship')`,
    );
    for (const mode of ['phone', 'video'] as const) {
      const hold = await aHold(citizen, '2026-12-01T09:00:00+01:00', { service: 'citizenship', mode });
      const refused = await tryConfirm(citizen, hold.id);
      expect(refused).toMatchObject({ status: 400, body: { code: 'invalid-request' } });
      expect(refused.body.errors?.map(({ path }) => path)).toEqual(['contact.phone']);
      const contact = { name: 'Prova', surname: mode, phone: '+390551234567', language: 'it' };
      expectStatus(await tryConfirm(citizen, hold.id, { contact }), 201);
    }
    const byStaff = await tryStaffBooking(coordinator, '2026-12-01T10:00:00+01:00', {
      service: 'citizenship',
      mode: 'phone',
    });
    expect(byStaff.status).toBe(201);
  });
});

describe('histories and notes', () => {
  it('name the operator and the kiosk, also of people who may not sign in any more', async () => {
    const [operator, kiosk] = [await office.staff('operator3'), await office.device('kiosk')];
    const booking = await aStaffBooking(operator, '2026-11-24T09:45:00+01:00', { contact: { name: 'Prova' } });
    const ticket = expectStatus(await kiosk.post<Ticket>(`${OFFICE_PATH}/check-ins`, { code: booking.code }), 201);
    await openCounter(operator, '3');
    expectStatus(await operator.post(`${OFFICE_PATH}/counters/3/call`, { ticketId: ticket.id }), 200);
    await act(operator, ticket, 'start');
    await act(operator, ticket, 'transfer', { service: 'school', notes: 'with a stamp' });
    await office.sql(`update staff_user set disabled_at = now() where username = 'operator3'`);
    const [{ name } = { name: '' }] = await office.sql(`select name from staff_user where username = 'operator3'`);
    const [{ device } = { device: '' }] = await office.sql('select name as device from device');
    const actors = async (path: string) => {
      type Events = { items: { type: string; actor: string | null }[] };
      const { items } = expectStatus(await coordinator.get<Events>(`${OFFICE_PATH}/${path}/events`), 200);
      return items.map(({ type, actor }) => [type, actor]);
    };
    expect(await actors(`bookings/${booking.id}`)).toEqual([
      ['booking.held', name],
      ['booking.confirmed', name],
      ['booking.checked-in', device],
    ]);
    expect(await actors(`tickets/${ticket.id}`)).toEqual([
      ['ticket.issued', device],
      ...['called', 'serving', 'transferred'].map((what) => [`ticket.${what}`, name]),
    ]);
    const { waiting } = await theQueue(coordinator);
    expect(waiting.find(({ id }) => id === ticket.id)?.notes).toMatchObject([{ by: name, text: 'with a stamp' }]);
  });
});

// Last: an office's time never goes back behind its last event.
describe('a booking that staff forced after closing time', () => {
  it('is no no-show before it began', async () => {
    office.setClock('2026-11-25T09:30:00+01:00');
    const forced = await aStaffBooking(coordinator, '2026-11-25T19:00:00+01:00', { force: true });
    office.setClock('2026-11-25T18:30:00+01:00');
    await office.nodes[0]?.nest.get(DayClose, { strict: false }).closeAll();
    const [row] = await office.sql('select status from booking where id = $1', [forced.id]);
    expect(row).toEqual({ status: 'confirmed' });
  });
});
