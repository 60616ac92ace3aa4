import { median } from '../statistics.js';
import { ofActivities } from './activity-times.js';
import type { Invariant } from './invariant.js';
import { isWithinPoint } from './weighted.js';

const weights = {
  ...{ meet_daily_targets: 0.25, recovery_time: 0.25, stay_active: 0.15, training_volume: 0.15 },
  ...{ move_every_hour: 0.1, training_frequency: 0.1 },
};
const pointsByAlerts = [100, 95, 78, 60, 48, 28];
const LEAST_NET_MET = 60;

/** I-27 and I-29 to I-31: energy (kilocalories), goals and score of daily_activity. */
export const activityScores: Invariant[] = [
  {
    id: 'I-27',
    text: 'active_calories per net MET minute are the same on all days of a person (± 1 %, ± 1 kcal)',
    check: ({ activities }, expect) => {
      const enough = activities.filter(({ netMet }) => netMet >= LEAST_NET_MET);
      const usual = median(enough.map(({ document, netMet }) => document.active_calories / netMet));
      if (Number.isNaN(usual)) return;
      for (const { document, netMet } of activities) {
        const expected = usual * netMet;
        const isClose = Math.abs(document.active_calories - expected) <= 0.01 * expected + 1;
        expect(isClose, () => `${document.day}: ${document.active_calories}, expected ${expected.toFixed(1)}`);
      }
    },
  },
  ofActivities('I-29', 'daily_activity.score is its known contributors weighted (± 1)', ({ document }, expect) =>
    expect(
      isWithinPoint(document.score, document.contributors, weights),
      () => `${document.day}: ${document.score} from ${Object.values(document.contributors).join(', ')}`,
    ),
  ),
  ofActivities('I-30', 'move_every_hour follows from inactivity_alerts: 100, 95, 78, 60, 48, 28, then less', ({ document }, expect) => {
    const { inactivity_alerts: alerts, contributors } = document;
    const points = contributors.move_every_hour ?? 0;
    const expected = pointsByAlerts[alerts];
    expect(expected === undefined ? points < 28 : points === expected, () => `${document.day}: ${points} for ${alerts} alerts`);
  }),
  ofActivities(
    'I-31',
    'target_meters is 20 × target_calories; meters_to_target is negative only beyond the goal',
    ({ document }, expect) => {
      const { target_calories: calories, target_meters: meters, meters_to_target: left, active_calories: active } = document;
      const hasSign = active > calories ? left < 0 : left >= 0;
      expect(meters === 20 * calories && hasSign, () => `${document.day}: ${active} of ${calories} kcal, ${left} of ${meters} m left`);
    },
  ),
];
