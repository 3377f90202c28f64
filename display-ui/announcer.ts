import type { BoardCall } from '../src/queue/queue.contract.js';
import type { Language } from '../ui-kit/catalogue.js';
import { announcementText } from './announcement-text.js';
import type { Announcement, Announcements } from './announcements.js';

/** What makes itself heard. None of it is trusted to end: the announcer goes on without it. */
export type Sounds = {
  chime(): Promise<unknown>;
  /** @returns whether a voice said it to its end */
  say(text: string, language: Language): Promise<boolean>;
  /** Ends whatever is being said. */
  hush(): void;
};

export type AnnouncerOptions = {
  /** In which languages a call is said, in this order. */
  languagesOf(call: BoardCall): readonly Language[];
  /** Hears what is being announced, and null when all is said. */
  onTurn(announcement: Announcement | null): void;
  /** Hears of each announcement that has been made. */
  onSaid?(announcement: Announcement): void;
};

export const LIMITS = {
  chimeMs: 3_000,
  /** Longer than any announcement takes a slow voice. */
  speechMs: 15_000,
  /** Without a voice the number still has its time on the screen before the next one takes its place. */
  silentShowMs: 3_500,
};

/** Makes the announcements one after the other: two never overlap, and no voice can hold up the next call for good. */
export class Announcer {
  private running = false;

  constructor(
    private readonly announcements: Announcements,
    private readonly sounds: Sounds,
    private readonly options: AnnouncerOptions,
    private readonly limits: typeof LIMITS = LIMITS,
  ) {}

  /** Goes on with what waits; does nothing while something is being said. */
  async run(): Promise<void> {
    if (this.running) return;
    this.running = true;
    try {
      for (let next = this.announcements.next(); next !== null; next = this.announcements.next()) {
        this.options.onTurn(next);
        await this.announce(next.call);
        this.options.onSaid?.(next);
      }
    } finally {
      this.running = false;
      this.options.onTurn(null);
    }
  }

  private async announce(call: BoardCall): Promise<void> {
    const { chimeMs, speechMs, silentShowMs } = this.limits;
    await within(chimeMs, this.sounds.chime());
    let heard = false;
    for (const language of new Set(this.options.languagesOf(call))) {
      const said = await within(speechMs, this.sounds.say(announcementText(call, language), language));
      if (said === 'too-long') this.sounds.hush();
      heard ||= said === true || said === 'too-long';
    }
    if (!heard) await within(silentShowMs, new Promise(() => undefined));
  }
}

// A sound that fails or never ends must not silence the calls after it.
async function within<T>(milliseconds: number, work: Promise<T>): Promise<T | 'failed' | 'too-long'> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<'too-long'>((resolve) => {
    timer = setTimeout(() => resolve('too-long'), milliseconds);
  });
  try {
    return await Promise.race([work.catch(() => 'failed' as const), limit]);
  } finally {
    clearTimeout(timer);
  }
}
