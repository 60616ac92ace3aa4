import type { HistoryView } from '../view.js';
import type { Invariant } from './invariant.js';
import { weighted } from './weighted.js';

const weights = {
  ...{ previous_night: 0.15, sleep_balance: 0.17, previous_day_activity: 0.1, activity_balance: 0.1 },
  ...{ resting_heart_rate: 0.15, hrv_balance: 0.15, recovery_index: 0.1 },
};
const INTERCEPT = 5.8;
const SUM_OF_WEIGHTS = 0.92;
const LARGEST_FEVER_PENALTY = 13;
const trendWeights = [0.4, 0.4, 0.2];

/** I-20 to I-22: daily_readiness; temperatures in °C. */
export const readiness: Invariant[] = [
  {
    id: 'I-20',
    text: 'readiness is 5.8 + 0.92 × the weighted mean of the known contributors (± 3.5), up to 13 less above +0.35 °C',
    check: ({ readinessOn }, expect) => {
      for (const { day, contributors, score, temperature_deviation: celsius } of readinessOn.values()) {
        const mean = weighted(contributors, weights);
        if (score === null || mean === null) continue;
        const above = score - Math.max(1, Math.min(100, INTERCEPT + SUM_OF_WEIGHTS * mean));
        const penalty = (celsius ?? 0) > 0.35 ? LARGEST_FEVER_PENALTY : 0;
        expect(above <= 3.5 && above >= -3.5 - penalty, () => `${day}: ${score}, ${above.toFixed(1)} off`);
      }
    },
  },
  {
    id: 'I-21',
    text: 'temperature_trend_deviation is .4, .4 and .2 of the last three deviations (± .08), scaled up for one missing, null with fewer',
    check: ({ readinessOn }, expect) => {
      for (const [day, document] of readinessOn) {
        let [sum, total, known] = [0, 0, 0];
        trendWeights.forEach((weight, age) => {
          const celsius = readinessOn.get(day - age)?.temperature_deviation ?? null;
          if (celsius === null) return;
          sum += weight * celsius;
          total += weight;
          known++;
        });
        const trend = document.temperature_trend_deviation;
        const fits = known < 2 ? trend === null : trend !== null && Math.abs(trend - sum / total) <= 0.08;
        expect(fits, () => `${document.day}: ${trend}, expected ${known < 2 ? null : (sum / total).toFixed(2)}`);
      }
    },
  },
  {
    id: 'I-22',
    text: 'the first 2 nights have no sleep_balance and the first 2 days no activity_balance, the first 3 nights no hrv_balance, the first 5 no sleep_regularity; with 10 of the last 14 days all are there; the score always is',
    check: (view, expect) => {
      const { readinessOn, mains } = view;
      let nights = 0;
      for (const [day, { contributors, score, day: text }] of [...readinessOn].sort((a, b) => a[0] - b[0])) {
        if (mains.has(day)) nights++;
        const isKnown = (key: string) => (contributors[key] ?? null) !== null;
        const early =
          (nights > 2 || !isKnown('sleep_balance')) &&
          (recentDays(view.activityOn, day - 1) > 1 || recentDays(view.activityOn, day - 15) > 0 || !isKnown('activity_balance')) &&
          (nights > 3 || !isKnown('hrv_balance')) &&
          (nights > 5 || !isKnown('sleep_regularity'));
        const late =
          (recentDays(mains, day) < 10 || (isKnown('sleep_balance') && isKnown('hrv_balance') && isKnown('sleep_regularity'))) &&
          (recentDays(view.activityOn, day - 1) < 10 || isKnown('activity_balance'));
        expect(early && late && score !== null, () => `${text}: night ${nights}, score ${score}, ${JSON.stringify(contributors)}`);
      }
    },
  },
];

function recentDays(on: HistoryView['mains'] | HistoryView['activityOn'], day: number): number {
  let count = 0;
  for (let age = 0; age < 14; age++) if (on.has(day - age)) count++;
  return count;
}
