import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DateTime } from 'luxon';
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
  tryConfirm,
  tryHold,
  type Refusal,
} from '../harness/bookings.js';
import { anOffice, OFFICE_PATH, type TestOffice } from '../harness/office.js';
import { TUESDAY_MORNING } from '../harness/settings.js';

const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));
const at = (day: string, minute: number) =>
  `${day}T${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}:00.000+01:00`;

describe('two do something about one booking at the same instant', () => {
  let office: TestOffice;
  let citizens: ApiClient[];
  let kiosks: ApiClient[];
  let operator: ApiClient;
  beforeAll(async () => {
    office = await anOffice({ nodes: 2 });
    citizens = [office.anonymous(0), office.anonymous(1)];
    kiosks = await Promise.all([office.device('kiosk', 0), office.device('kiosk', 1)]);
    operator = await office.staff('operator1');
  });
  afterAll(() => office.close());

  const someone = (index: number) => citizens[index % 2]!;
  const codes = (answers: { status: number; body: Refusal }[]) =>
    answers.map(({ status, body }) => (status < 300 ? status : `${status} ${body.code}`)).sort();

  it('makes one booking of one hold, however often it is confirmed', async () => {
    const hold = await aHold(citizens[0]!, at('2026-11-25', 510));
    const answers = await Promise.all(times(8, (index) => tryConfirm(someone(index), hold.id)));
    expect(codes(answers)).toEqual([201, ...times(7, () => '409 hold-expired')]);
    expect(await office.sql('select count(*)::int as n from booking where hold_id = $1', [hold.id])).toEqual([
      { n: 1 },
    ]);
  });

  it('gives the same booking to the same key on both nodes', async () => {
    const hold = await aHold(citizens[0]!, at('2026-11-25', 525));
    const [contact, key] = [aContact(), 'one press, two nodes, a lost answer'];
    const answers = await Promise.all(times(6, (index) => tryConfirm(someone(index), hold.id, { contact }, { key })));
    expect(codes(answers)).toEqual(times(6, () => 201));
    expect(new Set(answers.map(({ body }) => `${body.code} ${body.token} ${body.id}`)).size).toBe(1);
    const other = await tryConfirm(citizens[1]!, hold.id, { contact: aContact() }, { key });
    expect(codes([other])).toEqual(['422 idempotency-key-reused']);
  });

  it('never passes the bookings that one contact or one person may have', async () => {
    await setBookingRules(office, { maxActivePerContact: 2, maxActivePerPerson: 3 });
    const holdsOn = (day: string) => Promise.all(times(8, (index) => aHold(someone(index), at(day, 510 + index * 15))));
    const email = 'stessa.casella@example.org';
    const ofContact = (await holdsOn('2026-12-01')).map((hold, index) => {
      const mail = index % 2 === 0 ? email : email.toUpperCase();
      return tryConfirm(someone(index), hold.id, { contact: aContact({ email: mail }) });
    });
    expect(codes(await Promise.all(ofContact))).toEqual([201, 201, ...times(6, () => '409 too-many-bookings')]);
    const person = { name: 'Omonimo', surname: 'Rossi' };
    const ofPerson = (await holdsOn('2026-12-03')).map((hold, index) =>
      tryConfirm(someone(index), hold.id, { contact: aContact(person) }),
    );
    expect(codes(await Promise.all(ofPerson))).toEqual([201, 201, 201, ...times(5, () => '409 too-many-bookings')]);
    await setBookingRules(office, { maxActivePerContact: 50, maxActivePerPerson: 50 });
  });

  it('either confirms a hold or lets it lapse when the last second meets the sweep', async () => {
    const holds = await Promise.all(
      times(24, (index) => aHold(someone(index), at('2026-12-10', 510 + (index % 12) * 15))),
    );
    // Confirmations before, while and after the clock passes the end of the holds.
    const confirm = (index: number) => tryConfirm(someone(index), holds[index]!.id);
    const early = times(8, confirm);
    const late = Promise.race(early).then(() => {
      office.setClock(DateTime.fromISO(TUESDAY_MORNING).plus({ minutes: 11 }).toISO() ?? '');
      return Promise.all([sweep(office), ...times(16, (index) => confirm(index + 8))]);
    });
    const answers = [...(await Promise.all(early)), ...(await late).slice(1).filter((answer) => answer !== undefined)];
    await sweep(office);
    const rows = await office.sql(`select hold_id, status from booking where day = '2026-12-10'`);
    const statusOf = new Map(rows.map((row) => [row['hold_id'], row['status']]));
    answers.forEach(({ status, body }, index) => {
      expect([status, status === 409 ? body.code : '']).toEqual(
        statusOf.get(holds[index]!.id) === 'confirmed' ? [201, ''] : [409, 'hold-expired'],
      );
    });
    expect(new Set(statusOf.values())).toEqual(new Set(['confirmed', 'lapsed']));
    expect(await miscountedCells(office)).toEqual([]);
    office.setClock(TUESDAY_MORNING);
  });

  it('gives places that expired holds still take to as many as there are', async () => {
    for (let round = 0; round < 6; round++) {
      const start = at('2026-12-15', 510 + round * 15);
      office.setClock(TUESDAY_MORNING);
      for (const node of [0, 1]) await aHold(citizens[node]!, start);
      office.setClock(DateTime.fromISO(TUESDAY_MORNING).plus({ minutes: 11 }).toISO() ?? '');
      const answers = await Promise.all(times(10, (index) => tryHold(someone(index), start)));
      expect(codes(answers)).toEqual([201, 201, ...times(8, () => '409 slot-taken')]);
      for (const { status, body } of answers) if (status === 201) await tryConfirm(citizens[0]!, body.id);
    }
    expect(await miscountedCells(office)).toEqual([]);
    office.setClock(TUESDAY_MORNING);
  });

  it('gives one ticket to a code that two kiosks read at once', async () => {
    const booking = await aStaffBooking(operator, at('2026-11-24', 585));
    const scan = (index: number) =>
      kiosks[index % 2]!.post<Ticket & Refusal & { ticket?: Ticket }>(`${OFFICE_PATH}/check-ins`, {
        code: booking.code,
      });
    const answers = await Promise.all(times(6, scan));
    expect(codes(answers)).toEqual([201, ...times(5, () => '409 already-checked-in')]);
    const ids = answers.map(({ body }) => body.ticket?.id ?? body.id);
    expect(new Set(ids).size).toBe(1);
    expect(await office.sql('select count(*)::int as n from ticket where booking_id = $1', [booking.id])).toEqual([
      { n: 1 },
    ]);
  });

  it('either checks in or cancels when both are pressed at once', async () => {
    await setBookingRules(office, { noticeMinutes: 0, cancelNoticeMinutes: 0 });
    await office.sql(`update pool set booking_capacity = 20 where code = 'general'`);
    await sweep(office);
    for (let round = 0; round < 8; round++) {
      const booking = await aBooking(someone(round), at('2026-11-24', 585));
      const [cancelled, checkedIn] = await Promise.all([
        tryCancel(someone(round + 1), booking),
        kiosks[round % 2]!.post<Ticket & Refusal>(`${OFFICE_PATH}/check-ins`, { code: booking.code }),
      ]);
      const [row] = await office.sql('select status, ticket_id from booking where id = $1', [booking.id]);
      if (cancelled.status === 200) {
        expect(codes([checkedIn])).toEqual(['409 booking-cancelled']);
        expect(row).toEqual({ status: 'cancelled', ticket_id: null });
      } else {
        expect(codes([cancelled])).toEqual(['409 wrong-status']);
        expect(row).toEqual({ status: 'checked-in', ticket_id: checkedIn.body.id });
      }
    }
    expect(await miscountedCells(office)).toEqual([]);
  });
});
