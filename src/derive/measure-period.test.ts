import { expect, test } from 'vitest';
import { madeDay, madeSleep } from '../../test/derive/made-night.js';
import { measurePeriod } from './measure-period.js';
import { measurePeriods } from './measure-periods.js';

const DAY = 20_000;

test('durations fill the time in bed, an epoch only begun is no sleep', () => {
  const begun = madeSleep(DAY, -1, 8);
  const period = measurePeriod({ ...begun, endMs: begun.endMs - 17_000 }, DAY);
  expect(period).toMatchObject({ type: 'long_sleep', timeInBedSeconds: 8 * 3600 - 17, sleepOnsetLatencySeconds: 600 });
  expect(period).toMatchObject({ totalSleepSeconds: 8 * 3600 - 600 - 30, bedtimeSeconds: -3600, riseSeconds: 7 * 3600 - 17 });
});

test('averages are rounded as on the wire, the lowest heart rate is one of the readings', () => {
  const hours = 3;
  const heartRate = Array.from({ length: 36 }, (_, i) => (i === 0 ? null : 60 - (i % 8)));
  const breath = Array.from({ length: 36 }, (_, i) => 14 + (i % 3) / 10);
  const period = measurePeriod(madeSleep(DAY, 0, hours, { heartRate, breath }), DAY);
  expect(period).toMatchObject({ lowestHeartRate: 53, averageHeartRate: 56.625, averageBreath: 14.125, averageHrv: 40 });
  expect(period?.recoveryHours).toBeCloseTo(3 - 4 / 12);
});

test('skin temperature is that of sleep, restlessness that which begins asleep', () => {
  const skinTemperature = Array.from({ length: 48 }, (_, i) => (i < 2 ? 30 : 35));
  const movement = Uint8Array.from({ length: 480 }, (_, i) => (i < 20 ? 1 + (i % 2) : i % 120 === 0 ? 3 : 1));
  const period = measurePeriod(madeSleep(DAY, 0, 4, { skinTemperature, movement }), DAY);
  expect(period).toMatchObject({ skinTemperature: 35, restlessPeriods: Math.round(3 * 3.8) });
});

test('without a heart rate nothing of the heart is known', () => {
  const nothing = { lowestHeartRate: null, averageHeartRate: null, averageHrv: null, recoveryHours: null, averageBreath: 14 };
  expect(measurePeriod(madeSleep(DAY, 14, 0.5, { heartRate: null, hrv: null }), DAY)).toMatchObject(nothing);
});

test('bedtime counts from the midnight of the clock at the end', () => {
  const period = measurePeriod(madeSleep(DAY, -3, 8, { startOffsetMinutes: 120, endOffsetMinutes: 180 }), DAY);
  expect(period).toMatchObject({ bedtimeSeconds: 0, riseSeconds: 8 * 3600 });
});

test.each([
  ['one night', [madeSleep(DAY, -1, 8)], ['long_sleep']],
  [
    'a nap, and lying down for ten minutes',
    [madeSleep(DAY, -1, 8), madeSleep(DAY, 14, 1), madeSleep(DAY, 16, 1 / 6)],
    ['long_sleep', 'sleep', null],
  ],
  ['two long parts', [madeSleep(DAY, -1, 3.5), madeSleep(DAY, 4, 4)], ['sleep', 'long_sleep']],
  ['a rejected nap', [madeSleep(DAY, -1, 8), madeSleep(DAY, 14, 1, { isConfirmed: false })], ['long_sleep', 'rest']],
  ['a late nap', [madeSleep(DAY, -6.5, 1, { isConfirmed: true }), madeSleep(DAY, -1, 8)], ['late_nap', 'long_sleep']],
])('types of %s', (_, sleeps, types) => {
  expect(measurePeriods(madeDay(DAY, sleeps)).map((period) => period?.type ?? null)).toEqual(types);
});
