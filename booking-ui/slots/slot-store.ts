import { computed, signal, type ReadonlySignal } from '@preact/signals';
import type { Availability, Slot } from '../../src/bookings/bookings.contract.js';
import type { ServiceMode } from '../../src/directory/directory.contract.js';
import { api, ApiProblem, officeNow } from '../../ui-kit/api.js';
import { officeTimeKnown } from '../../ui-kit/office-clock.js';
import { loadStatus } from '../../ui-kit/status.js';

/** What somebody wants to book: everything that decides which starts are free. */
export type SlotWish = {
  service: string;
  municipality: string;
  extraServices?: readonly string[];
  people?: number;
  needsLanguage?: string | null;
  mode?: ServiceMode;
  /** Token of the booking that is moved: its own place counts as free. */
  moving?: string;
};

/** A day with its free starts, in order. */
export type SlotDay = { date: string; slots: readonly Slot[] };

/** The whole horizon at a glance. */
export type Outlook = Pick<Availability, 'firstFree' | 'opensNext' | 'lastDay'> & { today: string };

export type SlotStore = {
  /** null until the first answer. */
  outlook: ReadonlySignal<Outlook | null>;
  /** `away` when the server did not answer, else the code of its refusal; null while all is well. */
  failure: ReadonlySignal<string | null>;
  loading: ReadonlySignal<boolean>;
  /** All months of the horizon, `YYYY-MM`. */
  months: ReadonlySignal<readonly string[]>;
  month: ReadonlySignal<string | null>;
  /** Days of the chosen month that have a free start. */
  days: ReadonlySignal<readonly SlotDay[]>;
  chooseMonth(month: string): Promise<void>;
  /** Asks again, for a place that somebody else took or a connection that was away. */
  refresh(): Promise<void>;
};

/** The API answers for at most so many days at a time. */
const DAYS_PER_REQUEST = 62;

/** Free starts of an office for one wish; later months are asked for when they are looked at. Call `refresh` to begin. */
export function createSlots(office: string, wish: SlotWish): SlotStore {
  const outlook = signal<Outlook | null>(null);
  const failure = signal<string | null>(null);
  const running = signal(0);
  const month = signal<string | null>(null);
  const stretches = signal<ReadonlyMap<string, readonly SlotDay[]>>(new Map());

  const ask = (from: string) => api.get<Availability>(`/offices/${office}/availability?${queryOf(wish, from)}`);

  async function first(): Promise<void> {
    if (!officeTimeKnown()) await loadStatus();
    const today = officeNow().slice(0, 10);
    const { firstFree, opensNext, lastDay, days } = await ask(today);
    // All at once, so that a list that somebody is reading does not vanish while it is asked for again.
    stretches.value = new Map([[today, days]]);
    outlook.value = { firstFree, opensNext, lastDay, today };
    month.value ??= (firstFree ?? today).slice(0, 7);
    await missing();
  }

  async function missing(): Promise<void> {
    const { today, lastDay } = outlook.value ?? {};
    if (today === undefined || lastDay === undefined || month.value === null) return;
    const wanted = stretchesOf(month.value, today, lastDay).filter((from) => !stretches.value.has(from));
    const answers = await Promise.all(wanted.map(async (from) => [from, (await ask(from)).days] as const));
    stretches.value = new Map([...stretches.value, ...answers]);
  }

  const attempt = async (work: () => Promise<void>) => {
    running.value++;
    failure.value = await failureOf(work);
    running.value--;
  };

  return {
    outlook,
    failure,
    month,
    loading: computed(() => running.value > 0),
    months: computed(() => (outlook.value === null ? [] : monthsBetween(outlook.value.today, outlook.value.lastDay))),
    days: computed(() => freeDays(stretches.value, month.value)),
    chooseMonth: (next) => {
      month.value = next;
      return attempt(missing);
    },
    refresh: () => attempt(first),
  };
}

async function failureOf(work: () => Promise<void>): Promise<string | null> {
  try {
    await work();
    return null;
  } catch (error) {
    return error instanceof ApiProblem ? error.code : 'away';
  }
}

function queryOf(wish: SlotWish, from: string): URLSearchParams {
  const query = new URLSearchParams({ service: wish.service, municipality: wish.municipality, from });
  query.set('to', plusDays(from, DAYS_PER_REQUEST - 1));
  if (wish.extraServices?.length) query.set('extraServices', wish.extraServices.join(','));
  if (wish.people !== undefined && wish.people > 1) query.set('people', String(wish.people));
  if (wish.needsLanguage != null) query.set('needsLanguage', wish.needsLanguage);
  if (wish.mode !== undefined) query.set('mode', wish.mode);
  if (wish.moving !== undefined) query.set('moving', wish.moving);
  return query;
}

/** First days of the requests that together cover a month. */
function stretchesOf(month: string, today: string, lastDay: string): string[] {
  const found: string[] = [];
  for (let from = today; from <= lastDay; from = plusDays(from, DAYS_PER_REQUEST))
    if (from.slice(0, 7) <= month && plusDays(from, DAYS_PER_REQUEST - 1).slice(0, 7) >= month) found.push(from);
  return found;
}

function monthsBetween(first: string, last: string): string[] {
  const months: string[] = [];
  for (let month = first.slice(0, 7); month <= last.slice(0, 7); month = plusDays(`${month}-28`, 5).slice(0, 7))
    months.push(month);
  return months;
}

function freeDays(stretches: ReadonlyMap<string, readonly SlotDay[]>, month: string | null): SlotDay[] {
  return [...stretches.keys()]
    .sort()
    .flatMap((from) => stretches.get(from) ?? [])
    .filter(({ date, slots }) => slots.length > 0 && date.slice(0, 7) === month);
}

// A calendar's arithmetic on plain dates: no zone, so no hour can be lost.
function plusDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
