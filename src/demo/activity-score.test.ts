import { expect, test } from 'vitest';
import { type ActiveDay, activityContributors, activityScore } from './activity-score.js';

// Real days of 2024.
test.each([
  [[60, 78, 97, 48, 100, 100], 79],
  [[78, 100, 100, 68, 100, 100], 90],
])('the published weights: %o', (numbers, score) => {
  const [meet_daily_targets, move_every_hour, recovery_time, stay_active, training_frequency, training_volume] = numbers as Six;
  const contributors = { meet_daily_targets, move_every_hour, recovery_time, stay_active, training_frequency, training_volume };
  expect(activityScore(contributors)).toBe(score);
});
type Six = [number, number, number, number, number, number];

const easy: ActiveDay = { isTargetMet: false, mediumTime: 600, highTime: 0, netMetMinutes: 200, trainingMetMinutes: 40 };
const hard: ActiveDay = { isTargetMet: true, mediumTime: 4000, highTime: 1200, netMetMinutes: 600, trainingMetMinutes: 400 };

test.each([
  [0, { meet_daily_targets: 10, recovery_time: 100, training_frequency: 10 }],
  [2, { meet_daily_targets: 48, recovery_time: 100, training_frequency: 71 }],
  [4, { meet_daily_targets: 78, recovery_time: 100, training_frequency: 100, training_volume: 100 }],
  [7, { meet_daily_targets: 100, recovery_time: 10, training_frequency: 100, training_volume: 100 }],
])('a week with %d hard days', (count, expected) => {
  const week = Array.from({ length: 7 }, (_, i) => (i < count ? hard : easy));
  expect(activityContributors(week, 8 * 3600, 0)).toMatchObject({ ...expected, stay_active: 86, move_every_hour: 100 });
});

test.each([
  [0, 100],
  [1, 95],
  [2, 78],
  [3, 60],
  [4, 48],
  [5, 28],
  [9, 10],
])('%d alerts leave %d for moving every hour', (alerts, points) => {
  expect(activityContributors([], 0, alerts).move_every_hour).toBe(points);
});
