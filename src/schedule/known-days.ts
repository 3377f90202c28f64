import type { OpeningRules } from '../directory/opening-rules.types.js';

const MOST_DAYS = 2000;

/**
 * What was computed of days, by rules and a key. Rules never change, a changed office has new ones, so what was computed
 * for them goes when they go.
 */
export class KnownDays<T> {
  private readonly byRules = new WeakMap<OpeningRules, Map<string, T>>();

  /** What is known under `key`, else what `compute` makes of it. */
  of(rules: OpeningRules, key: string, compute: () => T): T {
    const days = this.daysOf(rules);
    const known = days.get(key);
    if (known !== undefined) return known;
    const computed = compute();
    days.set(key, computed);
    return computed;
  }

  private daysOf(rules: OpeningRules): Map<string, T> {
    const known = this.byRules.get(rules);
    if (known !== undefined && known.size < MOST_DAYS) return known;
    const fresh = new Map<string, T>();
    this.byRules.set(rules, fresh);
    return fresh;
  }
}
