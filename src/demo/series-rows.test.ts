import { expect, test } from 'vitest';
import { heartrate } from '../collections/heartrate.js';
import { interbeatInterval } from '../collections/interbeat-interval.js';
import { ringBatteryLevel } from '../collections/ring-battery-level.js';
import type { SeriesRows } from '../collections/series-rows.js';
import { DAY_MS, dayNumber } from '../lib/dates.js';
import { createDemoPerson } from './demo-person.js';

const person = createDemoPerson('beats');
const first = dayNumber('2025-02-20') as number;
const days = Array.from({ length: 60 }, (_, i) => first + i);
const sources = (heartrate.columns[1] as unknown as { choices: string[] }).choices;

/** Rows of all days as lists of time and values. */
function rowsOf(collection: typeof heartrate): number[][] {
  return days.flatMap((day) => {
    const { times, columns } = person.rows(collection, day) as SeriesRows;
    return times.map((ms, i) => [ms, ...columns.map((column) => column[i] as number)]);
  });
}

interface Span {
  from: number;
  to: number;
}
const spansOf = (name: string, start: string, end: string): Span[] =>
  [first - 1, ...days, first + days.length].flatMap((day) =>
    person
      .documents(name, day)
      .map((document) => ({ from: Date.parse(document[start] as string), to: Date.parse(document[end] as string) })),
  );
const isIn = (spans: Span[], ms: number) => spans.some(({ from, to }) => ms >= from && ms < to);
const heart = rowsOf(heartrate) as [number, number, number][];
const ofSource = (source: string) => heart.filter(([, , place]) => sources[place] === source);
const sleeps = spansOf('sleep', 'bedtime_start', 'bedtime_end');

test('I-32 a plausible number of plausible heart rates', () => {
  expect(heart.every(([, bpm]) => bpm >= 25 && bpm <= 250)).toBe(true);
  const counts = days.map((day) => person.rows(heartrate, day).times.length);
  expect(Math.min(...counts)).toBeGreaterThan(400);
  expect(Math.max(...counts)).toBeLessThan(1000);
  expect(counts.reduce((sum, n) => sum + n, 0) / counts.length).toBeGreaterThan(500);
});

test.each([
  ['sleep', sleeps],
  ['workout', spansOf('workout', 'start_datetime', 'end_datetime')],
  ['session', spansOf('session', 'start_datetime', 'end_datetime')],
])('I-33 %s rows lie inside their documents, and no others do', (source, spans) => {
  expect(ofSource(source).length).toBeGreaterThan(100);
  expect(heart.filter(([ms, , place]) => isIn(spans, ms) !== (sources[place] === source))).toEqual([]);
});

test('I-33 quiet sitting every five minutes', () => {
  const gaps = ofSource('rest').map(([ms], i, all) => ms - (all[i - 1]?.[0] ?? 0));
  expect(gaps.filter((gap) => gap < 3_600_000 && gap !== 300_000)).toEqual([]);
});

test('rows asleep are the samples of the documents, one for one', () => {
  const samples = [first - 1, ...days, first + days.length].flatMap((day) =>
    person.documents('sleep', day).flatMap(({ heart_rate, bedtime_start }) => {
      const items = (heart_rate as { items: (number | null)[] } | null)?.items ?? [];
      return items.flatMap((bpm, i) => (bpm === null ? [] : [[Date.parse(bedtime_start as string) + i * 300_000, bpm]]));
    }),
  );
  const [from, to] = [first * DAY_MS, (first + days.length) * DAY_MS];
  const within = samples.filter(([ms]) => (ms as number) >= from && (ms as number) < to);
  expect(ofSource('sleep').map(([ms, bpm]) => [ms, bpm])).toEqual(within);
});

