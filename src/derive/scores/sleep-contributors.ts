import { createContributor, createCurve } from './curve.js';
import { pointsOf } from './rounding.js';
import { amountContributor, type SleepAnchors, sleepAnchors } from './sleep-amounts.js';
import type { SleepContributors } from './sleep-score.js';

/** What is measured of a night, naps of its sleep day included; null where the recording does not tell. */
export interface SleepMeasures {
  timeInBedSeconds: number;
  totalSleepSeconds: number | null;
  deepSleepSeconds: number | null;
  remSleepSeconds: number | null;
  sleepOnsetLatencySeconds: number | null;
  wakeAfterSleepOnsetSeconds: number | null;
  /** Number of restless periods, as in `restless_periods`. */
  restlessPeriods: number | null;
  /** Mean time of sleep in hours after local midnight; negative, or above 12, before it. */
  sleepMidpointHours: number | null;
}

const efficiencyCurve = createCurve('48:17 57:34 64:34.33 90:95 95:100');

/**
 * From sleep efficiency in percent, counted in whole percents. Fitted to one wearer's published contributors of 2023: 189 of 189 nights
 * exact; below 64 % from another wearer of 2019. Full marks at 95 % agree with help centre 360025445574.
 */
export function efficiencyContributor(percent: number | null): number | null {
  return percent === null ? null : pointsOf(efficiencyCurve(Math.round(percent)));
}

const latencyCurve = createCurve('0:59 15:99.35 43:24 66:6 72.4:1');
const BEST_LATENCY_MINUTES = 15;

/**
 * From sleep onset latency in seconds, best at 15 minutes; begun minutes count as whole ones away from that. Fitted to one wearer's
 * published contributors of 2023: 189 of 189 nights exact.
 */
export function latencyContributor(seconds: number | null): number | null {
  if (seconds === null) return null;
  const minutes = seconds / 60;
  return pointsOf(latencyCurve(minutes < BEST_LATENCY_MINUTES ? Math.floor(minutes) : Math.ceil(minutes)));
}

const timingCurve = createContributor(
  '-5:1 -4:8 -3:18 -2.5:25 -2:39.5 -1.5:54.5 -1:70 -0.5:84 0:100 3:100 3.5:84 4:70 4.5:54.5 5:39.5 5.5:25 6:18 7:8 8:1',
);

/**
 * From the sleep midpoint in hours after local midnight, best from 0 to 3. Fitted to the published contributors of two wearers, 2019 and
 * 2023: 188 of 189 nights of one within a point. Before midnight mirrored: own estimate, no data.
 */
export function timingContributor(sleepMidpointHours: number | null): number | null {
  return timingCurve(sleepMidpointHours === null ? null : ((sleepMidpointHours + 36) % 24) - 12);
}

/**
 * From restless periods per hour in bed and minutes awake after sleep onset. Own estimate: regression on one wearer's published
 * contributors of 2023, n = 189, R² .52, mean error 4.0 points.
 */
export function restfulnessContributor(restlessPeriodsPerHour: number | null, wakeAfterSleepOnsetMinutes: number | null): number | null {
  if (restlessPeriodsPerHour === null || wakeAfterSleepOnsetMinutes === null) return null;
  return pointsOf(100.6 - 0.89 * restlessPeriodsPerHour - 0.128 * wakeAfterSleepOnsetMinutes);
}

/** All contributors of a night, by the anchors of the sleeper's age in years or by given ones. */
export function sleepContributors(night: SleepMeasures, age: number | SleepAnchors): SleepContributors {
  const { totalHours, deepMinutes, remMinutes } = typeof age === 'number' ? sleepAnchors(age) : age;
  const { timeInBedSeconds, totalSleepSeconds } = night;
  const restlessPeriodsPerHour = per(night.restlessPeriods, timeInBedSeconds / 3600);
  return {
    deep_sleep: amountContributor(per(night.deepSleepSeconds, 60), deepMinutes),
    efficiency: efficiencyContributor(per(totalSleepSeconds, timeInBedSeconds / 100)),
    latency: latencyContributor(night.sleepOnsetLatencySeconds),
    rem_sleep: amountContributor(per(night.remSleepSeconds, 60), remMinutes),
    restfulness: restfulnessContributor(restlessPeriodsPerHour, per(night.wakeAfterSleepOnsetSeconds, 60)),
    timing: timingContributor(night.sleepMidpointHours),
    total_sleep: amountContributor(per(totalSleepSeconds, 3600), totalHours),
  };
}

const per = (amount: number | null, unit: number) => (amount === null ? null : amount / unit);
