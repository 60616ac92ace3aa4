import { expect, test } from 'vitest';
import { dayNumber } from '../lib/dates.js';
import { localText, offsetMinutesAt, wallMinutes, wallMs, weekday } from './helsinki-time.js';

test.each([
  ['2025-03-30T00:59:59Z', 120],
  ['2025-03-30T01:00:00Z', 180],
  ['2025-10-26T00:59:59Z', 180],
  ['2025-10-26T01:00:00Z', 120],
  ['2024-03-31T01:00:00Z', 180],
  ['2024-01-01T00:00:00Z', 120],
  ['2200-07-01T00:00:00Z', 180],
])('%s is %d minutes east of UTC', (text, minutes) => {
  expect(offsetMinutesAt(Date.parse(text))).toBe(minutes);
});

test.each([
  ['2025-03-30', 4 * 60, '2025-03-30T04:00:00.000+03:00'],
  ['2025-03-30', -60, '2025-03-29T23:00:00.000+02:00'],
  ['2025-10-26', 4 * 60, '2025-10-26T04:00:00.000+02:00'],
  ['2025-10-26', -0.5, '2025-10-25T23:59:30.000+03:00'],
  ['2025-06-01', 26 * 60, '2025-06-02T02:00:00.000+03:00'],
])('the clock of %s, %d minutes after midnight', (text, minutes, expected) => {
  const day = dayNumber(text) as number;
  expect(localText(wallMs(day, minutes))).toBe(expected);
  expect(wallMinutes(wallMs(day, minutes), day)).toBe(minutes);
});

test('days of the week, before 1970 too', () => {
  expect(['1970-01-01', '2025-03-30', '1969-12-31'].map((text) => weekday(dayNumber(text) as number))).toEqual([4, 0, 3]);
});
