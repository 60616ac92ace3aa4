import { expect, test } from 'vitest';
import {
  efficiencyContributor,
  latencyContributor,
  restfulnessContributor,
  type SleepMeasures,
  sleepContributors,
  timingContributor,
} from './sleep-contributors.js';

// What one wearer's contributor was at each efficiency of 2023.
test.each([
  [66, 39],
  [69, 46],
  [72, 53],
  [75, 60],
  [78, 67],
  [81, 74],
  [84, 81],
  [85, 83],
  [87, 88],
  [88.4, 90],
  [88.5, 93],
  [90, 95],
  [92, 97],
  [95, 100],
  [99, 100],
  [null, null],
])('an efficiency of %d %% earns %d', (percent, points) => {
  expect(efficiencyContributor(percent)).toBe(points);
});

// Points of the curve read off three wearers, 2019 to 2025, good to two points.
test.each([
  [48, 17],
  [57, 34],
  [64, 34.5],
  [89.3, 95],
  [95, 100],
])('an efficiency of %d %% is near %d', (percent, points) => {
  expect(Math.abs(efficiencyContributor(percent) as number) - points).toBeLessThanOrEqual(2);
});

// What one wearer's contributor was at each latency of 2023; half minutes count away from 15.
test.each([
  [0.5, 59],
  [1, 62],
  [2.5, 64],
  [3, 67],
  [8, 81],
  [12, 91],
  [14.5, 97],
  [15.5, 97],
  [16.5, 94],
  [20, 86],
  [25, 72],
  [30, 59],
  [36, 43],
  [43, 24],
  [47.5, 20],
  [54, 15],
  [66, 6],
  [82.5, 1],
  [null, null],
])('falling asleep in %d minutes earns %d', (minutes, points) => {
  expect(latencyContributor(minutes === null ? null : minutes * 60)).toBe(points);
});

// Points read off three wearers, good to 1.8 points.
test.each([
  [0, 58],
  [0.5, 60],
  [15, 99.5],
  [30, 59],
  [42.5, 24],
  [45, 22],
  [50, 19],
  [55, 14.5],
  [66, 6],
  [77.5, 1],
])('falling asleep in %d minutes is near %d', (minutes, points) => {
  expect(Math.abs((latencyContributor(minutes * 60) as number) - points)).toBeLessThanOrEqual(1.8);
});

test.each([
  [0, 100],
  [3, 100],
  [3.5, 84],
  [4, 70],
  [4.5, 55],
  [5, 40],
  [5.5, 25],
  [6, 18],
  [7, 8],
  [8, 1],
  [11.9, 1],
  [-0.5, 84],
  [23.5, 84],
  [-1, 70],
  [18, 1],
  [null, null],
])('a sleep midpoint %d hours after midnight earns %d', (hours, points) => {
  expect(timingContributor(hours)).toBe(points);
});

test.each([
  [0, 0, 100],
  [28, 40, 71],
  [200, 0, 1],
  [null, 40, null],
  [28, null, null],
])('%d restless periods an hour and %d minutes awake earn %d', (periods, minutes, points) => {
  expect(restfulnessContributor(periods, minutes)).toBe(points);
});

// A real night of 2024; the age is a guess.
const night: SleepMeasures = {
  timeInBedSeconds: 25397,
  totalSleepSeconds: 21510,
  deepSleepSeconds: 4830,
  remSleepSeconds: 4470,
  sleepOnsetLatencySeconds: 990,
  wakeAfterSleepOnsetSeconds: 2297,
  restlessPeriods: 170,
  sleepMidpointHours: 1.95,
};
const real = { deep_sleep: 96, efficiency: 83, latency: 94, rem_sleep: 70, restfulness: 76, timing: 100, total_sleep: 64 };

test('the curves come within two points of a real night, in the order of the wire', () => {
  const rated = sleepContributors(night, 52);
  expect(Object.keys(rated)).toEqual(Object.keys(real));
  const far = Object.entries(real).filter(([key, points]) => Math.abs((rated[key as keyof typeof real] as number) - points) > 2);
  expect(far).toEqual([]);
});

test('a young person needs more sleep', () => {
  expect(sleepContributors(night, 25).total_sleep).toBeLessThan(sleepContributors(night, 52).total_sleep as number);
});

test('what is unknown stays null', () => {
  const vague = { ...night, deepSleepSeconds: null, remSleepSeconds: null, restlessPeriods: null };
  expect(sleepContributors(vague, 52)).toMatchObject({ deep_sleep: null, rem_sleep: null, restfulness: null, total_sleep: 64 });
});
