import { expect, test } from 'vitest';
import { measureHypnogram } from './measure-hypnogram.js';

const measure = (stages: string) => measureHypnogram(Array.from(stages, Number), 30);

test('durations, waking and the mean time of sleep', () => {
  expect(measure('4421134234')).toEqual({
    deepSleepSeconds: 60,
    lightSleepSeconds: 60,
    remSleepSeconds: 60,
    totalSleepSeconds: 180,
    sleepOnsetLatencySeconds: 60,
    wakeAfterSleepOnsetSeconds: 30,
    sleepMidpointSeconds: (30 * (2.5 + 3.5 + 4.5 + 5.5 + 7.5 + 8.5)) / 6,
  });
});

test('a night without sleep', () => {
  expect(measure('4444')).toMatchObject({
    totalSleepSeconds: 0,
    sleepOnsetLatencySeconds: 120,
    wakeAfterSleepOnsetSeconds: 0,
    sleepMidpointSeconds: 60,
  });
});
