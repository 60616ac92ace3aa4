import { expect, test } from 'vitest';
import { type NapMeasures, sleepScoreWithNaps } from './nap-scores.js';
import { type SleepMeasures, sleepContributors } from './sleep-contributors.js';
import { sleepScore } from './sleep-score.js';

const night: SleepMeasures = {
  timeInBedSeconds: 29_000,
  totalSleepSeconds: 25_530,
  deepSleepSeconds: 4740,
  remSleepSeconds: 6690,
  sleepOnsetLatencySeconds: 150,
  wakeAfterSleepOnsetSeconds: 1900,
  restlessPeriods: 180,
  sleepMidpointHours: 2.9,
};
const nap: NapMeasures = { timeInBedSeconds: 2400, totalSleepSeconds: 2100, deepSleepSeconds: 540, remSleepSeconds: 0, restlessPeriods: 5 };
const restless: NapMeasures = {
  timeInBedSeconds: 10_000,
  totalSleepSeconds: 60,
  deepSleepSeconds: 0,
  remSleepSeconds: 0,
  restlessPeriods: 200,
};
const alone = sleepScore(sleepContributors(night, 38)) as number;

test('without a nap nothing changes', () => {
  expect(sleepScoreWithNaps(night, [], 38)).toEqual({ contributors: sleepContributors(night, 38), score: alone, napDeltas: [] });
});

test('the score is that of the night and what each nap added', () => {
  const { score, contributors, napDeltas } = sleepScoreWithNaps(night, [nap, nap], 38);
  expect(napDeltas.every((delta) => delta > 0)).toBe(true);
  expect(score).toBe(napDeltas.reduce((sum, delta) => sum + delta, alone));
  expect(contributors).toMatchObject({ latency: 64, timing: 100, total_sleep: 93 });
});

test('a nap that would lower the score is left out', () => {
  expect(sleepScoreWithNaps(night, [restless], 38)).toMatchObject({ score: alone, napDeltas: [0] });
});

test('what a nap does not tell adds nothing, and what the night does not tell stays unknown', () => {
  const vague = { ...nap, deepSleepSeconds: null };
  expect(sleepScoreWithNaps(night, [vague], 38).contributors.deep_sleep).toBe(sleepContributors(night, 38).deep_sleep);
  expect(sleepScoreWithNaps({ ...night, deepSleepSeconds: null }, [nap], 38).contributors.deep_sleep).toBe(null);
});
