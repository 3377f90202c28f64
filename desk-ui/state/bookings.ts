import { computed, effect, signal } from '@preact/signals';
import type { OverbookedSlot, StaffBooking } from '../../src/bookings/bookings.contract.js';
import type { List } from '../../src/http/conventions.contract.js';
import { api, officeNow } from '../../ui-kit/api.js';
import { officeClock } from '../../ui-kit/office-clock.js';
import { failureText } from './commands.js';
import { upToDate } from './live-queue.js';
import { office, officePath } from './office.js';
import { sessionState, worksAt } from './session.js';
import { tab } from './tabs.js';
import { daysAfter } from './wall-time.js';

/** Bookings of a day, or all that a search has found; `at` is the office time at which they were read. */
export type BookingList = { date: string; query: string; items: StaffBooking[]; at: string };

/** Today at the office. */
export const officeDay = computed(() => officeClock.value.slice(0, 10));

const chosenDay = signal<string | null>(null);
/** Which of the two lists the tab shows. */
export const bookingsView = signal<'day' | 'overbooked'>('day');
/** The day whose list is asked for: today until another one is chosen, also past midnight. */
export const wantedDay = computed(() => chosenDay.value ?? officeDay.value);
/** What is searched for over all days; empty = the day's list. */
export const wantedQuery = signal('');

const today = signal<BookingList | null>(null);
const other = signal<BookingList | null>(null);
const asked = (list: BookingList | null): list is BookingList =>
  list?.query === wantedQuery.value && (list.query !== '' || list.date === wantedDay.value);

/** Today's bookings as last heard of; null before the first answer. */
export const todaysBookings = computed(() => today.value?.items ?? null);
/** The list that is asked for; null until it has come. */
export const shownBookings = computed<BookingList | null>(() => [today.value, other.value].find(asked) ?? null);
/** Stretches of time with more bookings than places, from now on. */
export const overbooked = signal<OverbookedSlot[]>([]);
/** Why the lists are not renewed; null while they are. What is on the screen stays meanwhile. */
export const bookingsProblem = signal<string | null>(null);
/** Office time of the last answer. */
export const bookingsAt = computed(() => shownBookings.value?.at ?? today.value?.at ?? null);

/** A booking as it was last heard of; undefined when no list has it. */
export function bookingById(id: string): StaffBooking | undefined {
  const crowded = overbooked.value.flatMap(({ bookings }) => bookings);
  return [today.value?.items ?? [], other.value?.items ?? [], crowded].flat().find((booking) => booking.id === id);
}

/** Shows another day, without a search. `null` is today, whenever that is. */
export function showDay(date: string | null): void {
  chosenDay.value = date === '' || date === officeDay.peek() ? null : date;
  searchText.value = '';
  search('');
}

export function moveDay(days: number): void {
  showDay(daysAfter(wantedDay.peek(), days));
}

const TYPING_PAUSE_MS = 250;
let typing: ReturnType<typeof setTimeout> | undefined;

/** What stands in the search field. */
export const searchText = signal('');
/** Set when the search field should take the focus as soon as it is on the screen. */
export const searchWanted = signal(false);

/** Searches once the typing rests. */
export function typeSearch(text: string): void {
  searchText.value = text;
  clearTimeout(typing);
  typing = setTimeout(() => search(text.trim()), TYPING_PAUSE_MS);
}

function search(query: string): void {
  clearTimeout(typing);
  wantedQuery.value = query;
  void refreshBookings();
}

let rounds = 0;

/** Reads the lists again. A reading that a newer one has overtaken is dropped. */
export async function refreshBookings(): Promise<void> {
  // Who sees a municipality's share of the statistics alone has no bookings to read.
  const here = office.peek();
  if (here === null || sessionState.peek() !== 'signed-in' || !worksAt(here.slug)) return;
  const round = ++rounds;
  try {
    const [day, second, crowded] = await Promise.all([
      readList(officeNow().slice(0, 10), ''),
      otherIsWanted() ? readList(wantedDay.peek(), wantedQuery.peek()) : null,
      api.get<List<OverbookedSlot>>(`${officePath.peek()}/overbooked`),
    ]);
    if (round !== rounds) return;
    today.value = day;
    other.value = second;
    overbooked.value = crowded.items;
    bookingsProblem.value = null;
  } catch (error) {
    if (round === rounds) bookingsProblem.value = failureText(error);
  }
}

const otherIsWanted = () =>
  tab.peek() === 'bookings' && (wantedQuery.peek() !== '' || wantedDay.peek() !== officeNow().slice(0, 10));

// A search goes over all days: whoever asks for a name seldom knows the day.
async function readList(date: string, query: string): Promise<BookingList> {
  const parameters = new URLSearchParams(query === '' ? { date } : { query });
  const { items } = await api.get<List<StaffBooking>>(`${officePath.peek()}/bookings?${parameters.toString()}`);
  return { date, query, items, at: officeNow() };
}

const LOOK_EVERY_MS = 30_000;

/** Keeps the lists fresh while the page is in sight and when its tab opens; called once. */
export function watchBookings(): void {
  const look = () => {
    if (document.visibilityState === 'visible') void refreshBookings();
  };
  setInterval(look, LOOK_EVERY_MS);
  document.addEventListener('visibilitychange', look);
  effect(() => {
    if (tab.value === 'bookings') look();
  });
  // After a lost connection the lists are as old as the queue was.
  effect(() => {
    if (upToDate.value) look();
  });
  // Another office's bookings are nobody's business here.
  const slug = computed(() => office.value?.slug ?? null);
  effect(() => {
    if (slug.value === null) return;
    today.value = other.value = null;
    overbooked.value = [];
    look();
  });
}