test('I-34 no heart rate while the ring is off or charging', () => {
  const minuteOf = (ms: number) => Math.floor(ms / 60_000);
  const off = new Set<number>();
  for (const day of days) {
    const { met } = person.documents('daily_activity', day)[0] as { met: { items: number[]; timestamp: string } };
    met.items.forEach((value, i) => {
      if (value <= 0.1) off.add(minuteOf(Date.parse(met.timestamp)) + i);
    });
  }
  expect(off.size).toBeGreaterThan(500);
  expect(heart.filter(([ms]) => off.has(minuteOf(ms)))).toEqual([]);
  const charging = (rowsOf(ringBatteryLevel) as [number, number, number, number][]).filter(([, place]) => place === 2);
  expect(charging.length).toBeGreaterThan(100);
  // The minute it is taken out belongs to the wrist again.
  expect(charging.filter(([ms]) => !off.has(minuteOf(ms)) && !off.has(minuteOf(ms - 1)))).toEqual([]);
});

test('I-34 the battery rises only in the charger and falls by 12 to 22 percent a day', () => {
  const rows = rowsOf(ringBatteryLevel) as [number, number, number, number][];
  let charges = 0;
  rows.forEach(([ms, charging, inCharger, level], i) => {
    expect(level >= 0 && level <= 100 && charging === inCharger).toBe(true);
    const [beforeMs, wasCharging, , before] = rows[i - 1] ?? [ms - 1, charging, inCharger, level];
    expect(ms - beforeMs).toBeLessThanOrEqual(30 * 60_000);
    if (charging !== 2) expect(level).toBeLessThanOrEqual(before);
    if (charging === 2 && wasCharging !== 2) charges++;
    const isChargedWithinDay = rows.slice(i, i + 80).some(([, place]) => place === 2);
    const dayLater = rows[i + 72];
    // 72 rows are a day without charging, give or take a quarter of an hour.
    if (!isChargedWithinDay && dayLater) {
      expect(level - dayLater[3]).toBeGreaterThanOrEqual(11);
      expect(level - dayLater[3]).toBeLessThanOrEqual(23);
    }
  });
  expect(charges).toBeGreaterThan(10);
  expect(charges).toBeLessThan(14);
});

test('I-35 beats agree with the samples of the night', () => {
  const beats = rowsOf(interbeatInterval) as [number, number, number][];
  expect(beats.every(([, ibi, validity]) => ibi <= 2000 && [1, 2, 3].includes(validity))).toBe(true);
  expect(beats.filter(([, , validity]) => validity === 1).length / beats.length).toBeGreaterThan(0.95);
  const nights = days.slice(1, 26).flatMap((day) => person.documents('sleep', day).filter(({ type }) => type === 'long_sleep'));
  let windows = 0;
  for (const { heart_rate, hrv, bedtime_start, bedtime_end } of nights as unknown as Night[]) {
    const startMs = Date.parse(bedtime_start);
    const ofNight = beats.filter(([ms]) => ms >= startMs && ms < Date.parse(bedtime_end));
    heart_rate.items.forEach((bpm, i) => {
      const within = ofNight.filter(([ms]) => Math.floor((ms - startMs) / 300_000) === i);
      if (within.length === 0) return;
      windows++;
      const { rate, rmssd } = summaryOf(within);
      expect(Math.abs(rate - (bpm as number))).toBeLessThanOrEqual(2);
      expect(Math.abs(rmssd / (hrv.items[i] as number) - 1)).toBeLessThanOrEqual(0.1);
    });
  }
  expect(windows).toBeGreaterThan(25 * 5);
});

interface Night {
  heart_rate: { items: (number | null)[] };
  hrv: { items: (number | null)[] };
  bedtime_start: string;
  bedtime_end: string;
}

/** Beats per minute and root mean square of successive differences, of beats that are not bad. */
function summaryOf(beats: [number, number, number][]): { rate: number; rmssd: number } {
  const good = beats.filter(([, , validity]) => validity !== 2).map(([, ibi]) => ibi);
  const squares = beats.slice(1).flatMap(([, ibi, validity], at) => {
    const [, before, beforeValidity] = beats[at] as [number, number, number];
    return validity === 2 || beforeValidity === 2 ? [] : [(ibi - before) ** 2];
  });
  return { rate: 60_000 / mean(good), rmssd: Math.sqrt(mean(squares)) };
}

function mean(numbers: number[]): number {
  return numbers.reduce((sum, n) => sum + n, 0) / numbers.length;
}
