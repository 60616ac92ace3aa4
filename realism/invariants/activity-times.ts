import type { ActivityDocument } from '../documents.js';
import { localDay, offsetMs } from '../local-time.js';
import type { ActiveDay, HistoryView } from '../view.js';
import type { Expect, Invariant } from './invariant.js';

const DAY_SECONDS = 86_400;
const CLASS_SLACK_SECONDS = 5400;
const OLD_YEARS = 75;

/** I-23 to I-26 and I-28: the minutes of daily_activity. The last day of a history may be incomplete. */
export const activityTimes: Invariant[] = [
  ofActivities('I-23', 'the six times add up to 24 hours, on an incomplete last day to its minutes', ({ document }, expect, isLast) => {
    const sum = timesOf(document).reduce((all, seconds) => all + seconds, 0);
    const expected = isLast ? document.met.items.length * 60 : DAY_SECONDS;
    expect(sum === expected, () => `${document.day}: ${sum} s`);
  }),
  {
    id: 'I-24',
    text: 'met has 1440 minutes and class_5_min 288 digits from 04:00 local time (later only where the clock jumped on a journey); fewer on the last day',
    check: ({ activities, history }, expect) => {
      activities.forEach(({ document, day }, i) => {
        const { met, class_5_min: classes, timestamp } = document;
        const isFull = day === history.lastDay ? met.items.length <= 1440 : met.items.length === 1440;
        const isShaped = met.interval === 60 && classes.length === Math.ceil(met.items.length / 5) && met.timestamp === timestamp;
        const before = activities[i - 1];
        const hasJumped = before !== undefined && offsetMs(before.document.timestamp) !== offsetMs(timestamp);
        const isPlaced = timestamp.startsWith(`${document.day}T04:00:00.000`) || (hasJumped && localDay(timestamp, 4) >= day);
        expect(isFull && isShaped && isPlaced, () => `${document.day}: ${met.items.length} minutes from ${timestamp}`);
      });
    },
  },
  ofActivities(
    'I-25',
    'times are whole minutes; 5 minutes per digit of class_5_min are within 25 % of them, or 90 minutes, sedentary and low time taken together (from 75 years on medium time as well)',
    ({ document }, expect, _isLast, ageYears) => {
      const counts = [0, 0, 0, 0, 0, 0];
      for (let i = 0; i < document.class_5_min.length; i++) (counts[document.class_5_min.charCodeAt(i) - 48] as number) += 300;
      const times = timesOf(document);
      // A mean of five minutes decides between them; the minutes themselves are mixed. In old age pottering about is medium activity.
      const merged = ([off, rest, sedentary = 0, low = 0, medium = 0, high]: number[]) =>
        (ageYears < OLD_YEARS ? [off, rest, sedentary + low, medium, high] : [off, rest, sedentary + low + medium, high]) as number[];
      const said = merged(counts);
      const fits = merged(times).every(
        (seconds, i) => Math.abs((said[i] as number) - seconds) <= Math.max(CLASS_SLACK_SECONDS, 0.25 * seconds),
      );
      const areWhole = times.every((seconds) => seconds % 60 === 0);
      expect(fits && areWhole, () => `${document.day}: ${times.join(', ')} s, digits ${counts.join(', ')} s`);
    },
  ),
  ofActivities(
    'I-26',
    'MET above 1.5, summed over the minutes, is the sum of the four *_met_minutes (± 3)',
    ({ document, netMet }, expect) => {
      const { high_activity_met_minutes: high, medium_activity_met_minutes: medium, low_activity_met_minutes: low } = document;
      const said = high + medium + low + document.sedentary_met_minutes;
      expect(Math.abs(said - netMet) <= 3, () => `${document.day}: ${said}, by the minutes ${netMet.toFixed(1)}`);
    },
  ),
  ofActivities(
    'I-28',
    'average_met_minutes is in steps of 1/32, and the mean MET of a day fully worn (± 1/32)',
    ({ document, metSum }, expect) => {
      const average = document.average_met_minutes;
      const isFull = document.non_wear_time === 0;
      const mean = metSum / document.met.items.length;
      const isMean = !isFull || Math.abs(average - mean) <= 1 / 32 + 1e-9;
      expect(Number.isInteger(average * 32) && isMean, () => `${document.day}: ${average}, mean ${mean.toFixed(3)}`);
    },
  ),
];

type CheckActivity = (active: ActiveDay, expect: Expect, isLast: boolean, ageYears: number) => void;

/** A statement about each day's movement by itself. */
export function ofActivities(id: string, text: string, check: CheckActivity): Invariant {
  return {
    id,
    text,
    check: ({ activities, history }: HistoryView, expect) => {
      const { ageYears } = history.profile;
      for (const active of activities) check(active, expect, active.day === history.lastDay, ageYears);
    },
  };
}

// In the order of the digits of class_5_min.
const timesOf = (document: ActivityDocument) => [
  ...[document.non_wear_time, document.resting_time, document.sedentary_time],
  ...[document.low_activity_time, document.medium_activity_time, document.high_activity_time],
];
