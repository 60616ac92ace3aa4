import type { Body } from '../collections/define.js';
import { type ActiveDay, activityContributors } from '../derive/scores/activity-contributors.js';
import { activityScore } from '../derive/scores/activity-score.js';
import { metersToTarget, targetMeters } from '../derive/scores/activity-target.js';
import { equivalentWalkingDistance, netMet, totalCalories } from '../derive/scores/energy.js';
import { inactivityAlerts } from '../derive/scores/inactivity-alerts.js';
import { dayText } from '../lib/dates.js';
import { localText } from './helsinki-time.js';
import { activityStartMs, type Life } from './life.js';
import { metsOf } from './met-minutes.js';

const STEPS_PER_NET_MET_MINUTE = 29;
/** Nobody takes more in a minute. */
const MOST_STEPS = 168;

/** The 24 hours from 04:00 local time. */
export function dailyActivityBody(life: Life, day: number): Body {
  const summary = life.activity(day);
  const [offTime, restTime, sedentaryTime, lowTime, mediumTime, highTime] = summary.times;
  const [, , sedentaryMet, lowMet, mediumMet, highMet] = summary.metMinutes;
  const walkingDistance = Math.round(equivalentWalkingDistance(summary.metMinutes));
  const alerts = inactivityAlerts(summary.fiveMinuteClasses);
  const timestamp = localText(activityStartMs(day));
  const target = life.plan(day).targetCalories;
  const week = [6, 5, 4, 3, 2, 1, 0].map((back) => activeDay(life, day - back));
  const contributors = activityContributors(week, sedentaryTime as number, alerts);
  return {
    active_calories: summary.activeCalories,
    average_met_minutes: summary.averageMet,
    class_5_min: summary.fiveMinuteClasses,
    contributors,
    day: dayText(day),
    equivalent_walking_distance: walkingDistance,
    high_activity_met_minutes: highMet,
    high_activity_time: highTime,
    inactivity_alerts: alerts,
    low_activity_met_minutes: lowMet,
    low_activity_time: lowTime,
    medium_activity_met_minutes: mediumMet,
    medium_activity_time: mediumTime,
    met: { interval: 60, items: metsOf(life.movement(day)), timestamp },
    meters_to_target: metersToTarget(target, summary.activeCalories, walkingDistance),
    non_wear_time: offTime,
    resting_time: restTime,
    score: activityScore(contributors),
    sedentary_met_minutes: sedentaryMet,
    sedentary_time: sedentaryTime,
    steps: stepsOf(life, day),
    target_calories: target,
    target_meters: targetMeters(target),
    timestamp,
    total_calories: Math.round(totalCalories(summary.averageMet, life.traits.weight)),
  };
}

function activeDay(life: Life, day: number): ActiveDay {
  const { times, metMinutes, netMetMinutes, activeCalories } = life.activity(day);
  return {
    isTargetMet: activeCalories >= life.plan(day).targetCalories,
    mediumTime: times[4] as number,
    highTime: times[5] as number,
    netMetMinutes,
    trainingMetMinutes: (metMinutes[4] as number) + (metMinutes[5] as number),
  };
}

function stepsOf(life: Life, day: number): number {
  const onFoot = life.movement(day).slice();
  const startMs = activityStartMs(day);
  for (const workout of life.plan(day).workouts) {
    if (!workout.sport.isOnFoot) onFoot.fill(0, (workout.startMs - startMs) / 60_000, (workout.endMs - startMs) / 60_000);
  }
  const perUnit = STEPS_PER_NET_MET_MINUTE * (1 + 0.07 * life.chance.normal('steps', day));
  let steps = 0;
  for (const tenths of onFoot) steps += Math.min(MOST_STEPS, netMet(tenths / 10) * perUnit);
  return Math.round(steps);
}
