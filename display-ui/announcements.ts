import type { BoardCall } from '../src/queue/queue.contract.js';

/** One announcement: a call, or one of its repetitions. */
export type Announcement = { key: string; call: BoardCall };

/** Later than this a call is shown but no longer spoken: whoever it was for has gone to the desk or asks there. */
const STILL_WORTH_SAYING_MS = 90_000;
/** Keys remembered: far more than a board shows, so that a screen that stands for a year does not grow. */
const MOST_REMEMBERED = 500;

/** A call and each of its repetitions are told apart by this. */
export function keyOf(call: Pick<BoardCall, 'callId' | 'recalls'>): string {
  return `${call.callId}/${call.recalls}`;
}

/**
 * Which announcements are still to be made, in the order of their calls. Nothing is announced twice, nothing that was
 * called while the screen was connected is lost, and a screen that comes back announces only what is still fresh.
 */
export class Announcements {
  private readonly waiting: Announcement[] = [];
  private readonly known = new Set<string>();

  /** Offers what the board shows now, or one call; `officeNow` in milliseconds of the office's clock. */
  offer(calls: readonly BoardCall[], officeNow: number): void {
    const fresh = calls.filter((call) => call.status === 'called' && !this.known.has(keyOf(call)));
    for (const call of [...fresh].sort(byLastCall)) {
      this.remember(keyOf(call));
      if (officeNow - Date.parse(call.lastCalledAt) <= STILL_WORTH_SAYING_MS) {
        this.waiting.push({ key: keyOf(call), call });
      }
    }
  }

  /** Takes the next one; null when there is nothing to say. */
  next(): Announcement | null {
    return this.waiting.shift() ?? null;
  }

  get pending(): number {
    return this.waiting.length;
  }

  private remember(key: string): void {
    this.known.add(key);
    if (this.known.size <= MOST_REMEMBERED) return;
    const [oldest] = this.known;
    if (oldest !== undefined) this.known.delete(oldest);
  }
}

function byLastCall(a: BoardCall, b: BoardCall): number {
  return Date.parse(a.lastCalledAt) - Date.parse(b.lastCalledAt) || Number(a.callId) - Number(b.callId);
}

/** Says one announcement; resolves when it is over. */
export type Speaker = (announcement: Announcement) => Promise<void>;

/** Drives the announcements one after the other: two never overlap. */
export class Announcer {
  private running = false;

  constructor(
    private readonly announcements: Announcements,
    private readonly say: Speaker,
    private readonly onStart: (announcement: Announcement | null) => void = () => undefined,
  ) {}

  /** Goes on with what waits; does nothing while something is being said. */
  async run(): Promise<void> {
    if (this.running) return;
    this.running = true;
    try {
      for (let next = this.announcements.next(); next !== null; next = this.announcements.next()) {
        this.onStart(next);
        // A voice that fails must not silence the calls after it.
        await this.say(next).catch(() => undefined);
      }
    } finally {
      this.running = false;
      this.onStart(null);
    }
  }
}
