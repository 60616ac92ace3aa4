import { expect, test } from 'vitest';
import { sleepScore } from './sleep-score.js';

const real = { deep_sleep: 96, efficiency: 83, latency: 94, rem_sleep: 70, restfulness: 76, timing: 100, total_sleep: 64 };

// Contributors and scores of real nights of 2024.
test.each([
  [real, 78],
  [{ deep_sleep: 96, efficiency: 74, latency: 70, rem_sleep: 44, restfulness: 82, timing: 100, total_sleep: 54 }, 70],
])('the published weights: %o', (contributors, score) => {
  expect(sleepScore(contributors)).toBe(score);
});

test.each([
  ['total_sleep', 0.35],
  ['restfulness', 0.15],
  ['deep_sleep', 0.1],
  ['rem_sleep', 0.1],
  ['efficiency', 0.1],
  ['latency', 0.1],
  ['timing', 0.1],
])('%s weighs %d', (name, weight) => {
  const none = { deep_sleep: 1, efficiency: 1, latency: 1, rem_sleep: 1, restfulness: 1, timing: 1, total_sleep: 1 };
  expect(sleepScore({ ...none, [name]: 100 })).toBe(Math.round(1 + 99 * weight));
});

test('what is unknown does not count', () => {
  expect(sleepScore({ ...real, restfulness: null })).toBe(78);
  const unknown = { deep_sleep: null, efficiency: null, latency: null, rem_sleep: null, restfulness: null, timing: null };
  expect(sleepScore({ ...unknown, total_sleep: 40 })).toBe(40);
  expect(sleepScore({ ...unknown, total_sleep: null })).toBe(null);
});
