import { type ActivitySummary, summariseActivity } from '../derive/scores/activity-summary.js';
import { activeCalories } from '../derive/scores/energy.js';
import { boundedMemo } from '../lib/bounded-memo.js';
import { type Chance, createChance } from '../simulator/chance.js';
import { type DayPlan, planDay } from './day-plan.js';
import { wallMs } from './helsinki-time.js';
import { layMovement, metsOf } from './met-minutes.js';
import { type NightPlan, planNight } from './night-plan.js';
import { recordNap, recordNight } from './record-night.js';
import type { SleepRecording } from './sleep-recording.js';
import { createTraits, type Traits } from './traits.js';

/** What the movement of a day comes to; energy in whole kilocalories. */
export interface DayActivity extends ActivitySummary {
  activeCalories: number;
}

/** Everything that happens to one person, by local day: what every document and every sample is derived from. */
export interface Life {
  chance: Chance;
  traits: Traits;
  /** The night that ends on the day, as planned. */
  night(day: number): NightPlan;
  /** The waking hours, as planned. */
  plan(day: number): DayPlan;
  /** The night that ends on the day, as recorded. */
  sleep(day: number): SleepRecording;
  /** The nap within the calendar day, as recorded; null without one. */
  nap(day: number): SleepRecording | null;
  /** Tenths of a MET in each minute of the 24 hours from 04:00 local time. */
  movement(day: number): Uint8Array;
  /** What they come to. */
  activity(day: number): DayActivity;
}

// Two months of nights are looked back upon, and a week of activity.
const NIGHTS_KEPT = 128;
const DAYS_KEPT = 24;

/** When the activity day begins, ms since the Unix epoch. */
export function activityStartMs(day: number): number {
  return wallMs(day, 4 * 60);
}

/** Builds the life that follows from a seed. */
export function createLife(seed: string): Life {
  const chance = createChance(seed);
  const traits = createTraits(chance);
  const night = boundedMemo(NIGHTS_KEPT, (day) => planNight(chance, traits, day));
  const plan = boundedMemo(DAYS_KEPT, (day) => planDay(chance, day, night(day)));
  const movement = boundedMemo(DAYS_KEPT, (day) => {
    const nights = [night(day), night(day + 1)];
    return layMovement(chance.dice('met', day), plan(day), nights, activityStartMs(day), traits.limits.mediumMet);
  });
  return {
    chance,
    traits,
    night,
    plan,
    sleep: boundedMemo(DAYS_KEPT, (day) => recordNight(chance, day, night(day))),
    nap: boundedMemo(DAYS_KEPT, (day) => {
      const { nap } = plan(day);
      return nap && recordNap(chance, day, nap, night(day));
    }),
    movement,
    activity: boundedMemo(DAYS_KEPT, (day) => {
      const summary = summariseActivity(metsOf(movement(day)), traits.limits);
      return { ...summary, activeCalories: Math.round(activeCalories(summary.netMetMinutes, traits.weight)) };
    }),
  };
}
