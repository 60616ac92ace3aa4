import { createCurve } from '../../derive/scores/curve.js';
import { clamp } from '../../derive/scores/rounding.js';
import type { Dice } from '../chance.js';

// Tenths of a MET while sitting, as often as two published days of 2024 have them.
const sittingTenths = [11, ...Array(6).fill(12), ...Array(5).fill(13), 14, 14, 14, 15, 15, 16];
// How likely it is to leave the chair, by the part of the waking day: after the hourly means of one wearer of 2019.
const restlessness = createCurve('0:0.75 0.08:0.9 0.3:0.95 0.45:1.05 0.6:1.2 0.68:1.35 0.78:1.15 0.88:0.75 1:0.45');

const SITTING_MINUTES = 8.5;
const SITTING_SPREAD = 0.9;
const WALK_SHARE = 0.26;

/** Fills the minutes of a waking day with sitting, pottering and walking in turns: tenths of a MET. `liveliness` 1 is ordinary. */
export function layEveryday(dice: Dice, tenths: Uint8Array, from: number, to: number, liveliness: number): void {
  for (let minute = from; minute < to; ) {
    const pace = Math.sqrt(clamp(liveliness * restlessness((minute - from) / (to - from)), 0.04, 4));
    const sitting = clamp((SITTING_MINUTES / pace) * Math.exp(SITTING_SPREAD * dice.normal()), 2, 100);
    const seat = Math.floor(2.6 * dice.next());
    for (const end = Math.min(to, minute + Math.round(sitting)); minute < end; minute++) {
      tenths[minute] = (sittingTenths[Math.floor(dice.next() * sittingTenths.length)] as number) + seat;
    }
    const isWalk = dice.next() < WALK_SHARE;
    const level = isWalk ? dice.between(27, 46) : dice.between(15, 21);
    const moving = Math.max(2, (isWalk ? dice.between(5, 18) : dice.between(7, 30)) * pace);
    for (const end = Math.min(to, minute + Math.round(moving)); minute < end; minute++) {
      tenths[minute] = Math.max(14, Math.round(level * (1 + 0.16 * dice.normal())));
    }
  }
}
