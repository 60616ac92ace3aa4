import { temperatureTrend } from '../derive/scores/body-temperature.js';
import { type ScoreWithNaps, sleepScoreWithNaps } from '../derive/scores/nap-scores.js';
import { readinessContributors } from '../derive/scores/readiness-contributors.js';
import {
  clockSpread,
  hrvBalanceRatio,
  recoveryHours,
  restingHeartRateExcess,
  sleepBalanceRatio,
} from '../derive/scores/readiness-measures.js';
import { type ReadinessContributors, readinessScore } from '../derive/scores/readiness-score.js';
import { wallMinutes } from './helsinki-time.js';
import type { Life } from './life.js';

const LONG_NIGHTS = 60;
const TWO_WEEKS = 14;
const WEEK = 7;

/** Rates the night that ends on `day`, together with a nap that ended after 18:00 the evening before. */
export function sleepScoreOf(life: Life, day: number): ScoreWithNaps {
  const night = life.sleep(day);
  const nap = life.plan(day - 1).nap?.isLate ? life.nap(day - 1) : null;
  const midpointMs = night.startMs + night.sleepMidpointSeconds * 1000;
  const measures = { ...night, sleepMidpointHours: wallMinutes(midpointMs, day) / 60 };
  return sleepScoreWithNaps(measures, nap ? [nap] : [], life.traits.age);
}

/** The readiness of a day as documents have it, and how many points the nap of the evening before gave it. */
export interface DayReadiness {
  contributors: ReadinessContributors;
  score: number;
  temperature_deviation: number;
  temperature_trend_deviation: number | null;
  napDelta: number;
}

/** Rates what the last night, the last weeks and the last two months leave for `day`. */
export function readinessOf(life: Life, day: number): DayReadiness {
  const { temperature } = life.night(day);
  const { score, napDeltas } = sleepScoreOf(life, day);
  const background = backgroundOf(life, day);
  const rate = (sleepScore: number) => {
    const contributors = readinessContributors({ ...background, sleepScore });
    return { contributors, score: readinessScore(contributors, temperature) as number };
  };
  const rated = rate(score as number);
  const sleepDelta = napDeltas[0] ?? 0;
  return {
    ...rated,
    temperature_deviation: temperature,
    temperature_trend_deviation: temperatureTrend(lastDays(day + 1, 3, (d) => life.night(d).temperature)),
    napDelta: sleepDelta === 0 ? 0 : rated.score - rate((score as number) - sleepDelta).score,
  };
}

function backgroundOf(life: Life, day: number) {
  const night = life.sleep(day);
  const share = (d: number) => life.activity(d).activeCalories / life.plan(d).targetCalories;
  const nights = (of: 'sleepHours' | 'hrv') => lastDays(day + 1, LONG_NIGHTS, (d) => life.night(d)[of]);
  return {
    sleepBalanceRatio: sleepBalanceRatio(nights('sleepHours')),
    previousDayRatio: share(day - 1),
    // A week against its goals: two months of movement would take too long to make up.
    activityBalanceRatio: lastDays(day, WEEK, share).reduce((sum, part) => sum + part, 0) / WEEK,
    restingHeartRateExcess: restingHeartRateExcess(
      night.lowestHeartRate,
      lastDays(day, LONG_NIGHTS, (d) => life.night(d).lowestHeartRate),
    ),
    hrvBalanceRatio: hrvBalanceRatio(nights('hrv')),
    recoveryHours: recoveryHours(night.heartRate, night.timeInBedSeconds),
    temperatureDeviation: life.night(day).temperature,
    bedtimeSpreadMinutes: clockSpread(lastDays(day + 1, TWO_WEEKS, (d) => life.night(d).bedMinutes)),
  };
}

/** Values of the `count` days before `day`, the last one first. */
function lastDays(day: number, count: number, of: (day: number) => number): number[] {
  return Array.from({ length: count }, (_, i) => of(day - 1 - i));
}
