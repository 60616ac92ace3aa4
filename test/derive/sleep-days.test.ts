import { expect, test } from 'vitest';
import { measureDay } from '../../src/derive/measure-day.js';
import type { SleepRecording } from '../../src/derive/recordings.js';
import { sleepDay } from '../../src/derive/scores/sleep-day.js';
import { dailySleepDocuments, sleepDocuments } from '../../src/derive/sleep-documents.js';
import { dayText, readInstant } from '../../src/lib/dates.js';
import { madeDay, madeProfile, madeSleep } from './made-night.js';

/** A period in bed between two local times. */
function sleepBetween(start: string, end: string, changes: Partial<SleepRecording> = {}): SleepRecording {
  const [from, to] = [start, end].map((text) => readInstant(text) as { ms: number; offsetMinutes: number });
  const [startMs, endMs] = [from?.ms as number, to?.ms as number];
  const offsets = { startOffsetMinutes: from?.offsetMinutes as number, endOffsetMinutes: to?.offsetMinutes as number };
  return madeSleep(0, 0, (endMs - startMs) / 3_600_000, { key: start, startMs, endMs, ...offsets, ...changes });
}

/** The documents of the sleep day that recordings belong to, which must be one. */
function documentsOf(...sleeps: SleepRecording[]) {
  const days = new Set(sleeps.map(({ endMs, endOffsetMinutes }) => sleepDay(endMs, endOffsetMinutes)));
  expect(days.size).toBe(1);
  const recording = madeDay([...days][0] as number, sleeps);
  const facts = measureDay(madeProfile, recording, []);
  const context = { profile: madeProfile, recording, facts, history: [] };
  return { sleeps: sleepDocuments(context).map(({ body }) => body), daily: dailySleepDocuments(context).map(({ body }) => body) };
}

test.each<[what: string, start: string, end: string, day: string, type: string, hours: number, changes?: Partial<SleepRecording>]>([
  ['a night', '2026-03-09T23:10:00+02:00', '2026-03-10T07:10:00+02:00', '2026-03-10', 'long_sleep', 8],
  ['bedtime after midnight', '2026-03-10T01:30:00+02:00', '2026-03-10T09:00:00+02:00', '2026-03-10', 'long_sleep', 7.5],
  ['a night that ends before midnight', '2026-03-09T19:00:00+02:00', '2026-03-09T23:30:00+02:00', '2026-03-10', 'long_sleep', 4.5],
  ['a nap over midnight', '2026-03-09T23:40:00+02:00', '2026-03-10T00:40:00+02:00', '2026-03-10', 'sleep', 1, { isConfirmed: true }],
  ['a late nap', '2026-03-09T17:00:00+02:00', '2026-03-09T18:00:00+02:00', '2026-03-10', 'late_nap', 1, { isConfirmed: true }],
  ['the same a second earlier', '2026-03-09T16:59:59+02:00', '2026-03-09T17:59:59+02:00', '2026-03-09', 'sleep', 1, { isConfirmed: true }],
  ['a late nap not yet confirmed', '2026-03-09T17:00:00+02:00', '2026-03-09T18:00:00+02:00', '2026-03-10', 'sleep', 1],
  ['a late nap rejected', '2026-03-09T17:00:00+02:00', '2026-03-09T18:00:00+02:00', '2026-03-10', 'rest', 1, { isConfirmed: false }],
  ['sleep by day until 17:59:59', '2026-03-09T10:00:00+02:00', '2026-03-09T17:59:59+02:00', '2026-03-09', 'long_sleep', 8 - 1 / 3600],
  ['sleep by day until 18:00:00', '2026-03-09T10:00:00+02:00', '2026-03-09T18:00:00+02:00', '2026-03-10', 'long_sleep', 8],
  ['Helsinki, clocks forward', '2026-03-28T23:00:00+02:00', '2026-03-29T07:00:00+03:00', '2026-03-29', 'long_sleep', 7],
  ['Helsinki, clocks back', '2026-10-24T23:00:00+03:00', '2026-10-25T07:00:00+02:00', '2026-10-25', 'long_sleep', 9],
  ['New York, clocks forward', '2026-03-07T23:00:00-05:00', '2026-03-08T07:00:00-04:00', '2026-03-08', 'long_sleep', 7],
  ['New York, clocks back', '2026-10-31T23:00:00-04:00', '2026-11-01T07:00:00-05:00', '2026-11-01', 'long_sleep', 9],
  ['eastward over the date line', '2026-01-10T02:00:00+13:00', '2026-01-09T09:00:00-11:00', '2026-01-09', 'long_sleep', 7],
  ['westward over the date line', '2026-01-09T22:00:00-11:00', '2026-01-11T06:00:00+13:00', '2026-01-11', 'long_sleep', 8],
  ['half an hour from full hours', '2026-03-09T18:29:59+05:30', '2026-03-10T02:00:00+05:30', '2026-03-10', 'long_sleep', 7.5 + 1 / 3600],
])('%s: %s to %s is of %s', (_, start, end, day, type, hours, changes = {}) => {
  const { sleeps, daily } = documentsOf(sleepBetween(start, end, changes));
  const withMillis = (text: string) => text.replace(/(:\d\d)([+-])/, '$1.000$2');
  expect(sleeps).toMatchObject([
    { day, type, period: 0, bedtime_start: withMillis(start), bedtime_end: withMillis(end), time_in_bed: Math.round(hours * 3600) },
  ]);
  expect(sleeps[0]?.heart_rate).toMatchObject({ timestamp: withMillis(start), interval: 300 });
  expect(daily.map((document) => [document.day, document.timestamp])).toEqual(
    type === 'long_sleep' ? [[day, `${day}T00:00:00.000+00:00`]] : [],
  );
});

test('of two long sleeps that end on one day the longer one is the night', () => {
  const atHome = sleepBetween('2026-01-09T23:00:00+13:00', '2026-01-10T06:00:00+13:00');
  const abroad = sleepBetween('2026-01-09T22:30:00-11:00', '2026-01-10T06:45:00-11:00');
  const { sleeps, daily } = documentsOf(atHome, abroad);
  expect(sleeps.map(({ type, period, day }) => [type, period, day])).toEqual([
    ['sleep', 0, '2026-01-10'],
    ['long_sleep', 1, '2026-01-10'],
  ]);
  expect(daily.map(({ day }) => day)).toEqual([dayText(20_463)]);
});
