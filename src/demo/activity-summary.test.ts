import { expect, test } from 'vitest';
import { summariseActivity } from './activity-summary.js';

const body = { weight: 60, mediumTenths: 42, highTenths: 85 };
const asleep = new Uint8Array(1440);

/** A day of sitting that begins with the given tenths of a MET. */
function dayOf(...beginning: number[]): Uint8Array {
  const met = new Uint8Array(1440).fill(12);
  met.set(beginning);
  return met;
}

test('minutes fall into classes; a lone light one between sitting does not count as activity', () => {
  const met = dayOf(1, 1, 9, 9, 15, 12, 20, 12, 21, 12, 16, 16, 41, 42, 84, 85);
  const summary = summariseActivity({ met, asleep }, body);
  expect(summary.times.map((seconds) => seconds / 60)).toEqual([2, 2, 1429, 4, 2, 1]);
  expect(summary.netMetMinutes).toBeCloseTo(0.5 + 0.6 + 0.1 + 0.1 + 2.6 + 2.7 + 6.9 + 7);
  expect(summary.activeCalories).toBe(Math.round(summary.netMetMinutes));
  expect(summary.class5.slice(0, 4)).toBe('1232');
});

test.each([
  [0, 59, 0],
  [0, 60, 1],
  [0, 119, 1],
  [0, 120, 2],
  [30, 100, 1],
])('stillness after %d minutes in bed, up to minute %d: %d alerts', (fromMinute, toMinute, alerts) => {
  const met = new Uint8Array(1440).fill(20);
  met.fill(12, 0, toMinute);
  const bed = new Uint8Array(1440).fill(1, 0, fromMinute);
  expect(summariseActivity({ met, asleep: bed }, body).inactivityAlerts).toBe(alerts);
});

test('minutes without the ring count as average ones', () => {
  expect(summariseActivity({ met: new Uint8Array(1440).fill(15).fill(1, 0, 700), asleep }, body).averageMet).toBe(1.5);
});
