import { DAY_MS, dayText, localDateTime } from '../lib/dates.js';
import type { DayFacts } from './day-facts.js';
import type { DayContext, DerivedDocument } from './derive-day.js';
import { historyMean } from './scores/history-mean.js';
import { physicalActivityIndex, vo2Max } from './scores/vo2-max.js';

const WEEK = 7;
/** 1970-01-04 was a Sunday. */
const SUNDAY = 3;
const ELEVEN_MS = 11 * 3_600_000;
const DAYS = 28;
const LEAST_DAYS = 7;
/** Beats per minute sitting awake above the lowest of the night; own estimate. */
const AWAKE_EXCESS = 8;
/** People in general against those of the formula's study, who are fitter; own estimate. */
const POPULATION_SHARE = 0.91;

/** The `vO2_max` of a Sunday, 11:00 local time, from four weeks of nights and activity, of each of which seven must be known. */
export function vo2MaxDocuments({ profile, recording, facts, history }: DayContext): DerivedDocument[] {
  if (recording.day % WEEK !== SUNDAY || recording.activity === null) return [];
  const lowest = historyMean([facts, ...history.slice(0, DAYS)].map(lowestHeartRate), DAYS, LEAST_DAYS);
  const training = historyMean(history.slice(0, DAYS).map(trainingMetMinutes), DAYS, LEAST_DAYS);
  if (lowest === null || training === null) return [];
  const activityIndex = physicalActivityIndex(training * WEEK);
  const uptake = vo2Max({ ...profile, restingHeartRate: lowest + AWAKE_EXCESS, activityIndex });
  const { day, offsetMinutes } = recording;
  const body = {
    day: dayText(day),
    timestamp: localDateTime(day * DAY_MS + ELEVEN_MS - offsetMinutes * 60_000, offsetMinutes),
    vo2_max: Math.round(POPULATION_SHARE * uptake),
  };
  return [{ key: String(day), body }];
}

const lowestHeartRate = ({ sleep }: DayFacts) => sleep?.main.lowestHeartRate ?? null;
const trainingMetMinutes = ({ activity }: DayFacts) => activity?.trainingMetMinutes ?? null;
