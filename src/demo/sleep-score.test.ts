import { expect, test } from 'vitest';
import { sleepContributors, sleepScore } from './sleep-score.js';

// Contributors and scores of real nights of 2024.
test.each([
  [{ deep_sleep: 96, efficiency: 83, latency: 94, rem_sleep: 70, restfulness: 76, timing: 100, total_sleep: 64 }, 78],
  [{ deep_sleep: 96, efficiency: 74, latency: 70, rem_sleep: 44, restfulness: 82, timing: 100, total_sleep: 54 }, 70],
])('the published weights: %o', (contributors, score) => {
  expect(sleepScore(contributors)).toBe(score);
});

// A real night of 2024 and what became of it; the age is a guess.
const night = {
  age: 52,
  total: 21510,
  deep: 4830,
  rem: 4470,
  efficiency: (100 * 21510) / 25397,
  latency: 990,
  midpointHours: 1.95,
  awake: 3887,
  restlessPercent: 11.3,
  wakings: 6,
};
const real = { deep_sleep: 96, efficiency: 83, latency: 94, rem_sleep: 70, restfulness: 76, timing: 100, total_sleep: 64 };

test('the curves come within two points of a real night', () => {
  const rated = sleepContributors(night);
  const far = Object.entries(real).filter(([key, points]) => Math.abs(rated[key as keyof typeof real] - points) > 2);
  expect(far).toEqual([]);
});

test('a young person needs more sleep', () => {
  expect(sleepContributors({ ...night, age: 25 }).total_sleep).toBeLessThan(sleepContributors(night).total_sleep);
});

test('the worst night still scores 1 in every part', () => {
  const worst = {
    ...night,
    total: 0,
    deep: 0,
    rem: 0,
    efficiency: 0,
    latency: 90 * 60,
    midpointHours: 12,
    awake: 40000,
    restlessPercent: 100,
  };
  expect(Math.min(...Object.values(sleepContributors(worst)))).toBe(1);
});
