import type { ActivityFacts, DayFacts, ReadinessFacts } from './day-facts.js';
import type { DayRecording, WearerProfile } from './recordings.js';
import { type ActivitySummary, summariseActivity } from './scores/activity-summary.js';
import { targetCalories } from './scores/activity-target.js';
import { activeCalories } from './scores/energy.js';
import { historyMean } from './scores/history-mean.js';
import { inactivityAlerts } from './scores/inactivity-alerts.js';
import { HIGH, MEDIUM, metLimits, NOT_WORN, SEDENTARY } from './scores/met-classes.js';
import { clamp } from './scores/rounding.js';

/**
 * The movement of a day's 24 hours from 04:00; null where the ring was not worn at all. `history` begins with yesterday and decides, with
 * readiness, the goal.
 */
export function measureActivity(
  profile: WearerProfile,
  { activity, isResting }: DayRecording,
  readiness: ReadinessFacts | null,
  history: readonly DayFacts[],
): ActivityFacts | null {
  if (activity === null) return null;
  const summary = summariseActivity(activity.mets, metLimits(profile.ageYears));
  const time = (kind: number) => summary.times[kind] as number;
  if (time(NOT_WORN) === activity.mets.length * 60) return null;
  const calories = Math.round(activeCalories(summary.netMetMinutes, profile.weightKg));
  const target = isResting ? PAUSED_CALORIES : targetCalories(readiness?.score ?? null, usualCalories(history));
  return {
    ...summary,
    isTargetMet: calories >= target,
    mediumTime: time(MEDIUM),
    highTime: time(HIGH),
    trainingMetMinutes: trainingMetMinutes(summary),
    activeCalories: calories,
    targetCalories: target,
    inactivityAlerts: inactivityAlerts(summary.fiveMinuteClasses),
    sedentarySeconds: time(SEDENTARY),
  };
}

const trainingMetMinutes = ({ metMinutes }: ActivitySummary) => (metMinutes[MEDIUM] as number) + (metMinutes[HIGH] as number);

/** The goal while goals are paused, in kilocalories; own estimate. */
const PAUSED_CALORIES = 250;
const USUAL_DAYS = 28;
const LEAST_USUAL_DAYS = 7;
const USUAL_SHARE = 0.8;
const STEP_CALORIES = 50;

/**
 * The goal of an ordinary day: four fifths of the mean of the last four weeks, in steps of 50 from 200 to 600; the base of
 * `targetCalories` before a week is known. Own estimate, so that the goal is met on most days; the service's depends on the wearer, too.
 */
function usualCalories(history: readonly DayFacts[]): number | undefined {
  const calories: (number | null)[] = [];
  for (let age = 0; age < Math.min(USUAL_DAYS, history.length); age++) calories.push(history[age]?.activity?.activeCalories ?? null);
  const mean = historyMean(calories, USUAL_DAYS, LEAST_USUAL_DAYS);
  return mean === null ? undefined : clamp(Math.round((USUAL_SHARE * mean) / STEP_CALORIES) * STEP_CALORIES, 200, 600);
}
