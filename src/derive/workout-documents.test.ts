import { expect, test } from 'vitest';
import { activeDayOf, clockMs, contextOf, metsOf } from '../../test/derive/made-day.js';
import { workout } from '../collections/workout.js';
import type { WorkoutRecording } from './recordings.js';
import { workoutDocuments } from './workout-documents.js';

const run: WorkoutRecording = {
  ...{ key: 'run', startMs: clockMs(7), endMs: clockMs(7, 40), offsetMinutes: 120, activity: 'running' },
  ...{ distance: 7000, label: null, source: 'confirmed' },
};
const documentOf = (met: number, times: Partial<WorkoutRecording> = {}) =>
  workoutDocuments(contextOf({ ...activeDayOf(metsOf([40, met])), workouts: [{ ...run, ...times }] }))[0];

test('a workout in the form of the wire, with the energy of its minutes', () => {
  const { key, body } = documentOf(9.5) ?? { key: '', body: {} };
  expect(key).toBe('run');
  expect(Object.entries(workout.body.parse(body))).toEqual(Object.entries(body));
  expect(body).toMatchObject({ calories: 320, intensity: 'hard', day: '2024-10-06', end_datetime: '2024-10-06T07:40:00.000+02:00' });
});

test.each([
  [3, 'easy'],
  [4.2, 'moderate'],
  [8.4, 'moderate'],
  [8.5, 'hard'],
])('a mean of %d MET is %s', (met, intensity) => {
  expect(documentOf(met)?.body.intensity).toBe(intensity);
});

test('minutes outside of the 24 hours and minutes without the ring do not count', () => {
  expect(documentOf(5.5, { startMs: clockMs(2), endMs: clockMs(7, 10) })?.body).toMatchObject({ calories: 40, day: '2024-10-06' });
  const outside = documentOf(5.5, { startMs: clockMs(1), endMs: clockMs(2) });
  expect(outside?.body).toMatchObject({ calories: null, intensity: 'easy' });
  expect(documentOf(0.1)?.body.calories).toBe(null);
});

test('the day is the local one of the start', () => {
  expect(documentOf(5.5, { startMs: clockMs(23, 30), endMs: clockMs(24, 30) })?.body.day).toBe('2024-10-06');
  expect(documentOf(5.5, { startMs: clockMs(24, 5), endMs: clockMs(24, 30) })?.body.day).toBe('2024-10-07');
});
