import { dayText, localDateTime } from '../lib/dates.js';
import type { ActivityFacts } from './day-facts.js';
import type { DayContext, DerivedDocument } from './derive-day.js';
import { activityContributors } from './scores/activity-contributors.js';
import { activityScore } from './scores/activity-score.js';
import { metersToTarget, targetMeters } from './scores/activity-target.js';
import { equivalentWalkingDistance, totalCalories } from './scores/energy.js';

const WEEK = 7;
const MINUTES = 1440;

/** The `daily_activity` of a day, of as many minutes as are recorded. */
export function dailyActivityDocuments({ profile, recording, facts, history }: DayContext): DerivedDocument[] {
  const { activity } = facts;
  if (activity === null || recording.activity === null) return [];
  const { mets, steps, startMs, offsetMinutes } = recording.activity;
  const timestamp = localDateTime(startMs, offsetMinutes);
  const week = [facts, ...history.slice(0, WEEK - 1)].map((day) => day.activity).filter((day): day is ActivityFacts => day !== null);
  const contributors = activityContributors(week, activity.sedentarySeconds, activity.inactivityAlerts);
  const walkingDistance = Math.round(equivalentWalkingDistance(activity.metMinutes));
  const [offTime, restTime, sedentaryTime, lowTime, mediumTime, highTime] = activity.times;
  const [, , sedentaryMet, lowMet, mediumMet, highMet] = activity.metMinutes;
  const body = {
    active_calories: activity.activeCalories,
    average_met_minutes: activity.averageMet,
    class_5_min: activity.fiveMinuteClasses,
    contributors,
    day: dayText(recording.day),
    equivalent_walking_distance: walkingDistance,
    high_activity_met_minutes: highMet,
    high_activity_time: highTime,
    inactivity_alerts: activity.inactivityAlerts,
    low_activity_met_minutes: lowMet,
    low_activity_time: lowTime,
    medium_activity_met_minutes: mediumMet,
    medium_activity_time: mediumTime,
    met: { interval: 60, items: inTenths(mets), timestamp },
    meters_to_target: metersToTarget(activity.targetCalories, activity.activeCalories, walkingDistance),
    non_wear_time: offTime,
    resting_time: restTime,
    score: activityScore(contributors),
    sedentary_met_minutes: sedentaryMet,
    sedentary_time: sedentaryTime,
    steps: sumOf(steps),
    target_calories: activity.targetCalories,
    target_meters: targetMeters(activity.targetCalories),
    timestamp,
    total_calories: Math.round(totalCalories(activity.averageMet, profile.weightKg) * (mets.length / MINUTES)),
  };
  return [{ key: String(recording.day), body }];
}

function inTenths(mets: Float64Array): number[] {
  const items = new Array<number>(mets.length);
  for (let i = 0; i < mets.length; i++) items[i] = Math.round((mets[i] as number) * 10) / 10;
  return items;
}

function sumOf(counts: Uint16Array): number {
  let sum = 0;
  for (let i = 0; i < counts.length; i++) sum += counts[i] as number;
  return sum;
}
