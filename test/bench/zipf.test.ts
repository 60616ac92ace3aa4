import { expect, test } from 'vitest';
import { createChance } from '../../bench/chance.js';
import { createZipf } from '../../bench/zipf.js';

test('the first is drawn twice as often as the second, and everyone is drawn', () => {
  const draw = createZipf(100, createChance(1));
  const counts = new Array<number>(100).fill(0);
  for (let at = 0; at < 200_000; at++) {
    const drawn = draw();
    counts[drawn] = (counts[drawn] as number) + 1;
  }
  expect((counts[0] as number) / (counts[1] as number)).toBeCloseTo(2, 1);
  expect((counts[0] as number) / (counts[9] as number)).toBeCloseTo(10, 0);
  // 1 / (1 + 1/2 + … + 1/100)
  expect((counts[0] as number) / 200_000).toBeCloseTo(0.193, 2);
  expect(Math.min(...counts)).toBeGreaterThan(0);
});

test('the same seed draws the same', () => {
  const [one, other] = [createZipf(10, createChance(5)), createZipf(10, createChance(5))];
  expect(Array.from({ length: 50 }, one)).toEqual(Array.from({ length: 50 }, other));
});
