import { roundTo } from '../../derive/scores/rounding.js';
import type { Dice } from '../chance.js';
import { REM, SAMPLE_EPOCHS } from './stage-digits.js';

/** Breaths per minute per 5 minutes around `mean`, a little faster in REM sleep; null where the heart rate is. */
export function breathCourse(dice: Dice, stages: Uint8Array, heartRate: readonly (number | null)[], mean: number): (number | null)[] {
  const breaths = new Float64Array(heartRate.length);
  let wave = 0;
  let sum = 0;
  let known = 0;
  for (let i = 0; i < breaths.length; i++) {
    wave = 0.7 * wave + 0.22 * dice.normal();
    breaths[i] = wave + (stages[i * SAMPLE_EPOCHS] === REM ? 0.5 : 0);
    if (heartRate[i] === null) continue;
    sum += breaths[i] as number;
    known++;
  }
  const base = mean - sum / known;
  return heartRate.map((rate, i) => (rate === null ? null : roundTo(base + (breaths[i] as number), 100)));
}
