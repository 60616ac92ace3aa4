import type { Body, SeriesCollection } from '../collections/define.js';
import { emptyRows, type SeriesRows, sliceRows } from '../collections/series-rows.js';
import { DAY_MS } from '../lib/dates.js';
import { dailyActivityBody } from './activity-document.js';
import { batteryRows } from './battery-rows.js';
import { boundedMemo } from '../lib/bounded-memo.js';
import { createDemoIds } from './demo-ids.js';
import { heartrateSpan } from './heartrate-rows.js';
import { interbeatSpan } from './interbeat-rows.js';
import { createLife } from './life.js';
import * as moments from './moment-documents.js';
import { restModeBodies } from './rest-mode-document.js';
import { ringBodies, ringDayFor } from './ring-documents.js';
import { dailyReadinessBody, dailySleepBody, sleepDocuments } from './sleep-documents.js';
import * as wellbeing from './wellbeing-documents.js';

/** Somebody who does not exist, with data for any day; the same seed is always the same person. */
export interface DemoPerson {
  /** Years, kilograms, metres. */
  readonly profile: { email: string; age: number; weight: number; height: number; biological_sex: string };
  /** Documents with `id` and without `meta` of a local day (days since 1970-01-01), in time order; none for other words. */
  documents(collectionName: string, day: number): Record<string, unknown>[];
  /** Rows of a series within a UTC day, in strictly ascending time. */
  rows(collection: SeriesCollection, utcDay: number): SeriesRows;
  /** The local day of a document this person made, from its id; null for any other text. */
  dayOfId(id: string): number | null;
}

const SPANS_KEPT = 4;

/** Makes up a person. */
export function createDemoPerson(seed: string): DemoPerson {
  const life = createLife(seed);
  const ids = createDemoIds(life.chance);
  const ringIdFor = (day: number) => ids.idOf('ring_configuration', ringDayFor(day), 0);
  const makers = new Map<string, (day: number) => Body[]>([
    ['tag', (day) => moments.tagBodies(life, day)],
    ['enhanced_tag', (day) => moments.enhancedTagBodies(life, day)],
    ['workout', (day) => moments.workoutBodies(life, day)],
    ['session', (day) => moments.sessionBodies(life, day)],
    ['daily_activity', (day) => [dailyActivityBody(life, day)]],
    ['daily_sleep', (day) => [dailySleepBody(life, day)]],
    ['daily_spo2', (day) => [wellbeing.dailySpo2Body(life, day)]],
    ['daily_readiness', (day) => [dailyReadinessBody(life, day)]],
    ['sleep', (day) => sleepDocuments(life, day, ringIdFor(day))],
    ['sleep_time', (day) => [wellbeing.sleepTimeBody(life, day)]],
    ['rest_mode_period', (day) => restModeBodies(life, day)],
    ['ring_configuration', (day) => ringBodies(life, day)],
    ['daily_stress', (day) => [wellbeing.dailyStressBody(life, day)]],
    ['daily_resilience', (day) => [wellbeing.dailyResilienceBody(life, day)]],
    ['daily_cardiovascular_age', (day) => [wellbeing.cardiovascularAgeBody(life, day)]],
    ['vO2_max', (day) => wellbeing.vo2MaxBodies(life, day)],
  ]);

  const heartSpan = boundedMemo(SPANS_KEPT, (day) => heartrateSpan(life, day));
  const beatSpan = boundedMemo(SPANS_KEPT, (day) => interbeatSpan(life, day));
  const series = new Map<string, (utcDay: number) => SeriesRows>([
    // What is named after a day begins in the UTC day before and ends in it.
    ['heartrate', (utcDay) => withinUtcDay([heartSpan(utcDay), heartSpan(utcDay + 1)], utcDay)],
    ['interbeat_interval', (utcDay) => withinUtcDay([beatSpan(utcDay), beatSpan(utcDay + 1)], utcDay)],
    ['ring_battery_level', (utcDay) => batteryRows(life.chance, utcDay)],
  ]);

  const { email, age, weight, height, sex } = life.traits;
  return {
    profile: { email, age, weight, height, biological_sex: sex },
    documents: (name, day) => (makers.get(name)?.(day) ?? []).map((body, place) => ({ id: ids.idOf(name, day, place), ...body })),
    rows: (collection, utcDay) => series.get(collection.name)?.(utcDay) ?? emptyRows(collection),
    dayOfId: ids.dayOf,
  };
}

function withinUtcDay(spans: [SeriesRows, SeriesRows], utcDay: number): SeriesRows {
  const parts = spans.map((rows) =>
    sliceRows(rows, countBefore(rows.times, utcDay * DAY_MS), countBefore(rows.times, (utcDay + 1) * DAY_MS)),
  );
  const [first, second] = parts as [SeriesRows, SeriesRows];
  return {
    times: first.times.concat(second.times),
    columns: first.columns.map((column, i) => column.concat(second.columns[i] as number[])),
  };
}

function countBefore(times: readonly number[], ms: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] as number) < ms) low = middle + 1;
    else high = middle;
  }
  return low;
}
