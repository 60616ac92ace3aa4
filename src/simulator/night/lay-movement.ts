import type { Dice } from '../chance.js';
import { AWAKE, DEEP } from './stage-digits.js';

const STILL = 1;
const RESTLESS = 2;
const TOSSING = 3;
const ACTIVE = 4;

/** Movement per 30 seconds, in the digits of the wire: 1 none, 2 restless, 3 tossing and turning, 4 active. */
export function layMovement(dice: Dice, stages: Uint8Array, brokenness: number): Uint8Array {
  const movement = new Uint8Array(stages.length);
  const nightly = (0.7 + 0.3 * brokenness) * Math.exp(0.12 * dice.normal());
  let isMoving = false;
  for (let i = 0; i < stages.length; i++) {
    const isAwake = stages[i] === AWAKE;
    const beginShare = isAwake ? 0.42 : nightly * (stages[i] === DEEP ? 0.06 : 0.1);
    isMoving = dice.next() < (isMoving ? (isAwake ? 0.6 : 0.36) : beginShare);
    movement[i] = isMoving ? strengthOf(dice.next(), isAwake) : STILL;
  }
  return movement;
}

function strengthOf(lot: number, isAwake: boolean): number {
  if (isAwake) return lot < 0.03 ? ACTIVE : lot < 0.23 ? TOSSING : RESTLESS;
  return lot < 0.1 ? TOSSING : RESTLESS;
}
