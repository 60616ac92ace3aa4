import { expect, test } from 'vitest';
import { inactivityAlerts } from './inactivity-alerts.js';

const sitting = (intervals: number) => '2'.repeat(intervals);

test.each([
  ['', 0],
  [sitting(12), 0],
  [sitting(13), 1],
  [sitting(100), 1],
  [`${sitting(13)}3${sitting(13)}`, 2],
  [`${sitting(12)}1${sitting(12)}`, 0],
  [`1111${sitting(15)}0345${sitting(14)}11`, 2],
  ['1'.repeat(100), 0],
])('%s: %d', (classes, alerts) => {
  expect(inactivityAlerts(classes)).toBe(alerts);
});
