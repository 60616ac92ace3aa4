import { clamp, contributorOf, createCurve } from './curve.js';

/** What the readiness score looks at. */
export interface ReadinessInput {
  sleepScore: number;
  /** Mean sleep of two weeks as a share of the need. */
  sleepShare: number;
  /** Active calories of yesterday, and the mean of a week, as a share of the goal. */
  yesterdayShare: number;
  weekShare: number;
  /** Lowest heart rate above the mean of two months, beats per minute. */
  heartRateExcess: number;
  /** Variability of a week as a share of that of two months. */
  hrvShare: number;
  /** Hours between the heart's settling and the waking. */
  recoveryHours: number;
  /** °C. */
  temperature: number;
  /** Spread of bedtimes over two weeks: standard deviation in minutes. */
  bedtimeSpread: number;
}

/** Contributors to the readiness score, 1 to 100, in the order of the wire. */
export interface ReadinessContributors {
  activity_balance: number;
  body_temperature: number;
  hrv_balance: number;
  previous_day_activity: number;
  previous_night: number;
  recovery_index: number;
  resting_heart_rate: number;
  sleep_balance: number;
  sleep_regularity: number;
}

// Curves and weights as they show in the exports of wearers, 2023 to 2026.
const nightCurve = createCurve('48:6 60:38 64:48 68:57 72:66 76:77 80:86.5 84:94 88:100');
const temperatureCurve = createCurve(
  '-0.97:72 -0.8:78 -0.7:81 -0.6:85.5 -0.5:88.5 -0.4:91 -0.3:95 -0.2:98 -0.15:100 0.07:100 ' +
    '0.1:97 0.15:93 0.2:90 0.3:80.5 0.4:71.5 0.5:65 0.6:58 0.65:51 0.8:33 0.9:30 1.4:1',
);
const heartCurve = createCurve('-9:86 -7:93 -6:97 -4:100 -2:97 -1:93 0:84 1.5:69 3.5:57 5.5:43 6.5:27 7.5:23 9.5:11 11:1');
const hrvCurve = createCurve('0.65:3 0.7:15 0.75:25 0.8:40 0.85:60 0.9:72 0.95:80 1:84 1.05:88 1.1:93 1.2:98');
const recoveryCurve = createCurve('0:38 1:41 2:50 4.5:83 6:100');
// Not recoverable from published data; shaped by what Oura's texts say: too little and too much both count against.
const sleepCurve = createCurve('0.75:10 0.85:45 0.92:68 1:86 1.1:98 1.2:100');
const dayCurve = createCurve('0:35 0.4:66 0.7:85 1:95 1.3:85 2:60 3:35');
const weekCurve = createCurve('0:30 0.5:62 0.8:82 1:90 1.25:78 1.8:55 2.5:30');
const regularityCurve = createCurve('10:100 20:94 35:82 50:68 90:40');
const feverCurve = createCurve('0.35:0 0.38:4 0.48:6 0.55:8 0.85:13');

/** How each part is rated. */
export function readinessContributors(input: ReadinessInput): ReadinessContributors {
  return {
    activity_balance: contributorOf(weekCurve(input.weekShare)),
    body_temperature: contributorOf(temperatureCurve(input.temperature)),
    hrv_balance: contributorOf(hrvCurve(input.hrvShare)),
    previous_day_activity: contributorOf(dayCurve(input.yesterdayShare)),
    previous_night: contributorOf(nightCurve(input.sleepScore)),
    recovery_index: contributorOf(recoveryCurve(input.recoveryHours)),
    resting_heart_rate: contributorOf(heartCurve(input.heartRateExcess)),
    sleep_balance: contributorOf(sleepCurve(input.sleepShare)),
    sleep_regularity: contributorOf(regularityCurve(input.bedtimeSpread)),
  };
}

/** The score, 1 to 100; a raised temperature (°C above normal) costs points of its own. */
export function readinessScore(contributors: ReadinessContributors, temperature: number): number {
  const { previous_night, sleep_balance, previous_day_activity, activity_balance, resting_heart_rate, hrv_balance, recovery_index } =
    contributors;
  const score =
    5.8 +
    0.15 * (previous_night + resting_heart_rate + hrv_balance) +
    0.17 * sleep_balance +
    0.1 * (previous_day_activity + activity_balance + recovery_index);
  return clamp(Math.round(score - feverCurve(temperature)), 1, 100);
}
