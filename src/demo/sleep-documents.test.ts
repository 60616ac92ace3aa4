import { describe, expect, test } from 'vitest';
import { readinessScore } from '../derive/scores/readiness-score.js';
import { sleepScore } from '../derive/scores/sleep-score.js';
import { dayNumber, dayText } from '../lib/dates.js';
import { createDemoPerson } from './demo-person.js';

/** A sleep as it is read by apps. */
interface SleepDocument {
  [key: string]: unknown;
  type: string;
  day: string;
  bedtime_start: string;
  bedtime_end: string;
  time_in_bed: number;
  total_sleep_duration: number;
  deep_sleep_duration: number;
  light_sleep_duration: number;
  rem_sleep_duration: number;
  awake_time: number;
  latency: number;
  efficiency: number;
  sleep_phase_30_sec: string;
  sleep_phase_5_min: string;
  movement_30_sec: string;
  heart_rate: Samples | null;
  hrv: Samples | null;
  lowest_heart_rate: number;
  average_heart_rate: number;
  average_hrv: number;
  sleep_score_delta: number | null;
}
type Samples = { interval: number; items: (number | null)[]; timestamp: string };

const person = createDemoPerson('nights');
// Both changes of the clock lie within: 2025-03-30 and 2025-10-26.
const days = [...daysFrom('2025-02-10', 120), ...daysFrom('2025-10-10', 30)];
const sleepsOf = (day: number) => person.documents('sleep', day) as unknown as SleepDocument[];
const sleeps = days.flatMap(sleepsOf);
const nights = sleeps.filter(({ type }) => type === 'long_sleep');
const withHeart = sleeps.filter(({ heart_rate }) => heart_rate !== null);
const known = (samples: Samples | null) => (samples?.items ?? []).filter((item) => item !== null);
const mean = (numbers: number[]) => numbers.reduce((sum, n) => sum + n, 0) / numbers.length;
const countOf = (text: string, digit: string) => text.split(digit).length - 1;

function daysFrom(text: string, count: number): number[] {
  return Array.from({ length: count }, (_, i) => (dayNumber(text) as number) + i);
}

describe('each period in bed', () => {
  test.each<[string, (sleep: SleepDocument) => boolean]>([
    ['I-1 time in bed from end to end', (s) => s.time_in_bed === (Date.parse(s.bedtime_end) - Date.parse(s.bedtime_start)) / 1000],
    ['I-2 stages and waking fill the time in bed', (s) => s.total_sleep_duration + s.awake_time === s.time_in_bed],
    ['I-3 stages fill the sleep', (s) => s.deep_sleep_duration + s.light_sleep_duration + s.rem_sleep_duration === s.total_sleep_duration],
    ['I-4 efficiency', (s) => s.efficiency === Math.round((100 * s.total_sleep_duration) / s.time_in_bed)],
    [
      'I-5 steps of 30 seconds',
      (s) => [s.deep_sleep_duration, s.light_sleep_duration, s.rem_sleep_duration, s.latency].every((n) => n % 30 === 0),
    ],
    ['I-6 a phase each five minutes', (s) => s.sleep_phase_5_min.length === Math.ceil(s.time_in_bed / 300)],
    [
      'I-7 movement each 30 seconds',
      (s) => /^[1-4]+$/.test(s.movement_30_sec) && s.movement_30_sec.length === Math.ceil(s.time_in_bed / 30),
    ],
    ['I-8 a phase each 30 seconds', (s) => s.sleep_phase_30_sec.length === s.movement_30_sec.length],
    ['I-8 deep', (s) => countOf(s.sleep_phase_30_sec, '1') * 30 === s.deep_sleep_duration],
    ['I-8 light', (s) => countOf(s.sleep_phase_30_sec, '2') * 30 === s.light_sleep_duration],
    ['I-8 REM', (s) => countOf(s.sleep_phase_30_sec, '3') * 30 === s.rem_sleep_duration],
    ['latency until the first sleep', (s) => s.sleep_phase_30_sec.search(/[123]/) * 30 === s.latency],
    ['phases of five minutes from those of 30 seconds', (s) => [...s.sleep_phase_5_min].every((digit, i) => isMostFrequent(s, digit, i))],
    [
      'I-14 without a heart nothing of it',
      (s) => s.heart_rate !== null || [s.hrv, s.average_hrv, s.lowest_heart_rate].every((v) => v === null),
    ],
    ['I-15 day of waking, the next one from 18:00', (s) => s.day === wakingDay(s.bedtime_end)],
  ])('%s', (_, holds) => {
    expect(sleeps.filter((sleep) => !holds(sleep))).toEqual([]);
  });

  test.each<[string, (sleep: SleepDocument) => boolean]>([
    ['I-9 a sample each five minutes', (s) => s.heart_rate?.items.length === Math.ceil(s.time_in_bed / 300)],
    ['I-9 from bedtime', (s) => s.heart_rate?.timestamp === s.bedtime_start && s.hrv?.timestamp === s.bedtime_start],
    ['I-10 gaps in both alike', (s) => s.heart_rate?.items.every((item, i) => (item === null) === (s.hrv?.items[i] === null)) === true],
    ['I-11 lowest of the samples', (s) => s.lowest_heart_rate === Math.min(...known(s.heart_rate))],
    [
      'I-12 average in its place',
      (s) => s.average_heart_rate >= s.lowest_heart_rate && s.average_heart_rate <= Math.max(...known(s.heart_rate)),
    ],
    ['I-12 eighths', (s) => s.average_heart_rate % 0.125 === 0 && (s.average_breath as number) % 0.125 === 0],
    ['I-12 whole variability', (s) => Number.isInteger(s.average_hrv)],
    ['I-13 average heart rate', (s) => Math.abs(s.average_heart_rate - mean(known(s.heart_rate))) <= 1],
    ['I-13 average variability', (s) => Math.abs(s.average_hrv - mean(known(s.hrv))) <= 4.5],
  ])('%s', (_, holds) => {
    expect(withHeart.length).toBeGreaterThan(150);
    expect(withHeart.filter((sleep) => !holds(sleep))).toEqual([]);
  });
});

