import { createCurve } from '../../derive/scores/curve.js';
import { clamp } from '../../derive/scores/rounding.js';
import type { Dice } from '../chance.js';
import { AWAKE, SAMPLE_EPOCHS } from './stage-digits.js';

/** The heart of a period in bed, per 5 minutes: whole beats per minute and whole RMSSD in ms, null at the same places. */
export interface HeartCourse {
  heartRate: (number | null)[];
  hrv: (number | null)[];
}

/** What the heart brings into bed. */
export interface HeartInput {
  /** Beats per minute at the calmest moment. */
  lowest: number;
  /** Mean RMSSD in ms. */
  rmssd: number;
  /** Beats per minute above the calmest moment at falling asleep: more after drinks and late effort. */
  descent: number;
  /** Share of the period after which the heart is at its calmest. */
  calmest: number;
}

const LEAST_RMSSD = 5;
// From 0 at the beginning over 1 at the calmest moment to 2 at the end: share of the descent still ahead, then the morning's rise.
const heartShape = createCurve('0:0.8 0.2:1 0.6:0.55 1:0 1.7:0.1 2:0.4');
const hrvShape = createCurve('0:0.82 0.6:0.95 1:1.08 2:1.1');
// By stage digit: beats per minute, and factor on RMSSD.
const stageHeart = [0, 1, -0.6, 1, 3.5];
const stageHrv = [0, 0.97, 1.06, 0.94, 0.95];

/** Lays out heart rate and its variability over stages; the lowest item is `lowest`, rounded, and the mean of the others' is `rmssd`. */
export function heartCourse(dice: Dice, stages: Uint8Array, input: HeartInput): HeartCourse {
  const length = Math.ceil(stages.length / SAMPLE_EPOCHS);
  const heart = new Float64Array(length);
  const variability = new Float64Array(length);
  const isMissing = new Uint8Array(length);
  let heartWave = 2.4 * dice.normal();
  let hrvWave = 0;
  let lowest = Number.POSITIVE_INFINITY;
  let hrvSum = 0;
  let known = 0;
  for (let i = 0; i < length; i++) {
    const end = Math.min(stages.length, (i + 1) * SAMPLE_EPOCHS);
    let [beats, factor, awake] = [0, 0, 0];
    for (let at = i * SAMPLE_EPOCHS; at < end; at++) {
      const stage = stages[at] as number;
      beats += stageHeart[stage] as number;
      factor += stageHrv[stage] as number;
      if (stage === AWAKE) awake++;
    }
    const epochs = end - i * SAMPLE_EPOCHS;
    const part = i / length;
    const shapeAt = part < input.calmest ? part / input.calmest : 1 + (part - input.calmest) / (1 - input.calmest);
    heartWave = 0.81 * heartWave + 1.4 * dice.normal();
    hrvWave = 0.62 * hrvWave + 0.17 * dice.normal();
    heart[i] = input.descent * heartShape(shapeAt) + beats / epochs + heartWave;
    variability[i] = ((hrvShape(shapeAt) * factor) / epochs) * clamp(1 + hrvWave - 0.03 * heartWave, 0.35, 2);
    // Sleep without a single sample would have no lowest heart rate.
    isMissing[i] = i !== length >> 1 && dice.next() < missingShare(awake / epochs, i, length) ? 1 : 0;
    if (isMissing[i]) continue;
    known++;
    hrvSum += variability[i] as number;
    lowest = Math.min(lowest, heart[i] as number);
  }
  const scale = (input.rmssd * known) / hrvSum;
  const base = Math.round(input.lowest) - lowest;
  const heartRate = new Array<number | null>(length).fill(null);
  const hrv = heartRate.slice();
  for (let i = 0; i < length; i++) {
    if (isMissing[i]) continue;
    heartRate[i] = Math.round(base + (heart[i] as number));
    hrv[i] = Math.max(LEAST_RMSSD, Math.round(scale * (variability[i] as number)));
  }
  return { heartRate, hrv };
}

// Shares seen in real nights: the first sample is missing in three of four, the last in two of three.
function missingShare(awakeShare: number, place: number, length: number): number {
  if (place === 0) return 0.77;
  if (place === length - 1) return 0.65;
  return 0.025 + 0.33 * awakeShare;
}
