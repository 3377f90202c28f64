import type {
  CancelRequest,
  CompleteRequest,
  CorrectRequest,
  Queue,
  StaffTicket,
  Ticket,
  TransferRequest,
} from '../../src/queue/queue.contract.js';
import { workTexts as t } from '../texts/work.texts.js';
import { send, type Result } from './commands.js';
import { myCounter } from './desk.js';
import { openDialog } from './dialogs.js';
import { tell } from './notices.js';
import { officePath } from './office.js';

/** Calls the next visitor; says so when nobody waits for this counter. */
export async function callNext(): Promise<void> {
  const counter = myCounter.value;
  if (counter === null) return;
  const path = `${officePath.value}/counters/${counter.code}/call-next`;
  const result = await send<Ticket | null>({ name: 'call-next', method: 'POST', path, body: {} }, shows);
  if (!result.ok) return refused(result);
  if (result.value === null) return tell('info', t('nobodyForYou'));
  toldCalled(result.value);
}

/** Calls a waiting or parked ticket out of order. */
export async function callByHand({ id }: { id: string }): Promise<void> {
  const counter = myCounter.value;
  if (counter === null) return;
  const path = `${officePath.value}/counters/${counter.code}/call`;
  const result = await send<Ticket>({ name: `call ${id}`, method: 'POST', path, body: { ticketId: id } }, shows);
  if (!result.ok) return refused(result);
  toldCalled(result.value);
}

export async function recall(ticket: StaffTicket): Promise<void> {
  await actAndTell(ticket, 'recall', {}, ({ number, recalls }) =>
    tell('success', t('recalled', { number, n: recalls })),
  );
}

export async function start(ticket: StaffTicket): Promise<void> {
  await actAndTell(ticket, 'start', {}, ({ number }) => tell('success', t('started', { number })));
}

/** Back to waiting at the old place: a call taken back, a parked ticket, a no-show that came after all. */
export async function resume(ticket: { id: string }): Promise<void> {
  await actAndTell(ticket, 'resume', {}, ({ number }) => tell('success', t('resumed', { number })));
}

export async function markNoShow(ticket: StaffTicket): Promise<void> {
  await actAndTell(ticket, 'no-show', {}, (ended) =>
    tell('success', t('markedNoShow', { number: ended.number }), () => resume(ended)),
  );
}

export async function park(ticket: StaffTicket): Promise<void> {
  await actAndTell(ticket, 'park', {}, (parked) =>
    tell('success', t('parkedNow', { number: parked.number }), () => resume(parked)),
  );
}

/** @returns a sentence when it was refused, for the dialog that asked; null when it is done */
export async function finish(ticket: StaffTicket, body: CompleteRequest): Promise<string | null> {
  const result = await act(ticket, 'complete', body);
  if (!result.ok) return result.text;
  // The table of statuses knows no way back from completed, so none is offered.
  tell('success', t('finished', { number: result.value.number }));
  return null;
}

/** @returns as `finish` */
export async function transfer(ticket: StaffTicket, body: TransferRequest): Promise<string | null> {
  const result = await act(ticket, 'transfer', body);
  if (!result.ok) return result.text;
  tell('success', t('transferred', { number: result.value.number }));
  return null;
}

/** @returns as `finish` */
export async function cancel(ticket: { id: string }, body: CancelRequest): Promise<string | null> {
  const result = await act(ticket, 'cancel', body);
  if (!result.ok) return result.text;
  tell('success', t('cancelled', { number: result.value.number }));
  return null;
}

/** Puts a wrong choice right; undone by putting the old values back. @returns as `finish` */
export async function correct(ticket: StaffTicket, body: CorrectRequest): Promise<string | null> {
  const result = await act(ticket, 'correct', body);
  if (!result.ok) return result.text;
  const { service, municipality, language, needsLanguage, priority } = ticket;
  const before: CorrectRequest = { service, municipality, language, needsLanguage, priority };
  tell('success', t('corrected', { number: ticket.number }), async () => {
    const undone = await act(ticket, 'correct', before);
    if (!undone.ok) refused(undone);
  });
  return null;
}

function act(ticket: { id: string }, action: string, body: object): Promise<Result<Ticket>> {
  const path = `${officePath.value}/tickets/${ticket.id}/${action}`;
  return send<Ticket>({ name: action, method: 'POST', path, body }, shows);
}

async function actAndTell(
  ticket: { id: string },
  action: string,
  body: object,
  done: (ticket: Ticket) => void,
): Promise<void> {
  const result = await act(ticket, action, body);
  if (result.ok) done(result.value);
  else refused(result);
}

function toldCalled(ticket: Ticket): void {
  const counter = myCounter.value?.code ?? '';
  tell('success', t('calledNow', { number: ticket.number, counter }), () => resume(ticket));
}

function refused({ text, code }: { text: string; code: string }): void {
  if (text !== '') tell('danger', text);
  if (code === 'counter-closed') openDialog(null);
}

/** Whether the queue on the screen shows a ticket as an answer told it. An ended one is gone, or waits to come back. */
export function shows(told: Ticket | null, queue: Queue): boolean {
  if (told === null) return true;
  const lists = [queue.active, queue.waiting, queue.parked, queue.recent].flat();
  const found = lists.find(({ id }) => id === told.id);
  if (found === undefined) return told.endedAt !== null;
  return SHOWN.every((field) => found[field] === told[field]);
}

const SHOWN = [
  'status',
  'counter',
  'recalls',
  'service',
  'municipality',
  'language',
  'needsLanguage',
  'priority',
] as const satisfies readonly (keyof Ticket)[];
