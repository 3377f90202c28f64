import { computed, effect, signal, untracked } from '@preact/signals';
import type { TicketChange } from '../../src/live/live.contract.js';
import type { Ticket } from '../../src/queue/queue.contract.js';
import { api, ApiProblem, officeNow } from '../../ui-kit/api.js';
import { ourLanguage, setLanguage } from '../../ui-kit/catalogue.js';
import { followLive, type Connection, type LiveView } from '../../ui-kit/live.js';
import { reduceTicket } from '../../ui-kit/reducers.js';
import { chosenLanguage } from '../remembered-language.js';
import { alarm, openSoundOnTouch } from './alarm.js';
import { keepAwake } from './wake-lock.js';

export const ticket = signal<Ticket | null>(null);
/** The link leads to no ticket (any more). */
export const unknown = signal(false);

const live = signal<LiveView<Ticket> | null>(null);
/** Office time of the last plain answer, for networks that let no live connection through. */
const askedAt = signal<string | null>(null);
/** The last time that the server was asked, it did not answer. */
export const silent = signal(false);

const RETRY_MS = 3_000;
const ASK_EVERY_MS = 10_000;
/** A no-show may still be put back, so its page goes on listening. */
const OVER: readonly Ticket['status'][] = ['completed', 'cancelled', 'expired'];
let linkToken = '';
let asking: ReturnType<typeof setInterval> | undefined;

/** How well the page follows its ticket: stale only when neither the live connection nor asking gets an answer. */
export const connection = computed<Connection>(() => {
  if (live.value?.connection.value === 'live') return 'live';
  return silent.value ? 'stale' : 'connecting';
});

/** Office time of what is shown. */
export const freshAt = computed<string | null>(() => {
  const [lived, asked] = [live.value?.freshAt.value ?? null, askedAt.value];
  return lived !== null && asked !== null && asked > lived ? asked : (lived ?? asked);
});

/** Reads the ticket behind a link and follows it; a server that is away is asked again. */
export async function openTicket(token: string): Promise<void> {
  linkToken = token;
  if (!(await ask())) {
    if (!unknown.value) setTimeout(() => void openTicket(token), RETRY_MS);
    return;
  }
  const { office, language, status } = ticket.value ?? {};
  if (office === undefined || language === undefined || status === undefined) return;
  speak(language);
  if (OVER.includes(status)) return;
  openSoundOnTouch();
  live.value = followLive<Ticket, TicketChange>({
    office,
    view: 'ticket',
    token,
    reduce: reduceTicket,
    onApplied: take,
  });
  asking = setInterval(() => void askWhileDeaf(), ASK_EVERY_MS);
  effect(() => {
    if (live.value?.connection.value === 'stale') untracked(askAtOnce);
  });
}

/** Gives up the place. @returns whether it worked */
export async function leaveQueue(): Promise<boolean> {
  try {
    take(await api.delete<Ticket>(pathOf(linkToken), { allLanguages: true }));
    return true;
  } catch {
    // It may have been called and served meanwhile: then the page says so.
    void ask();
    return false;
  }
}

/** @returns whether the server gave the ticket */
async function ask(): Promise<boolean> {
  try {
    take(await api.get<Ticket>(pathOf(linkToken), { allLanguages: true }));
    askedAt.value = officeNow();
    silent.value = false;
    return true;
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 404) unknown.value = true;
    silent.value = true;
    return false;
  }
}

function askAtOnce(): void {
  silent.value = true;
  void ask();
}

async function askWhileDeaf(): Promise<void> {
  if (live.value?.connection.value !== 'live') await ask();
}

// What was chosen at the kiosk for this very ticket counts more than how the phone is set; Italian may be no choice.
function speak(ticketLanguage: string): void {
  const ours = ourLanguage(ticketLanguage);
  if (chosenLanguage() === null && ours !== null && ours !== 'it') setLanguage(ours);
}

function take(next: Ticket): void {
  const before = ticket.value;
  ticket.value = next;
  const calledAgain = before !== null && next.status === 'called' && next.lastCalledAt !== before.lastCalledAt;
  if (calledAgain) alarm(next);
  keepAwake(next.endedAt === null);
  if (OVER.includes(next.status)) stopFollowing();
}

function stopFollowing(): void {
  clearInterval(asking);
  live.value?.close();
  live.value = null;
}

function pathOf(token: string): string {
  return `/tickets/${encodeURIComponent(token)}`;
}
