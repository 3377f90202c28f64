import { expect, it } from '@jest/globals';
import { SubscribeLimit } from './subscribe-limit.js';

it('lets a screen come back with all its views, and not ask on and on', () => {
  let now = 0;
  const limit = new SubscribeLimit(() => now);
  const allowed = () => Array.from({ length: 100 }, () => limit.allow()).filter(Boolean).length;
  expect(allowed()).toBe(40);
  now = 1000;
  expect(allowed()).toBe(4);
  now = 60_000;
  expect(allowed()).toBe(40);
});
