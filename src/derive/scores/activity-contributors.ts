import type { ActivityContributors } from './activity-score.js';
import { createContributor, createCurve } from './curve.js';
import { pointsOf } from './rounding.js';

/** What the activity score looks at of one day; times in seconds. */
export interface ActiveDay {
  isTargetMet: boolean;
  mediumTime: number;
  highTime: number;
  netMetMinutes: number;
  /** Net MET minutes of medium and high activity. */
  trainingMetMinutes: number;
}

/** From inactivity alerts of the day: exact on 175 of 175 published days of one wearer of 2019, the same in three others, 2024 to 2026. */
export const moveEveryHourContributor = createContributor('0:100 1:95 2:78 3:60 4:48 5:28 6:10');

/**
 * From the days of seven that met the target. From the published contributors of two wearers, 2019 and 2025; help centre 360055901214
 * calls 6 to 7 optimal. No day at all was not seen: own estimate.
 */
export const meetDailyTargetsContributor = createContributor('0:10 1:28 2:48 3:60 4:78 5:95 6:100');

/** From seconds of sedentary time, of which 5.3 h earn most. Fitted to one wearer's published contributors of 2025, n = 64, mean error 1. */
export function stayActiveContributor(sedentarySeconds: number): number {
  return pointsOf(stayActiveCurve(sedentarySeconds / 3600));
}
const stayActiveCurve = createCurve('5.3:99.5 6:97.5 7:95 8:86 9:79 10:70 11:62 12.2:53 13:46 16:10');

/**
 * From training days of seven. 40, 71, 96 and 100 are the values seen, their numbers of days approximate (help centre 360055901214:
 * 3 to 4 a week); none at all: own estimate.
 */
export const trainingFrequencyContributor = createContributor('0:10 1:40 2:71 3:96 4:100');

/** From a week's net MET minutes. One wearer of 2019 has 95 to 100 from 2500 to 3000 on; below is our own estimate. */
export const trainingVolumeContributor = createContributor('0:1 750:45 1500:78 2500:95 3000:100');

/** From the easy days of seven. Own estimate within the ranges of one wearer of 2019: none 1–13, one 48–98, two 70–100, three mostly 100. */
export const recoveryTimeContributor = createContributor('0:10 1:70 2:90 3:100');

const EASY_MEDIUM_SECONDS = 60 * 60;
const EASY_HIGH_SECONDS = 10 * 60;
const TRAINING_MET_MINUTES = 100;
const WEEK = 7;

/**
 * All contributors of a day. `week` holds the days known of the last seven, this one included; fewer stand for a whole week, none
 * leaves null. Easy days: help centre 360025577993; training days: 360055901214.
 */
export function activityContributors(week: readonly ActiveDay[], sedentarySeconds: number, inactivityAlerts: number): ActivityContributors {
  const ofWeek = (amount: (day: ActiveDay) => number) =>
    week.length === 0 ? null : (week.reduce((sum, day) => sum + amount(day), 0) * WEEK) / week.length;
  const daysWith = (is: (day: ActiveDay) => boolean) => ofWeek((day) => Number(is(day)));
  const isEasy = (day: ActiveDay) => day.mediumTime < EASY_MEDIUM_SECONDS && day.highTime < EASY_HIGH_SECONDS;
  return {
    meet_daily_targets: meetDailyTargetsContributor(daysWith((day) => day.isTargetMet)),
    move_every_hour: moveEveryHourContributor(inactivityAlerts),
    recovery_time: recoveryTimeContributor(daysWith(isEasy)),
    stay_active: stayActiveContributor(sedentarySeconds),
    training_frequency: trainingFrequencyContributor(daysWith((day) => day.trainingMetMinutes >= TRAINING_MET_MINUTES)),
    training_volume: trainingVolumeContributor(ofWeek((day) => day.netMetMinutes)),
  };
}
