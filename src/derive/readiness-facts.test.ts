import { expect, test } from 'vitest';
import { madeDay, madeProfile, madeSleep } from '../../test/derive/made-night.js';
import type { DayFacts } from './day-facts.js';
import { measureReadiness } from './readiness-facts.js';
import type { SleepRecording } from './recordings.js';
import { measureSleep } from './sleep-facts.js';

const FIRST = 20_000;
const active = { activeCalories: 400, targetCalories: 400 } as NonNullable<DayFacts['activity']>;

/** Facts of the days from the first on, the last one first; a day without sleep where `changesOn` gives null. */
function live(
  days: number,
  changesOn: (day: number) => Partial<SleepRecording> | null = () => ({}),
  naps: SleepRecording[] = [],
): DayFacts[] {
  const facts: DayFacts[] = [];
  for (let i = 0; i < days; i++) {
    const changes = changesOn(i);
    const sleeps = changes === null ? [] : [madeSleep(FIRST + i, -1, 6, changes), ...(i === days - 1 ? naps : [])];
    const recording = madeDay(FIRST + i, sleeps);
    const sleep = measureSleep(madeProfile, recording);
    const readiness = measureReadiness(madeProfile, recording, sleep, facts);
    facts.unshift({ day: FIRST + i, sleep, readiness, activity: active, stress: null, resilienceDay: null });
  }
  return facts;
}

const last = (...of: Parameters<typeof live>) => live(...of)[0]?.readiness as NonNullable<DayFacts['readiness']>;
const contributorsAfter = (days: number) => last(days).contributors;

test('I-22 the long view begins when there is one, the score at once', () => {
  const firstDayOf = (key: keyof ReturnType<typeof contributorsAfter>) =>
    [1, 2, 3, 4, 5, 6, 7, 8].find((days) => contributorsAfter(days)[key] !== null);
  expect(firstDayOf('sleep_balance')).toBe(3);
  expect(firstDayOf('activity_balance')).toBe(4);
  expect(firstDayOf('hrv_balance')).toBe(5);
  expect(firstDayOf('sleep_regularity')).toBe(7);
  expect(firstDayOf('previous_day_activity')).toBe(2);
  expect(last(1).score).toBeGreaterThan(70);
});

test('I-21 the trend follows three deviations', () => {
  const warmer = [0.3, 0.1, -0.2];
  const temperatureOn = (day: number) => ({ skinTemperature: Array(72).fill(35 + (warmer[day - 20] ?? 0)) as number[] });
  const facts = live(23, temperatureOn);
  const [d0, d1, d2] = facts.map(({ readiness }) => readiness?.temperatureDeviation) as [number, number, number];
  expect([d0, d1, d2].map((d) => Math.sign(d))).toEqual([-1, 1, 1]);
  expect(facts[0]?.readiness?.temperatureTrend).toBeCloseTo(0.4 * d0 + 0.4 * d1 + 0.2 * d2, 2);
  expect(live(4)[0]?.readiness?.temperatureTrend).toBe(null);
});

test('a raised heart costs readiness, compared with the nights that are there', () => {
  const raised = (day: number) => (day === 9 ? { heartRate: Array(72).fill(62) as number[] } : day % 2 ? {} : null);
  expect(last(10, raised).contributors.resting_heart_rate).toBe(25);
  expect(last(10, (day) => (day % 2 ? {} : null)).contributors.resting_heart_rate).toBe(84);
});

test('naps give readiness the points that their sleep is worth', () => {
  const nap = madeSleep(FIRST + 9, 14, 1.5, { isConfirmed: true });
  const [without, withNap] = [last(10), last(10, undefined, [nap])];
  expect(withNap.scoreDeltas[0]).toBe(0);
  expect(withNap.scoreDeltas[1]).toBeGreaterThan(0);
  expect(Math.abs((withNap.score as number) - (without.score as number) - (withNap.scoreDeltas[1] as number))).toBeLessThanOrEqual(1);
});

test('no sleep, no readiness', () => {
  expect(live(5, (day) => (day === 4 ? null : {}))[0]?.readiness).toBe(null);
});
