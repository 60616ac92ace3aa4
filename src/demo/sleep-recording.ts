import type { Dice } from './chance.js';
import { type HeartInput, type HeartRecording, recordHeart } from './sleep-heart.js';
import { AWAKE, DEEP, digits, fiveMinuteStages, LIGHT, layRestlessness, REM } from './sleep-stages.js';

const EPOCH_SECONDS = 30;
const SHORTEST_WITH_HEART_SECONDS = 20 * 60;

/** One period in bed as the ring recorded it. Durations in seconds. */
export interface SleepRecording extends HeartRecording {
  startMs: number;
  endMs: number;
  timeInBed: number;
  deep: number;
  light: number;
  rem: number;
  total: number;
  latency: number;
  /** Percent of the time in bed. */
  efficiency: number;
  phases30: string;
  phases5: string;
  movement30: string;
  restlessPeriods: number;
  /** Percent of 30-second epochs with movement. */
  restlessPercent: number;
  /** False for short naps, of which documents and rows tell nothing about the heart. */
  hasHeart: boolean;
  /** Times awake between falling asleep and rising. */
  wakings: number;
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
  const timeInBed = (endMs - startMs) / 1000;
  const phases = fiveMinuteStages(stages);
  const movement = layRestlessness(dice, stages, input.brokenness);
  const counts = new Uint16Array(AWAKE + 1);
  let wakings = -1;
  let restless = 0;
  let restlessRuns = 0;
  for (let i = 0; i < stages.length; i++) {
    const stage = stages[i] as number;
    counts[stage] = (counts[stage] as number) + 1;
    if (stage === AWAKE && i > 0 && stages[i - 1] !== AWAKE) wakings++;
    if ((movement[i] as number) > 1) {
      restless++;
      if (i === 0 || movement[i - 1] === 1) restlessRuns++;
    }
  }
  const [deep, light, rem] = [DEEP, LIGHT, REM].map((stage) => (counts[stage] as number) * EPOCH_SECONDS) as [number, number, number];
  const total = deep + light + rem;
  return {
    startMs,
    endMs,
    timeInBed,
    deep,
    light,
    rem,
    total,
    latency: stages.findIndex((stage) => stage !== AWAKE) * EPOCH_SECONDS,
    efficiency: Math.round((100 * total) / timeInBed),
    phases30: digits(stages),
    phases5: digits(phases),
    movement30: digits(movement),
    restlessPeriods: Math.round(restlessRuns * PERIODS_PER_RUN),
    restlessPercent: (100 * restless) / stages.length,
    hasHeart: timeInBed >= SHORTEST_WITH_HEART_SECONDS,
    wakings: Math.max(0, wakings),
    ...recordHeart(dice, input, phases),
  };
}
