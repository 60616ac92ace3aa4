import { expect, test } from 'vitest';
import { summariseActivity } from './activity-summary.js';

const limits = { mediumMet: 4.2, highMet: 8.5 };

/** A day of sitting that begins with the given METs. */
function dayOf(...beginning: number[]): number[] {
  return [...beginning, ...Array(1440 - beginning.length).fill(1.2)];
}

test('times and net MET minutes by class', () => {
  const mets = dayOf(0.1, 0.1, 0.9, 0.9, 1.5, 1.2, 2, 1.2, 2.1, 1.2, 1.6, 1.6, 4.1, 4.2, 8.4, 8.5);
  const summary = summariseActivity(mets, limits);
  expect(summary.times.map((seconds) => seconds / 60)).toEqual([2, 2, 1429, 4, 2, 1]);
  expect(summary.metMinutes).toEqual([0, 0, 1, 3, 10, 7]);
  expect(summary.netMetMinutes).toBe(20.5);
  expect(summary.fiveMinuteClasses.length).toBe(288);
});

test('minutes without the ring count as average ones; a day without it has none', () => {
  expect(summariseActivity(new Array(1440).fill(1.5).fill(0.1, 0, 700), limits).averageMet).toBe(1.5);
  expect(summariseActivity(new Array(1440).fill(0.1), limits)).toMatchObject({ averageMet: 0, netMetMinutes: 0 });
});
