import { roundTo } from './curve.js';
import { wallMinutes } from './helsinki-time.js';
import type { Life } from './life.js';
import { type ReadinessContributors, readinessContributors, readinessScore } from './readiness-score.js';
import { type SleepContributors, sleepContributors, sleepScore } from './sleep-score.js';

const HOUR_MS = 3_600_000;
const LONG_NIGHTS = 60;
const TWO_WEEKS = 14;
const WEEK = 7;
/** Hours of sleep an adult needs; what sleep balance is measured by. */
const NEED_HOURS = 7.3;

/** The sleep score of a day and how many points the nap of the evening before gave it. */
export interface DaySleepScore {
  contributors: SleepContributors;
  score: number;
  napDelta: number;
}

/** Rates the night that ends on `day`, together with a nap that ended after 18:00 the evening before. */
export function sleepScoreOf(life: Life, day: number): DaySleepScore {
  const night = life.sleep(day);
  const nap = life.plan(day - 1).nap?.isLate ? life.nap(day - 1) : null;
  const rate = (total: number, deep: number, rem: number) =>
    sleepContributors({
      age: life.traits.age,
      total,
      deep,
      rem,
      efficiency: (100 * night.total) / night.timeInBed,
      latency: night.latency,
      midpointHours: wallMinutes((night.startMs + night.endMs) / 2, day) / 60,
      awake: night.timeInBed - night.total,
      restlessPercent: night.restlessPercent,
      wakings: night.wakings,
    });
  const alone = rate(night.total, night.deep, night.rem);
  if (!nap) return { contributors: alone, score: sleepScore(alone), napDelta: 0 };
  const contributors = rate(night.total + nap.total, night.deep + nap.deep, night.rem + nap.rem);
  const score = sleepScore(contributors);
  return { contributors, score, napDelta: score - sleepScore(alone) };
}

/** The readiness of a day as documents have it, and how many points the nap of the evening before gave it. */
export interface DayReadiness {
  contributors: ReadinessContributors;
  score: number;
  temperature_deviation: number;
  temperature_trend_deviation: number;
  napDelta: number;
}

/** Rates what the last night, the last weeks and the last two months leave for `day`. */
export function readinessOf(life: Life, day: number): DayReadiness {
  const plan = life.night(day);
  const { score, napDelta } = sleepScoreOf(life, day);
  const rate = (ofSleep: number) => readinessContributors({ ...backgroundOf(life, day), sleepScore: ofSleep });
  const contributors = rate(score);
  const readiness = readinessScore(contributors, plan.temperature);
  return {
    contributors,
    score: readiness,
    temperature_deviation: plan.temperature,
    temperature_trend_deviation: temperatureTrend([day, day - 1, day - 2].map((d) => life.night(d).temperature)),
    napDelta: napDelta === 0 ? 0 : readiness - readinessScore(rate(score - napDelta), plan.temperature),
  };
}

/** Weighted mean of the deviations of three nights, the latest first, in °C. */
export function temperatureTrend(nights: readonly number[]): number {
  const [today = 0, yesterday = 0, before = 0] = nights;
  return roundTo(0.4 * today + 0.4 * yesterday + 0.2 * before, 100);
}

function backgroundOf(life: Life, day: number) {
  const night = life.sleep(day);
  const share = (d: number) => life.activity(d).activeCalories / life.plan(d).targetCalories;
  const bedtimes = (d: number) => life.night(d).bedMinutes;
  const meanBedtime = meanBefore(day + 1, TWO_WEEKS, bedtimes);
  return {
    sleepShare: meanBefore(day + 1, TWO_WEEKS, (d) => life.night(d).sleepHours) / NEED_HOURS,
    yesterdayShare: share(day - 1),
    weekShare: meanBefore(day, WEEK, share),
    heartRateExcess: night.lowestHeartRate - meanBefore(day, LONG_NIGHTS, (d) => life.night(d).lowestHeartRate),
    hrvShare: meanBefore(day + 1, WEEK, (d) => life.night(d).hrv) / meanBefore(day + 1, LONG_NIGHTS, (d) => life.night(d).hrv),
    recoveryHours: (night.endMs - night.settledMs) / HOUR_MS,
    temperature: life.night(day).temperature,
    bedtimeSpread: Math.sqrt(meanBefore(day + 1, TWO_WEEKS, (d) => (bedtimes(d) - meanBedtime) ** 2)),
  };
}

/** The mean over the `count` days before `day`. */
function meanBefore(day: number, count: number, of: (day: number) => number): number {
  let sum = 0;
  for (let d = day - count; d < day; d++) sum += of(d);
  return sum / count;
}
