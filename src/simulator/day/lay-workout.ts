import { clamp } from '../../derive/scores/rounding.js';
import type { Dice } from '../chance.js';

const WARM_UP_MINUTES = 5;
const COOL_DOWN_MINUTES = 2;
const MOST_TENTHS = 150;

/** Fills the minutes of a workout: tenths of a MET around the sport's effort, less in the first and the last minutes, never below `least`. */
export function layWorkout(dice: Dice, tenths: Uint8Array, from: number, to: number, met: number, least: number): void {
  const form = 10 * met * dice.between(0.92, 1.08);
  for (let minute = from; minute < to; minute++) {
    const warm = Math.min(1, 0.65 + (0.35 * (minute - from)) / WARM_UP_MINUTES);
    const part = to - minute <= COOL_DOWN_MINUTES ? 0.8 : warm;
    tenths[minute] = Math.round(clamp(form * part * (1 + 0.06 * dice.normal()), least, MOST_TENTHS));
  }
}
