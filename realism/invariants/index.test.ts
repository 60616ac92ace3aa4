import { expect, test } from 'vitest';
import type { SimulatedHistory } from '../history.js';
import { createHistoryFixture } from '../history-fixture.js';
import { checkInvariants } from './index.js';
import { mergeInvariants } from './invariant.js';
import { checkRepeatability } from './repeatability.js';

// biome-ignore lint/suspicious/noExplicitAny: documents are broken on purpose
type Broken = any;

/** For each statement what breaks it: a change to the sixth document of a collection, or to the rows. */
const onDocuments: [id: string, collection: string, change: (document: Broken) => void][] = [
  ['I-1', 'sleep', (it) => it.time_in_bed++],
  ['I-2', 'sleep', (it) => (it.awake_time += 60)],
  ['I-3', 'sleep', (it) => (it.deep_sleep_duration -= 30)],
  ['I-4', 'sleep', (it) => (it.efficiency = 93)],
  ['I-5', 'sleep', (it) => (it.latency = 915)],
  ['I-6', 'sleep', (it) => (it.sleep_phase_5_min += '4')],
  ['I-7', 'sleep', (it) => (it.movement_30_sec += '1')],
  ['I-8', 'sleep', (it) => (it.sleep_phase_30_sec = it.sleep_phase_30_sec.replace('111', '222'))],
  ['I-9', 'sleep', (it) => (it.hrv.timestamp = it.bedtime_end)],
  ['I-9', 'sleep', (it) => it.heart_rate.items.splice(95)],
  ['I-10', 'sleep', (it) => (it.hrv.items[40] = null)],
  ['I-11', 'sleep', (it) => (it.lowest_heart_rate = 58)],
  ['I-12', 'sleep', (it) => (it.average_breath = 14.1)],
  ['I-12', 'sleep', (it) => (it.average_heart_rate = 61)],
  ['I-13', 'sleep', (it) => (it.average_hrv = 55)],
  ['I-14', 'sleep', (it) => (it.heart_rate = null)],
  ['I-15', 'sleep', (it) => (it.bedtime_end = it.bedtime_end.replace('T07', 'T18'))],
  ['I-16', 'sleep', (it) => (it.period = 1)],
  ['I-16', 'sleep', (it) => (it.bedtime_start = it.bedtime_start.replace('T23', 'T06'))],
  ['I-17', 'daily_sleep', (it) => (it.score = 82)],
  ['I-17', 'sleep', (it) => (it.sleep_score_delta = -1)],
  ['I-17', 'sleep', (it) => (it.type = 'sleep')],
  ['I-18', 'sleep', (it) => (it.readiness_score_delta = null)],
  ['I-19', 'daily_readiness', (it) => (it.contributors.recovery_index = 81)],
  ['I-20', 'daily_readiness', (it) => (it.score = 75)],
  ['I-21', 'daily_readiness', (it) => (it.temperature_trend_deviation = 0.2)],
  ['I-22', 'daily_readiness', (it) => (it.score = null)],
  ['I-23', 'daily_activity', (it) => (it.low_activity_time += 60)],
  ['I-24', 'daily_activity', (it) => it.met.items.pop()],
  ['I-24', 'daily_activity', (it) => (it.timestamp = it.timestamp.replace('T04', 'T05'))],
  ['I-25', 'daily_activity', (it) => (it.low_activity_time += 30)],
  ['I-26', 'daily_activity', (it) => (it.low_activity_met_minutes += 4)],
  ['I-27', 'daily_activity', (it) => (it.active_calories += 5)],
  ['I-28', 'daily_activity', (it) => (it.average_met_minutes += 0.01)],
  ['I-29', 'daily_activity', (it) => (it.score += 2)],
  ['I-30', 'daily_activity', (it) => (it.inactivity_alerts = 1)],
  ['I-31', 'daily_activity', (it) => (it.meters_to_target = -100)],
  ['I-33', 'workout', (it) => (it.end_datetime = it.start_datetime)],
  ['I-34', 'daily_activity', (it) => it.met.items.fill(1.3, 960, 990)],
  ['I-34', 'daily_activity', (it) => it.met.items.fill(0.1, 0, 10)],
  ['I-36', 'daily_stress', (it) => (it.stress_high = 1000)],
  ['I-36', 'daily_stress', (it) => (it.day_summary = null)],
  ['I-36', 'daily_stress', (it) => (it.stress_high = 64_800)],
  ['I-37', 'daily_resilience', (it) => (it.contributors.stress = 52)],
  ['I-37', 'daily_resilience', (it) => (it.contributors.stress = 48.12)],
  ['I-38', 'daily_cardiovascular_age', (it) => (it.vascular_age = 37)],
  ['I-38', 'vO2_max', (it) => (it.vo2_max = 41.5)],
  ['I-39', 'daily_spo2', (it) => (it.spo2_percentage.average = 97.1234)],
  ['I-40', 'daily_sleep', (it) => (it.timestamp = it.timestamp.replace('+00:00', 'Z'))],
  ['I-41', 'sleep_time', (it) => (it.recommendation = 'later_bedtime')],
  ['I-42', 'workout', (it) => (it.calories = 260)],
];
const onRows: [id: string, rows: 'heartrate' | 'battery' | 'beats', change: (rows: Broken) => void][] = [
  ['I-32', 'heartrate', (it) => (it.columns[0][7] = 20)],
  ['I-32', 'heartrate', (it) => (it.times[7] = it.times[6])],
  ['I-33', 'heartrate', (it) => (it.columns[1][7] = 0)],
  ['I-34', 'heartrate', (it) => (it.times[100] += 3_700_000)],
  ['I-34', 'battery', (it) => (it.columns[2][5] = 80)],
  ['I-35', 'beats', (it) => (it.columns[0][7] = 2001)],
  ['I-35', 'beats', (it) => it.columns[1].fill(9)],
  ['I-35', 'beats', (it) => (it.columns[0] = it.columns[0].map((ibi: number) => ibi + (ibi > 1000 ? 10 : -10)))],
];

