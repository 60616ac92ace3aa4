import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as activity from '../../src/derive/scores/activity-contributors.js';
import { activityScore } from '../../src/derive/scores/activity-score.js';
import { summariseActivity } from '../../src/derive/scores/activity-summary.js';
import { metersToTarget } from '../../src/derive/scores/activity-target.js';
import { bodyTemperatureContributor, feverPenalty } from '../../src/derive/scores/body-temperature.js';
import { vascularAge } from '../../src/derive/scores/cardiovascular-age.js';
import { metLimits } from '../../src/derive/scores/met-classes.js';
import { sleepScoreWithNaps } from '../../src/derive/scores/nap-scores.js';
import * as readiness from '../../src/derive/scores/readiness-contributors.js';
import { readinessScore } from '../../src/derive/scores/readiness-score.js';
import { amountContributor, sleepAnchors } from '../../src/derive/scores/sleep-amounts.js';
import * as sleep from '../../src/derive/scores/sleep-contributors.js';
import { sleepScore } from '../../src/derive/scores/sleep-score.js';

type Rated = (measure: number) => number | null;
const finite = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const rising: [string, Rated, number, number][] = [
  ['total sleep', (hours) => amountContributor(hours, sleepAnchors(40).totalHours), 0, 16],
  ['deep sleep', (minutes) => amountContributor(minutes, sleepAnchors(40).deepMinutes), 0, 400],
  ['REM sleep', (minutes) => amountContributor(minutes, sleepAnchors(40).remMinutes), 0, 400],
  ['efficiency', sleep.efficiencyContributor, 0, 100],
  ['latency up to 15 minutes', sleep.latencyContributor, 0, 900],
  ['previous night', readiness.previousNightContributor, 1, 100],
  ['HRV balance', readiness.hrvBalanceContributor, 0, 3],
  ['recovery index', readiness.recoveryIndexContributor, 0, 16],
  ['sleep balance', readiness.sleepBalanceContributor, 0, 2],
  ['targets met', activity.meetDailyTargetsContributor, 0, 7],
  ['training frequency', activity.trainingFrequencyContributor, 0, 7],
  ['training volume', activity.trainingVolumeContributor, 0, 9000],
  ['recovery time', activity.recoveryTimeContributor, 0, 7],
  ['age of the arteries', (velocity) => vascularAge(Array(14).fill(velocity)), 3, 20],
];
const falling: [string, Rated, number, number][] = [
  ['latency from 15 minutes', sleep.latencyContributor, 900, 20_000],
  ['timing', sleep.timingContributor, 0, 11.99],
  ['restless periods', (periods) => sleep.restfulnessContributor(periods, 30), 0, 200],
  ['waking', (minutes) => sleep.restfulnessContributor(25, minutes), 0, 700],
  ['body temperature above normal', bodyTemperatureContributor, 0, 3],
  ['resting heart rate above the usual', readiness.restingHeartRateContributor, 0, 40],
  ['sleep regularity', readiness.sleepRegularityContributor, 0, 300],
  ['inactivity alerts', activity.moveEveryHourContributor, 0, 16],
  ['sedentary time', activity.stayActiveContributor, 0, 86_400],
];

describe('contributors', () => {
  test.each(rising)('%s: more is never worse, 1 to 100', (_, rated, min, max) => expectMonotone(rated, min, max, 1));
  test.each(falling)('%s: more is never better, 1 to 100', (_, rated, min, max) => expectMonotone(rated, min, max, -1));

  test('a warmer body never costs less', () => {
    fc.assert(fc.property(finite(-2, 3), finite(0, 2), (from, more) => feverPenalty(from + more) >= feverPenalty(from)));
  });
});

function expectMonotone(rated: Rated, min: number, max: number, sign: 1 | -1): void {
  fc.assert(
    fc.property(finite(min, max), finite(min, max), (a, b) => {
      const [less, more] = [Math.min(a, b), Math.max(a, b)].map((measure) => rated(measure) as number) as [number, number];
      expect([less, more].every((points) => Number.isInteger(points) && points >= 1 && points <= 100)).toBe(true);
      expect((more - less) * sign).toBeGreaterThanOrEqual(0);
    }),
  );
}

