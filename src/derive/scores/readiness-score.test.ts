import { expect, test } from 'vitest';
import { type ReadinessContributors, readinessScore } from './readiness-score.js';

type Numbers = (number | null)[];
const of = (numbers: Numbers): ReadinessContributors => {
  const [activity_balance, body_temperature, hrv_balance, previous_day_activity] = numbers as [number, number, number, number];
  const [previous_night, recovery_index, resting_heart_rate, sleep_balance] = numbers.slice(4) as [number, number, number, number];
  return {
    ...{ activity_balance, body_temperature, hrv_balance, previous_day_activity },
    ...{ previous_night, recovery_index, resting_heart_rate, sleep_balance, sleep_regularity: 80 },
  };
};

// Real days of 2024, none of which took part in the fit.
test.each([
  [[81, 95, 65, 71, 51, 42, 54, 62], -0.29, 62],
  [[83, 98, 75, 78, 61, 72, 83, 60], 0.09, 73],
  [[77, 100, 67, 86, 71, 60, 76, 55], -0.03, 70],
  [[87, 100, 70, 82, 85, 95, 64, 55], -0.05, 74],
  [[89, 97, 72, 76, 73, 100, 72, 52], -0.23, 73],
])('comes within a point of a real day: %o', (numbers, temperature, score) => {
  expect(Math.abs((readinessScore(of(numbers), temperature) as number) - score)).toBeLessThanOrEqual(1);
});

// First days of a wearer in 2023.
test.each([
  [[null, 90, null, 96, 74, 97, 94, null], -0.38, 89],
  [[null, 100, null, 82, 79, 100, 59, null], -0.04, 78],
  [[88, 95, null, 90, 94, 88, 97, 92], -0.22, 92],
])('what is unknown counts like the mean of the rest: %o', (numbers, temperature, score) => {
  expect(Math.abs((readinessScore(of(numbers), temperature) as number) - score)).toBeLessThanOrEqual(1);
});

test('a fever costs points of its own', () => {
  const contributors = of([80, 50, 80, 80, 80, 80, 80, 80]);
  const at = (temperature: number | null) => readinessScore(contributors, temperature) as number;
  expect([null, -1, 0.35, 0.38, 0.48, 0.55, 0.85, 2].map((temperature) => at(0) - at(temperature))).toEqual([0, 0, 0, 4, 6, 8, 13, 13]);
});

test('neither body temperature nor regularity has a weight, and without anything there is no score', () => {
  const contributors = of([80, 50, 80, 80, 80, 80, 80, 80]);
  expect(readinessScore({ ...contributors, body_temperature: 1, sleep_regularity: null }, 0)).toBe(readinessScore(contributors, 0));
  expect(readinessScore(of(Array(8).fill(null)), 0)).toBe(null);
});
