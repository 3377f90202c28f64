import { signal } from '@preact/signals';

/** A line that says what happened, with a way back for ten seconds where there is one. */
export type Notice = {
  id: number;
  kind: 'success' | 'info' | 'warning' | 'danger';
  text: string;
  undo: (() => Promise<unknown>) | null;
};

/** How long a slip can be undone. */
export const UNDO_MS = 10_000;
const STAY_MS = 8_000;

export const notice = signal<Notice | null>(null);
let count = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Says something at the bottom of the screen. A newer notice replaces the one before it; a fault stays until then. */
export function tell(kind: Notice['kind'], text: string, undo: Notice['undo'] = null): void {
  clearTimeout(timer);
  notice.value = { id: ++count, kind, text, undo };
  if (kind === 'danger') return;
  timer = setTimeout(dismissNotice, undo === null ? STAY_MS : UNDO_MS);
}

export function dismissNotice(): void {
  clearTimeout(timer);
  notice.value = null;
}

/** Undoes what the notice on the screen told, once. */
export async function undoLast(): Promise<void> {
  const undo = notice.value?.undo ?? null;
  if (undo === null) return;
  dismissNotice();
  await undo();
}
