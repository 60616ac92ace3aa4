import type { SleepAnchors } from './sleep-amounts.js';
import { type SleepMeasures, sleepContributors } from './sleep-contributors.js';
import { type SleepContributors, sleepScore } from './sleep-score.js';

/** What a counted nap adds to its sleep day. */
export type NapMeasures = Pick<
  SleepMeasures,
  'timeInBedSeconds' | 'totalSleepSeconds' | 'deepSleepSeconds' | 'remSleepSeconds' | 'restlessPeriods'
>;

/** The sleep score of a day and what each nap, in time order, did to it (`sleep_score_delta`). */
export interface ScoreWithNaps {
  contributors: SleepContributors;
  score: number | null;
  napDeltas: number[];
}

/**
 * Rates a night together with the counted naps of its sleep day: durations and restless periods add up; latency, waking and midpoint stay
 * those of the night. A nap that would lower the score is left out (deltas of 0 to 13 are seen). On one wearer's 9 days with confirmed
 * naps in 2023: deep and REM sleep within a point on 9, total sleep on 8 (one nap was not counted), score within two points on 9.
 */
export function sleepScoreWithNaps(night: SleepMeasures, naps: readonly NapMeasures[], age: number | SleepAnchors): ScoreWithNaps {
  let measures = night;
  let contributors = sleepContributors(night, age);
  const napDeltas = naps.map((nap) => {
    const together = addNap(measures, nap);
    const rated = sleepContributors(together, age);
    const delta = (sleepScore(rated) ?? 0) - (sleepScore(contributors) ?? 0);
    if (delta < 0) return 0;
    measures = together;
    contributors = rated;
    return delta;
  });
  return { contributors, score: sleepScore(contributors), napDeltas };
}

function addNap(night: SleepMeasures, nap: NapMeasures): SleepMeasures {
  return {
    ...night,
    timeInBedSeconds: night.timeInBedSeconds + nap.timeInBedSeconds,
    totalSleepSeconds: plus(night.totalSleepSeconds, nap.totalSleepSeconds),
    deepSleepSeconds: plus(night.deepSleepSeconds, nap.deepSleepSeconds),
    remSleepSeconds: plus(night.remSleepSeconds, nap.remSleepSeconds),
    restlessPeriods: plus(night.restlessPeriods, nap.restlessPeriods),
  };
}

// A night of which something is not known does not learn it from a nap.
const plus = (ofNight: number | null, ofNap: number | null) => (ofNight === null ? null : ofNight + (ofNap ?? 0));
