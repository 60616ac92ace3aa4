import { expect, test } from 'vitest';
import { activityScore } from '../derive/scores/activity-score.js';
import { dayNumber, dayText } from '../lib/dates.js';
import { createDemoPerson } from './demo-person.js';

/** A day of activity as it is read by apps. */
type ActivityDocument = Record<string, number> & {
  day: string;
  timestamp: string;
  class_5_min: string;
  met: { interval: number; items: number[]; timestamp: string };
  contributors: Parameters<typeof activityScore>[0];
};

const person = createDemoPerson('walks');
const first = dayNumber('2025-02-10') as number;
const range = Array.from({ length: 120 }, (_, i) => first + i);
const days = range.map((day) => person.documents('daily_activity', day)[0] as unknown as ActivityDocument);
const sum = (numbers: number[]) => numbers.reduce((total, n) => total + n, 0);
const net = (met: number[]) => sum(met.map((value) => Math.max(0, value - 1.5)));

const times = ['non_wear_time', 'resting_time', 'sedentary_time', 'low_activity_time', 'medium_activity_time', 'high_activity_time'];
const metMinutes = ['sedentary_met_minutes', 'low_activity_met_minutes', 'medium_activity_met_minutes', 'high_activity_met_minutes'];
const pointsByAlerts = [100, 95, 78, 60, 48, 28];
const of = (day: ActivityDocument, key: string) => day[key] as number;

test.each<[string, (day: ActivityDocument) => boolean]>([
  ['I-23 a whole day', (d) => sum(times.map((key) => of(d, key))) === 86_400],
  ['I-24 a value a minute', (d) => d.met.interval === 60 && d.met.items.length === 1440 && d.class_5_min.length === 288],
  ['I-24 I-40 from 04:00 local time', (d) => d.timestamp.startsWith(`${d.day}T04:00:00.000+0`) && d.met.timestamp === d.timestamp],
  ['I-25 whole minutes', (d) => times.every((key) => of(d, key) % 60 === 0)],
  ['I-26 movement above 1.5 MET', (d) => Math.abs(net(d.met.items) - sum(metMinutes.map((key) => of(d, key)))) <= 3],
  ['I-27 energy by weight', (d) => Math.abs(of(d, 'active_calories') - (net(d.met.items) * person.profile.weight) / 60) <= 1],
  ['I-28 average in steps of 1/32', (d) => (of(d, 'average_met_minutes') * 32) % 1 === 0],
  [
    'I-28 average of the worn minutes',
    (d) => {
      const worn = d.met.items.filter((value) => value > 0.1);
      return Math.abs(sum(worn) / worn.length - of(d, 'average_met_minutes')) <= 1 / 32;
    },
  ],
  ['I-29 score from contributors', (d) => d.score === activityScore(d.contributors)],
  ['I-30 alerts', (d) => d.contributors.move_every_hour === pointsByAlerts[of(d, 'inactivity_alerts')]],
  ['I-31 20 metres a kilocalorie', (d) => d.target_meters === 20 * of(d, 'target_calories')],
  ['I-31 negative when passed', (d) => of(d, 'meters_to_target') < 0 === of(d, 'active_calories') > of(d, 'target_calories')],
  ['I-34 not worn is 0.1', (d) => d.met.items.filter((value) => value <= 0.1).length * 60 === of(d, 'non_wear_time')],
  ['total energy exceeds the active', (d) => of(d, 'total_calories') > of(d, 'active_calories') + 1000],
])('%s', (_, holds) => {
  expect(days.filter((day) => !holds(day)).map(({ day }) => day)).toEqual([]);
});

test('I-25 the five-minute classes agree with the times', () => {
  times.slice(1, 4).forEach((key, i) => {
    const ofClasses = sum(days.map((day) => (day.class_5_min.split(String(i + 1)).length - 1) * 300));
    expect(Math.abs(ofClasses / sum(days.map((day) => of(day, key))) - 1)).toBeLessThan(0.25);
  });
});

test('what is not worn is class 0', () => {
  const off = days.filter((day) => of(day, 'non_wear_time') >= 3000);
  expect(off.length).toBeGreaterThan(15);
  expect(off.every((day) => day.class_5_min.includes('00000'))).toBe(true);
});

test('means look like those of a real person', () => {
  const mean = (key: string) => sum(days.map((day) => of(day, key))) / days.length;
  for (const [key, low, high] of [
    ['score', 75, 93],
    ['steps', 6500, 11_500],
    ['inactivity_alerts', 0.1, 2],
    ['average_met_minutes', 1.3, 1.7],
    ['non_wear_time', 600, 3600],
  ] as const) {
    expect(mean(key)).toBeGreaterThan(low);
    expect(mean(key)).toBeLessThan(high);
  }
});

test('I-42 workouts are of their day, strenuous in every minute, and within its energy', () => {
  days.forEach((day, i) => {
    for (const workout of person.documents('workout', range[i] as number)) {
      const start = workout.start_datetime as string;
      expect([workout.day, start.slice(0, 10)]).toEqual([dayText(range[i] as number), day.day]);
      const [from, to] = [start, workout.end_datetime as string].map((text) => (Date.parse(text) - Date.parse(day.timestamp)) / 60_000);
      expect(Math.min(...day.met.items.slice(from, to))).toBeGreaterThan(3.9);
      expect(workout.calories as number).toBeLessThanOrEqual(of(day, 'active_calories') * 1.05);
    }
  });
});
