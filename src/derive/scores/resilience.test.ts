import { expect, test } from 'vitest';
import { type ResilienceDay, resilience, resilienceDay, resilienceLevel } from './resilience.js';

// Real days of 2024 are the first three.
test.each([
  [(37.1 + 41.7 + 37.1) / 3, 'adequate'],
  [(36.9 + 42.3 + 34.4) / 3, 'limited'],
  [(35.4 + 41.4 + 33.8) / 3, 'limited'],
  [38.5, 'adequate'],
  [55, 'solid'],
  [70, 'strong'],
  [84.9, 'strong'],
  [85, 'exceptional'],
])('a mean of %d is %s', (mean, level) => {
  expect(resilienceLevel(mean)).toBe(level);
});

const day: ResilienceDay = { sleepRecovery: 60.04, daytimeRecovery: 50, stress: 40 };

test('the mean of two weeks, in tenths', () => {
  const better = { ...day, stress: 54 };
  expect(resilience([better, ...Array(13).fill(day), better])).toEqual({
    contributors: { sleep_recovery: 60, daytime_recovery: 50, stress: 41 },
    level: 'adequate',
  });
});

test('a sudden change is followed by less than three points a day', () => {
  const calm = Array(14).fill({ ...day, stress: 90 });
  const stressOf = (days: ResilienceDay[]) => resilience([...days, ...calm])?.contributors.stress;
  expect([0, 1, 2, 14].map((count) => stressOf(Array(count).fill({ ...day, stress: 20 })))).toEqual([90, 87.2, 84.3, 50.1]);
});

test.each([
  [9, 9, false],
  [10, 10, true],
  [14, 4, false],
  [14, 5, true],
])('%d days of history, %d of them complete', (length, complete, isKnown) => {
  expect(resilience(Array.from({ length }, (_, i) => (i < complete ? day : null))) !== null).toBe(isKnown);
});

test('a day counts when its night, its stress and its recovery are known', () => {
  const night = { hrv_balance: 71, recovery_index: 71, resting_heart_rate: 71 };
  expect(resilienceDay(night, 0, 3600)).toEqual({ sleepRecovery: 36, daytimeRecovery: 41, stress: 90 });
  expect(resilienceDay({ ...night, hrv_balance: null }, 0, 3600)).toBe(null);
  expect(resilienceDay(night, null, 3600)).toBe(null);
  expect(resilienceDay(night, 0, null)).toBe(null);
});
