import { expect, test } from 'vitest';
import { averageOxygen, breathingDisturbanceIndex } from './blood-oxygen.js';

const HOURS = 4;
const SECONDS = HOURS * 3600;
/** Four hours of samples a second, with drops to a lower level. */
const night = (count: number, level: number, lengthSeconds: number) => {
  const samples: (number | null)[] = Array(SECONDS).fill(97);
  for (let i = 1; i <= count; i++) samples.fill(level, i * 300, i * 300 + lengthSeconds);
  return samples;
};

test('the mean of what is a reading, with three decimals', () => {
  expect(averageOxygen([97, 98, 98, null, 40, 127], SECONDS)).toBe(97.667);
  expect(averageOxygen([null, 0], SECONDS)).toBe(null);
  expect(averageOxygen([97], 3 * 3600 - 1)).toBe(null);
});

test.each([
  [0, 90, 20, 0],
  [40, 90, 20, 10],
  [40, 94, 20, 10],
  [40, 94.5, 20, 0],
  [40, 90, 9, 0],
  [40, 90, 10, 10],
])('%d drops to %d %% for %d s: %d an hour', (count, level, length, index) => {
  expect(breathingDisturbanceIndex(night(count, level, length), 1, SECONDS)).toBe(index);
});

test('a lasting change of level is one drop, and gaps are none', () => {
  const lower = night(0, 0, 0).fill(92, 1800, 9000);
  expect(breathingDisturbanceIndex(lower, 1, 3600 * 3)).toBe(0);
  expect(breathingDisturbanceIndex(night(40, 0, 20), 1, SECONDS)).toBe(0);
});

test('what the average does not know, neither does the index', () => {
  expect(breathingDisturbanceIndex([], 1, SECONDS)).toBe(null);
  expect(breathingDisturbanceIndex(night(40, 90, 20), 1, 3600)).toBe(null);
});
