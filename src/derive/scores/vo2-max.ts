import { clamp } from './rounding.js';

/** Who is rated, and their heart rate at rest per minute. */
export interface Vo2MaxInput {
  sex: 'female' | 'male';
  ageYears: number;
  weightKg: number;
  heightMetres: number;
  restingHeartRate: number;
  /** See `physicalActivityIndex`. */
  activityIndex: number;
}

/**
 * Maximal oxygen uptake in whole ml per kg and minute without exercise test: Nes et al. 2011 (doi 10.1249/MSS.0b013e31821d3f6f), form with
 * body mass index, standard error 5.8 for men and 5.1 for women. The service starts from the same data (help centre 28336620578835).
 */
export function vo2Max({ sex, ageYears, weightKg, heightMetres, restingHeartRate, activityIndex }: Vo2MaxInput): number {
  const bmi = weightKg / heightMetres ** 2;
  const uptake =
    sex === 'male'
      ? 92.05 - 0.327 * ageYears - 0.933 * bmi - 0.167 * restingHeartRate + 0.257 * activityIndex
      : 70.77 - 0.244 * ageYears - 0.749 * bmi - 0.107 * restingHeartRate + 0.213 * activityIndex;
  return Math.round(Math.max(10, uptake));
}

const HIGHEST_INDEX = 15;
const MET_MINUTES_PER_POINT = 165;

/**
 * The activity index of that formula, 0 to 15, from a week's net MET minutes of medium and high activity. Own estimate: frequency 5 ×
 * intensity 2 × duration 0.75 = 7.5 (Nauman 2012, PLoS ONE 7:e45021) taken as 45 minutes at 5 net MET on 5.5 days.
 */
export function physicalActivityIndex(weekTrainingMetMinutes: number): number {
  return clamp(weekTrainingMetMinutes / MET_MINUTES_PER_POINT, 0, HIGHEST_INDEX);
}
