import { expect, test } from 'vitest';
import { madeDay, madeProfile, madeSleep } from '../../test/derive/made-night.js';
import { sleep as declared } from '../collections/sleep.js';
import type { DayContext, DerivedDocument } from './derive-day.js';
import { dailyReadinessDocuments } from './readiness-documents.js';
import { measureReadiness } from './readiness-facts.js';
import type { SleepRecording } from './recordings.js';
import { dailySleepDocuments, sleepDocuments } from './sleep-documents.js';
import { measureSleep } from './sleep-facts.js';

const DAY = 20_000;

function contextOf(...sleeps: SleepRecording[]): DayContext {
  const recording = madeDay(DAY, sleeps);
  const sleep = measureSleep(madeProfile, recording);
  const readiness = measureReadiness(madeProfile, recording, sleep, []);
  const facts = { day: DAY, sleep, readiness, activity: null, stress: null, resilienceDay: null };
  return { profile: madeProfile, recording, facts, history: [] };
}

const night = madeSleep(DAY, -1, 7.5, { startOffsetMinutes: 120, endOffsetMinutes: 180, isEdited: true, isBatteryLow: true });
const shortNap = madeSleep(DAY, 13, 0.3, { heartRate: null, hrv: null, breath: null });
const context = contextOf(madeSleep(DAY, -4, 0.1), night, shortNap);
const [first, second, ...others] = sleepDocuments(context);

test('every period worth it becomes a complete document in the order of the wire', () => {
  expect([first?.key, second?.key, others.length]).toEqual([night.key, shortNap.key, 0]);
  for (const document of [first, second]) {
    expect(declared.body.parse(document?.body)).toEqual(document?.body);
    expect(Object.keys(document?.body ?? {})).toEqual(Object.keys(declared.body.shape));
  }
});

test('the night has its times, its samples and the readiness of the day', () => {
  const bedtime_start = '2024-10-04T01:00:00.000+02:00';
  expect(first?.body).toMatchObject({ bedtime_start, bedtime_end: '2024-10-04T09:30:00.000+03:00', day: '2024-10-04', period: 0 });
  expect(first?.body).toMatchObject({ heart_rate: { timestamp: bedtime_start, interval: 300 }, ring_id: 'ring', low_battery_alert: true });
  expect(first?.body).toMatchObject({ sleep_score_delta: 0, readiness_score_delta: 0, sleep_analysis_reason: 'bedtime_edit' });
  const [{ body }] = dailyReadinessDocuments(context) as [DerivedDocument];
  const { day, timestamp, ...readiness } = body;
  expect(first?.body.readiness).toEqual(readiness);
  expect(timestamp).toBe(`${day}T00:00:00.000+00:00`);
});

test('I-14 a short nap without heart rate has nothing of the heart, and no say', () => {
  const nothing = { heart_rate: null, hrv: null, average_hrv: null, average_heart_rate: null, lowest_heart_rate: null };
  expect(second?.body).toMatchObject({ ...nothing, readiness: null, period: 1, type: 'sleep', sleep_score_delta: null });
});

test('one score a day, none without a night', () => {
  expect(dailySleepDocuments(context)).toMatchObject([{ key: String(DAY), body: { score: context.facts.sleep?.score } }]);
  const napOnly = contextOf(shortNap);
  expect([dailySleepDocuments(napOnly), dailyReadinessDocuments(napOnly)]).toEqual([[], []]);
  expect(sleepDocuments(napOnly).length).toBe(1);
});

test('beats alone make the same document as their series', () => {
  const beats = { times: [] as number[], intervals: [] as number[], validities: [] as number[] };
  for (let time = night.startMs; time < night.endMs; time += 1000) {
    beats.times.push(time);
    beats.intervals.push(time % 2000 ? 1000 : 1020);
    beats.validities.push(1);
  }
  const [document] = sleepDocuments(contextOf({ ...night, heartRate: null, hrv: null, beats }));
  expect(document?.body).toMatchObject({ lowest_heart_rate: 59, average_hrv: 20 });
  expect(document?.body.heart_rate).toMatchObject({ items: { length: 90 } });
});
