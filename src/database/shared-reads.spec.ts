import { expect, it } from '@jest/globals';
import { SharedReads } from './shared-reads.js';

function aSource() {
  const endings: ((failure?: Error) => void)[] = [];
  const read = () => {
    const number = endings.length + 1;
    return new Promise<number>((resolve, reject) =>
      endings.push((failure) => (failure === undefined ? resolve(number) : reject(failure))),
    );
  };
  return { endings, read };
}

it('shares one reading among all who ask while another runs, and gives nobody one that began before', async () => {
  const { endings, read } = aSource();
  const shared = new SharedReads();
  const first = shared.read('board', read);
  const others = [1, 2, 3].map(() => shared.read('board', read));
  const elsewhere = shared.read('queue', read);
  expect(endings).toHaveLength(2);
  endings.forEach((end) => end());
  expect([await first, await elsewhere]).toEqual([1, 2]);
  endings.at(-1)?.();
  expect(await Promise.all(others)).toEqual([3, 3, 3]);
});

it('reads for the next ones after a reading that failed', async () => {
  const { endings, read } = aSource();
  const shared = new SharedReads();
  const first = shared.read('board', read);
  const second = shared.read('board', read);
  endings[0]?.(new Error('no database'));
  await expect(first).rejects.toThrow('no database');
  endings[1]?.();
  expect(await second).toBe(2);
});
