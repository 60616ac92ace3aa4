import { expect, test } from 'vitest';
import { type ReadinessContributors, readinessContributors, readinessScore } from './readiness-score.js';

const of = (numbers: number[]): ReadinessContributors => {
  const [activity_balance, body_temperature, hrv_balance, previous_day_activity, previous_night, recovery_index] = numbers as Six;
  const [resting_heart_rate, sleep_balance] = numbers.slice(6) as [number, number];
  return {
    ...{ activity_balance, body_temperature, hrv_balance, previous_day_activity, previous_night, recovery_index },
    ...{ resting_heart_rate, sleep_balance, sleep_regularity: 80 },
  };
};
type Six = [number, number, number, number, number, number];

// Real days of 2024.
test.each([
  [[81, 95, 65, 71, 51, 42, 54, 62], -0.29, 62],
  [[83, 98, 75, 78, 61, 72, 83, 60], 0.09, 73],
  [[77, 100, 67, 86, 71, 60, 76, 55], -0.03, 70],
  [[87, 100, 70, 82, 85, 95, 64, 55], -0.05, 74],
])('the linear form comes within a point: %o', (numbers, temperature, score) => {
  expect(Math.abs(readinessScore(of(numbers), temperature) - score)).toBeLessThanOrEqual(1);
});

test('a fever costs points of its own', () => {
  const contributors = of([80, 50, 80, 80, 80, 80, 80, 80]);
  expect([0.2, 0.48, 0.85].map((temperature) => readinessScore(contributors, 0) - readinessScore(contributors, temperature))).toEqual([
    0, 6, 13,
  ]);
});

test('the published curves at their points', () => {
  const input = {
    ...{ sleepScore: 76, sleepShare: 1, yesterdayShare: 1, weekShare: 1, heartRateExcess: 1.5, hrvShare: 0.9, recoveryHours: 6 },
    ...{ temperature: 0.5, bedtimeSpread: 20 },
  };
  expect(readinessContributors(input)).toMatchObject({
    ...{ previous_night: 77, body_temperature: 65, resting_heart_rate: 69, hrv_balance: 72, recovery_index: 100 },
  });
});
