import { feverPenalty } from './body-temperature.js';
import { pointsOf } from './rounding.js';
import { weightedMean } from './weighted-mean.js';

/** Contributors to the readiness score, 1 to 100 or null, in the order of the wire. */
export interface ReadinessContributors {
  activity_balance: number | null;
  body_temperature: number | null;
  hrv_balance: number | null;
  previous_day_activity: number | null;
  previous_night: number | null;
  recovery_index: number | null;
  resting_heart_rate: number | null;
  sleep_balance: number | null;
  sleep_regularity: number | null;
}

// Body temperature counts through the fever penalty alone; days with sleep_regularity (2025 on) fit without it.
const weights = {
  previous_night: 0.15,
  resting_heart_rate: 0.15,
  hrv_balance: 0.15,
  sleep_balance: 0.17,
  previous_day_activity: 0.1,
  activity_balance: 0.1,
  recovery_index: 0.1,
};
const SUM_OF_WEIGHTS = 0.92;
const INTERCEPT = 6.6;

/**
 * The readiness score, 1 to 100: 6.6 + 0.92 × the weighted mean of the known contributors − the fever penalty of the temperature deviation
 * (°C, null for unknown); null without contributors. Robust fit to two wearers' published contributors and scores, 2023 to 2025, intercept
 * refitted to one of them in 2023: within one point on 179 of 190 full days and 8 of 8 with missing history, and on 5 of 5 of a third wearer.
 */
export function readinessScore(contributors: ReadinessContributors, temperatureDeviation: number | null): number | null {
  const mean = weightedMean(contributors, weights);
  return mean === null ? null : pointsOf(INTERCEPT + SUM_OF_WEIGHTS * mean - feverPenalty(temperatureDeviation));
}
