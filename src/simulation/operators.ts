import type { Queue, StaffTicket, Ticket, TicketEvent } from '../queue/queue.contract.js';
import type { ApiClient } from './api-client.js';
import type { Visitor } from './day-plan.js';
import { bodyOf, isRefusal } from './expect.js';
import { millis } from './ledger.js';
import type { Stage } from './visitors.js';

/** How long an operator looks up before pressing again when nobody waits. Seconds of the office. */
const LOOK_AGAIN = 20;
/** How long an operator waits for somebody who does not come. */
const PATIENCE = 120;

export type Operator = { api: ApiClient; counter: string };
/** When the operators sit: from, and from when on they go home once nobody waits; the midday gap. */
export type Shift = { from: number; until: number; gap: { from: number; to: number } | null; leaveOpen: boolean };

/** An operator's day at a counter: opens, calls, serves, has lunch, closes. */
export async function workAtCounter(stage: Stage, operator: Operator, shift: Shift): Promise<void> {
  const { clock } = stage;
  await clock.until(shift.from);
  await sit(stage, operator, {});
  while (clock.now() < shift.until) {
    if (shift.gap !== null && clock.now() >= shift.gap.from && clock.now() < shift.gap.to) {
      await sit(stage, operator, { paused: true });
      await clock.until(shift.gap.to);
      await sit(stage, operator, { paused: false });
    }
    if (!(await serveNext(stage, operator))) await clock.pass(LOOK_AGAIN);
  }
  if (shift.leaveOpen) return;
  while (await serveNext(stage, operator)) continue;
  bodyOf(await operator.api.delete(`${stage.path}/counters/${operator.counter}/session`), 204);
}

async function sit(stage: Stage, { api, counter }: Operator, body: object): Promise<void> {
  bodyOf(await api.put(`${stage.path}/counters/${counter}/session`, body), 200);
}

async function serveNext(stage: Stage, operator: Operator): Promise<boolean> {
  if (await phoneNext(stage, operator)) return true;
  const { api, counter } = operator;
  const answer = await api.post<Ticket>(`${stage.path}/counters/${counter}/call-next`, {});
  if (answer.status === 204) return false;
  const ticket = bodyOf(answer, 200);
  await stage.ledger.untilIssued(ticket.id);
  stage.ledger.called(ticket);
  const person = stage.people.get(ticket.id);
  if (person === undefined) throw new Error(`nobody has ticket ${ticket.number}`);
  await receive(stage, operator, ticket, person);
  return true;
}

async function receive(stage: Stage, operator: Operator, ticket: Ticket, person: Visitor): Promise<void> {
  const { clock, ledger } = stage;
  for (let count = 0; count < person.recalls; count++) {
    await clock.pass(30);
    ledger.recalled(await act(stage, operator, ticket, 'recall'));
  }
  const entry = ledger.of(ticket.id);
  if (person.behaviour === 'misses-call' && !entry.returned) return missCall(stage, operator, ticket, person);
  await clock.pass(person.walking);
  await begin(stage, operator, ticket);
  await clock.pass(person.serving / 2);
  if (person.behaviour === 'parked' && entry.works.length === 1) return setAside(stage, operator, ticket);
  if (person.behaviour === 'transferred' && entry.transfers === 0) return passOn(stage, operator, ticket, person);
  if (person.correctedTo !== null && entry.transfers === 0) {
    ledger.saw(await act(stage, operator, ticket, 'correct', { service: person.correctedTo }));
  }
  await clock.pass(person.serving / 2);
  await finish(stage, operator, ticket, person);
}

async function begin(stage: Stage, operator: Operator, ticket: Ticket): Promise<void> {
  const again = stage.ledger.of(ticket.id).works.some(({ started }) => started !== null);
  const started = await act(stage, operator, ticket, 'start');
  stage.ledger.started(started, again ? await startOf(stage, operator, ticket) : (started.servedAt ?? ''));
}

