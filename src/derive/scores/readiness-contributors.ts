import { bodyTemperatureContributor } from './body-temperature.js';
import { createContributor } from './curve.js';
import type { ReadinessContributors } from './readiness-score.js';

/** What readiness looks at; null where the history is too short. */
export interface ReadinessMeasures {
  sleepScore: number | null;
  /** See `sleepBalanceRatio`. */
  sleepBalanceRatio: number | null;
  /** Active calories of yesterday as a share of the goal. */
  previousDayRatio: number | null;
  /** See `activityBalanceRatio`. */
  activityBalanceRatio: number | null;
  /** See `restingHeartRateExcess`, beats per minute. */
  restingHeartRateExcess: number | null;
  /** See `hrvBalanceRatio`. */
  hrvBalanceRatio: number | null;
  /** See `recoveryHours`. */
  recoveryHours: number | null;
  /** °C. */
  temperatureDeviation: number | null;
  /** See `clockSpread`, minutes. */
  bedtimeSpreadMinutes: number | null;
}

/**
 * From last night's sleep score. Fitted to one wearer's published contributors: 174 of 198 nights of 2023 within a point, mean error 0.9,
 * largest 13 (the published one also looks at the usual score). Full from 87; help centre 360057791533 says 85 or 88.
 */
export const previousNightContributor = createContributor('48:6 56:25 60:36 64:45.5 68:55.5 72:65 75:72.5 78:80.3 81:87.3 84:94.5 87:100');

/**
 * From the lowest heart rate above its long-term mean, beats per minute. Fitted to one wearer's published contributors, 2023 to 2024:
 * mean error 3.6 points, largest 25. Both directions lower it (help centre 360057791533).
 */
export const restingHeartRateContributor = createContributor(
  '-9:86 -7:93 -6:97 -4:100 -2:97 -1:93 0:84 1.5:69 3.5:57 5.5:43 6.5:27 7.5:23 9.5:11 11:1',
);

/**
 * From recent variability as a share of the long term. Fitted to one wearer's published contributors, 2023 to 2024: mean error 3.7
 * points, largest 19.
 */
export const hrvBalanceContributor = createContributor('0.65:3 0.7:15 0.75:25 0.8:40 0.85:60 0.9:72 0.95:80 1:84 1.05:88 1.1:93 1.2:98');

/**
 * From hours in bed after the heart settled. Fitted to one wearer's published contributors of 2023, n = 198: mean error 4.1 points, half
 * of the nights within 2. Full from 6 h.
 */
export const recoveryIndexContributor = createContributor('0.5:1 1.5:20 6:100');

/** From the sleep balance ratio. Fitted to one wearer's published contributors of 2023, n = 184: mean error 3.7 points, largest 16. */
export const sleepBalanceContributor = createContributor('0.6:1 0.84:50 0.9:66 0.94:76 1:88 1.06:100');

/**
 * From yesterday's active calories as a share of the goal. Own estimate: only the shape is known, too little and too much both count
 * against (help centre 360057791533).
 */
export const previousDayActivityContributor = createContributor('0:35 0.4:66 0.7:85 1:95 1.3:85 2:60 3:35');

/** From recent activity as a share of the usual. Own estimate: only the shape is known, as for the previous day. */
export const activityBalanceContributor = createContributor('0:30 0.5:62 0.8:82 1:90 1.25:78 1.8:55 2.5:30');

/** From the spread of bedtimes in minutes. Own estimate. */
export const sleepRegularityContributor = createContributor('10:100 20:94 35:82 50:68 90:40');

/** All contributors of a day. */
export function readinessContributors(measures: ReadinessMeasures): ReadinessContributors {
  return {
    activity_balance: activityBalanceContributor(measures.activityBalanceRatio),
    body_temperature: bodyTemperatureContributor(measures.temperatureDeviation),
    hrv_balance: hrvBalanceContributor(measures.hrvBalanceRatio),
    previous_day_activity: previousDayActivityContributor(measures.previousDayRatio),
    previous_night: previousNightContributor(measures.sleepScore),
    recovery_index: recoveryIndexContributor(measures.recoveryHours),
    resting_heart_rate: restingHeartRateContributor(measures.restingHeartRateExcess),
    sleep_balance: sleepBalanceContributor(measures.sleepBalanceRatio),
    sleep_regularity: sleepRegularityContributor(measures.bedtimeSpreadMinutes),
  };
}
