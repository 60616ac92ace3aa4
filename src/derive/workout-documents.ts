import { localDateTime } from '../lib/dates.js';
import type { DayContext, DerivedDocument } from './derive-day.js';
import type { ActivityRecording, WorkoutRecording } from './recordings.js';
import { activeCalories, netMet } from './scores/energy.js';
import { type MetLimits, metLimits, NOT_WORN_MET } from './scores/met-classes.js';
import { roundTo } from './scores/rounding.js';

const MINUTE_MS = 60_000;

/** The `workout` documents begun on a day. Calories are those of the minutes that lie in the day's 24 hours, null without any. */
export function workoutDocuments({ profile, recording }: DayContext): DerivedDocument[] {
  const limits = metLimits(profile.ageYears);
  return recording.workouts.map((workout) => {
    const { key, startMs, endMs, offsetMinutes, activity, distance, label, source } = workout;
    const { minutes, sum, net } = effortOf(workout, recording.activity);
    const start = localDateTime(startMs, offsetMinutes);
    const body = {
      activity,
      calories: minutes === 0 ? null : roundTo(activeCalories(net, profile.weightKg), 1000),
      day: start.slice(0, 10),
      distance,
      end_datetime: localDateTime(endMs, offsetMinutes),
      intensity: intensityOf(minutes === 0 ? 0 : roundTo(sum / minutes, 100), limits),
      label,
      source,
      start_datetime: start,
    };
    return { key, body };
  });
}

/** Worn minutes of a workout, the sum of their METs and of their net METs. */
function effortOf({ startMs, endMs }: WorkoutRecording, activity: ActivityRecording | null) {
  const effort = { minutes: 0, sum: 0, net: 0 };
  if (activity === null) return effort;
  const from = Math.max(0, Math.floor((startMs - activity.startMs) / MINUTE_MS));
  const to = Math.min(activity.mets.length, Math.ceil((endMs - activity.startMs) / MINUTE_MS));
  for (let minute = from; minute < to; minute++) {
    const met = activity.mets[minute] as number;
    if (met <= NOT_WORN_MET) continue;
    effort.minutes++;
    effort.sum += met;
    effort.net += netMet(met);
  }
  return effort;
}

/** By the mean MET against the limits of minutes; own estimate. */
function intensityOf(met: number, { mediumMet, highMet }: MetLimits): 'easy' | 'moderate' | 'hard' {
  return met < mediumMet ? 'easy' : met < highMet ? 'moderate' : 'hard';
}
