import type { LatentState, Life } from '../life/life.js';
import { trueNapStages, trueStages } from '../night/true-stages.js';

/** What happened to a person on one day, whether or not a ring could know it. */
export interface DayTruth {
  /** Days since 1970-01-01, at home. */
  day: number;
  state: LatentState;
  /** The night before the day, then a nap in it: stages per 30 s, 1 deep, 2 light, 3 REM, 4 awake. */
  sleep: TrueSleep[];
}

/** A period in bed as it was. */
export interface TrueSleep {
  startMs: number;
  endMs: number;
  stages: Uint8Array;
  isRecorded: boolean;
}

/** The truth about a home day. */
export function truthOf(life: Life, day: number): DayTruth {
  const { startMs, endMs, isRecorded } = life.night(day);
  const { nap, isWorn } = life.day(day);
  const sleep: TrueSleep[] = [{ startMs, endMs, stages: trueStages(life, day), isRecorded }];
  if (nap) sleep.push({ startMs: nap.startMs, endMs: nap.endMs, stages: trueNapStages(life, day), isRecorded: isWorn });
  return { day, state: life.state(day), sleep };
}
