import { expect, test } from 'vitest';
import * as measures from './readiness-measures.js';

const { activityBalanceRatio, clockSpread, hrvBalanceRatio, recoveryHours, restingHeartRateExcess, sleepBalanceRatio } = measures;

test.each([
  [55, [50, null, 52], 4],
  [55, [], 0],
  [null, [50], null],
  [60, [...Array(60).fill(50), 500], 10],
])('a lowest heart rate of %d after %o is %d above the usual', (lowest, previous, excess) => {
  expect(restingHeartRateExcess(lowest, previous)).toBe(excess);
});

test('balance is 1 on steady nights, more after better ones, and needs some of them', () => {
  expect(hrvBalanceRatio(Array(60).fill(40))).toBeCloseTo(1);
  expect(hrvBalanceRatio([...Array(5).fill(60), ...Array(55).fill(40)])).toBeGreaterThan(1.15);
  expect([4, 5].map((count) => hrvBalanceRatio(Array(count).fill(40)) !== null)).toEqual([false, true]);
  expect(sleepBalanceRatio(Array(60).fill(8))).toBeCloseTo(1);
  expect(sleepBalanceRatio(Array(60).fill(6))).toBeCloseTo((1 + 6 / 8) / 2);
  expect(sleepBalanceRatio(Array(60).fill(6), 6)).toBeCloseTo(1);
  expect([2, 3].map((count) => sleepBalanceRatio(Array(count).fill(7)) !== null)).toEqual([false, true]);
  expect(activityBalanceRatio([...Array(5).fill(600), ...Array(55).fill(400)])).toBeGreaterThan(1.15);
  expect([2, 3].map((count) => activityBalanceRatio(Array(count).fill(400)) !== null)).toEqual([false, true]);
  expect(activityBalanceRatio([0, 0, 0])).toBe(null);
});

test.each([
  [[null, 60, 54, 53, 50, 58], 3 - 3 / 12],
  [[50, 60], 3],
  [[null, null], null],
  [[], null],
])('of samples %o in three hours the heart settled %d hours before the end', (rates, hours) => {
  expect(recoveryHours(rates, 3 * 3600)).toBe(hours);
});

test('the spread of bedtimes is a standard deviation of two weeks', () => {
  expect(clockSpread([...Array(7).fill(-20), ...Array(7).fill(20), 5000])).toBe(20);
  expect(clockSpread(Array(6).fill(0))).toBe(null);
  expect(clockSpread([...Array(7).fill(0), null, null])).toBe(0);
});
