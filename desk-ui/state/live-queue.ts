import { computed, effect, signal } from '@preact/signals';
import type { QueueChange } from '../../src/live/live.contract.js';
import type { Queue } from '../../src/queue/queue.contract.js';
import { followLive, type Connection, type LiveView } from '../../ui-kit/live.js';
import { reduceQueue } from './queue-state.js';
import { sessionExpired } from './session.js';

type OnApplied = (queue: Queue, changes: readonly QueueChange[] | null) => void;

const view = signal<LiveView<Queue> | null>(null);

/** The office's queue as it was last heard of; null before the first snapshot. */
export const queue = signal<Queue | null>(null);
export const connection = computed<Connection>(() => view.value?.connection.value ?? 'connecting');
/** Office time of the last sign of life. */
export const freshAt = computed(() => view.value?.freshAt.value ?? null);

const online = signal(navigator.onLine);
/** A laptop that woke, or a page that comes to the front, knows nothing until the server has told again. */
const catchingUp = signal(false);

/** Whether what is on the screen is the server's present state: only then are commands offered. */
export const upToDate = computed(() => connection.value === 'live' && online.value && !catchingUp.value);

/** Follows an office's queue; the queue on the screen stays until the first snapshot replaces it. */
export function followQueue(slug: string, onApplied: OnApplied): void {
  view.value?.close();
  view.value = followLive<Queue, QueueChange>({ office: slug, view: 'queue', reduce: reduceQueue, onApplied });
}

/** Asks the server again, e.g. after a command whose answer was lost. */
export function refreshQueue(): void {
  view.value?.refresh();
}

/** Resolves once the queue on the screen fulfils `shown`, or after `patienceMs`: then the server is asked again. */
export function untilShown(shown: (queue: Queue) => boolean, patienceMs = 2_000): Promise<void> {
  return new Promise((resolve) => {
    let stop: (() => void) | null = null;
    const finish = (late: boolean) => {
      clearTimeout(timer);
      if (late) refreshQueue();
      // The effect may fulfil it on its first run, before it can be stopped.
      queueMicrotask(() => stop?.());
      resolve();
    };
    const timer = setTimeout(() => finish(true), patienceMs);
    stop = effect(() => {
      if (queue.value !== null && shown(queue.value)) finish(false);
    });
  });
}

effect(() => {
  const state = view.value?.state.value ?? null;
  if (state !== null) queue.value = state;
});

effect(() => {
  // Anything fresh ends the catching up.
  if (freshAt.value !== null) catchingUp.value = false;
});

effect(() => {
  if (view.value?.problem.value?.status === 401) sessionExpired();
});

const LOOK_EVERY_MS = 1_000;
const SLEPT_MS = 5_000;
let lastLook = performance.now();

function look(): void {
  const now = performance.now();
  if (now - lastLook > SLEPT_MS) catchUp();
  lastLook = now;
}

function catchUp(): void {
  if (document.visibilityState === 'visible') catchingUp.value = view.value !== null;
}

/** Watches sleep, the page's coming to the front, and the network; called once. */
export function watchConnection(): void {
  setInterval(look, LOOK_EVERY_MS);
  document.addEventListener('visibilitychange', catchUp);
  window.addEventListener('online', () => {
    online.value = true;
    catchUp();
  });
  window.addEventListener('offline', () => (online.value = false));
}
