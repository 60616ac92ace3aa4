import { type History, historyMean, LONG_TERM_NIGHTS, recentMean } from './history-mean.js';

/**
 * Last night's lowest heart rate above the mean of up to 60 nights before it, beats per minute; the first night is its own normal.
 * Comparison as in help centre 360057791533.
 */
export function restingHeartRateExcess(lowestHeartRate: number | null, previousNights: History): number | null {
  if (lowestHeartRate === null) return null;
  return lowestHeartRate - (historyMean(previousNights, LONG_TERM_NIGHTS, 1) ?? lowestHeartRate);
}

const LEAST_HRV_NIGHTS = 5;

/**
 * Heart rate variability (RMSSD) of two weeks, the last nights counting more, as a share of that of two months, last night first; null
 * before five nights (published ones begin after 3 to 7). Help centre 360057791533.
 */
export function hrvBalanceRatio(nightsRmssd: History): number | null {
  return ratioOf(recentMean(nightsRmssd, LEAST_HRV_NIGHTS), historyMean(nightsRmssd, LONG_TERM_NIGHTS, LEAST_HRV_NIGHTS));
}

const SETTLED_WITHIN_BEATS = 3;

/**
 * Hours in bed left when the heart rate first came within 3 beats of the night's lowest, from samples per 5 minutes; null without any. The
 * 3 beats rank one wearer's published recovery index of 2023 best of 30 definitions tried (n = 198, Spearman .96).
 */
export function recoveryHours(heartRates: History, timeInBedSeconds: number): number | null {
  const lowest = Math.min(...heartRates.filter((rate) => rate !== null));
  const settled = heartRates.findIndex((rate) => rate !== null && rate <= lowest + SETTLED_WITHIN_BEATS);
  return settled < 0 ? null : timeInBedSeconds / 3600 - settled / 12;
}

const LEAST_BALANCE_DAYS = 3;

/**
 * Total sleep of two weeks, the last nights counting more, halfway between its share of two months' and its share of the need, last night
 * first (hours); null before three nights. What is compared: help centre 360057791533; the mix and 8 h of need for adults: own estimate.
 */
export function sleepBalanceRatio(nightsHours: History, needHours = 8): number | null {
  const recent = recentMean(nightsHours, LEAST_BALANCE_DAYS);
  const usual = ratioOf(recent, historyMean(nightsHours, LONG_TERM_NIGHTS, LEAST_BALANCE_DAYS));
  return recent === null || usual === null ? null : (usual + recent / needHours) / 2;
}

/** Active calories of two weeks as a share of those of two months, yesterday first; null before three days. Help centre 360057791533. */
export function activityBalanceRatio(daysActiveCalories: History): number | null {
  return ratioOf(recentMean(daysActiveCalories, LEAST_BALANCE_DAYS), historyMean(daysActiveCalories, LONG_TERM_NIGHTS, LEAST_BALANCE_DAYS));
}

const REGULARITY_NIGHTS = 14;
const LEAST_REGULARITY_NIGHTS = 7;

/**
 * Standard deviation of a time of day over two weeks, in the unit it is given in (continuous across midnight); null before seven nights.
 * Sleep regularity is about steady times of bed and rising (help centre 360057791533); this measure of it is our own estimate.
 */
export function clockSpread(times: History): number | null {
  const mean = historyMean(times, REGULARITY_NIGHTS, LEAST_REGULARITY_NIGHTS);
  if (mean === null) return null;
  const squares = times.map((time) => (time === null ? null : (time - mean) ** 2));
  return Math.sqrt(historyMean(squares, REGULARITY_NIGHTS, LEAST_REGULARITY_NIGHTS) as number);
}

const ratioOf = (part: number | null, whole: number | null) => (part === null || whole === null || whole <= 0 ? null : part / whole);