test('I-16 periods follow each other without overlap, one long sleep a day', () => {
  let latest = 0;
  for (const day of days) {
    const periods = sleepsOf(day);
    expect(periods.map(({ period }) => period)).toEqual(periods.map((_, i) => i));
    expect(periods.filter(({ type }) => type === 'long_sleep').length).toBe(1);
    for (const { bedtime_start, bedtime_end } of periods) {
      expect(Date.parse(bedtime_start)).toBeGreaterThan(latest);
      latest = Date.parse(bedtime_end);
    }
  }
  expect(nights.every(({ time_in_bed }) => time_in_bed >= 3 * 3600)).toBe(true);
});

test('the first sample is mostly missing, the others seldom', () => {
  const share = (is: (night: SleepDocument) => boolean) => nights.filter(is).length / nights.length;
  expect(share(({ heart_rate }) => heart_rate?.items[0] === null)).toBeGreaterThan(0.6);
  const missing = nights.map(({ heart_rate }) => 1 - known(heart_rate).length / (heart_rate as Samples).items.length);
  expect(mean(missing)).toBeGreaterThan(0.03);
  expect(mean(missing)).toBeLessThan(0.12);
});

test('the nights of the changing clocks have two offsets and one hour more or less', () => {
  const bedtimes = ['2025-03-30', '2025-10-26'].map((text) => {
    const night = sleepsOf(dayNumber(text) as number).find(({ type }) => type === 'long_sleep') as SleepDocument;
    return [night.bedtime_start.slice(-6), night.bedtime_end.slice(-6)];
  });
  expect(bedtimes).toEqual([
    ['+02:00', '+03:00'],
    ['+03:00', '+02:00'],
  ]);
});

type Scored<T> = { score: number; contributors: T; timestamp: string; temperature_deviation: number; temperature_trend_deviation: number };
const dailySleep = (day: number) => person.documents('daily_sleep', day)[0] as unknown as Scored<Parameters<typeof sleepScore>[0]>;
const readiness = (day: number) => person.documents('daily_readiness', day)[0] as unknown as Scored<Parameters<typeof readinessScore>[0]>;

test('I-17 the sleep score follows from its contributors, naps included', () => {
  for (const day of days) expect(dailySleep(day).score).toBe(sleepScore(dailySleep(day).contributors));
  const late = sleeps.filter(({ type }) => type === 'late_nap');
  expect(late.length).toBeGreaterThan(2);
  expect(late.every(({ sleep_score_delta }) => (sleep_score_delta as number) >= 0)).toBe(true);
  expect(late.some(({ sleep_score_delta }) => (sleep_score_delta as number) > 0)).toBe(true);
});

test('I-18 the night itself adds nothing, an unconfirmed nap has no say', () => {
  for (const { type, sleep_score_delta, readiness_score_delta } of sleeps) {
    if (type === 'long_sleep') expect([sleep_score_delta, readiness_score_delta]).toEqual([0, 0]);
    if (type === 'sleep') expect([sleep_score_delta, readiness_score_delta]).toEqual([null, null]);
  }
  expect(sleeps.some(({ type }) => type === 'sleep')).toBe(true);
});

test('I-19 to I-21 readiness: the same in the night, from its contributors, with the trend of three nights', () => {
  for (const day of days) {
    const { score, contributors, temperature_deviation, temperature_trend_deviation } = readiness(day);
    const night = sleepsOf(day).find(({ type }) => type === 'long_sleep');
    expect(night?.readiness).toEqual({ contributors, score, temperature_deviation, temperature_trend_deviation });
    expect(score).toBe(readinessScore(contributors, temperature_deviation));
    const [today, yesterday, before] = [day, day - 1, day - 2].map((d) => readiness(d).temperature_deviation) as [number, number, number];
    expect(temperature_trend_deviation).toBeCloseTo(0.4 * today + 0.4 * yesterday + 0.2 * before, 2);
  }
});

test('I-40 the daily scores are stamped at midnight UTC', () => {
  for (const day of days) {
    for (const { timestamp } of [dailySleep(day), readiness(day)]) expect(timestamp).toBe(`${dayText(day)}T00:00:00.000+00:00`);
  }
});

test('a year of scores looks like that of a real person', () => {
  const year = daysFrom('2024-06-01', 365);
  const hours = year.map((day) => (sleepsOf(day).find(({ type }) => type === 'long_sleep') as SleepDocument).total_sleep_duration / 3600);
  for (const [numbers, low, high] of [
    [year.map((day) => dailySleep(day).score), 71, 82],
    [year.map((day) => readiness(day).score), 71, 82],
    [hours, 6.4, 7.4],
  ] as const) {
    expect(mean(numbers)).toBeGreaterThan(low);
    expect(mean(numbers)).toBeLessThan(high);
  }
});

function isMostFrequent({ sleep_phase_30_sec }: SleepDocument, digit: string, i: number): boolean {
  const part = sleep_phase_30_sec.slice(i * 10, i * 10 + 10);
  return ['1', '2', '3', '4'].every((other) => countOf(part, other) <= countOf(part, digit));
}

function wakingDay(bedtimeEnd: string): string {
  const day = dayNumber(bedtimeEnd.slice(0, 10)) as number;
  return dayText(Number(bedtimeEnd.slice(11, 13)) >= 18 ? day + 1 : day);
}
