import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { judge, type Range, type Revised } from './live-range.js';

describe('the range rule', () => {
  it('ignores what is old, applies what follows, and asks again over a gap', () => {
    const change = (revision: number) => ({ revision });
    expect(judge(5, { from: 3, to: 5, changes: [change(4)] })).toBe('ignore');
    expect(judge(5, { from: 4, to: 7, changes: [change(5), change(6)] })).toEqual({ apply: [change(6)], revision: 7 });
    expect(judge(5, { from: 6, to: 9, changes: [] })).toEqual({ apply: [], revision: 9 });
    expect(judge(5, { from: 7, to: 9, changes: [change(8)] })).toBe('subscribe-again');
  });

  it('sees every change once and in order, however messages are cut, repeated, delayed or lost', () => {
    const last = 40;
    const message = fc.tuple(fc.integer({ min: 1, max: last }), fc.integer({ min: 0, max: 8 }));
    fc.assert(
      fc.property(fc.array(message, { maxLength: 60 }), fc.integer({ min: 0, max: last }), (cuts, start) => {
        const seen: number[] = [];
        let revision = start;
        const take = (range: Range<Revised>): void => {
          const verdict = judge(revision, range);
          if (verdict === 'ignore') return;
          // Asking again gives all that came after, as the server does with `since`.
          if (verdict === 'subscribe-again') return take(rangeOf(revision + 1, range.to));
          seen.push(...verdict.apply.map((change) => change.revision));
          revision = verdict.revision;
        };
        for (const [from, length] of cuts) take(rangeOf(from, Math.min(last, from + length)));
        take(rangeOf(1, last));
        expect(seen).toEqual(Array.from({ length: last - start }, (_, index) => start + 1 + index));
      }),
    );
  });

  function rangeOf(from: number, to: number): Range<Revised> {
    return { from, to, changes: Array.from({ length: to - from + 1 }, (_, index) => ({ revision: from + index })) };
  }
});
