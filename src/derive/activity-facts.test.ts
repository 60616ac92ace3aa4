import { expect, test } from 'vitest';
import { activeDayOf, factsOf, metsOf, profile, readinessOf, recordingOf } from '../../test/derive/made-day.js';
import { measureActivity } from './activity-facts.js';
import type { DayFacts } from './day-facts.js';

const walk = activeDayOf(metsOf([60, 5.5]));

test('times, energy and training of a day', () => {
  const facts = measureActivity(profile, walk, null, []);
  expect(facts?.times.map((seconds) => seconds / 60)).toEqual([0, 480, 900, 0, 60, 0]);
  const amounts = { activeCalories: 240, netMetMinutes: 240, trainingMetMinutes: 240, mediumTime: 3600, highTime: 0 };
  expect(facts).toMatchObject({ ...amounts, sedentarySeconds: 54_000, inactivityAlerts: 1, isTargetMet: false });
});

test('a ring not worn, and a day skipped at the date line, have no activity', () => {
  expect(measureActivity(profile, recordingOf(), null, [])).toBe(null);
  expect(measureActivity(profile, activeDayOf(new Float64Array(1440).fill(0.1)), null, [])).toBe(null);
  expect(measureActivity(profile, activeDayOf(new Float64Array(0)), null, [])).toBe(null);
});

function daysOf(calories: number, count: number): DayFacts[] {
  const activity = measureActivity(profile, activeDayOf(metsOf([60, 1.5 + calories / 60])), null, []);
  return Array.from({ length: count }, () => factsOf({ activity }));
}

test.each([
  ['nothing known', 450, null, []],
  ['low readiness', 300, 65, []],
  ['high readiness', 600, 92, []],
  ['six active days', 450, null, daysOf(600, 6)],
  ['seven active days', 500, null, daysOf(600, 7)],
  ['seven idle days', 200, null, daysOf(60, 7)],
  ['seven very active days', 600, null, daysOf(1200, 7)],
  ['four active weeks count, not what was before', 250, null, [...daysOf(300, 28), ...daysOf(1200, 60)]],
])('the goal with %s is %d', (_, target, score, history) => {
  expect(measureActivity(profile, walk, score === null ? null : readinessOf(score), history)?.targetCalories).toBe(target);
});

test('the goal is small while goals are paused', () => {
  const facts = measureActivity(profile, { ...walk, isResting: true }, readinessOf(95), daysOf(600, 7));
  expect(facts).toMatchObject({ targetCalories: 250, isTargetMet: false });
});
