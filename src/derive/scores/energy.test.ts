import { expect, test } from 'vitest';
import { activeCalories, equivalentWalkingDistance, netMet, totalCalories } from './energy.js';

// Two wearers' ratios of active calories to net MET minutes: 1.193 at 71.6 kg, 1.267 at 76 kg.
test.each([
  [71.6, 1.193],
  [76, 1.267],
])('a net MET minute of %d kg costs %d kcal', (weight, calories) => {
  expect(activeCalories(1, weight)).toBeCloseTo(calories, 3);
});

test('only what exceeds 1.5 MET is net', () => {
  expect([0.9, 1.5, 1.75, 5].map(netMet)).toEqual([0, 0, 0.25, 3.5]);
});

test('energy and walking distance of a real day of 2024', () => {
  expect(Math.round(activeCalories(438.5, 76))).toBe(555);
  expect(Math.abs(totalCalories(1.53125, 76) - 2771)).toBeLessThan(30);
  expect(equivalentWalkingDistance([0, 0, 10, 120, 309, 0])).toBeCloseTo(10_366, 0);
});
