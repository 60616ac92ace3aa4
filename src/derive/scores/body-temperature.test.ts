import { expect, test } from 'vitest';
import { bodyTemperatureContributor, feverPenalty, temperatureDeviation, temperatureTrend } from './body-temperature.js';

test.each([
  [36.5, [36, 36.2, 36.1], 0.4],
  [35.9, [null, 36, 36.2, 36.1], -0.2],
  [36.5, [36, null, 36.1], null],
  [null, [36, 36.2, 36.1], null],
])('%d °C after nights of %o deviates by %d', (celsius, previous, deviation) => {
  expect(temperatureDeviation(celsius, previous)).toBe(deviation);
});

test('only two months count', () => {
  expect(temperatureDeviation(36, [...Array(60).fill(36), 100, 100])).toBe(0);
});

test.each([
  [[0.5, 0, 0], 0.2],
  [[0, 0.5, 0], 0.2],
  [[0, 0, 0.5], 0.1],
  [[0.3, 0.3, 0.3, 9], 0.3],
  [[0.3, null, 0.3], 0.3],
  [[null, 0.4, 0.1], 0.3],
  [[-0.25, null, -0.45], -0.32],
  [[0.3, null, null], null],
  [[0.3], null],
  [[], null],
])('the trend of %o is %d', (deviations, trend) => {
  expect(temperatureTrend(deviations)).toBe(trend);
});

// Points read off two wearers' published contributors, good to 2.5 points.
test.each([
  [-0.97, 72],
  [-0.8, 78],
  [-0.7, 81],
  [-0.6, 85.5],
  [-0.5, 88.5],
  [-0.4, 91],
  [-0.3, 95],
  [-0.2, 98],
  [-0.15, 100],
  [0.07, 100],
  [0.1, 97],
  [0.15, 93],
  [0.2, 90],
  [0.3, 80.5],
  [0.4, 71.5],
  [0.5, 65],
  [0.6, 58],
  [0.65, 51],
  [0.8, 33],
  [0.9, 30],
  [1.4, 1],
])('a deviation of %d °C is near %d', (deviation, points) => {
  expect(Math.abs(bodyTemperatureContributor(deviation) - points)).toBeLessThanOrEqual(2.5);
});

test('beyond the ends it stays level; unknown is null and costs nothing', () => {
  expect([-3, 3].map((deviation) => bodyTemperatureContributor(deviation))).toEqual([72, 1]);
  expect(bodyTemperatureContributor(null)).toBe(null);
  expect(feverPenalty(null)).toBe(0);
});
