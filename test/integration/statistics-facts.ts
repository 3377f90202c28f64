import { randomBytes, randomUUID } from 'node:crypto';
import { DateTime } from 'luxon';
import { Clock, type ClockOrigin } from '../../src/clock/clock.js';
import { DayClose } from '../../src/queue/day-close.js';
import { RollUp } from '../../src/statistics/roll-up.js';
import { expectStatus } from '../harness/desk.js';
import type { ApiClient } from '../harness/api-client.js';
import { OFFICE_PATH, type TestOffice } from '../harness/office.js';

/** Stops the office clock of all nodes at an instant: what is done then takes no time. */
export function freezeClock(office: TestOffice, instant: string): void {
  for (const node of office.nodes) {
    const clock = node.nest.get(Clock) as { origin: ClockOrigin | null };
    clock.origin = { real: DateTime.utc(), simulated: DateTime.fromISO(instant), speed: 0 };
  }
}

/** Closes what is over on every node. */
export async function closeDays(office: TestOffice): Promise<void> {
  for (const node of office.nodes) await node.nest.get(DayClose).closeAll();
}

/** Keeps what is closed, on all nodes at once as their timers might. */
export async function keepDays(office: TestOffice): Promise<void> {
  await Promise.all(office.nodes.map((node) => node.nest.get(RollUp).keepAll()));
}

/** A statistics route that answers. */
export async function statistics<T>(by: ApiClient, path: string): Promise<T> {
  return expectStatus(await by.get<T>(`${OFFICE_PATH}/statistics${path}`), 200);
}

/** One call of a ticket at a counter, in seconds after the call before it (the first: after the arrival). */
export type Visit = { after: number; counter: number; walked: number | null; worked: number };
/** A ticket as a test imagines it; seconds are whole. */
export type Imagined = {
  day: string;
  /** Seconds after 08:00 at the office. */
  issued: number;
  service: number;
  municipality: string | null;
  language: string;
  source: 'kiosk' | 'desk' | 'phone' | 'booking';
  /** For bookings: slot start less issue. */
  slotAfter: number;
  visits: Visit[];
  ending: 'served' | 'day-close' | 'no-show' | 'left' | 'cancelled-by-staff' | 'expired' | 'unfinished';
  /** Without a call: seconds from issue to end. */
  stayed: number;
  recalls: number;
  transfers: number;
  returns: number;
};

export const ZONE = 'Europe/Rome';
const STATUS = {
  served: 'completed',
  'day-close': 'completed',
  'no-show': 'no-show',
  left: 'cancelled',
  'cancelled-by-staff': 'cancelled',
  expired: 'expired',
  unfinished: 'waiting',
};

/** When an imagined ticket was issued and called, and each of its visits, in epoch seconds. */
export function timesOf(ticket: Imagined) {
  const issued = DateTime.fromISO(`${ticket.day}T08:00`, { zone: ZONE }).toSeconds() + ticket.issued;
  const slot = ticket.source === 'booking' ? issued + ticket.slotAfter : null;
  let at = issued;
  const visits = ticket.visits.map(({ after, counter, walked, worked }) => {
    const called = at + after;
    const started = walked === null ? null : called + walked;
    at = (started ?? called) + worked;
    return { called, started, ended: at, counter };
  });
  return { issued, slot, visits, ended: visits.length === 0 ? issued + ticket.stayed : at };
}

/** Writes imagined tickets with their sessions and events into the tables, numbered as the log is. */
export async function writeTickets(office: TestOffice, imagined: readonly Imagined[]): Promise<void> {
  const offerings = await office.sql('select id, prefix from offering where office_id = 1 order by id');
  const counters = await office.sql('select id, code from counter where office_id = 1 order by position');
  const people = await office.sql(`select id from staff_user where username like 'operator_' order by username`);
  const rows = imagined.map((ticket, index) => rowsOf(ticket, index, { offerings, counters, people }));
  const insert = (table: string, values: object[]) =>
    office.sql(`insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1)`, [
      JSON.stringify(values),
    ]);
  await insert(
    'ticket',
    rows.map(({ ticket }) => ticket),
  );
  await insert(
    'service_session',
    rows.flatMap(({ sessions }) => sessions),
  );
  await appendEvents(
    office,
    rows.flatMap(({ events }) => events),
  );
}

/** Appends to the log of office 1. */
export async function appendEvents(office: TestOffice, events: readonly object[]): Promise<void> {
  await office.sql(`insert into office_head (office_id) values (1) on conflict do nothing`);
  await office.sql(
    `with head as (update office_head set revision = revision + $2 where office_id = 1 returning revision - $2 as before)
     insert into queue_event (office_id, revision, type, at, day, ticket_id, counter_id, actor, details)
     select 1, before + row_number() over (), e.type, e.at, e.day, e.ticket_id, null, 'test', '{}'
     from head, jsonb_populate_recordset(null::queue_event, $1) e`,
    [JSON.stringify(events), events.length],
  );
}

/** Forgets everything that happened. */
export async function forgetEverything(office: TestOffice): Promise<void> {
  for (const table of ['service_session', 'queue_event', 'ticket', 'day_close'])
    await office.sql(`delete from ${table}`);
  for (const table of ['cell', 'measures', 'day', 'office']) await office.sql(`delete from statistics_${table}`);
}

type Known = { offerings: Row[]; counters: Row[]; people: Row[] };
type Row = Record<string, unknown>;
const iso = (seconds: number | null) => (seconds === null ? null : DateTime.fromSeconds(seconds).toISO());

function rowsOf(ticket: Imagined, index: number, { offerings, counters, people }: Known) {
  const { issued, slot, visits, ended } = timesOf(ticket);
  const id = randomUUID();
  const offering = offerings[ticket.service];
  const counterId = (counter: number) => counters[counter]?.['id'];
  const over = ticket.ending !== 'unfinished';
  const shared = { office_id: 1, offering_id: offering?.['id'] };
  const events = [
    ...Array.from({ length: ticket.recalls }, () => 'ticket.recalled'),
    ...Array.from({ length: ticket.transfers }, () => 'ticket.transferred'),
    'ticket.issued',
  ];
  return {
    ticket: {
      ...shared,
      ...{
        id,
        day: ticket.day,
        prefix: 'T',
        ordinal: index + 1,
        number: `T${index + 1}`,
        seq: index + 1,
        rank_reason: 'arrival',
      },
      ...{ municipality_code: ticket.municipality, language: ticket.language, source: ticket.source },
      ...{ people: 1, extra_offering_ids: [], recalls: 0, returns: ticket.returns, token_version: 1, mode: 'desk' },
      ...{
        status: STATUS[ticket.ending],
        end_reason: over ? (ticket.ending === 'expired' ? 'day-close' : ticket.ending) : null,
      },
      ...{
        issued_at: iso(issued),
        rank_at: iso(issued),
        slot_start: iso(slot),
        booking_id: slot === null ? null : randomUUID(),
      },
      ...{ called_at: iso(visits[0]?.called ?? null), ended_at: over ? iso(ended) : null },
      token_hash: `\\x${randomBytes(32).toString('hex')}`,
    },
    sessions: visits.map(({ called, started, ended: until, counter }, place) => ({
      ...shared,
      ...{ id: randomUUID(), ticket_id: id, counter_id: counterId(counter), user_id: people[counter]?.['id'] },
      ...{ called_at: iso(called), started_at: iso(started), ended_at: iso(until) },
      ended_how: place < visits.length - 1 ? 'parked' : 'completed',
    })),
    events: events.map((type) => ({ type, at: iso(issued), day: ticket.day, ticket_id: id })),
  };
}
