import { metLimits } from '../../derive/scores/met-classes.js';
import type { Life, Segment } from '../life/life.js';
import { layEveryday } from './lay-everyday.js';
import { layWorkout } from './lay-workout.js';
import { stepsAt } from './step-count.js';

const MINUTE_MS = 60_000;
const NOT_WORN_TENTHS = 1;
const LEAST_WORKOUT_TENTHS = 20;
const ILLNESS_LOSS = 0.5;

// What somebody is doing in a minute; 0 is nothing in particular.
export const ASLEEP = 1;
export const NOT_WORN = 2;
export const IN_WORKOUT = 3;
/** On purpose: resting, or in a guided moment. */
export const STILL = 4;

/** The minutes of a home day, the night before it included. */
export interface Movement {
  /** Minutes since the Unix epoch of the first one. */
  startMinute: number;
  /** Place of the first minute awake. */
  wakeIndex: number;
  /** Tenths of a MET, 1 where the ring is not worn. */
  tenths: Uint8Array;
  steps: Uint8Array;
  kinds: Uint8Array;
}

/** Moves through the night before a home day and the day itself; movements of following days join without gap. */
export function moveThroughDay(life: Life, day: number): Movement {
  const { person } = life;
  const plan = life.day(day);
  const night = life.night(day);
  const startMinute = Math.floor(night.startMs / MINUTE_MS);
  const length = Math.floor(plan.endMs / MINUTE_MS) - startMinute;
  const wakeIndex = Math.ceil(night.endMs / MINUTE_MS) - startMinute;
  const tenths = new Uint8Array(length);
  const kinds = new Uint8Array(length);
  const dice = person.chance.dice('movement', day);

  const laySleep = (from: number, to: number) => {
    for (let minute = from; minute < to; minute++) tenths[minute] = dice.next() < 0.9 ? 9 : Math.floor(dice.between(10, 13));
    kinds.fill(ASLEEP, from, to);
  };
  const layOff = (from: number, to: number) => {
    tenths.fill(NOT_WORN_TENTHS, from, to);
    kinds.fill(NOT_WORN, from, to);
  };
  const layStill = (from: number, to: number) => {
    const least = dice.next() < 0.4 ? 9 : 10;
    for (let minute = from; minute < to; minute++) tenths[minute] = Math.floor(dice.between(least, least + 4));
    kinds.fill(STILL, from, to);
  };
  const laySegment = ({ kind, startMs, endMs }: Segment) => {
    const [from, to] = [startMs / MINUTE_MS - startMinute, endMs / MINUTE_MS - startMinute];
    if (kind === 'nap') laySleep(from, to);
    else if (kind === 'off' || kind === 'charging') layOff(from, to);
    else if (kind !== 'workout') layStill(from, to);
  };

  if (night.isRecorded) laySleep(0, wakeIndex);
  else layOff(0, wakeIndex);
  const liveliness = life.intent(day).liveliness * (1 - ILLNESS_LOSS * Math.min(1, life.state(day).illness));
  layEveryday(dice, tenths, wakeIndex, length, liveliness * Math.exp(0.1 * dice.normal()));
  plan.segments.forEach(laySegment);
  const isOnFoot = new Uint8Array(length).fill(1);
  const mediumTenths = Math.ceil(10 * metLimits(person.profile.ageYears).mediumMet);
  for (const { segment, sport } of plan.workouts) {
    const [from, to] = [segment.startMs / MINUTE_MS - startMinute, segment.endMs / MINUTE_MS - startMinute];
    const least = 10 * sport.met >= mediumTenths ? mediumTenths : LEAST_WORKOUT_TENTHS;
    layWorkout(dice, tenths, from, to, sport.met, least);
    kinds.fill(IN_WORKOUT, from, to);
    if (!sport.isOnFoot) isOnFoot.fill(0, from, to);
  }
  const steps = new Uint8Array(length);
  for (let minute = wakeIndex; minute < length; minute++) {
    if ((isOnFoot[minute] as number) === 1) steps[minute] = stepsAt(tenths[minute] as number);
  }
  return { startMinute, wakeIndex, tenths, steps, kinds };
}
