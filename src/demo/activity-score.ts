import { clamp, contributorOf, createCurve } from './curve.js';

/** What the activity score looks at of one day; times in seconds. */
export interface ActiveDay {
  isTargetMet: boolean;
  mediumTime: number;
  highTime: number;
  netMetMinutes: number;
  /** MET minutes of medium and high activity. */
  trainingMetMinutes: number;
}

/** Contributors to the activity score, 1 to 100, in the order of the wire. */
export interface ActivityContributors {
  meet_daily_targets: number;
  move_every_hour: number;
  recovery_time: number;
  stay_active: number;
  training_frequency: number;
  training_volume: number;
}

// Points and weights as they show in the exports of wearers, 2019 to 2026.
const byTargetsMet = [10, 28, 48, 60, 78, 95, 100, 100];
const byAlerts = [100, 95, 78, 60, 48, 28, 10];
const byEasyDays = [10, 70, 90, 100];
const byTrainings = [10, 40, 71, 96, 100];
const staySedentary = createCurve('5.3:99.5 6:97.5 7:95 8:86 9:79 10:70 11:62 12.2:53 13:46 16:10');
const volumeCurve = createCurve('0:1 750:45 1500:78 2500:95 3000:100');
const TRAINING_MET_MINUTES = 100;

/** How each part of a week is rated; `week` ends with the day itself. */
export function activityContributors(week: readonly ActiveDay[], sedentarySeconds: number, alerts: number): ActivityContributors {
  const count = (is: (day: ActiveDay) => boolean) => week.filter(is).length;
  const easyDays = count((day) => day.mediumTime < 3600 && day.highTime < 600);
  const trainings = count((day) => day.trainingMetMinutes >= TRAINING_MET_MINUTES);
  const volume = week.reduce((sum, day) => sum + day.netMetMinutes, 0);
  return {
    meet_daily_targets: stepOf(
      byTargetsMet,
      count((day) => day.isTargetMet),
    ),
    move_every_hour: stepOf(byAlerts, alerts),
    recovery_time: stepOf(byEasyDays, easyDays),
    stay_active: contributorOf(staySedentary(sedentarySeconds / 3600)),
    training_frequency: stepOf(byTrainings, trainings),
    training_volume: contributorOf(volumeCurve(volume)),
  };
}

const stepOf = (steps: readonly number[], place: number) => steps[Math.min(place, steps.length - 1)] as number;

/** The score, 1 to 100. */
export function activityScore(contributors: ActivityContributors): number {
  const { meet_daily_targets, recovery_time, stay_active, training_volume, move_every_hour, training_frequency } = contributors;
  const score =
    0.25 * (meet_daily_targets + recovery_time) + 0.15 * (stay_active + training_volume) + 0.1 * (move_every_hour + training_frequency);
  return clamp(Math.round(score), 1, 100);
}
