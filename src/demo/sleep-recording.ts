import { type HypnogramMeasures, measureHypnogram } from '../derive/scores/measure-hypnogram.js';
import type { Dice } from '../simulator/chance.js';
import { type HeartInput, type HeartRecording, recordHeart } from './sleep-heart.js';
import { digits, fiveMinuteStages, layRestlessness } from './sleep-stages.js';

const EPOCH_SECONDS = 30;
const SHORTEST_WITH_HEART_SECONDS = 20 * 60;

/** One period in bed as the ring recorded it. Durations in seconds. */
export interface SleepRecording extends HeartRecording, HypnogramMeasures {
  startMs: number;
  endMs: number;
  timeInBedSeconds: number;
  /** Percent of the time in bed. */
  efficiency: number;
  phases30: string;
  phases5: string;
  movement30: string;
  restlessPeriods: number;
  /** False for short naps, of which documents and rows tell nothing about the heart. */
  hasHeart: boolean;
}

/** What the body brings into bed, and the stages it will go through. */
export interface SleepInput extends HeartInput {
  endMs: number;
  stages: Uint8Array;
  /** How restlessly it is slept: 1 is ordinary. */
  brokenness: number;
}

// Movements that count as one restless period are shorter than 30 seconds: so many to a run of restless epochs.
const PERIODS_PER_RUN = 2.4;

/** Turns planned stages into everything the ring would know about them. */
export function recordSleep(dice: Dice, input: SleepInput): SleepRecording {
  const { startMs, endMs, stages } = input;
  const timeInBedSeconds = (endMs - startMs) / 1000;
  const phases = fiveMinuteStages(stages);
  const movement = layRestlessness(dice, stages, input.brokenness);
  const restlessRuns = movement.reduce((runs, level, i) => (level > 1 && (i === 0 || movement[i - 1] === 1) ? runs + 1 : runs), 0);
  const measures = measureHypnogram(stages, EPOCH_SECONDS);
  return {
    startMs,
    endMs,
    timeInBedSeconds,
    ...measures,
    efficiency: Math.round((100 * measures.totalSleepSeconds) / timeInBedSeconds),
    phases30: digits(stages),
    phases5: digits(phases),
    movement30: digits(movement),
    restlessPeriods: Math.round(restlessRuns * PERIODS_PER_RUN),
    hasHeart: timeInBedSeconds >= SHORTEST_WITH_HEART_SECONDS,
    ...recordHeart(dice, input, phases),
  };
}
