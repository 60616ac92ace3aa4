import { createCurve } from '../derive/scores/curve.js';
import { clamp, roundTo } from '../derive/scores/rounding.js';
import type { Dice } from '../simulator/chance.js';
import { AWAKE } from './sleep-stages.js';

/** Milliseconds between two samples of heart rate and its variability. */
export const SAMPLE_MS = 300_000;

/** What the ring knows about the heart during a period in bed. */
export interface HeartRecording {
  /** Beats per minute, one per five minutes. */
  heartRate: (number | null)[];
  /** RMSSD in ms, null where `heartRate` is. */
  hrv: (number | null)[];
  /** In eighths. */
  averageHeartRate: number;
  averageHrv: number;
  lowestHeartRate: number;
}

/** What the heart brings into bed. */
export interface HeartInput {
  startMs: number;
  lowestHeartRate: number;
  /** RMSSD in ms. */
  hrv: number;
  /** Beats above the lowest rate at falling asleep: more after drinks and late effort. */
  descent: number;
  /** Share of the night after which the heart is at its calmest. */
  calmest: number;
}

// From 0 at the beginning of the night over 1 at its calmest to 2 at its end: share of the descent still ahead, then the morning's rise.
const heartShape = createCurve('0:0.8 0.2:1 0.6:0.55 1:0 1.7:0.1 2:0.4');
const hrvShape = createCurve('0:0.82 0.6:0.95 1:1.08 2:1.1');
const stageHeart = [0, 1, -0.6, 0.9, 3];

/** Heart rate and variability for the stages of each five minutes; the lowest sample is exactly the rate asked for. */
export function recordHeart(dice: Dice, input: HeartInput, phases: Uint8Array): HeartRecording {
  const length = phases.length;
  const isMissing = phases.map((phase, i) => Number(dice.next() < missingShare(phase, i, length)));
  // Sleep without a single sample would have no lowest heart rate.
  isMissing[length >> 1] = 0;
  const heart = new Float64Array(length);
  const variability = new Float64Array(length);
  let heartWave = 0;
  let hrvWave = 0;
  let lowest = Number.POSITIVE_INFINITY;
  let hrvSum = 0;
  let known = 0;
  for (let i = 0; i < length; i++) {
    const part = i / length;
    const shapeAt = part < input.calmest ? part / input.calmest : 1 + (part - input.calmest) / (1 - input.calmest);
    heartWave = 0.75 * heartWave + 1.1 * dice.normal();
    hrvWave = 0.6 * hrvWave + 0.17 * dice.normal();
    heart[i] = input.descent * heartShape(shapeAt) + (stageHeart[phases[i] as number] as number) + heartWave;
    variability[i] = hrvShape(shapeAt) * clamp(1 + hrvWave - 0.03 * heartWave, 0.35, 2);
    if (isMissing[i]) continue;
    known++;
    hrvSum += variability[i] as number;
    lowest = Math.min(lowest, heart[i] as number);
  }
  const heartRate: (number | null)[] = [];
  const hrv: (number | null)[] = [];
  let heartRateSum = 0;
  let finalHrvSum = 0;
  for (let i = 0; i < length; i++) {
    const rate = Math.round(input.lowestHeartRate + (heart[i] as number) - lowest);
    const rmssd = Math.max(5, Math.round(((variability[i] as number) * input.hrv * known) / hrvSum));
    heartRate.push(isMissing[i] ? null : rate);
    hrv.push(isMissing[i] ? null : rmssd);
    if (isMissing[i]) continue;
    heartRateSum += rate;
    finalHrvSum += rmssd;
  }
  return {
    heartRate,
    hrv,
    averageHeartRate: roundTo(heartRateSum / known, 8),
    averageHrv: Math.round(finalHrvSum / known),
    lowestHeartRate: input.lowestHeartRate,
  };
}

// Shares seen in real nights: the first sample is missing in three of four, the last in two of three.
function missingShare(phase: number, place: number, length: number): number {
  if (place === 0) return 0.77;
  if (place === length - 1) return 0.65;
  return phase === AWAKE ? 0.35 : 0.025;
}
