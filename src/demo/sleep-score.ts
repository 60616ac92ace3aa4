import { clamp, contributorOf, createCurve } from './curve.js';

/** What the sleep score looks at; durations in seconds. */
export interface SleepScoreInput {
  age: number;
  total: number;
  deep: number;
  rem: number;
  efficiency: number;
  latency: number;
  /** Middle of the night in hours after local midnight. */
  midpointHours: number;
  awake: number;
  restlessPercent: number;
  wakings: number;
}

/** Contributors to the sleep score, 1 to 100, in the order of the wire. */
export interface SleepContributors {
  deep_sleep: number;
  efficiency: number;
  latency: number;
  rem_sleep: number;
  restfulness: number;
  timing: number;
  total_sleep: number;
}

// Curves and weights as they show in the exports of wearers, 2019 to 2026.
const efficiencyCurve = createCurve('48:17 57:34 64:34.5 89.3:95 95:100');
const latencyCurve = createCurve('0:58 0.5:60 15:99.5 30:59 42.5:24 45:22 50:19 55:14.5 66:6 77.5:1');
// Mirrored before midnight.
const timingCurve = createCurve(
  '-5:1 -4:8 -3:18 -2.5:25 -2:39.5 -1.5:54.5 -1:70 -0.5:84 0:100 3:100 3.5:84 4:70 4.5:54.5 5:39.5 5.5:25 6:18 7:8 8:1',
);

// By age: where a duration earns 95, and where 100.
const totalHours95 = createCurve('28:8.8 38:8.45 52:7.95');
const totalHours100 = createCurve('28:9.5 38:9 52:8.5');
const deepMinutes95 = createCurve('28:98 38:86 52:78');
const remMinutes95 = createCurve('28:118 38:108 52:101');
const DEEP_MINUTES_100 = 150;
const remMinutes100 = createCurve('28:155 38:150');
const FEWEST_HOURS = 1.9;

/** How each part of a night is rated. */
export function sleepContributors(input: SleepScoreInput): SleepContributors {
  const { age } = input;
  const amount = (value: number, none: number, at95: number, at100: number) =>
    value < at95 ? (95 * (value - none)) / (at95 - none) : 95 + (5 * (value - at95)) / (at100 - at95);
  return {
    deep_sleep: contributorOf(amount(input.deep / 60, 0, deepMinutes95(age), DEEP_MINUTES_100)),
    efficiency: contributorOf(efficiencyCurve(input.efficiency)),
    latency: contributorOf(latencyCurve(input.latency / 60)),
    rem_sleep: contributorOf(amount(input.rem / 60, 0, remMinutes95(age), remMinutes100(age))),
    restfulness: contributorOf(93 - (0.057 * input.awake) / 60 - 0.56 * input.restlessPercent - 1.1 * input.wakings),
    timing: contributorOf(timingCurve(input.midpointHours)),
    total_sleep: contributorOf(amount(input.total / 3600, FEWEST_HOURS, totalHours95(age), totalHours100(age))),
  };
}

/** The score, 1 to 100. */
export function sleepScore(contributors: SleepContributors): number {
  const { total_sleep, restfulness, deep_sleep, rem_sleep, efficiency, latency, timing } = contributors;
  const score = 0.35 * total_sleep + 0.15 * restfulness + 0.1 * (deep_sleep + rem_sleep + efficiency + latency + timing);
  return clamp(Math.round(score), 1, 100);
}
