import type { PeriodFacts, SleepFacts } from './day-facts.js';
import { mainIndexOf, measurePeriods } from './measure-periods.js';
import type { DayRecording, WearerProfile } from './recordings.js';
import { sleepScoreWithNaps } from './scores/nap-scores.js';

const LONG_SECONDS = 3 * 3600;

/** The sleep of a day: its longest period of at least three hours, and what others add to its score; null without such a period. */
export function measureSleep(profile: WearerProfile, recording: DayRecording): SleepFacts | null {
  const periods = measurePeriods(recording);
  const mainIndex = mainIndexOf(periods);
  const main = periods[mainIndex];
  if (!main) return null;
  const countsAt = (i: number) => i !== mainIndex && doesCount(periods[i] as PeriodFacts | null, recording.sleeps[i]?.isConfirmed === true);
  const naps = periods.filter((_, i) => countsAt(i)) as PeriodFacts[];
  const night = { ...main, sleepMidpointHours: (main.bedtimeSeconds + main.sleepMidpointSeconds) / 3600 };
  const { contributors, score, napDeltas } = sleepScoreWithNaps(night, naps, profile.ageYears);
  let next = 0;
  return {
    main,
    mainIndex,
    contributors,
    score,
    scoreDeltas: periods.map((_, i) => (i === mainIndex ? 0 : countsAt(i) ? (napDeltas[next++] as number) : null)),
    totalSleepSeconds: naps.reduce((sum, nap) => sum + nap.totalSleepSeconds, main.totalSleepSeconds),
  };
}

/** Naps count once confirmed, longer sleep without being asked (help centre 1500009653181). */
function doesCount(period: PeriodFacts | null, isConfirmed: boolean): boolean {
  if (period === null || period.type === 'rest') return false;
  return isConfirmed || period.timeInBedSeconds >= LONG_SECONDS;
}
