import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { LivePosition, type Answer, type Effect } from './live-position.js';
import type { Range } from './live-range.js';

type Change = { revision: number };
/** What can happen between an office that goes on and one screen. */
type Step = 'event' | 'send' | 'deliver' | 'lose' | 'repeat' | 'swap' | 'answer' | 'reconnect';

/** An office whose every event is shown, a wire of messages, and a screen that lists the revisions it has seen. */
class Scene {
  readonly screen = new LivePosition<number[], Change>((seen, { revision }) => [...seen, revision]);
  private head = 0;
  private sent = 0;
  private wire: Range<Change>[] = [];
  private question: { since: number | undefined; answer: Answer<number[], Change> | null } | null = null;

  constructor(private readonly snapshotAlways: boolean) {
    this.subscribe();
  }

  step(step: Step): void {
    if (step === 'event') this.head += 1;
    else if (step === 'send' && this.sent < this.head)
      this.wire.push(this.range(this.sent + 1, (this.sent = this.head)));
    else if (step === 'deliver') this.deliver(this.wire.shift());
    else if (step === 'lose') this.wire.shift();
    else if (step === 'repeat' && this.wire[0] !== undefined) this.deliver(this.wire[0]);
    else if (step === 'swap') this.wire.push(...this.wire.splice(0, 1));
    else if (step === 'answer') this.answer();
    else if (step === 'reconnect') this.subscribe();
  }

  /** The wire falls silent: everything that was sent has come or is lost, and open questions are answered. */
  settle(): void {
    this.step('send');
    while (this.question !== null || this.wire.length > 0) {
      this.answer();
      this.deliver(this.wire.shift());
    }
  }

  get expected(): number[] {
    return Array.from({ length: this.head }, (_, index) => index + 1);
  }

  // The server reads its answer at some moment and sends it at a later one: `answer` does the one, then the other.
  private answer(): void {
    if (this.question === null) return;
    if (this.question.answer === null) {
      this.question.answer = this.read(this.question.since);
      return;
    }
    const { answer } = this.question;
    this.question = null;
    this.react(this.screen.answer(answer));
  }

  private read(since: number | undefined): Answer<number[], Change> {
    if (since === undefined || this.snapshotAlways) return { revision: this.head, snapshot: this.expected };
    return { revision: this.head, changes: this.range(since + 1, this.head).changes };
  }

  private deliver(message: Range<Change> | undefined): void {
    if (message !== undefined) this.react(this.screen.take(message));
  }

  private react(effect: Effect<Change>): void {
    if (effect.gap && this.question === null) this.subscribe();
  }

  private subscribe(): void {
    this.question = { since: this.screen.ask(), answer: null };
  }

  private range(from: number, to: number): Range<Change> {
    return {
      from,
      to,
      changes: Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => ({ revision: from + i })),
    };
  }
}

const anyOf = (...steps: Step[]) => fc.array(fc.constantFrom(...steps), { maxLength: 120 });

describe('a live view', () => {
  it('shows everything once the wire is silent, when nothing is lost, without waiting for a next message', () => {
    fc.assert(
      fc.property(
        anyOf('event', 'send', 'deliver', 'repeat', 'answer', 'reconnect'),
        fc.boolean(),
        (steps, snapshots) => {
          const scene = new Scene(snapshots);
          for (const step of steps) scene.step(step);
          scene.settle();
          expect(scene.screen.state).toEqual(scene.expected);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('shows everything after the next message, whatever was lost, repeated or reordered before', () => {
    const all = anyOf('event', 'send', 'deliver', 'lose', 'repeat', 'swap', 'answer', 'reconnect');
    fc.assert(
      fc.property(all, fc.boolean(), (steps, snapshots) => {
        const scene = new Scene(snapshots);
        for (const step of steps) scene.step(step);
        scene.step('event');
        scene.settle();
        expect(scene.screen.state).toEqual(scene.expected);
      }),
      { numRuns: 1_000 },
    );
  });

  it('applies no change twice when a message overtakes the answer that holds it too', () => {
    const view = new LivePosition<number[], Change>((seen, { revision }) => [...seen, revision]);
    view.ask();
    view.answer({ revision: 10, snapshot: [10] });
    expect(view.ask()).toBe(10);
    expect(view.take({ from: 11, to: 11, changes: [{ revision: 11 }] }).applied).toBeNull();
    expect(view.answer({ revision: 11, changes: [{ revision: 11 }] }).applied).toEqual([{ revision: 11 }]);
    expect(view.state).toEqual([10, 11]);
  });

  it('keeps a message that came between the reading of the snapshot and its arrival', () => {
    const view = new LivePosition<number[], Change>((seen, { revision }) => [...seen, revision]);
    expect(view.ask()).toBeUndefined();
    view.take({ from: 11, to: 11, changes: [{ revision: 11 }] });
    expect(view.answer({ revision: 10, snapshot: [10] })).toEqual({
      applied: [{ revision: 11 }],
      replaced: true,
      gap: false,
    });
    expect(view.state).toEqual([10, 11]);
  });
});
