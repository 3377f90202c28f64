import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import type { Statement } from '../../src/database/statement.js';
import * as reads from '../../src/queue/queue-reads.sql.js';
import { callNext, openCounters, ticketAtCounter, ticketByToken } from '../../src/queue/queue.sql.js';
import { paceOfOffice, standingOfTicket } from '../../src/queue/standing.sql.js';
import { takeTicket } from '../harness/desk.js';
import { anOffice, type TestOffice } from '../harness/office.js';

const YESTERDAY = '2026-11-23';
const NOBODY = '00000000-0000-0000-0000-000000000000';
const NOW = new Date('2026-11-24T08:30:00Z');

let office: TestOffice;
let client: pg.Client;
beforeAll(async () => {
  office = await anOffice();
  client = new pg.Client({ connectionString: office.databaseUrl });
  await client.connect();
  await pastDays();
  await takeTicket(await office.device('kiosk'));
  await client.query('set plan_cache_mode = force_generic_plan');
}, 60_000);
afterAll(async () => {
  await client.end();
  await office.close();
});

/** Half a year of an office: 40,000 tickets with fifteen events each, and service sessions. */
async function pastDays(): Promise<void> {
  await client.query(`
    insert into ticket (office_id, id, day, prefix, ordinal, number, offering_id, language, source, status, end_reason,
      rank_at, rank_reason, seq, issued_at, called_at, ended_at, counter_id, token_hash)
    select o.office_id, gen_random_uuid(), at::date, 'Z', n, 'Z' || n, o.id, 'it', 'kiosk', 'completed', 'served',
      at, 'arrival', -n, at, at, at, c.id, sha256(n::text::bytea)
    from (select n, timestamptz '${YESTERDAY} 12:00Z' - n * interval '5 minutes' as at from generate_series(1, 40000) n) past,
      (select id, office_id from offering order by id limit 1) o, (select id from counter order by id limit 1) c;
    insert into queue_event (office_id, revision, type, at, day, ticket_id, actor)
    select office_id, seq * 15 + k, 'ticket.issued', issued_at, day, id, 'device:old' from ticket, generate_series(0, 14) k;
    insert into service_session (office_id, id, ticket_id, counter_id, offering_id, called_at, ended_at, ended_how)
    select office_id, id, id, counter_id, offering_id, called_at, ended_at, 'completed' from ticket;
    analyze`);
}

const HOT: [Statement<unknown>, unknown[]][] = [
  [reads.eventsAfter, [1, 0, 200]],
  [reads.eventsOfTicket, [1, NOBODY]],
  [reads.lastTicketOf, [1, 'device:new']],
  [reads.openTickets, [1]],
  [reads.ticketsById, [1, [NOBODY]]],
  [reads.recentNoShows, [1, NOW]],
  [reads.ticketsOfDay, [1, '2026-11-24', '%001', null, null, null]],
  [reads.runningSessions, [1]],
  [reads.notesOf, [1, [NOBODY]]],
  [openCounters, [1]],
  [ticketAtCounter, [1, 1]],
  [ticketByToken, [1, Buffer.alloc(32)]],
  [callNext, [1, 1, [1], NOW, NOBODY, true, 15, 5, 9, NOBODY, '2026-11-24', 'user:x']],
  [paceOfOffice, [1, NOW]],
  [standingOfTicket, [1, NOW, [1], NOBODY, NOW, 1, 15]],
];

it.each(HOT.map(([statement, values]) => [statement.name, statement.text, values] as const))(
  '%s looks at today without reading the past',
  async (name, text, values) => {
    const { rows } = await client.query<{ 'QUERY PLAN': string }>({
      name,
      text: `explain ${text}`,
      values: [...values],
    });
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(plan).not.toMatch(/Seq Scan on (ticket|queue_event|service_session)/);
  },
);
