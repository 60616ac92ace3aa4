import { expect, test } from 'vitest';
import { lifeFixture } from '../../../test/support/life-fixture.js';
import type { SleepRecording } from '../../derive/recordings.js';
import { recordNight } from './record-night.js';

const WINDOW_MS = 300_000;
const FIRST_DAY = 19_000;
const GOOD = 1;

const mean = (numbers: number[]) => numbers.reduce((sum, n) => sum + n, 0) / numbers.length;
const nights = ['a', 'b', 'c'].map((seed) => recordNight(lifeFixture(seed), FIRST_DAY, { beats: true }) as SleepRecording);

test.each(nights)('beats of $key are true to heart rate and variability', ({ beats, heartRate, hrv, startMs, endMs }) => {
  const { times, intervals, validities } = beats as NonNullable<typeof beats>;
  const windows = (heartRate ?? []).map(() => ({ all: [] as number[], good: [] as number[] }));
  times.forEach((ms, i) => {
    const window = windows[Math.floor((ms - startMs) / WINDOW_MS)];
    window?.all.push(intervals[i] as number);
    if (validities[i] === GOOD) window?.good.push(intervals[i] as number);
  });
  windows.forEach(({ all, good }, i) => {
    const rate = heartRate?.[i] ?? null;
    // The last beat of the window before may fall into this one.
    if (rate === null) expect(all.length).toBeLessThan(2);
    if (rate === null || startMs + (i + 1) * WINDOW_MS > endMs) return;
    expect(Math.abs(60_000 / mean(all) - rate)).toBeLessThan(1);
    const rmssd = Math.sqrt(mean(good.slice(1).map((interval, k) => (interval - (good[k] as number)) ** 2)));
    expect(Math.abs(rmssd / (hrv?.[i] as number) - 1)).toBeLessThan(0.08);
  });
});

test.each(nights)('beats of $key come in time order within the night, few of them not good', ({ beats, startMs, endMs }) => {
  const { times, intervals, validities } = beats as NonNullable<typeof beats>;
  expect(times.every((ms, i) => Number.isInteger(ms) && ms > (times[i - 1] ?? startMs - 1))).toBe(true);
  expect(times.at(-1)).toBeLessThan(endMs);
  expect(Math.max(...intervals)).toBeLessThanOrEqual(2000);
  const odd = validities.filter((validity) => validity !== GOOD).length / validities.length;
  expect(odd).toBeGreaterThan(0.01);
  expect(odd).toBeLessThan(0.02);
  expect([...new Set(validities)].toSorted((a, b) => a - b)).toEqual([-2, -1, 1, 2, 3]);
});
