import { describe, expect, test } from 'vitest';
import { createSeededRandom } from '../lib/random.js';
import { type CommonCounts, createCommonCounts, createSharedCounts } from './shared-counts.js';

const WINDOW = 5_900_000;

/** Processes that count in common, and how often they asked for it. */
function processes(count: number) {
  const common = createCommonCounts();
  const asked = { times: 0 };
  const counting: CommonCounts = {
    reserve(...words) {
      asked.times++;
      return common.reserve(...words);
    },
  };
  return { asked, all: Array.from({ length: count }, () => createSharedCounts(counting)) };
}

/** How many of so many requests are taken, each by the process that `next` names. */
async function takenOf(
  requests: number,
  limit: number,
  all: ReturnType<typeof processes>['all'],
  next: (i: number) => number,
  window = WINDOW,
) {
  let taken = 0;
  for (let i = 0; i < requests; i++) if (await all[next(i)]?.take('key', limit, window)) taken++;
  return taken;
}

const random = createSeededRandom('shared counts');
const byChance = (count: number) => () => (random.bytes(1)[0] as number) % count;

describe('of several processes', () => {
  test.each([1, 2, 10, 50, 99])('a limit of %i is exact', async (limit) => {
    expect(await takenOf(3 * limit + 5, limit, processes(4).all, byChance(4))).toBe(limit);
  });

  test.each([
    ['by turns', (i: number) => i % 4],
    ['by chance', byChance(4)],
    ['one process after the other', (i: number) => Math.floor(i / 400) % 4],
    ['one process, others now and then', (i: number) => (i % 97 === 0 ? 1 + (i % 3) : 0)],
  ])('a larger one is kept to a hundredth for each further one: %s', async (_what, next) => {
    const taken = await takenOf(20_000, 5000, processes(4).all, next);
    expect(taken).toBeGreaterThanOrEqual(5000 - 3 * 50);
    expect(taken).toBeLessThanOrEqual(5000 + 3 * 50);
  });

  test('whoever asks one alone gets all of it, with few questions', async () => {
    const { all, asked } = processes(4);
    expect(await takenOf(6000, 5000, all, () => 2)).toBe(5000);
    expect(asked.times).toBeLessThan(300);
  });

  test('the first requests ask nobody', async () => {
    const { all, asked } = processes(2);
    expect(await takenOf(50, 5000, all, () => 0)).toBe(50);
    expect(asked.times).toBe(0);
  });
});

test('of requests at the same moment no more pass than the limit', async () => {
  const { all } = processes(1);
  const answers = await Promise.all(Array.from({ length: 3000 }, () => all[0]?.take('key', 1000, WINDOW)));
  expect(answers.filter(Boolean)).toHaveLength(1000);
});

test('what is given back can be taken again, in its window only', async () => {
  const { all } = processes(1);
  expect(await takenOf(200, 100, all, () => 0)).toBe(100);
  all[0]?.giveBack('key', WINDOW - 1);
  expect(await takenOf(5, 100, all, () => 0)).toBe(0);
  all[0]?.giveBack('key', WINDOW);
  expect(await takenOf(5, 100, all, () => 0)).toBe(1);
});

test('each window begins anew', async () => {
  const { all } = processes(2);
  for (const window of [WINDOW, WINDOW + 1, WINDOW + 2]) expect(await takenOf(150, 100, all, (i) => i % 2, window)).toBe(100);
});

test('a failure to ask is told once, and the next request asks again', async () => {
  const common = createCommonCounts();
  let isAway = true;
  const counts = createSharedCounts({
    reserve: async (...words) => {
      if (isAway) throw new Error('away');
      return common.reserve(...words);
    },
  });
  await expect(counts.take('key', 10, WINDOW)).rejects.toThrow('away');
  isAway = false;
  expect(await takenOf(20, 10, [counts], () => 0)).toBe(10);
});
