import { describe, expect, it } from '@jest/globals';
import { readJson } from './read-body.js';

describe('how a body is read', () => {
  const faultsOf = (text: string) => {
    try {
      return readJson(text);
    } catch (error) {
      return (error as { faults: { path: string }[] }).faults.map(({ path }) => path);
    }
  };

  it('reads an empty body as {}, and JSON as it is', () => {
    expect(readJson('')).toEqual({});
    expect(readJson('{"a":[1,"città 😀",null]}')).toEqual({ a: [1, 'città 😀', null] });
  });

  it.each([
    ['{"a":', ''],
    ['null', ''],
    ['{"a":["x","\\u0000"]}', 'a.1'],
    ['{"a":{"b":"\\ud83d"}}', 'a.b'],
    ['{"\\u0000":1}', ''],
    ['{"a":{"__proto__":1}}', 'a'],
    ['{"constructor":1}', ''],
  ])('refuses %s', (text, path) => {
    expect(faultsOf(text)).toEqual([path]);
  });

  it('refuses nesting that checks behind it could not follow', () => {
    const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
    expect(readJson(nested(16))).toBeInstanceOf(Array);
    expect(faultsOf(nested(18))).toHaveLength(1);
    expect(faultsOf(nested(30_000))).toHaveLength(1);
  });
});
