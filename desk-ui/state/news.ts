import { effect, signal } from '@preact/signals';
import type { QueueChange } from '../../src/live/live.contract.js';
import type { DeskAlert, Queue, StaffTicket } from '../../src/queue/queue.contract.js';
import { api, officeNow } from '../../ui-kit/api.js';
import { alertText } from '../texts/alerts.js';
import { workTexts as t } from '../texts/work.texts.js';
import { refreshBookings } from './bookings.js';
import { failureText } from './commands.js';
import { myCounter, myTicket } from './desk.js';
import { queue } from './live-queue.js';
import { mayTake } from './next-for-counter.js';
import { tell } from './notices.js';
import { loadOffice, office, officePath, serviceName } from './office.js';
import { ring, softSound } from './sounds.js';

/** What a screen reader is told without moving the focus. */
export const spoken = signal('');

const RING_AGAIN_MS = 15_000;
let seenAlerts = new Set<string>();

/** Reacts to what the live view has just applied; snapshots are no news, but their alerts ring. */
export function hearNews(now: Queue, changes: readonly QueueChange[] | null): void {
  hearAlerts(now.alerts);
  if (changes === null || changes.some(concernsBookings)) void refreshBookings();
  for (const change of changes ?? []) {
    if (change.type === 'directory.changed') reloadOffice();
    else if (change.type === 'ticket.changed') hearTicket(change.ticket, change.fact, now);
  }
}

// A booking that checks in, or whose ticket goes on; a closure may leave bookings without a place.
function concernsBookings(change: QueueChange): boolean {
  if (change.type === 'ticket.changed') return change.ticket.booking !== null;
  return change.type === 'directory.changed';
}

/** While somebody waits for a person at a device, it rings again and again; called once. */
export function keepRinging(): void {
  let timer: ReturnType<typeof setInterval> | undefined;
  effect(() => {
    clearInterval(timer);
    const wanted = queue.value?.alerts.some(({ kind }) => kind === 'operator-wanted') ?? false;
    if (wanted) timer = setInterval(ring, RING_AGAIN_MS);
  });
}

/** Somebody has gone to see. */
export async function clearAlert({ id }: DeskAlert): Promise<void> {
  await api.delete(`${officePath.value}/alerts/${id}`).catch((error: unknown) => tell('danger', failureText(error)));
}

const ARRIVALS = ['ticket.issued', 'ticket.transferred', 'ticket.resumed', 'ticket.put-back'];

// Only a free counter is told, and only of visitors that it may call.
function hearTicket(ticket: StaffTicket, fact: string, now: Queue): void {
  const counter = myCounter.value;
  if (counter?.state !== 'open' || myTicket.value !== null) return;
  if (ticket.status !== 'waiting' || !ARRIVALS.includes(fact)) return;
  const rules = office.value;
  if (rules === null || !mayTake(counter, ticket, now.counters, Date.parse(officeNow()), rules)) return;
  softSound();
  spoken.value = t('newTicket', { number: ticket.number, service: serviceName(ticket.service) });
}

function hearAlerts(alerts: readonly DeskAlert[]): void {
  const fresh = alerts.filter(({ id }) => !seenAlerts.has(id));
  seenAlerts = new Set(alerts.map(({ id }) => id));
  if (fresh.length === 0) return;
  if (fresh.some(({ kind }) => kind === 'operator-wanted')) ring();
  else softSound();
  spoken.value = fresh.map(alertText).join(' ');
}

function reloadOffice(): void {
  const slug = office.value?.slug;
  if (slug !== undefined) void loadOffice(slug).catch(() => undefined);
}
