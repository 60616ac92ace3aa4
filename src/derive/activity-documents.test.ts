import { expect, test } from 'vitest';
import { activeDayOf, contextOf, factsOf, metsOf, profile } from '../../test/derive/made-day.js';
import { dailyActivity } from '../collections/daily-activity.js';
import { dailyActivityDocuments } from './activity-documents.js';
import { measureActivity } from './activity-facts.js';
import type { DerivedDocument } from './derive-day.js';

function documentOf(mets: Float64Array, history = 0): DerivedDocument {
  const recording = activeDayOf(mets);
  const activity = measureActivity(profile, recording, null, []);
  const week = Array.from({ length: history }, () => factsOf({ activity }));
  return dailyActivityDocuments(contextOf(recording, { activity }, week))[0] as DerivedDocument;
}

test('a whole day, in the form of the wire', () => {
  const { key, body } = documentOf(metsOf([60, 5.5], [20, 0.1 * 17], [30, 0.1]));
  expect(key).toBe('20002');
  expect(Object.entries(dailyActivity.body.parse(body))).toEqual(Object.entries(body));
  const items = (body.met as { items: number[] }).items;
  expect(items.length).toBe(1440);
  expect(new Set(items)).toEqual(new Set([0.9, 5.5, 1.7, 0.1, 1.2]));
  expect(body).toMatchObject({ day: '2024-10-06', timestamp: '2024-10-06T04:00:00.000+02:00', steps: 1440, non_wear_time: 1800 });
  expect(body).toMatchObject({ active_calories: 244, target_calories: 450, target_meters: 9000, meters_to_target: 4100 });
});

test('a day that goes on has as many minutes as are over', () => {
  const { body } = documentOf(metsOf([60, 5.5]).subarray(0, 301));
  expect((body.class_5_min as string).length).toBe(61);
  expect((body.met as { items: number[] }).items.length).toBe(301);
  const times = ['high_activity', 'medium_activity', 'low_activity', 'sedentary', 'resting', 'non_wear'].map(
    (kind) => body[`${kind}_time`],
  );
  expect(times).toEqual([0, 3600, 0, 61 * 60, 180 * 60, 0]);
  expect(body.total_calories).toBe(Math.round(60 * (301 / 60) * (body.average_met_minutes as number)));
});

test('contributors look at a week, and not at the day before it', () => {
  const contributorsOf = (history: number) => documentOf(metsOf([90, 5.5]), history).body.contributors;
  expect(contributorsOf(6)).toMatchObject({ meet_daily_targets: 10, training_frequency: 100, recovery_time: 10 });
  expect(contributorsOf(7)).toEqual(contributorsOf(6));
});

test('nothing measured, no document', () => {
  expect(dailyActivityDocuments(contextOf(activeDayOf(metsOf())))).toEqual([]);
});
