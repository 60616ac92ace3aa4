import { expect, test } from 'vitest';
import * as curves from './activity-contributors.js';

const easy: curves.ActiveDay = { isTargetMet: false, mediumTime: 600, highTime: 0, netMetMinutes: 200, trainingMetMinutes: 40 };
const hard: curves.ActiveDay = { isTargetMet: true, mediumTime: 4000, highTime: 1200, netMetMinutes: 600, trainingMetMinutes: 400 };

test.each([
  [0, { meet_daily_targets: 10, recovery_time: 100, training_frequency: 10 }],
  [2, { meet_daily_targets: 48, recovery_time: 100, training_frequency: 71 }],
  [4, { meet_daily_targets: 78, recovery_time: 100, training_frequency: 100, training_volume: 100 }],
  [7, { meet_daily_targets: 100, recovery_time: 10, training_frequency: 100, training_volume: 100 }],
])('a week with %d hard days', (count, expected) => {
  const week = Array.from({ length: 7 }, (_, i) => (i < count ? hard : easy));
  expect(curves.activityContributors(week, 8 * 3600, 0)).toMatchObject({ ...expected, stay_active: 86, move_every_hour: 100 });
});

test('a shorter history stands for a week, none leaves null', () => {
  const { activityContributors } = curves;
  expect(activityContributors([hard], 0, 0)).toEqual(activityContributors(Array(7).fill(hard), 0, 0));
  const first = activityContributors([], 8 * 3600, 0);
  expect(Object.values(first)).toEqual([null, 100, null, 86, null, null]);
});

test.each([
  [0, 100],
  [1, 95],
  [2, 78],
  [3, 60],
  [4, 48],
  [5, 28],
  [6, 10],
  [9, 10],
])('%d alerts leave %d for moving every hour', (alerts, points) => {
  expect(curves.moveEveryHourContributor(alerts)).toBe(points);
});

test.each([
  [7, 100],
  [6, 100],
  [5, 95],
  [4, 78],
  [3, 60],
  [2, 48],
  [1, 28],
])('%d days on target earn %d', (days, points) => {
  expect(curves.meetDailyTargetsContributor(days)).toBe(points);
});

test.each([
  [5.3, 99.5],
  [6, 97.5],
  [7, 95],
  [8, 86],
  [9, 79],
  [10, 70],
  [11, 62],
  [12.2, 53],
  [13, 46],
])('%d sedentary hours earn %d', (hours, points) => {
  expect(curves.stayActiveContributor(hours * 3600)).toBe(Math.round(points));
});

test.each([
  [1, 40],
  [2, 71],
  [3, 96],
  [4, 100],
  [7, 100],
])('%d training days earn %d', (days, points) => {
  expect(curves.trainingFrequencyContributor(days)).toBe(points);
});

test('volume and easy days lie within what is published', () => {
  expect([2500, 3000, 5000].map((minutes) => curves.trainingVolumeContributor(minutes))).toEqual([95, 100, 100]);
  const [none, one, two, three] = [0, 1, 2, 3].map((days) => curves.recoveryTimeContributor(days)) as [number, number, number, number];
  expect(none <= 13 && one >= 48 && one <= 98 && two >= 70 && three === 100).toBe(true);
});
