import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { BoardCall } from '../src/queue/queue.contract.js';
import { aCall, START } from './a-call.js';
import { Announcements, keyOf } from './announcements.js';
import { Announcer, type Sounds } from './announcer.js';

const SOON = START + 60_000;
const BRIEF = { chimeMs: 5, speechMs: 5, silentShowMs: 1 };
const NEVER = new Promise<never>(() => undefined);

const quick: Sounds = { chime: async () => undefined, say: async () => true, hush: () => undefined };

function announcerOf(announcements: Announcements, sounds: Partial<Sounds>) {
  const turns: (string | null)[] = [];
  const announcer = new Announcer(
    announcements,
    { ...quick, ...sounds },
    { languagesOf: () => ['it', 'zh-Hans', 'it'], onTurn: (turn) => turns.push(turn?.key ?? null) },
    BRIEF,
  );
  return { announcer, turns };
}

/** What may happen to a board between two looks at it. */
type Step = { kind: 'call' | 'recall' | 'serve' | 'close' | 'tell'; which: number };
const aStep: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom('call', 'call', 'recall', 'serve', 'close', 'tell', 'tell'),
  which: fc.nat(7),
});

/** A board as the office keeps it: a screen sees it only when it is told. */
class AnyBoard {
  calls: BoardCall[] = [];
  private made = 0;
  private second = 0;

  take({ kind, which }: Step): void {
    const open = this.calls[which % Math.max(1, this.calls.length)];
    if (kind === 'call') this.calls = [aCall(++this.made, 0, ++this.second), ...this.calls];
    else if (open !== undefined && kind !== 'tell') this.change(open, kind);
  }

  private change(open: BoardCall, kind: 'recall' | 'serve' | 'close'): void {
    const recalled = aCall(Number(open.callId), open.recalls + 1, ++this.second);
    if (kind === 'recall' && open.status === 'serving') return;
    const after = { recall: [recalled], serve: [{ ...open, status: 'serving' as const }], close: [] }[kind];
    this.calls = this.calls.flatMap((call) => (call === open ? after : [call]));
  }
}

describe('the announcer', () => {
  it('says every call once, in order and one at a time, whatever happens between and however often it is told', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(aStep, { maxLength: 60 }), fc.infiniteStream(fc.nat(3)), async (steps, pace) => {
        const board = new AnyBoard();
        const announcements = new Announcements();
        const [said, due] = [[] as string[], new Map<string, number>()];
        let speaking = 0;
        let atOnce = 0;
        const say = async () => {
          atOnce = Math.max(atOnce, ++speaking);
          for (let turns = pace.next().value; turns > 0; turns--) await Promise.resolve();
          speaking--;
          return true;
        };
        const { announcer, turns } = announcerOf(announcements, { say });
        for (const step of steps) {
          board.take(step);
          if (step.kind !== 'tell') continue;
          for (const call of board.calls)
            if (call.status === 'called') due.set(keyOf(call), due.get(keyOf(call)) ?? Date.parse(call.lastCalledAt));
          announcements.offer(board.calls, SOON);
          void announcer.run();
          await Promise.resolve();
        }
        while (announcements.pending > 0 || turns.at(-1) != null) await new Promise(setImmediate);
        said.push(...turns.filter((turn) => turn !== null));

        expect(atOnce).toBeLessThanOrEqual(1);
        expect(new Set(said).size).toBe(said.length);
        const times = said.map((key) => due.get(key) ?? NaN);
        expect(times).toEqual([...times].sort((a, b) => a - b));
        // Whatever is unsaid in the end belongs to somebody who was no longer to be called.
        const stillCalled = board.calls.filter(({ status, callId }) => status === 'called' && due.has(`${callId}/0`));
        for (const call of stillCalled) {
          const keys = [...due.keys()].filter((key) => key.startsWith(`${call.callId}/`));
          expect(said).toEqual(expect.arrayContaining(keys));
        }
      }),
    );
  });

  it('goes on when the chime or a voice fails, or never ends', async () => {
    const announcements = new Announcements();
    announcements.offer([aCall(4), aCall(3), aCall(2), aCall(1)], SOON);
    const [said, hushed] = [[] as string[], [] as string[]];
    const trouble: Record<string, () => Promise<boolean>> = {
      'Numero A, uno. Sportello uno': () => Promise.reject(new Error('no voice')),
      'Numero A, due. Sportello uno': () => NEVER,
    };
    const { announcer, turns } = announcerOf(announcements, {
      chime: () => (turns.length === 3 ? NEVER : turns.length === 4 ? Promise.reject(new Error('mute')) : NEVER),
      say: (text) => {
        said.push(text);
        return trouble[text]?.() ?? Promise.resolve(true);
      },
      hush: () => hushed.push('hushed'),
    });
    await announcer.run();
    expect(turns).toEqual(['1/0', '2/0', '3/0', '4/0', null]);
    expect(said).toHaveLength(8);
    expect(hushed).toHaveLength(1);
  });

  it('shows a call for a while where no voice says it', async () => {
    const announcements = new Announcements();
    announcements.offer([aCall(1)], SOON);
    const before = performance.now();
    const { announcer } = announcerOf(announcements, { say: async () => false });
    await announcer.run();
    expect(performance.now() - before).toBeGreaterThanOrEqual(BRIEF.silentShowMs - 0.5);
  });
});
