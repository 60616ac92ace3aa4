import type { Sample } from '../documents.js';
import { mean } from '../statistics.js';
import type { Invariant } from './invariant.js';
import { ofPeriods } from './sleep-durations.js';

/** I-9 to I-14: heart rate (beats per minute) and RMSSD (ms) of a period in bed. */
export const sleepHeart: Invariant[] = [
  ofPeriods('I-9', 'heart_rate and hrv have a value per 5 minutes begun, or one less, from bedtime_start on', ({ document }, expect) => {
    const expected = Math.ceil(document.time_in_bed / 300);
    for (const sample of [document.heart_rate, document.hrv]) {
      if (sample === null) continue;
      const isLong = sample.items.length === expected || sample.items.length === expected - 1;
      const isPlaced = sample.interval === 300 && Date.parse(sample.timestamp) === Date.parse(document.bedtime_start);
      expect(isLong && isPlaced, () => `${document.bedtime_start}: ${sample.items.length} items from ${sample.timestamp}`);
    }
  }),
  ofPeriods('I-10', 'heart_rate and hrv are null in the same places', ({ document: { heart_rate: heart, hrv, bedtime_start } }, expect) => {
    if (heart === null || hrv === null) return;
    const areAlike = heart.items.every((rate, i) => (rate === null) === ((hrv.items[i] ?? null) === null));
    expect(areAlike && heart.items.length === hrv.items.length, () => bedtime_start);
  }),
  ofPeriods('I-11', 'lowest_heart_rate is the least of the heart_rate items', ({ document }, expect) => {
    const rates = knownOf(document.heart_rate);
    if (document.lowest_heart_rate === null || rates.length === 0) return;
    const least = Math.min(...rates);
    expect(document.lowest_heart_rate === least, () => `${document.bedtime_start}: ${document.lowest_heart_rate}, least ${least}`);
  }),
  ofPeriods(
    'I-12',
    'lowest ≤ average ≤ highest heart rate; average heart rate and breath in eighths, average_hrv whole',
    ({ document }, expect) => {
      const { lowest_heart_rate: lowest, average_heart_rate: average, average_breath: breath, average_hrv: hrv } = document;
      const areEighths = [average, breath].every((value) => value === null || Number.isInteger(value * 8));
      const highest = Math.max(...knownOf(document.heart_rate));
      const isBetween = average === null || lowest === null || (lowest <= average && average <= highest);
      const isWhole = hrv === null || Number.isInteger(hrv);
      expect(areEighths && isBetween && isWhole, () => `${document.bedtime_start}: ${lowest}, ${average}, ${highest}; ${breath}; ${hrv}`);
    },
  ),
  ofPeriods(
    'I-13',
    'average_heart_rate is −1 to +3.1 off the mean of its items, average_hrv at most 4.5 off its own',
    ({ document }, expect) => {
      const { average_heart_rate: rate, average_hrv: hrv } = document;
      if (rate === null || hrv === null) return;
      const above = rate - mean(knownOf(document.heart_rate));
      const off = hrv - mean(knownOf(document.hrv));
      const isClose = above >= -1 && above <= 3.1 && Math.abs(off) <= 4.5;
      expect(isClose, () => `${document.bedtime_start}: ${above.toFixed(2)} beats, ${off.toFixed(2)} ms off`);
    },
  ),
  ofPeriods('I-14', 'without a heart rate, all that follows from it is null', ({ document }, expect) => {
    const { heart_rate, hrv, average_heart_rate, average_hrv, lowest_heart_rate } = document;
    const all = [heart_rate, hrv, average_heart_rate, average_hrv, lowest_heart_rate];
    const nulls = all.filter((value) => value === null).length;
    expect(nulls === 0 || nulls === all.length, () => `${document.bedtime_start}: ${nulls} of ${all.length} null`);
  }),
];

const knownOf = (sample: Sample | null): number[] => (sample?.items ?? []).filter((value) => value !== null);
