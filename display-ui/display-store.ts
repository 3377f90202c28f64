import { computed, signal } from '@preact/signals';
import type { OfficeDetail } from '../src/directory/directory.contract.js';
import type { BoardChange } from '../src/live/live.contract.js';
import type { Board, BoardCall } from '../src/queue/queue.contract.js';
import { api, officeNow } from '../ui-kit/api.js';
import { LANGUAGES, type Language } from '../ui-kit/catalogue.js';
import { followLive, type LiveView } from '../ui-kit/live.js';
import type { PairedDevice } from '../ui-kit/pairing.js';
import { reduceBoard } from '../ui-kit/reducers.js';
import { Announcements, Announcer, type Announcement } from './announcements.js';
import { announce, sound, voicesFor } from './voice.js';

const REFRESH_MS = 60_000;

export const office = signal<OfficeDetail | null>(null);
export const board = signal<LiveView<Board> | null>(null);
/** What is being announced now; it fills the eye until its voice is over. */
const speaking = signal<Announcement | null>(null);
/** The sound question was answered: by the browser's permission, a touch, or "go on without". */
export const soundAnswered = signal(false);

const announcements = new Announcements();
const announcer = new Announcer(
  announcements,
  (announcement) => announce(announcement, officeLanguages.value[0] ?? 'it'),
  (announcement) => (speaking.value = announcement),
);

/** Languages of the office that this program has texts in, its first one first. */
export const officeLanguages = computed<Language[]>(() => {
  const own = (office.value?.languages ?? LANGUAGES).filter((tag): tag is Language =>
    LANGUAGES.includes(tag as Language),
  );
  return own.length > 0 ? own : ['it'];
});

const calls = computed<readonly BoardCall[]>(() => board.value?.state.value?.calls ?? []);

/** The call that fills the eye: the one being announced, else the newest that nobody has answered yet. */
export const largeCall = computed<BoardCall | null>(
  () => speaking.value?.call ?? calls.value.find(({ status }) => status === 'called') ?? calls.value[0] ?? null,
);

/** While it is announced, a call flashes. */
export const flashing = computed(() => speaking.value !== null);

/** The calls before it, newest first. */
export const earlierCalls = computed(() => calls.value.filter(({ callId }) => callId !== largeCall.value?.callId));

/** Begins once the display is paired. */
export function openDisplay(device: PairedDevice, slug: string, token: string): void {
  board.value?.close();
  board.value = followLive<Board, BoardChange>({
    office: slug,
    view: 'board',
    deviceToken: token,
    reduce: reduceBoard,
    onApplied: (state) => {
      announcements.offer(state.calls, Date.parse(officeNow()));
      void announcer.run();
    },
  });
  void refresh(slug);
  setInterval(() => void refresh(slug), REFRESH_MS);
  const tell = () => device.report({ sound: sound.value === 'ok' ? 'ok' : 'blocked', voices: voicesFor(LANGUAGES) });
  sound.subscribe(tell);
  // Some browsers load their voices late.
  if ('speechSynthesis' in window) speechSynthesis.addEventListener?.('voiceschanged', tell);
}

/** Office languages that the browser cannot speak. */
export function voicesMissing(): Language[] {
  const has = voicesFor(officeLanguages.value);
  return officeLanguages.value.filter((language) => !has.includes(language));
}

// Hours are the clock's, which no event tells.
async function refresh(slug: string): Promise<void> {
  office.value = await api.get<OfficeDetail>(`/offices/${slug}`, { allLanguages: true }).catch(() => office.value);
}
