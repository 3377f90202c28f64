import type { BoardCall } from '../src/queue/queue.contract.js';

/** One announcement: a call, or one of its repetitions. */
export type Announcement = { key: string; call: BoardCall };

/** Later than this a call is shown but no longer spoken: whoever it was for has gone to the desk or asks there. */
const STILL_WORTH_SAYING_MS = 90_000;
/** Keys remembered: far more than a board shows, so that a screen that stands for a year does not grow. */
const MOST_REMEMBERED = 500;
/** A board tells its newest calls only: one that is missing on a full board may just have been pushed off. */
const FULL_BOARD = 20;

/** A call and each of its repetitions are told apart by this. */
export function keyOf(call: Pick<BoardCall, 'callId' | 'recalls'>): string {
  return `${call.callId}/${call.recalls}`;
}

/**
 * Which announcements are still to be made, in the order of their calls. Nothing is announced twice, nothing that was
 * called while the screen was connected is lost, and a screen that comes back announces only what is still fresh. Whoever
 * has come to the counter meanwhile is not called any more.
 */
export class Announcements {
  private waiting: Announcement[] = [];
  private readonly known = new Set<string>();

  /** `saidBefore` knows what this screen announced before its page was loaded again. */
  constructor(private readonly saidBefore: (call: BoardCall) => boolean = () => false) {}

  /** Offers what the board shows now; `officeNow` in milliseconds of the office's clock. */
  offer(calls: readonly BoardCall[], officeNow: number): void {
    this.withdraw(calls);
    const fresh = calls.filter((call) => call.status === 'called' && !this.known.has(keyOf(call)));
    for (const call of [...fresh].sort(byLastCall)) {
      this.remember(keyOf(call));
      const recent = officeNow - Date.parse(call.lastCalledAt) <= STILL_WORTH_SAYING_MS;
      if (recent && !this.saidBefore(call)) this.waiting.push({ key: keyOf(call), call });
    }
  }

  /** Takes the next one; null when there is nothing to say. */
  next(): Announcement | null {
    return this.waiting.shift() ?? null;
  }

  get pending(): number {
    return this.waiting.length;
  }

  private withdraw(calls: readonly BoardCall[]): void {
    const shown = new Map(calls.map(({ callId, status }) => [callId, status]));
    const gone = calls.length < FULL_BOARD ? undefined : 'called';
    this.waiting = this.waiting.filter(({ call }) => (shown.get(call.callId) ?? gone) === 'called');
  }

  private remember(key: string): void {
    this.known.add(key);
    if (this.known.size <= MOST_REMEMBERED) return;
    const [oldest] = this.known;
    if (oldest !== undefined) this.known.delete(oldest);
  }
}

/** Order of calls as they were made; the call that was repeated last counts as the newest. */
export function byLastCall(a: BoardCall, b: BoardCall): number {
  return Date.parse(a.lastCalledAt) - Date.parse(b.lastCalledAt) || Number(a.callId) - Number(b.callId);
}
