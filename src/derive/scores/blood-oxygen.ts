import type { History } from './history-mean.js';
import { clamp, roundTo } from './rounding.js';

const LEAST_SLEEP_SECONDS = 3 * 3600;
const LOWEST_PERCENT = 70;

/**
 * Mean blood oxygen of a sleep in percent with three decimals; null without samples or after less than three hours of sleep (help centre
 * 7328398760851). Samples below 70 % or above 100 % are no readings.
 */
export function averageOxygen(samples: History, sleepSeconds: number): number | null {
  if (sleepSeconds < LEAST_SLEEP_SECONDS) return null;
  let sum = 0;
  let known = 0;
  for (const percent of samples) {
    if (!isReading(percent)) continue;
    sum += percent;
    known++;
  }
  return known > 0 ? roundTo(sum / known, 1000) : null;
}

const DROP_PERCENT = 3;
const BASELINE_SECONDS = 120;
const LEAST_DROP_SECONDS = 10;

/**
 * Breathing disturbance index: drops of at least 3 % below the mean of the two minutes before, lasting 10 s or more, per hour of sleep,
 * whole, 0 to 100; null as the average. Own estimate: the contract says it counts detected drops; 3 % is a usual threshold of the oxygen
 * desaturation index (PMC11063702). `samples` in time order, one per `sampleSeconds`.
 */
export function breathingDisturbanceIndex(samples: History, sampleSeconds: number, sleepSeconds: number): number | null {
  if (averageOxygen(samples, sleepSeconds) === null) return null;
  const baselineLength = Math.max(1, Math.round(BASELINE_SECONDS / sampleSeconds));
  const leastLength = Math.max(1, Math.ceil(LEAST_DROP_SECONDS / sampleSeconds));
  const baseline = new Float64Array(baselineLength);
  let next = 0;
  let known = 0;
  let drops = 0;
  let low = 0;
  for (const percent of samples) {
    if (!isReading(percent)) continue;
    let usual = 0;
    for (let i = 0; i < known; i++) usual += baseline[(next + i) % known] as number;
    if (known > 0 && percent <= usual / known - DROP_PERCENT) {
      low++;
      if (low === leastLength) drops++;
      // A lasting change of level is the new normal.
      if (low < baselineLength) continue;
      known = 0;
    }
    low = 0;
    if (known === 0) next = 0;
    baseline[next] = percent;
    next = (next + 1) % baselineLength;
    known = Math.min(known + 1, baselineLength);
  }
  return Math.round(clamp(drops / (sleepSeconds / 3600), 0, 100));
}

const isReading = (percent: number | null): percent is number => percent !== null && percent >= LOWEST_PERCENT && percent <= 100;
