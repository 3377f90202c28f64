import { computed, signal } from '@preact/signals';
import type { Booking } from '../../src/bookings/bookings.contract.js';
import type { OfficeDetail, ServiceItem } from '../../src/directory/directory.contract.js';
import { api, ApiProblem, officeNow } from '../../ui-kit/api.js';
import { ourLanguage, setLanguage } from '../../ui-kit/catalogue.js';
import { officeClock, officeTimeKnown } from '../../ui-kit/office-clock.js';
import { loadStatus } from '../../ui-kit/status.js';
import { showFootOf } from '../municipality-of-page.js';
import { chosenLanguage } from '../remembered-language.js';
import { isOpen, phaseOf, type Phase } from './phase.js';

/** The booking behind the link, in all languages; null until the server has given it. */
export const booking = signal<Booking | null>(null);
/** The link leads to no booking (any more). */
export const unknown = signal(false);
/** The last time that the server was asked, it did not answer; it is asked again. */
export const silent = signal(false);
/** Office time of what is shown. */
export const freshAt = signal<string | null>(null);
/** Contacts of the office, and whether it sends e-mails; null until they are loaded. */
export const office = signal<OfficeDetail | null>(null);
/** Names of the services that share the visit. */
export const extraNames = signal<readonly ServiceItem['name'][]>([]);

/** What the booking is now: a request lapses on the screen without the server having to say so. */
export const phase = computed<Phase | null>(() => {
  if (booking.value === null) return null;
  const waits = booking.value.confirmBefore !== null && officeTimeKnown();
  return phaseOf(booking.value, waits ? officeClock.value : null);
});

const RETRY_MS = 3_000;
/** Staff may move a booking, and it may be confirmed on another device, while its page is looked at. */
const LOOK_EVERY_MS = 30_000;
const ALL = { allLanguages: true };

let linkToken = '';
/** Counts the commands, so that an answer asked for before one does not bring the old state back. */
let commands = 0;
let retrying: ReturnType<typeof setTimeout> | undefined;

/** Reads the booking and keeps it fresh: when the page is looked at again, and when the server returns. @returns how to stop */
export function followBooking(token: string): () => void {
  linkToken = token;
  const returned = () => {
    if (document.visibilityState === 'visible') void returnToPage();
  };
  document.addEventListener('visibilitychange', returned);
  addEventListener('online', returned);
  const looking = setInterval(() => {
    if (document.visibilityState === 'visible' && phase.value !== null && isOpen(phase.value)) void refresh();
  }, LOOK_EVERY_MS);
  void refresh();
  return () => {
    document.removeEventListener('visibilitychange', returned);
    removeEventListener('online', returned);
    clearInterval(looking);
    clearTimeout(retrying);
  };
}

/** Asks for the booking as it is now; a server that is away is asked again until it answers. @returns whether it did */
export async function refresh(): Promise<boolean> {
  clearTimeout(retrying);
  const before = commands;
  try {
    const found = await api.get<Booking>(pathOf(), ALL);
    if (before === commands) take(found);
    return true;
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 404) unknown.value = true;
    else retrying = setTimeout(() => void refresh(), RETRY_MS);
    silent.value = !unknown.value;
    return false;
  }
}

/** Shows what a command answered. */
export function takeAnswer(answered: Booking): void {
  commands++;
  take(answered);
}

/** Path of the booking in the API, or of one of its commands. */
export function pathOf(command = ''): string {
  return `/bookings/${encodeURIComponent(linkToken)}${command}`;
}

function take(found: Booking): void {
  const first = booking.value === null;
  booking.value = found;
  freshAt.value = officeNow();
  silent.value = false;
  unknown.value = false;
  if (!first) return;
  speak(found.contact.language);
  void showFootOf(found.municipality);
  void loadOffice(found).catch(() => undefined);
}

// A phone that slept has lost count of the seconds; the office's clock decides whether a request has lapsed.
async function returnToPage(): Promise<void> {
  await loadStatus().catch(() => undefined);
  await refresh();
}

async function loadOffice({ office: slug, extraServices }: Booking): Promise<void> {
  office.value = await api.get<OfficeDetail>(`/offices/${slug}`, ALL);
  if (extraServices.length === 0) return;
  const { items } = await api.get<{ items: ServiceItem[] }>(`/offices/${slug}/services`, ALL);
  extraNames.value = items.filter(({ code }) => extraServices.includes(code)).map(({ name }) => name);
}

// The language of the booking counts more than how the phone is set; Italian may be no choice.
function speak(bookingLanguage: string): void {
  const ours = ourLanguage(bookingLanguage);
  if (chosenLanguage() === null && ours !== null && ours !== 'it') setLanguage(ours);
}