const points = fc.integer({ min: 1, max: 100 });
const keys = {
  sleep: ['deep_sleep', 'efficiency', 'latency', 'rem_sleep', 'restfulness', 'timing', 'total_sleep'],
  readiness: [
    ...(['activity_balance', 'hrv_balance', 'previous_day_activity', 'previous_night'] as const),
    ...(['recovery_index', 'resting_heart_rate', 'sleep_balance'] as const),
  ],
  activity: ['meet_daily_targets', 'move_every_hour', 'recovery_time', 'stay_active', 'training_frequency', 'training_volume'],
};
const unweighted = { body_temperature: null, sleep_regularity: null };
type Score = (contributors: Record<string, number | null>) => number | null;
const scores: [string, readonly string[], Score, number][] = [
  ['sleep', keys.sleep, sleepScore as unknown as Score, 0],
  ['activity', keys.activity, activityScore as unknown as Score, 0],
  // Its line is not quite that of a mean.
  ['readiness', keys.readiness, (known) => readinessScore({ ...unweighted, ...known } as never, 0), 7],
];

describe.each(scores)('%s score', (_, names, score, slack) => {
  const contributors = (value: fc.Arbitrary<number | null>) => fc.record(Object.fromEntries(names.map((name) => [name, value])));

  test('lies among its known contributors, whichever are missing', () => {
    fc.assert(
      fc.property(contributors(fc.option(points, { nil: null })), (some) => {
        const known = Object.values(some).filter((value) => value !== null);
        const value = score(some);
        if (known.length === 0) return value === null;
        return value !== null && value >= Math.max(1, Math.min(...known) - slack) && value <= Math.min(100, Math.max(...known) + slack);
      }),
    );
  });

  test('never falls when a contributor rises', () => {
    fc.assert(
      fc.property(contributors(points), fc.constantFrom(...names), points, (all, name, other) => {
        const better = { ...all, [name]: Math.max(all[name] as number, other) };
        return (score(better) as number) >= (score(all) as number);
      }),
    );
  });
});

const seconds = (max: number) => fc.integer({ min: 0, max });

test('naps never lower a sleep score, and their parts add up', () => {
  const nap = fc.record({
    ...{ timeInBedSeconds: fc.integer({ min: 2700, max: 10_000 }), totalSleepSeconds: seconds(2600) },
    ...{ deepSleepSeconds: seconds(900), remSleepSeconds: seconds(900), restlessPeriods: seconds(40) },
  });
  const night = {
    ...{ timeInBedSeconds: 29_000, totalSleepSeconds: 24_000, deepSleepSeconds: 4000, remSleepSeconds: 5000 },
    ...{ sleepOnsetLatencySeconds: 600, wakeAfterSleepOnsetSeconds: 1900, restlessPeriods: 200, sleepMidpointHours: 3.2 },
  };
  fc.assert(
    fc.property(fc.array(nap, { maxLength: 3 }), (naps) => {
      const { score, napDeltas } = sleepScoreWithNaps(night, naps, 40);
      const alone = sleepScoreWithNaps(night, [], 40).score as number;
      return napDeltas.every((delta) => delta >= 0) && score === napDeltas.reduce((sum, delta) => sum + delta, alone);
    }),
  );
});

test('the classes of a day make up its minutes and its net MET minutes', () => {
  const tenths = fc.array(fc.integer({ min: 0, max: 150 }), { minLength: 1440, maxLength: 1440 });
  fc.assert(
    fc.property(tenths, fc.integer({ min: 18, max: 90 }), (minutes, age) => {
      const { times, metMinutes, netMetMinutes, averageMet } = summariseActivity(
        minutes.map((met) => met / 10),
        metLimits(age),
      );
      const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
      return sum(times) === 86_400 && Math.abs(sum(metMinutes) - netMetMinutes) <= 3 && (averageMet * 32) % 1 === 0;
    }),
    { numRuns: 20 },
  );
});

test('metres are left exactly until the goal is met', () => {
  const calories = fc.integer({ min: 0, max: 2000 });
  fc.assert(
    fc.property(fc.integer({ min: 100, max: 900 }), calories, calories, (target, active, walked) => {
      return Math.sign(metersToTarget(target, active, walked * 20)) === Math.sign(target - active);
    }),
  );
});
