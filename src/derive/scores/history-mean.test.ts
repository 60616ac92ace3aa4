import { expect, test } from 'vitest';
import { historyMean, recentMean } from './history-mean.js';

test('only the newest values count, and only with enough of them', () => {
  expect(historyMean([1, null, 3, 50], 3, 2)).toBe(2);
  expect(historyMean([1, null, 3], 3, 3)).toBe(null);
  expect(historyMean([], 60, 0)).toBe(null);
});

test('of two weeks the last nights count more', () => {
  const step = (low: number) => Array.from({ length: 20 }, (_, age) => (age < low ? 10 : 0));
  expect(recentMean(step(20), 3)).toBeCloseTo(10);
  expect(recentMean(step(5), 3)).toBeCloseTo((10 * (1 - Math.exp(-1))) / (1 - Math.exp(-14 / 5)));
  expect(recentMean([1, 2], 3)).toBe(null);
});
