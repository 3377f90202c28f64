import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Ticket } from '../../src/queue/queue.contract.js';
import type { ApiClient } from '../harness/api-client.js';
import { act, callNext, openCounter, takeTicket, theQueue, tryTo } from '../harness/desk.js';
import { anOffice, OFFICE, OFFICE_PATH, type TestOffice } from '../harness/office.js';

const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

/** Ten counters and ten people: more than the first desk has, as a larger office would. */
async function tenCounters(office: TestOffice): Promise<ApiClient[]> {
  await office.sql(
    `insert into counter (office_id, code, name, position)
     select id, 'C' || n, jsonb_build_object('it', 'Sportello C' || n), 10 + n from office, generate_series(1, 10) n where slug = $1`,
    [OFFICE],
  );
  await office.sql('update directory_version set version = version + 1');
  await office.sql(
    `insert into staff_user select (jsonb_populate_record(u, jsonb_build_object('id', gen_random_uuid(),
       'username', 'person' || n, 'name', 'Person ' || n))).* from staff_user u, generate_series(1, 10) n
     where u.username = 'operator1'`,
  );
  await office.sql(
    `insert into staff_role (user_id, role, office_id) select p.id, 'operator', o.id from staff_user p, office o
     where p.username like 'person%' and o.slug = $1`,
    [OFFICE],
  );
  return Promise.all(times(10, (index) => office.staff(`person${index + 1}`)));
}

describe('many at the same instant', () => {
  let office: TestOffice;
  let kiosk: ApiClient;
  beforeAll(async () => {
    office = await anOffice({ nodes: 2 });
    kiosk = await office.device('kiosk');
  });
  afterAll(() => office.close());

  it('gives 50 clients the numbers 1 to 50, none twice and none missing', async () => {
    const clients = await Promise.all(times(50, (index) => office.device('kiosk', index % 2)));
    const tickets = await Promise.all(clients.map((client) => takeTicket(client, { service: 'residence-permit-kit' })));
    const numbers = tickets.map(({ number }) => number).sort();
    expect(numbers).toEqual(times(50, (index) => `K${String(index + 1).padStart(3, '0')}`));
  });

  it('gives one ticket to a double tap, on either node', async () => {
    const other = await office.device('kiosk', 1);
    other.token = kiosk.token;
    const taps = times(8, (index) =>
      takeTicket(index % 2 === 0 ? kiosk : other, { service: 'school' }, { key: 'double-tap' }),
    );
    const tickets = await Promise.all(taps);
    expect(new Set(tickets.map(({ id }) => id)).size).toBe(1);
    expect(new Set(tickets.map(({ token }) => token)).size).toBe(1);
  });

  it('never gives a ticket to two counters: ten press call-next at the same instant, 200 rounds', async () => {
    const people = await tenCounters(office);
    await untilCounterIsKnown('C10');
    await Promise.all(people.map((person, index) => openCounter(person, `C${index + 1}`)));
    const coordinator = await office.staff('coordinator');
    for (const ticket of (await theQueue(coordinator)).waiting) await act(coordinator, ticket, 'cancel');
    const seen = new Set<string>();
    for (let round = 0; round < 200; round++) {
      // Fewer tickets than counters in every other round: somebody must be told that nobody waits.
      const given = round % 2 === 0 ? 10 : 7;
      await Promise.all(times(given, () => takeTicket(kiosk)));
      const called = await Promise.all(people.map((person, index) => callNext(person, `C${index + 1}`)));
      const tickets = called.filter((ticket): ticket is Ticket => ticket !== null);
      expect(tickets).toHaveLength(given);
      for (const ticket of tickets) {
        expect(seen.has(ticket.id)).toBe(false);
        seen.add(ticket.id);
      }
      await Promise.all(
        called.map((ticket, index) => (ticket === null ? null : act(people[index]!, ticket, 'no-show'))),
      );
    }
    const [double] = await office.sql(
      `select count(*)::int as n from (select ticket_id from queue_event where type = 'ticket.called'
       group by ticket_id having count(*) > 1) twice`,
    );
    expect(double?.['n']).toBe(0);
  }, 240_000);

  it('lets one of two hands win when both act on one ticket', async () => {
    const coordinator = await office.staff('coordinator');
    const other = await office.staff('coordinator', 1);
    for (let round = 0; round < 20; round++) {
      const ticket = await takeTicket(kiosk);
      const answers = await Promise.all([tryTo(coordinator, ticket, 'cancel'), tryTo(other, ticket, 'cancel')]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    }
  });

  it('numbers every event of the office without a gap', async () => {
    const rows = await office.sql('select revision from queue_event order by revision');
    expect(rows.map(({ revision }) => Number(revision))).toEqual(times(rows.length, (index) => index + 1));
  });

  async function untilCounterIsKnown(counter: string): Promise<void> {
    const coordinator = await office.staff('coordinator');
    for (let look = 0; look < 200; look++) {
      const { counters } = (await coordinator.get<{ counters: { code: string }[] }>(`${OFFICE_PATH}/queue`)).body;
      if (counters.some(({ code }) => code === counter)) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`the directory never learned of counter ${counter}`);
  }
});