async function finish(stage: Stage, operator: Operator, ticket: Ticket, person: Visitor): Promise<void> {
  const learned = ticket.municipality === null && person.learnedMunicipality !== null;
  const body = { outcome: 'resolved', ...(learned ? { municipality: person.learnedMunicipality } : {}) };
  const done = await act(stage, operator, ticket, 'complete', body);
  stage.ledger.workEnded(done, done.endedAt ?? '');
}

async function missCall(stage: Stage, operator: Operator, ticket: Ticket, person: Visitor): Promise<void> {
  const { ledger } = stage;
  await stage.clock.pass(PATIENCE);
  ledger.saw(await act(stage, operator, ticket, 'no-show'));
  if (ticket.source === 'booking') ledger.bookings.set(person.id, 'no-show');
  if (person.returns) stage.later.push(comeBack(stage, operator, ticket, person));
}

async function comeBack(stage: Stage, operator: Operator, ticket: Ticket, person: Visitor): Promise<void> {
  await stage.clock.pass(PATIENCE);
  const answer = await operator.api.post<Ticket>(`${stage.path}/tickets/${ticket.id}/resume`, {});
  // After the day's close nobody comes back.
  if (isRefusal(answer, 'wrong-status')) return;
  stage.ledger.cameBack(bodyOf(answer, 200));
  if (ticket.source === 'booking') stage.ledger.bookings.set(person.id, 'checked-in');
}

// A form to fill in: the operator goes on, and the ticket waits again some minutes later.
async function setAside(stage: Stage, operator: Operator, ticket: Ticket): Promise<void> {
  const parked = await act(stage, operator, ticket, 'park');
  stage.ledger.workEnded(parked, await lastEvent(stage, operator, ticket, 'ticket.parked'));
  await stage.clock.pass(5);
  stage.ledger.saw(await act(stage, operator, ticket, 'resume'));
}

async function passOn(stage: Stage, operator: Operator, ticket: Ticket, person: Visitor): Promise<void> {
  const moved = await act(stage, operator, ticket, 'transfer', { service: person.transferredTo, notes: 'demo' });
  stage.ledger.transferred(moved, await lastEvent(stage, operator, ticket, 'ticket.transferred'));
}

// Somebody who booked a call is served at the time of the slot, without a number being called.
async function phoneNext(stage: Stage, operator: Operator): Promise<boolean> {
  const due = stage.byPhone.findIndex(({ booking }) => millis(booking.start) <= stage.clock.now());
  const [call] = due === -1 ? [] : stage.byPhone.splice(due, 1);
  if (call === undefined) return false;
  const { booking, person } = call;
  const path = `${stage.path}/bookings/${booking.id}/start`;
  const ticket = bodyOf(await operator.api.post<Ticket>(path, { counter: operator.counter }), 201);
  stage.people.set(ticket.id, person);
  stage.ledger.issued(ticket);
  stage.ledger.called(ticket);
  stage.ledger.started(ticket, ticket.servedAt ?? '');
  stage.ledger.bookings.set(person.id, 'checked-in');
  await stage.clock.pass(person.serving);
  await finish(stage, operator, ticket, person);
  return true;
}

async function act(
  stage: Stage,
  { api }: Operator,
  ticket: Ticket,
  action: string,
  body: object = {},
): Promise<Ticket> {
  return bodyOf(await api.post<Ticket>(`${stage.path}/tickets/${ticket.id}/${action}`, body), 200);
}

async function startOf(stage: Stage, { api }: Operator, ticket: Ticket): Promise<string> {
  const queue = bodyOf(await api.get<Queue>(`${stage.path}/queue`), 200);
  const active: StaffTicket | undefined = queue.active.find(({ id }) => id === ticket.id);
  return active?.serviceStartedAt ?? '';
}

async function lastEvent(stage: Stage, { api }: Operator, ticket: Ticket, type: string): Promise<string> {
  const answer = await api.get<{ items: TicketEvent[] }>(`${stage.path}/tickets/${ticket.id}/events`);
  return (
    bodyOf(answer, 200)
      .items.filter((event) => event.type === type)
      .at(-1)?.at ?? ''
  );
}
