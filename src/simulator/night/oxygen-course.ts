import { clamp, roundTo } from '../../derive/scores/rounding.js';
import type { Dice } from '../chance.js';
import { AWAKE } from './stage-digits.js';

const EPOCHS_PER_HOUR = 120;
const DIP_EPOCHS = 1.25;
const DIP_PERCENT = 5;

/**
 * Blood oxygen in percent per 30 seconds with mean `mean`: slow waves, noise, and dips of 4 to 6 % at `dipsPerHour` asleep; null where the
 * ring could not tell. Own estimate.
 */
export function oxygenCourse(dice: Dice, stages: Uint8Array, mean: number, dipsPerHour: number): (number | null)[] {
  const share = Math.min(0.35, dipsPerHour / EPOCHS_PER_HOUR);
  // Dips do not begin while one lasts, nor in the epoch after it.
  const beginShare = share / (1 - share * DIP_EPOCHS);
  const base = mean + share * DIP_EPOCHS * DIP_PERCENT;
  const course = new Array<number | null>(stages.length);
  let wave = 0;
  let dipLeft = 0;
  let depth = 0;
  for (let i = 0; i < stages.length; i++) {
    const isAwake = stages[i] === AWAKE;
    wave = 0.97 * wave + 0.06 * dice.normal();
    dipLeft--;
    if (dipLeft < 0 && !isAwake && dice.next() < beginShare) {
      dipLeft = dice.next() < DIP_EPOCHS - 1 ? 2 : 1;
      depth = dice.between(DIP_PERCENT - 1, DIP_PERCENT + 1);
    }
    const percent = base + wave + 0.3 * dice.normal() - (dipLeft > 0 ? depth : 0);
    course[i] = dice.next() < (isAwake ? 0.3 : 0.015) ? null : roundTo(clamp(percent, 70, 100), 10);
  }
  return course;
}
