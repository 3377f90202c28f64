import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { estimateWait } from './wait-estimate.js';

const pace = { samples: 12, meanSeconds: 600, deviationSeconds: 240 };

describe('the estimate that a visitor reads', () => {
  it('says nothing while nobody sits at a counter', () => {
    expect(estimateWait({ ahead: 3, counters: 0, idleCounters: 0 }, pace)).toBeNull();
  });

  it('says nothing before a few visits have ended', () => {
    expect(estimateWait({ ahead: 3, counters: 2, idleCounters: 0 }, { ...pace, samples: 2 })).toBeNull();
    expect(estimateWait({ ahead: 3, counters: 2, idleCounters: 0 }, null)).toBeNull();
  });

  it('says "at once" when a counter is free and nobody is ahead, whatever the pace', () => {
    expect(estimateWait({ ahead: 0, counters: 1, idleCounters: 1 }, null)).toEqual({ p50Minutes: 0, p90Minutes: 1 });
  });

  it('counts half a visit for the next one and whole ones for those ahead', () => {
    expect(estimateWait({ ahead: 0, counters: 1, idleCounters: 0 }, pace)?.p50Minutes).toBe(5);
    expect(estimateWait({ ahead: 3, counters: 1, idleCounters: 0 }, pace)?.p50Minutes).toBe(35);
    expect(estimateWait({ ahead: 3, counters: 2, idleCounters: 0 }, pace)?.p50Minutes).toBe(18);
  });

  it('grows with those ahead, shrinks with counters, and never has p90 under p50', () => {
    const waits = fc.record({ ahead: fc.nat(200), counters: fc.integer({ min: 1, max: 10 }) });
    fc.assert(
      fc.property(waits, ({ ahead, counters }) => {
        const now = estimateWait({ ahead, counters, idleCounters: 0 }, pace);
        const later = estimateWait({ ahead: ahead + 1, counters, idleCounters: 0 }, pace);
        const faster = estimateWait({ ahead, counters: counters + 1, idleCounters: 0 }, pace);
        expect(now!.p90Minutes).toBeGreaterThan(now!.p50Minutes);
        expect(later!.p50Minutes).toBeGreaterThanOrEqual(now!.p50Minutes);
        expect(faster!.p50Minutes).toBeLessThanOrEqual(now!.p50Minutes);
      }),
    );
  });
});
