import { expect, test } from 'vitest';
import { beatSeries } from './beat-series.js';
import type { Beats } from './recordings.js';

/** Beats of ten minutes whose intervals alternate between 1000 and 1040 ms, with every `n`-th one of the first half bad. */
function alternatingBeats(badEvery: number): Beats {
  const beats: Beats = { times: [], intervals: [], validities: [] };
  for (let time = 1000, i = 0; time < 600_000; i++, time += 1000 + 40 * (i % 2)) {
    beats.times.push(time);
    beats.intervals.push(1000 + 40 * (i % 2));
    beats.validities.push(time < 300_000 && i % badEvery === 0 ? 2 : 1);
  }
  return beats;
}

test('heart rate and RMSSD per five minutes, the last ones begun included', () => {
  const { heartRate, hrv } = beatSeries(alternatingBeats(10), 0, 600_000);
  expect([heartRate, hrv]).toEqual([
    [59, 59],
    [40, 40],
  ]);
  expect(beatSeries(alternatingBeats(10), 0, 350_000).heartRate).toEqual([59, 59]);
});

test('too many bad beats, and none at all, leave gaps in both alike', () => {
  const { heartRate, hrv } = beatSeries(alternatingBeats(2), 0, 900_000);
  expect([heartRate, hrv]).toEqual([
    [null, 59, null],
    [null, 40, null],
  ]);
});

test('beats on both sides of a gap are no neighbours', () => {
  const beats = alternatingBeats(1000);
  const without = (values: number[]) => values.filter((_, i) => i % 10 !== 5);
  const series = beatSeries(
    { times: without(beats.times), intervals: without(beats.intervals), validities: without(beats.validities) },
    0,
    600_000,
  );
  // Around the gap lie two beats of the same interval: as neighbours they would lower it.
  expect(series.hrv).toEqual([40, 40]);
});
