import type { ActivityFacts, DayFacts, ReadinessFacts, SleepFacts } from './day-facts.js';
import type { DayRecording, WearerProfile } from './recordings.js';
import { temperatureDeviation, temperatureTrend } from './scores/body-temperature.js';
import { LONG_TERM_NIGHTS } from './scores/history-mean.js';
import { readinessContributors } from './scores/readiness-contributors.js';
import {
  activityBalanceRatio,
  clockSpread,
  hrvBalanceRatio,
  restingHeartRateExcess,
  sleepBalanceRatio,
} from './scores/readiness-measures.js';
import { readinessScore } from './scores/readiness-score.js';
import { sleepAnchors } from './scores/sleep-amounts.js';

// The sleep balance was fitted with 8 h of need to a wearer whose total sleep earns 95 points at 8.4 h.
const NEED_BELOW_95_HOURS = 0.4;

/** The readiness of a day from its sleep and the days before, yesterday first; null without sleep. */
export function measureReadiness(
  profile: WearerProfile,
  _recording: DayRecording,
  sleep: SleepFacts | null,
  history: readonly DayFacts[],
): ReadinessFacts | null {
  if (sleep === null) return null;
  const before = history.slice(0, LONG_TERM_NIGHTS);
  const earlier = <T>(of: (night: SleepFacts) => T) => before.map((day) => (day.sleep === null ? null : of(day.sleep)));
  const nights = <T>(of: (night: SleepFacts) => T) => [of(sleep), ...earlier(of)];
  const { main } = sleep;
  const deviation = temperatureDeviation(
    main.skinTemperature,
    earlier((night) => night.main.skinTemperature),
  );
  const background = {
    sleepBalanceRatio: sleepBalanceRatio(
      nights((night) => night.totalSleepSeconds / 3600),
      sleepAnchors(profile.ageYears).totalHours.at95 - NEED_BELOW_95_HOURS,
    ),
    previousDayRatio: shareOfTarget(history[0]?.activity ?? null),
    activityBalanceRatio: activityBalanceRatio(before.map(({ activity }) => activity?.activeCalories ?? null)),
    restingHeartRateExcess: restingHeartRateExcess(
      main.lowestHeartRate,
      earlier((night) => night.main.lowestHeartRate),
    ),
    hrvBalanceRatio: hrvBalanceRatio(nights((night) => night.main.averageHrv)),
    recoveryHours: main.recoveryHours,
    temperatureDeviation: deviation,
    bedtimeSpreadMinutes: clockSpread(nights((night) => night.main.bedtimeSeconds / 60)),
  };
  const rate = (sleepScore: number | null) => {
    const contributors = readinessContributors({ ...background, sleepScore });
    return { contributors, score: readinessScore(contributors, deviation) };
  };
  return {
    ...rate(sleep.score),
    temperatureDeviation: deviation,
    temperatureTrend: temperatureTrend([deviation, ...history.slice(0, 2).map((day) => day.readiness?.temperatureDeviation ?? null)]),
    scoreDeltas: deltasOf(sleep, (score) => rate(score).score ?? 0),
  };
}

/** What the naps' points of sleep do to readiness, one after the other. */
function deltasOf({ score, scoreDeltas }: SleepFacts, rate: (sleepScore: number) => number): (number | null)[] {
  let reached = scoreDeltas.reduce<number>((rest, delta) => rest - (delta ?? 0), score ?? 0);
  return scoreDeltas.map((delta) => {
    if (!delta) return delta;
    const before = rate(reached);
    reached += delta;
    return rate(reached) - before;
  });
}

function shareOfTarget(activity: ActivityFacts | null): number | null {
  return activity === null || activity.targetCalories <= 0 ? null : activity.activeCalories / activity.targetCalories;
}
