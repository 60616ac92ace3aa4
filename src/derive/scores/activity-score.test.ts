import { expect, test } from 'vitest';
import { type ActivityContributors, activityScore } from './activity-score.js';

type Six = [number, number, number, number, number, number];
const of = (numbers: number[]): ActivityContributors => {
  const [meet_daily_targets, move_every_hour, recovery_time, stay_active, training_frequency, training_volume] = numbers as Six;
  return { meet_daily_targets, move_every_hour, recovery_time, stay_active, training_frequency, training_volume };
};

// Real days of 2024.
test.each([
  [[60, 78, 97, 48, 100, 100], 79],
  [[78, 100, 100, 68, 100, 100], 90],
])('the published weights: %o', (numbers, score) => {
  expect(activityScore(of(numbers))).toBe(score);
});

test.each([
  ['meet_daily_targets', 0.25],
  ['recovery_time', 0.25],
  ['stay_active', 0.15],
  ['training_volume', 0.15],
  ['move_every_hour', 0.1],
  ['training_frequency', 0.1],
])('%s weighs %d', (name, weight) => {
  expect(activityScore({ ...of([1, 1, 1, 1, 1, 1]), [name]: 100 })).toBe(Math.round(1 + 99 * weight));
});

test('what is unknown does not count', () => {
  const known = { move_every_hour: 80, stay_active: 50 };
  const unknown = { meet_daily_targets: null, recovery_time: null, training_frequency: null, training_volume: null };
  expect(activityScore({ ...unknown, ...known })).toBe(62);
  expect(activityScore({ ...unknown, move_every_hour: null, stay_active: null })).toBe(null);
});