const resultOf = (history: SimulatedHistory, id: string) => checkInvariants(history).find((result) => result.id === id);

test('every statement is checked and holds on a plain person', () => {
  const results = checkInvariants(createHistoryFixture());
  expect(results.map(({ id }) => id)).toEqual(Array.from({ length: 42 }, (_, i) => `I-${i + 1}`));
  for (const { id, held, checked, failures } of results) expect([id, held, failures]).toEqual([id, checked, []]);
  expect(results.filter(({ checked }) => checked === 0)).toEqual([]);
});

test.each(onDocuments)('%s notices a broken %s', (id, collection, change) => {
  const history = createHistoryFixture();
  const documents = history.documents.get(collection) as Broken[];
  change(documents[Math.min(5, documents.length - 1)]);
  const result = resultOf(history, id);
  expect(result?.held).toBeLessThan(result?.checked ?? 0);
  expect(result?.failures[0]).toMatch(/^user 0 \(steady\): ./);
});

test.each(onRows)('%s notices broken %s rows', (id, rows, change) => {
  const history = createHistoryFixture();
  change(history[rows]);
  const result = resultOf(history, id);
  expect(result?.held).toBeLessThan(result?.checked ?? 0);
});

test('the first days may not know too much', () => {
  const history = createHistoryFixture();
  (history.documents.get('daily_readiness') as Broken[])[1].contributors.sleep_balance = 70;
  expect(resultOf(history, 'I-22')?.held).toBe(15);
});

test('two runs must be equal, and a later end must not change what was', () => {
  const [a, b, longer] = [createHistoryFixture(), createHistoryFixture(), createHistoryFixture()];
  for (const { held, checked } of checkRepeatability(a, b, longer)) expect(held).toBe(checked);
  (b.documents.get('sleep') as Broken[])[14].latency = 930;
  (longer.heartrate as Broken).columns[0][3] = 61;
  const [repeated, identified] = checkRepeatability(a, b, longer);
  expect(repeated?.failures).toEqual(['user 0 (steady): sleep differs', 'user 0 (steady): heartrate rows differ']);
  expect(identified?.held).toBe(identified?.checked);
  (a.documents.get('sleep') as Broken[])[3].id = 's20003';
  expect(checkRepeatability(a, b, longer)[1]?.held).toBeLessThan(identified?.checked ?? 0);
});

test('results of people add up', () => {
  const [first] = mergeInvariants([checkInvariants(createHistoryFixture()), checkInvariants(createHistoryFixture())]);
  expect(first).toMatchObject({ id: 'I-1', held: 32, checked: 32 });
});
