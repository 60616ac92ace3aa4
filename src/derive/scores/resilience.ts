import { createCurve } from './curve.js';
import { historyMean } from './history-mean.js';
import type { ReadinessContributors } from './readiness-score.js';
import { clamp, roundTo } from './rounding.js';

/** What one day of data followed by a night says of resilience, each 0 to 100. */
export interface ResilienceDay {
  sleepRecovery: number;
  daytimeRecovery: number;
  /** Freedom from stress: higher is better. */
  stress: number;
}

/** Levels of the wire, from low to high. */
export type ResilienceLevel = 'limited' | 'adequate' | 'solid' | 'strong' | 'exceptional';

/** Resilience as documents have it; contributors with one decimal. */
export interface Resilience {
  contributors: { sleep_recovery: number; daytime_recovery: number; stress: number };
  level: ResilienceLevel;
}

// Own estimate. Five published nights with a mean of 71 and days with an hour of recovery go with 36 and 42.
const sleepRecoveryCurve = createCurve('1:0 40:12 71:36 85:65 95:88 100:96');
const daytimeRecoveryCurve = createCurve('0:15 3600:41 7200:62 14400:88 21600:98');
const stressCurve = createCurve('0:90 5736:55 10800:35 18000:15 28800:3');

/**
 * Rates a day. Own estimate, but for what enters: HRV balance, recovery index and resting heart rate; restorative time; stress load (help
 * centre 25358829055251). Null unless all of it is known.
 */
export function resilienceDay(
  night: Pick<ReadinessContributors, 'hrv_balance' | 'recovery_index' | 'resting_heart_rate'>,
  stressSeconds: number | null,
  recoverySeconds: number | null,
): ResilienceDay | null {
  const { hrv_balance, recovery_index, resting_heart_rate } = night;
  const asleep = historyMean([hrv_balance, recovery_index, resting_heart_rate], 3, 3);
  if (asleep === null || stressSeconds === null || recoverySeconds === null) return null;
  return {
    sleepRecovery: sleepRecoveryCurve(asleep),
    daytimeRecovery: daytimeRecoveryCurve(recoverySeconds),
    stress: stressCurve(stressSeconds),
  };
}

const DAYS = 14;
const LEAST_DAYS = 5;
const LEAST_HISTORY_DAYS = 10;
/** Points a day, rounding to tenths included less than three. */
const MOST_CHANGE = 2.85;
const UNKNOWN = -1;
/** Days before which nothing is felt any more of the limit to change. */
const SETTLING_DAYS = 60;

/**
 * The mean of two weeks, the newest day first, null for incomplete ones; null with less than five complete days or ten days of history
 * (help centre 25358829055251). Means follow the days at no more than three points a day, our own estimate: published ones move slowly.
 */
export function resilience(days: readonly (ResilienceDay | null)[]): Resilience | null {
  if (days.length < LEAST_HISTORY_DAYS) return null;
  const length = Math.min(days.length, SETTLING_DAYS + DAYS);
  const meanOf = (part: keyof ResilienceDay) => {
    const values = new Float64Array(length);
    for (let age = 0; age < length; age++) values[age] = days[age]?.[part] ?? UNKNOWN;
    return steadyMean(values);
  };
  const [sleep, recovery, stress] = [meanOf('sleepRecovery'), meanOf('daytimeRecovery'), meanOf('stress')];
  if (sleep === null || recovery === null || stress === null) return null;
  const tenths = (value: number) => roundTo(clamp(value, 0, 100), 10);
  const contributors = { sleep_recovery: tenths(sleep), daytime_recovery: tenths(recovery), stress: tenths(stress) };
  const mean = (contributors.sleep_recovery + contributors.daytime_recovery + contributors.stress) / 3;
  return { contributors, level: resilienceLevel(mean) };
}

// From the oldest day on, since each day's value starts from the one before.
function steadyMean(values: Float64Array): number | null {
  let steady: number | null = null;
  let mean: number | null = null;
  for (let age = Math.min(values.length, SETTLING_DAYS) - 1; age >= 0; age--) {
    mean = meanFrom(values, age);
    if (mean === null) continue;
    steady = steady === null ? mean : clamp(mean, steady - MOST_CHANGE, steady + MOST_CHANGE);
  }
  return mean === null ? null : steady;
}

function meanFrom(values: Float64Array, newest: number): number | null {
  let sum = 0;
  let known = 0;
  const end = Math.min(values.length, newest + DAYS);
  for (let age = newest; age < end; age++) {
    const value = values[age] as number;
    if (value === UNKNOWN) continue;
    sum += value;
    known++;
  }
  return known < LEAST_DAYS ? null : sum / known;
}

/**
 * The level by the mean of the contributors: from 38.5, 55, 70 and 85 a higher one. The first limit separates three published days of
 * 2024; the others are our own estimate.
 */
export function resilienceLevel(mean: number): ResilienceLevel {
  return mean < 38.5 ? 'limited' : mean < 55 ? 'adequate' : mean < 70 ? 'solid' : mean < 85 ? 'strong' : 'exceptional';
}
