import { computed, signal } from '@preact/signals';
import type { OfficeDetail } from '../src/directory/directory.contract.js';
import type { BoardChange } from '../src/live/live.contract.js';
import type { Board, BoardCall } from '../src/queue/queue.contract.js';
import { api, officeNow } from '../ui-kit/api.js';
import { LANGUAGES, ourLanguage, type Language } from '../ui-kit/catalogue.js';
import { followLive, type LiveView } from '../ui-kit/live.js';
import { officeClock } from '../ui-kit/office-clock.js';
import { reduceBoard } from '../ui-kit/reducers.js';
import { Announcements, byLastCall, type Announcement } from './announcements.js';
import { Announcer } from './announcer.js';
import { rememberSaid, wasSaid } from './said-before.js';
import { chime } from './sound.js';
import { hush, say } from './voice.js';

/** Opening and closing are moments of the clock, which no event tells: there is a slow look for them. */
const REFRESH_MS = 60_000;
/** Counters that open or close change what the board tells of waiting, so its events are the time to look at them. */
const AFTER_EVENT_MS = 500;

export const office = signal<OfficeDetail | null>(null);
export const board = signal<LiveView<Board> | null>(null);
/** What is being announced now; it fills the eye until its voice is over. */
const speaking = signal<Announcement | null>(null);

const announcements = new Announcements(wasSaid);
const announcer = new Announcer(
  announcements,
  { chime, say, hush },
  {
    languagesOf: ({ language }) => {
      const first = officeLanguages.value[0] ?? 'it';
      return [first, ourLanguage(language) ?? first];
    },
    onTurn: (announcement) => (speaking.value = announcement),
    onSaid: ({ call }) => rememberSaid(call),
  },
);

/** Languages of the office that this program has texts in, its first one first. */
export const officeLanguages = computed<Language[]>(() => {
  const own = (office.value?.languages ?? LANGUAGES).filter((tag): tag is Language =>
    LANGUAGES.includes(tag as Language),
  );
  return own.length > 0 ? own : ['it'];
});

const today = computed(() => officeClock.value.slice(0, 10));

/** The board's calls, the one called last first. Yesterday's are gone at midnight, even while the server is away. */
const calls = computed<readonly BoardCall[]>(() => {
  const shown = board.value?.state.value;
  if (shown == null || shown.day < today.value) return [];
  return [...shown.calls].sort((a, b) => byLastCall(b, a));
});

/** The call that fills the eye: the one being announced, else the newest that nobody has answered yet, else the newest. */
export const largeCall = computed<BoardCall | null>(
  () => speaking.value?.call ?? calls.value.find(({ status }) => status === 'called') ?? calls.value[0] ?? null,
);

/** While it is announced, a call flashes. */
export const flashing = computed(() => speaking.value !== null);

/** The calls before it, newest first. */
export const earlierCalls = computed(() => calls.value.filter(({ callId }) => callId !== largeCall.value?.callId));

let timer: ReturnType<typeof setInterval> | undefined;
let soon: ReturnType<typeof setTimeout> | undefined;

/** Begins once the display is paired; a display that is paired again begins anew. */
export function openDisplay(slug: string, token: string): void {
  closeDisplay();
  const refresh = async () => {
    office.value = await api
      .get<OfficeDetail>(`/offices/${slug}`, { allLanguages: true, token })
      .catch(() => office.value);
  };
  board.value = followLive<Board, BoardChange>({
    office: slug,
    view: 'board',
    deviceToken: token,
    reduce: reduceBoard,
    onApplied: (state) => {
      announcements.offer(state.calls, Date.parse(officeNow()));
      void announcer.run();
      clearTimeout(soon);
      soon = setTimeout(() => void refresh(), AFTER_EVENT_MS);
    },
  });
  void refresh();
  timer = setInterval(() => void refresh(), REFRESH_MS);
}

/** Ends following and calling, for a display that is no longer this office's. */
export function closeDisplay(): void {
  clearInterval(timer);
  clearTimeout(soon);
  board.value?.close();
  board.value = null;
}
