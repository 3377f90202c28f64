import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { StaffBooking } from '../../src/bookings/bookings.contract.js';
import type { Ticket } from '../../src/queue/queue.contract.js';
import type { ApiClient } from '../harness/api-client.js';
import { aStaffBooking, miscountedCells, miscountedDays, sweep, tryHold, type Refusal } from '../harness/bookings.js';
import { anOffice, OFFICE_PATH, type TestOffice } from '../harness/office.js';

const at = (day: string, wall: string) => `${day}T${wall}:00.000+01:00`;

describe('one browser that asks for many slots at the same instant', () => {
  let office: TestOffice;
  beforeAll(async () => (office = await anOffice({ nodes: 2, settings: { rateLimits: true } })));
  afterAll(() => office.close());

  it('keeps no more than it may', async () => {
    const walls = ['08:30', '08:45', '09:00', '09:15', '09:30', '09:45', '10:00', '10:15'];
    const answers = await Promise.all(
      walls.map((wall, index) => {
        const browser = office.anonymous(index % 2);
        browser.cookie = 'sportello_browser=AAAAAAAAAAAAAAAAAAAAAA';
        return tryHold(browser, at('2026-11-26', wall));
      }),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
    expect(new Set(answers.map(({ body }) => body.code))).toEqual(new Set([undefined, 'too-many-holds']));
  });
});

describe('a booking that everybody acts on at the same instant', () => {
  let office: TestOffice;
  let operators: ApiClient[];
  let kiosk: ApiClient;
  beforeAll(async () => {
    office = await anOffice({ nodes: 2 });
    operators = [await office.staff('operator1', 0), await office.staff('operator2', 1)];
    kiosk = await office.device('kiosk', 1);
  });
  afterAll(() => office.close());

  const to = (node: number, booking: StaffBooking, action: string, body = {}) =>
    operators[node]!.post<StaffBooking & Refusal>(`${OFFICE_PATH}/bookings/${booking.id}/${action}`, body);

  it('is in one state afterwards that one of them made, with a ticket where it is checked in', async () => {
    const ends: unknown[] = [];
    for (let round = 0; round < 12; round++) {
      // Past the grace: whoever comes now is late, and the sweep takes whoever does not for missing.
      office.setClock(at('2026-11-24', '09:30'));
      const booking = await aStaffBooking(operators[0]!, at('2026-11-24', '09:45'), { force: true });
      office.setClock(at('2026-11-24', '10:00').replace('00.000', '01.000'));
      const all = [
        () => sweep(office),
        () => kiosk.post<Ticket & Refusal>(`${OFFICE_PATH}/check-ins`, { code: booking.code }),
        () => to(1, booking, 'no-show'),
        () => to(0, booking, 'cancel'),
        () => to(1, booking, 'reschedule', { start: at('2026-11-26', '09:00'), force: true }),
      ];
      const turn = [...all.slice(round % all.length), ...all.slice(0, round % all.length)];
      const answers = await Promise.all(turn.map((act) => act()));
      for (const answer of answers) expect([undefined, 200, 201, 409]).toContain(answer?.status);
      const [row] = await office.sql(
        `select b.status, b.ended_at is null as open, b.day,
           (select count(*)::int from ticket where booking_id = b.id) as tickets,
           (select count(*)::int from booking_event e where e.booking_id = b.id and e.type = 'booking.' || b.status) as facts
         from booking b where b.id = $1`,
        [booking.id],
      );
      ends.push(row?.['status']);
      expect(row).toMatchObject({
        open: row?.['status'] === 'checked-in' || row?.['status'] === 'confirmed',
        tickets: row?.['status'] === 'checked-in' ? 1 : 0,
      });
      expect(row?.['facts']).toBeGreaterThan(0);
    }
    expect(new Set(ends).size).toBeGreaterThan(1);
    expect([await miscountedCells(office), await miscountedDays(office)]).toEqual([[], []]);
  });
});
