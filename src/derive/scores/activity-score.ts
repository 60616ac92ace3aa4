import { pointsOf } from './rounding.js';
import { weightedMean } from './weighted-mean.js';

/** Contributors to the activity score, 1 to 100 or null, in the order of the wire. */
export interface ActivityContributors {
  meet_daily_targets: number | null;
  move_every_hour: number | null;
  recovery_time: number | null;
  stay_active: number | null;
  training_frequency: number | null;
  training_volume: number | null;
}

const weights = {
  meet_daily_targets: 0.25,
  recovery_time: 0.25,
  stay_active: 0.15,
  training_volume: 0.15,
  move_every_hour: 0.1,
  training_frequency: 0.1,
};

/**
 * The activity score, 1 to 100: the weighted mean of the known contributors, null without any. Weights from three wearers' published
 * contributors and scores, 2019 to 2026: 175 of 178 days within one point.
 */
export function activityScore(contributors: ActivityContributors): number | null {
  const mean = weightedMean(contributors, weights);
  return mean === null ? null : pointsOf(mean);
}
