import { expect, test } from 'vitest';
import * as curves from './readiness-contributors.js';

const { previousNightContributor, restingHeartRateContributor, hrvBalanceContributor, recoveryIndexContributor } = curves;

// Points read off one wearer's published contributors; the curve follows the medians of 2023.
test.each([
  [48, 6],
  [60, 38],
  [64, 48],
  [68, 57],
  [72, 66],
  [76, 77],
  [80, 86.5],
  [84, 94],
  [88, 100],
])('a sleep score of %d is near %d', (score, points) => {
  expect(Math.abs(previousNightContributor(score) - points)).toBeLessThanOrEqual(2.5);
});

test.each([
  [-20, 86],
  [-9, 86],
  [-7, 93],
  [-6, 97],
  [-4, 100],
  [-2, 97],
  [-1, 93],
  [0, 84],
  [1.5, 69],
  [3.5, 57],
  [5.5, 43],
  [6.5, 27],
  [7.5, 23],
  [9.5, 11],
  [11, 1],
  [30, 1],
])('a lowest heart rate %d above the usual earns %d', (excess, points) => {
  expect(restingHeartRateContributor(excess)).toBe(points);
});

test.each([
  [0.5, 3],
  [0.65, 3],
  [0.7, 15],
  [0.75, 25],
  [0.8, 40],
  [0.85, 60],
  [0.9, 72],
  [0.95, 80],
  [1, 84],
  [1.05, 88],
  [1.1, 93],
  [1.2, 98],
  [2, 98],
])('variability %d times the usual earns %d', (ratio, points) => {
  expect(hrvBalanceContributor(ratio)).toBe(points);
});

test.each([
  [0.2, 1],
  [1.5, 20],
  [3, 47],
  [4.5, 73],
  [5.64, 94],
  [6, 100],
  [9, 100],
])('%d hours after the heart settled earn %d', (hours, points) => {
  expect(recoveryIndexContributor(hours)).toBe(points);
});

test.each([
  ['previous day', curves.previousDayActivityContributor],
  ['activity balance', curves.activityBalanceContributor],
])('%s: too little and too much both count against', (_, contributor) => {
  expect(contributor(0.3)).toBeLessThan(contributor(1));
  expect(contributor(2)).toBeLessThan(contributor(1));
});

test('all contributors, in the order of the wire; unknown measures stay null', () => {
  const measures = {
    ...{ sleepScore: 75, sleepBalanceRatio: 1, previousDayRatio: 1, activityBalanceRatio: 1, restingHeartRateExcess: 1.5 },
    ...{ hrvBalanceRatio: 0.9, recoveryHours: 6, temperatureDeviation: 0.5, bedtimeSpreadMinutes: 20 },
  };
  expect(Object.entries(curves.readinessContributors(measures))).toEqual([
    ['activity_balance', 90],
    ['body_temperature', 65],
    ['hrv_balance', 72],
    ['previous_day_activity', 95],
    ['previous_night', 73],
    ['recovery_index', 100],
    ['resting_heart_rate', 69],
    ['sleep_balance', 88],
    ['sleep_regularity', 94],
  ]);
  const unknown = Object.fromEntries(Object.keys(measures).map((key) => [key, null])) as unknown as curves.ReadinessMeasures;
  expect(Object.values(curves.readinessContributors(unknown))).toEqual(Array(9).fill(null));
});
