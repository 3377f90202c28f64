import { describe, expect, it } from '@jest/globals';
import { Repeated } from './repeated.js';

/** Work that goes on until it is let go. */
function aWork() {
  let runs = 0;
  let letGo = () => {};
  const work = () => {
    runs++;
    return new Promise<void>((resolve) => (letGo = resolve));
  };
  return { work, runs: () => runs, letGo: () => letGo() };
}

describe('work that is repeated', () => {
  it('runs once at a time, however often it is asked for', async () => {
    const { work, runs, letGo } = aWork();
    const repeated = new Repeated(3_600_000, work);
    const both = [repeated.run(), repeated.run()];
    expect(runs()).toBe(1);
    letGo();
    await Promise.all(both);
    const again = repeated.run();
    expect(runs()).toBe(2);
    letGo();
    await again;
  });

  it('starts at once or one period later, and goes on', async () => {
    let runs = 0;
    let third = () => {};
    const seen = new Promise<void>((resolve) => (third = resolve));
    const repeated = new Repeated(1, async () => {
      if (++runs === 3) third();
    });
    repeated.start();
    expect(runs).toBe(1);
    await seen;
    await repeated.stop();
    const later = new Repeated(3_600_000, async () => void runs++);
    const before = runs;
    later.startLater();
    expect(runs).toBe(before);
    await later.stop();
  });

  it('stops after the run that goes on, and runs no more', async () => {
    const { work, runs, letGo } = aWork();
    const repeated = new Repeated(3_600_000, work);
    repeated.start();
    let stopped = false;
    const stopping = repeated.stop().then(() => (stopped = true));
    expect(repeated.stopped).toBe(true);
    await Promise.resolve();
    expect(stopped).toBe(false);
    letGo();
    await stopping;
    await repeated.run();
    expect(runs()).toBe(1);
  });
});
