import { computed, effect, signal } from '@preact/signals';
import type { BoardChange } from '../../../src/live/live.contract.js';
import type { Board } from '../../../src/queue/queue.contract.js';
import { followLive, type LiveView } from '../../../ui-kit/live.js';
import { reduceBoard } from '../../../ui-kit/reducers.js';
import { queue, upToDate } from '../../state/live-queue.js';
import type { Reading } from './reading.js';

/** However much happens at the desk, the day is asked for no more often than this. */
const AT_MOST_EVERY_MS = 20_000;

// A municipality's coordinator may not see the queue; the board, which is public, tells as well that something happened.
const board = signal<LiveView<Board> | null>(null);

/** Rises with every event of the office. */
const revision = computed(() => queue.value?.revision ?? board.value?.state.value?.revision ?? 0);
const connected = computed(() => upToDate.value || board.value?.connection.value === 'live');

/** Follows the office's board as a pulse for whoever has no queue. @returns ends it */
export function followPulse(slug: string): () => void {
  const view = followLive<Board, BoardChange>({ office: slug, view: 'board', reduce: reduceBoard });
  board.value = view;
  return () => {
    board.value = null;
    view.close();
  };
}

/**
 * Reads now, after events of the office (where `live`), when the connection is back, and again while the server is away;
 * the first time at once, then with a pause between. A page out of sight waits. @returns ends it
 */
export function keepFresh<T>(reading: Reading<T>, path: string, live: () => boolean): () => void {
  let last = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let missed = false;
  const now = () => {
    timer = undefined;
    missed = document.visibilityState !== 'visible';
    if (missed) return;
    last = performance.now();
    void reading.read(path);
  };
  const soon = () => {
    timer ??= setTimeout(now, Math.max(0, last + AT_MOST_EVERY_MS - performance.now()));
  };
  const onVisible = () => {
    if (missed) soon();
  };
  document.addEventListener('visibilitychange', onVisible);
  const stops = [watched(live, soon), retried(reading, soon)];
  soon();
  return () => {
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', onVisible);
    for (const stop of stops) stop();
  };
}

function watched(live: () => boolean, soon: () => void): () => void {
  let first = true;
  const seen = computed(() => (live() ? revision.value : 0));
  return effect(() => {
    void seen.value;
    if (!first) soon();
    first = false;
  });
}

function retried<T>({ problem }: Reading<T>, soon: () => void): () => void {
  return effect(() => {
    if (problem.value?.away === true && connected.value) soon();
  });
}
