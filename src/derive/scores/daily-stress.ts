/** Zones of a quarter of an hour awake and fairly still, from most to least stress (help centre 21205822135315). */
export type StressZone = 'stressed' | 'engaged' | 'relaxed' | 'restored';

const QUARTER_SECONDS = 900;
const RESTORED_SURPLUS_SECONDS = 2 * 3600;
const STRESSFUL_SURPLUS_SECONDS = 1.5 * 3600;

/** Stress of a day as documents have it: seconds in multiples of 900. */
export interface DailyStress {
  day_summary: 'restored' | 'normal' | 'stressful' | null;
  recovery_high: number;
  stress_high: number;
}

/**
 * Counts a day's quarters of an hour; those between the zones do not count, and null ones could not be told. The summary is null on a day
 * without either, as published; its limits (recovery 2 h above stress, stress 1.5 h above recovery) are our own estimate.
 */
export function dailyStress(zones: readonly (StressZone | null)[]): DailyStress {
  const secondsIn = (wanted: StressZone) => zones.filter((zone) => zone === wanted).length * QUARTER_SECONDS;
  const stress = secondsIn('stressed');
  const recovery = secondsIn('restored');
  const surplus = recovery - stress;
  const summary = surplus >= RESTORED_SURPLUS_SECONDS ? 'restored' : -surplus >= STRESSFUL_SURPLUS_SECONDS ? 'stressful' : 'normal';
  return { day_summary: stress + recovery === 0 ? null : summary, recovery_high: recovery, stress_high: stress };
}

/** Means and standard deviations of somebody's quarters of an hour awake and still. */
export interface StressBaseline {
  heartRate: { mean: number; deviation: number };
  /** Natural logarithm of RMSSD in ms. */
  lnRmssd: { mean: number; deviation: number };
}

/**
 * How stressed a quarter of an hour is, in standard deviations from the usual: fast and even heartbeats. Own estimate; the published one
 * uses heart rate, its variability, motion and temperature in an unknown way (help centre 21205822135315). Null `rmssd` (ms) leaves the rate.
 */
export function stressLevel(heartRate: number, rmssd: number | null, baseline: StressBaseline): number {
  const fast = (heartRate - baseline.heartRate.mean) / baseline.heartRate.deviation;
  return rmssd === null ? fast : (fast - (Math.log(rmssd) - baseline.lnRmssd.mean) / baseline.lnRmssd.deviation) / 2;
}

const LEAST_DAYS = 5;
const LEAST_STRESS = 0.7;

/**
 * The zones of a day's levels by the quartiles of earlier days' levels, of which five are needed (help centre 21205822135315): the top
 * quartile is high stress and the bottom one high recovery, as the contract describes `stress_high` and `recovery_high`. Stress begins
 * 0.7 deviations above the usual at the earliest: own estimate, for about two hours a day, the mean of 2025.
 */
export function stressZones(levels: readonly (number | null)[], earlierDays: readonly (readonly number[])[]): (StressZone | null)[] {
  const earlier = sorted(earlierDays);
  if (earlierDays.length < LEAST_DAYS || earlier.length === 0) return levels.map(() => null);
  const [low, middle, high] = [0.25, 0.5, 0.75].map((share) => earlier[Math.round(share * (earlier.length - 1))]) as [
    number,
    number,
    number,
  ];
  return levels.map((level) => {
    if (level === null) return null;
    if (level >= Math.max(high, LEAST_STRESS)) return 'stressed';
    if (level <= low) return 'restored';
    return level >= middle ? 'engaged' : 'relaxed';
  });
}

function sorted(days: readonly (readonly number[])[]): Float64Array {
  const all = new Float64Array(days.reduce((count, day) => count + day.length, 0));
  let end = 0;
  for (const day of days) for (let i = 0; i < day.length; i++) all[end++] = day[i] as number;
  return all.sort();
}
