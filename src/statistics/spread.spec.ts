import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { packed, secondsBetween, spreadOf, unpackInto } from './spread.js';

const measured = () => fc.array(fc.integer({ min: 0, max: 40_000 }), { maxLength: 60 });

describe('seconds', () => {
  it('are rounded half up and never below zero', () => {
    expect([0, 499, 500, 1499, 1500].map((millis) => secondsBetween(0, millis))).toEqual([0, 0, 1, 1, 2]);
    expect(secondsBetween(10_000, 0)).toBe(0);
  });
});

describe('a spread', () => {
  it('of nothing is nulls, not NaN', () => {
    expect(spreadOf([])).toEqual({ count: 0, mean: null, p50: null, p90: null, max: null });
  });

  it('takes the nearest rank: a value that was measured', () => {
    const ten = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100];
    expect(spreadOf(ten)).toEqual({ count: 10, mean: 55, p50: 50, p90: 90, max: 100 });
    expect(spreadOf([7])).toEqual({ count: 1, mean: 7, p50: 7, p90: 7, max: 7 });
    expect(spreadOf([1, 2])).toMatchObject({ mean: 1.5, p50: 1, p90: 2 });
    expect(spreadOf([1, 1, 2])).toMatchObject({ mean: 1.3, p50: 1, p90: 2 });
  });

  it('is what counting by hand gives, in any order', () => {
    fc.assert(
      fc.property(measured(), fc.constantFrom(50, 90), (values, percent) => {
        const { p50, p90, max } = spreadOf(values);
        if (values.length === 0) return;
        const told = percent === 50 ? p50 : p90;
        // At least so many percent of the values are not above it, and it is the least such value.
        const notAbove = (limit: number) => values.filter((one) => one <= limit).length * 100;
        expect(notAbove(told ?? -1)).toBeGreaterThanOrEqual(percent * values.length);
        expect(notAbove((told ?? 0) - 1)).toBeLessThan(percent * values.length);
        expect(values).toContain(told);
        expect(max).toBe(Math.max(...values));
      }),
    );
  });
});

describe('packed seconds', () => {
  it('come back as they were, and two lists as one', () => {
    fc.assert(
      fc.property(measured(), measured(), (some, others) => {
        const both: number[] = [];
        unpackInto(both, packed(some));
        unpackInto(both, packed(others));
        expect([...both].sort((a, b) => a - b)).toEqual([...some, ...others].sort((a, b) => a - b));
        expect(spreadOf(both)).toEqual(spreadOf([...some, ...others]));
      }),
    );
  });
});
