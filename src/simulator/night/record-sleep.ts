import type { SleepRecording } from '../../derive/recordings.js';
import { roundTo } from '../../derive/scores/rounding.js';
import type { Life } from '../life/life.js';
import { breathCourse } from './breath-course.js';
import { type HeartInput, heartCourse } from './heart-course.js';
import { layBeats } from './lay-beats.js';
import { layMovement } from './lay-movement.js';
import { oxygenCourse } from './oxygen-course.js';
import { skinTemperatureCourse } from './skin-temperature-course.js';

/** The truth of a period in bed, as far as a ring can measure it. */
export interface SleepTruth {
  kind: 'night' | 'nap';
  startMs: number;
  endMs: number;
  /** Digits per 30 seconds. */
  stages: Uint8Array;
  brokenness: number;
  /** Null where nothing is told of heart and breath. */
  heart: HeartInput | null;
  /** Means: breaths per minute, °C asleep. */
  breath: number;
  skinTemperature: number;
  /** Percent and dips per hour asleep. */
  oxygen: { mean: number; dipsPerHour: number } | null;
  /** m/s */
  pulseWaveVelocity: number | null;
  /** Whether single beats are wanted. */
  beats: boolean;
}

/** Records a period in bed; every series has chance of its own, so that none depends on whether another is recorded. */
export function recordSleep({ person }: Life, day: number, truth: SleepTruth): SleepRecording {
  const { kind, startMs, endMs, stages, oxygen } = truth;
  const dice = (series: string) => person.chance.dice(`${kind} ${series}`, day);
  const movement = layMovement(dice('movement'), stages, truth.brokenness);
  const heart = truth.heart && heartCourse(dice('heart'), stages, truth.heart);
  const breath = heart && breathCourse(dice('breath'), stages, heart.heartRate, truth.breath);
  return {
    key: `${kind}/${day}`,
    startMs,
    endMs,
    startOffsetMinutes: person.calendar.offsetMinutesAt(startMs),
    endOffsetMinutes: person.calendar.offsetMinutesAt(endMs),
    stages,
    movement,
    heartRate: heart?.heartRate ?? null,
    hrv: heart?.hrv ?? null,
    breath,
    skinTemperature: skinTemperatureCourse(dice('skin'), stages, truth.skinTemperature),
    oxygen: oxygen && oxygenCourse(dice('oxygen'), stages, oxygen.mean, oxygen.dipsPerHour),
    pulseWaveVelocity: truth.pulseWaveVelocity === null ? null : roundTo(truth.pulseWaveVelocity, 1000),
    beats: truth.beats && heart && breath ? layBeats(dice('beats'), { startMs, endMs, ...heart, breath, movement }) : null,
    isConfirmed: null,
    isEdited: false,
    isBatteryLow: false,
  };
}
