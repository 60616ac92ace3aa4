import { dayText } from '../lib/dates.js';
import type { DayFacts } from './day-facts.js';
import type { DayContext, DerivedDocument } from './derive-day.js';
import { averageOxygen, breathingDisturbanceIndex } from './scores/blood-oxygen.js';
import { steadyVascularAge } from './scores/cardiovascular-age.js';
import { LONG_TERM_NIGHTS } from './scores/history-mean.js';
import { type BedtimeNight, sleepTime } from './scores/sleep-time.js';

const OXYGEN_SECONDS = 30;

/** `daily_spo2` of a night; null values where the ring could not tell, as in 7 of 195 published rows of 2023. */
export function dailySpo2Documents({ recording, facts: { day, sleep } }: DayContext): DerivedDocument[] {
  if (sleep === null) return [];
  const { totalSleepSeconds } = sleep.main;
  const samples = recording.sleeps[sleep.mainIndex]?.oxygen ?? [];
  const average = averageOxygen(samples, totalSleepSeconds);
  const body = {
    breathing_disturbance_index: breathingDisturbanceIndex(samples, OXYGEN_SECONDS, totalSleepSeconds),
    day: dayText(day),
    spo2_percentage: average === null ? null : { average },
  };
  return [{ key: String(day), body }];
}

/** `daily_cardiovascular_age` of a night, once there are enough of them. */
export function cardiovascularAgeDocuments({ facts, history }: DayContext): DerivedDocument[] {
  if (facts.sleep === null) return [];
  const nights = [facts, ...history.slice(0, LONG_TERM_NIGHTS - 1)];
  const age = steadyVascularAge(nights.map(({ sleep }) => sleep?.main.pulseWaveVelocity ?? null));
  return age === null ? [] : [{ key: String(facts.day), body: { day: dayText(facts.day), vascular_age: age } }];
}

/** `sleep_time` of every day on which the ring told anything. */
export function sleepTimeDocuments({ recording, facts, history }: DayContext): DerivedDocument[] {
  if (recording.sleeps.length === 0 && recording.activity === null) return [];
  const nights = [facts, ...history.slice(0, LONG_TERM_NIGHTS - 1)].map(bedtimeNight);
  const { optimal_bedtime, recommendation, status } = sleepTime(nights, recording.offsetMinutes * 60);
  return [{ key: String(facts.day), body: { day: dayText(facts.day), optimal_bedtime, recommendation, status } }];
}

function bedtimeNight({ sleep }: DayFacts): BedtimeNight | null {
  if (sleep === null || sleep.score === null) return null;
  const { timeInBedSeconds, totalSleepSeconds, bedtimeSeconds, riseSeconds } = sleep.main;
  const efficiencyPercent = (100 * totalSleepSeconds) / timeInBedSeconds;
  return { sleepScore: sleep.score, efficiencyPercent, bedtimeSeconds, riseSeconds };
}
