import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Chance with a seed: the same seed plans the same day. */
export class Chance {
  private readonly generator;

  constructor(seed: number) {
    this.generator = xoroshiro128plus(seed);
  }

  /** True once in `1 / share` times. */
  happens(share: number): boolean {
    return uniformFloat64(this.generator) < share;
  }

  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number {
    return uniformInt(this.generator, least, most);
  }

  /** More often near the middle: the mean of three draws. */
  around(least: number, most: number): number {
    const draws = [1, 2, 3].map(() => this.between(least, most));
    return Math.round(draws.reduce((sum, draw) => sum + draw, 0) / draws.length);
  }

  /** One of some values, each as often as its weight says. */
  pick<T>(choices: readonly (readonly [T, number])[]): T {
    const total = choices.reduce((sum, [, weight]) => sum + weight, 0);
    let rest = uniformFloat64(this.generator) * total;
    const found = choices.find(([, weight]) => (rest -= weight) < 0) ?? choices.at(-1);
    if (found === undefined) throw new RangeError('nothing to pick from');
    return found[0];
  }
}
