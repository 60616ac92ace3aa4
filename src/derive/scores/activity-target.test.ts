import { expect, test } from 'vitest';
import { metersToTarget, targetCalories, targetMeters } from './activity-target.js';

test.each([
  [null, 450],
  [40, 250],
  [59, 250],
  [60, 300],
  [62, 300],
  [69, 300],
  [70, 450],
  [73, 450],
  [84, 450],
  [85, 550],
  [89, 550],
  [90, 600],
  [100, 600],
])('readiness %d makes a goal of %d kcal', (readiness, calories) => {
  expect(targetCalories(readiness)).toBe(calories);
});

test('a lower base lowers it all, to 100 kcal at least', () => {
  expect([null, 40, 95].map((readiness) => targetCalories(readiness, 250))).toEqual([250, 100, 400]);
});

// Targets, calories, distances of real days: 2019 and 2024.
test.each([
  [300, 6000],
  [450, 9000],
  [550, 11_000],
  [600, 12_000],
])('%d kcal are %d m', (calories, metres) => {
  expect(targetMeters(calories)).toBe(metres);
});

test.each([
  [300, 556, 10_393, -4700],
  [450, 493, 8483, -700],
  [450, 0, 0, 9000],
  [450, 300, 6000, 3000],
  [450, 449, 9000, 100],
  [450, 450, 9000, 0],
  [450, 451, 9000, -100],
])('of %d kcal %d done, %d m walked: %d m are left', (target, done, walked, left) => {
  expect(metersToTarget(target, done, walked)).toBe(left);
});
