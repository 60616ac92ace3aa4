import { expect, test } from 'vitest';
import { dayText } from '../../lib/dates.js';
import { activityDay, sleepDay, sleepType } from './sleep-day.js';

test.each([
  ['2023-02-04T07:08:22-06:00', -360, '2023-02-04'],
  ['2023-02-25T17:59:59-06:00', -360, '2023-02-25'],
  ['2023-02-25T18:00:00-06:00', -360, '2023-02-26'],
  ['2023-12-31T23:30:00+02:00', 120, '2024-01-01'],
])('a sleep that ends at %s is of %s', (end, offset, day) => {
  expect(dayText(sleepDay(Date.parse(end), offset))).toBe(day);
});

test.each([
  ['2024-06-26T03:59:59+03:00', 180, '2024-06-25'],
  ['2024-06-26T04:00:00+03:00', 180, '2024-06-26'],
  ['2024-01-01T00:30:00-05:00', -300, '2023-12-31'],
])('activity at %s is of %s', (at, offset, day) => {
  expect(dayText(activityDay(Date.parse(at), offset))).toBe(day);
});

test.each([
  [179, 170, '16:10', true, 'sleep'],
  [180, 170, '16:10', null, 'long_sleep'],
  [180, 170, '16:10', false, 'long_sleep'],
  [15, 1, '16:10', true, 'sleep'],
  [14, 1, '16:10', true, null],
  [40, 0, '16:10', true, null],
  [447, 0, '08:40', null, null],
  [49, 22, '18:25', true, 'late_nap'],
  [49, 22, '18:00', true, 'late_nap'],
  [49, 22, '18:25', null, 'sleep'],
  [32, 19, '21:29', false, 'rest'],
])('%d minutes in bed, %d of them asleep, ending %s, confirmed %s: %s', (inBed, asleep, clock, isConfirmed, type) => {
  const endMs = Date.parse(`2023-05-10T${clock}:00-05:00`);
  const period = { endMs, offsetMinutes: -300, timeInBedSeconds: inBed * 60, totalSleepSeconds: asleep * 60, isConfirmed };
  expect(sleepType(period)).toBe(type);
});
