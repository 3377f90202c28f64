import { judge, type Range, type Revised } from './live-range.js';

/** The server's good answers to `subscribe`. */
export type Answer<S, C> = { revision: number; snapshot: S } | { revision: number; changes: readonly C[] };

/** What a message or an answer did. `applied` is null where nothing changed; `gap` asks the caller to subscribe again. */
export type Effect<C> = { applied: readonly C[] | null; replaced: boolean; gap: boolean };

/** A flood that outgrows this while an answer is awaited is dropped: the gap it leaves is noticed and asked for. */
const MOST_EARLY = 500;
const NOTHING: Effect<never> = { applied: null, replaced: false, gap: false };

/**
 * Where one view stands: its state and the revision that the state is at. Pure bookkeeping, without sockets or timers.
 *
 * The server joins the room before it reads what it answers, so messages may overtake the answer. They wait until it has
 * come: applied before, the answer would put the state back or apply a change twice, and a call would be announced twice.
 */
export class LivePosition<S, C extends Revised> {
  state: S | null = null;
  revision: number | null = null;
  private asking = false;
  private early: Range<C>[] = [];

  constructor(private readonly reduce: (state: S, change: C) => S) {}

  /** True from `ask` to `answer`: what is shown may be behind. */
  get awaiting(): boolean {
    return this.asking;
  }

  /** A subscription is sent. Gives its `since`, undefined for a first snapshot. */
  ask(): number | undefined {
    this.asking = true;
    this.early = [];
    return this.revision ?? undefined;
  }

  /** The answer to the last `ask`. */
  answer(answer: Answer<S, C>): Effect<C> {
    this.asking = false;
    const first = 'snapshot' in answer ? this.replace(answer) : this.apply(rangeOf(answer, this.revision));
    const early = this.early;
    this.early = [];
    return early.reduce<Effect<C>>((effect, message) => join(effect, this.take(message)), first);
  }

  /** A message of the room. */
  take(message: Range<C>): Effect<C> {
    if (!this.asking) return this.apply(message);
    if (this.early.length < MOST_EARLY) this.early.push(message);
    return NOTHING;
  }

  private replace({ snapshot, revision }: { snapshot: S; revision: number }): Effect<C> {
    this.state = snapshot;
    this.revision = revision;
    return { applied: null, replaced: true, gap: false };
  }

  private apply(message: Range<C>): Effect<C> {
    if (this.state === null || this.revision === null) return { ...NOTHING, gap: true };
    const verdict = judge(this.revision, message);
    if (verdict === 'ignore') return NOTHING;
    if (verdict === 'subscribe-again') return { ...NOTHING, gap: true };
    this.state = verdict.apply.reduce(this.reduce, this.state);
    this.revision = verdict.revision;
    return { applied: verdict.apply, replaced: false, gap: false };
  }
}

/** An answer with changes is a range like any other: it begins after the `since` that was asked with. */
function rangeOf<C>(
  { revision, changes }: { revision: number; changes: readonly C[] },
  since: number | null,
): Range<C> {
  return { from: (since ?? 0) + 1, to: revision, changes };
}

function join<C>(a: Effect<C>, b: Effect<C>): Effect<C> {
  const applied = a.applied === null ? b.applied : [...a.applied, ...(b.applied ?? [])];
  return { applied, replaced: a.replaced || b.replaced, gap: a.gap || b.gap };
}
