import type { Body } from '../collections/define.js';
import { dayText } from '../lib/dates.js';
import { type ActiveDay, activityContributors, activityScore } from './activity-score.js';
import { localText } from './helsinki-time.js';
import { activityStartMs, type Life } from './life.js';
import { MINUTES } from './met-minutes.js';

const METRES_PER_KILOCALORIE = 20;
const STEPS_PER_NET_MET_MINUTE = 29;
/** Nobody takes more in a minute. */
const MOST_STEPS = 168;

/** The 24 hours from 04:00 local time. */
export function dailyActivityBody(life: Life, day: number): Body {
  const summary = life.activity(day);
  const [offTime, restTime, sedentaryTime, lowTime, mediumTime, highTime] = summary.times;
  const [, , sedentaryMet, lowMet, mediumMet, highMet] = summary.metMinutes;
  const timestamp = localText(activityStartMs(day));
  const target = life.plan(day).targetCalories;
  const week = [6, 5, 4, 3, 2, 1, 0].map((back) => activeDay(life, day - back));
  const contributors = activityContributors(week, sedentaryTime as number, summary.inactivityAlerts);
  return {
    active_calories: summary.activeCalories,
    average_met_minutes: summary.averageMet,
    class_5_min: summary.class5,
    contributors,
    day: dayText(day),
    equivalent_walking_distance: summary.walkingDistance,
    high_activity_met_minutes: highMet,
    high_activity_time: highTime,
    inactivity_alerts: summary.inactivityAlerts,
    low_activity_met_minutes: lowMet,
    low_activity_time: lowTime,
    medium_activity_met_minutes: mediumMet,
    medium_activity_time: mediumTime,
    met: { interval: 60, items: metsOf(life.movement(day).met), timestamp },
    meters_to_target: metresLeft(target - summary.activeCalories),
    non_wear_time: offTime,
    resting_time: restTime,
    score: activityScore(contributors),
    sedentary_met_minutes: sedentaryMet,
    sedentary_time: sedentaryTime,
    steps: stepsOf(life, day),
    target_calories: target,
    target_meters: target * METRES_PER_KILOCALORIE,
    timestamp,
    total_calories: summary.totalCalories,
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

/** Metres for the kilocalories still missing, in hundreds away from zero; negative when the goal is passed. */
function metresLeft(calories: number): number {
  const hundreds = Math.ceil((Math.abs(calories) * METRES_PER_KILOCALORIE) / 100);
  return Math.sign(calories) * hundreds * 100 + 0;
}

function stepsOf(life: Life, day: number): number {
  const onFoot = life.movement(day).met.slice();
  const startMs = activityStartMs(day);
  for (const workout of life.plan(day).workouts) {
    if (!workout.sport.isOnFoot) onFoot.fill(0, (workout.startMs - startMs) / 60_000, (workout.endMs - startMs) / 60_000);
  }
  const perUnit = STEPS_PER_NET_MET_MINUTE * (1 + 0.07 * life.chance.normal('steps', day));
  let steps = 0;
  for (const tenths of onFoot) if (tenths > 15) steps += Math.min(MOST_STEPS, (tenths / 10 - 1.5) * perUnit);
  return Math.round(steps);
}

function metsOf(tenths: Uint8Array): number[] {
  const mets: number[] = [];
  for (let i = 0; i < MINUTES; i++) mets.push((tenths[i] as number) / 10);
  return mets;
}
