import type { DayFacts, StressFacts } from './day-facts.js';
import type { ActivityRecording, DayRecording, Quarter } from './recordings.js';
import { dailyStress, type StressBaseline, stressLevel, stressZones } from './scores/daily-stress.js';

const QUARTER_MS = 900_000;
const MINUTE_MS = 60_000;
const NOT_WORN_MET = 0.1;
const BASELINE_DAYS = 14;
const LEAST_DAYS = 5;
/** Below these, somebody's quarters would differ by the grain of the measurement alone: beats per minute, ln ms. */
const LEAST_DEVIATIONS = { heartRate: 1, lnRmssd: 0.05 };

/**
 * The stress of a day: each quarter of an hour against those of the last 14 days known, and its level against their levels. Null where
 * nothing was recorded.
 */
export function measureStress({ activity }: DayRecording, history: readonly DayFacts[]): StressFacts | null {
  if (activity === null) return null;
  const earlier = latestDays(history);
  const baseline = baselineOf(earlier);
  const heartRates: number[] = [];
  const lnRmssds: number[] = [];
  const levels: (number | null)[] = [];
  for (const quarter of activity.quarters) {
    if (quarter === null) continue;
    const { heartRate, rmssd } = quarter;
    heartRates.push(heartRate);
    if (rmssd !== null) lnRmssds.push(Math.log(rmssd));
    levels.push(baseline === null ? null : stressLevel(heartRate, rmssd, baseline));
  }
  const earlierLevels = earlier.map((day) => day.levels).filter(areTold);
  const isKnown = earlierLevels.length >= LEAST_DAYS;
  const zones = stressZones(levels, earlierLevels);
  const stress = isKnown ? dailyStress(zones) : null;
  const last = zones.findLastIndex((zone) => zone === 'stressed' || zone === 'restored');
  return {
    heartRates,
    lnRmssds,
    levels,
    stressHigh: stress?.stress_high ?? null,
    recoveryHigh: stress?.recovery_high ?? null,
    daySummary: stress?.day_summary ?? null,
    sinceMs: last < 0 ? firstWornMs(activity) : activity.startMs + (placeOf(activity.quarters, last) + 1) * QUARTER_MS,
  };
}

/** The end of the first minute with the ring on. */
function firstWornMs({ startMs, mets }: ActivityRecording): number {
  return startMs + (mets.findIndex((met) => met > NOT_WORN_MET) + 1) * MINUTE_MS;
}

/** Place of the `n`th quarter that is known, from 0. */
function placeOf(quarters: readonly (Quarter | null)[], n: number): number {
  let left = n;
  for (let place = 0; place < quarters.length; place++) if (quarters[place] !== null && left-- === 0) return place;
  return -1;
}

// All of a day's levels are null, or none is.
const areTold = (levels: (number | null)[]): levels is number[] => levels.length > 0 && levels[0] !== null;

function latestDays(history: readonly DayFacts[]): StressFacts[] {
  const days: StressFacts[] = [];
  for (let i = 0; i < history.length && days.length < BASELINE_DAYS; i++) {
    const stress = history[i]?.stress ?? null;
    if (stress !== null && stress.heartRates.length > 0) days.push(stress);
  }
  return days;
}

function baselineOf(days: readonly StressFacts[]): StressBaseline | null {
  const heartRate = spreadOf(
    days.map((day) => day.heartRates),
    LEAST_DEVIATIONS.heartRate,
  );
  const lnRmssd = spreadOf(
    days.map((day) => day.lnRmssds),
    LEAST_DEVIATIONS.lnRmssd,
  );
  return heartRate === null || lnRmssd === null ? null : { heartRate, lnRmssd };
}

function spreadOf(days: readonly (readonly number[])[], leastDeviation: number): StressBaseline['heartRate'] | null {
  let count = 0;
  let sum = 0;
  let squares = 0;
  for (const values of days) {
    count += values.length;
    for (let i = 0; i < values.length; i++) {
      const value = values[i] as number;
      sum += value;
      squares += value * value;
    }
  }
  if (count < 2) return null;
  const mean = sum / count;
  const variance = Math.max(0, squares - count * mean * mean) / (count - 1);
  return { mean, deviation: Math.max(leastDeviation, Math.sqrt(variance)) };
}
