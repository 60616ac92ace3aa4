import type { Dice } from '../chance.js';
import { AWAKE, DEEP, LIGHT, REM } from './stage-digits.js';

/** What shapes a period in bed. */
export interface SleepShape {
  /** Length in epochs of 30 seconds, the last one begun included. */
  epochs: number;
  /** Epochs before falling asleep, and awake in the end, at least one. */
  latency: number;
  lieIn: number;
  /** How broken the sleep is: 1 is ordinary. */
  brokenness: number;
  /** Minutes from falling asleep to the first deep sleep. */
  descentMinutes: number;
  /** Factors on the usual minutes. */
  deepFactor: number;
  remFactor: number;
  /** Hours after midnight by the inner clock at the beginning. */
  innerHour: number;
}

const EPOCHS_PER_MINUTE = 2;
const EPOCHS_PER_HOUR = 120;
const TYPICAL_CYCLE_MINUTES = 87;
const LEAST_LIGHT_MINUTES = 16;
const LEAST_PHASE_MINUTES = 3;
// Typical minutes of a stage without interruption, by digit.
const boutMinutes = [0, 17, 14, 22];

/**
 * Lays out a period in bed as a semi-Markov process: cycles of about 90 minutes, each with a phase that leans to deep and one that leans to
 * REM sleep. Minutes of deep sleep fall with the hours slept, those of REM rise with them and towards the morning of the inner clock; within
 * a phase, bouts have lengths of their own and give way to light sleep or waking. Own estimate, fitted to the shares and transitions of
 * three wearers' nights.
 */
export function laySleep(dice: Dice, shape: SleepShape): Uint8Array {
  const stages = new Uint8Array(shape.epochs).fill(AWAKE);
  const end = shape.epochs - shape.lieIn;
  const longWakings = shape.brokenness ** 0.9 * Math.exp(0.3 * dice.normal());
  let at = shape.latency;
  const around = (minutes: number, spread: number) => minutes * Math.exp(spread * dice.normal());
  const run = (stage: number, minutes: number) => {
    const to = Math.min(end, at + Math.max(1, Math.round(minutes * EPOCHS_PER_MINUTE)));
    if (to <= at) return;
    stages.fill(stage, at, to);
    at = to;
  };
  // More often towards the end of the night.
  const mayWake = (longShare: number, shortShare: number) => {
    const lateness = 0.75 + (0.5 * at) / shape.epochs;
    const lot = dice.next();
    if (lot < longShare * longWakings * lateness) run(AWAKE, around(7.5 * shape.brokenness ** 0.7, 0.85));
    else if (lot < (longShare * longWakings + shortShare * shape.brokenness) * lateness) run(AWAKE, dice.between(0.5, 2.5));
  };
  const lean = (stage: number, minutes: number) => {
    let left = minutes;
    while (left > 0 && at < end) {
      const bout = Math.min(left, around(boutMinutes[stage] as number, 0.5));
      // A rest too short for a bout of its own belongs to this one.
      const length = left - bout < LEAST_PHASE_MINUTES ? left : bout;
      run(stage, length);
      left -= length;
      if (stage === LIGHT) mayWake(0.06, 0.45);
      else if (left > 0) {
        if (stage === REM) mayWake(0.12, 0.5);
        run(LIGHT, around(6, 0.4));
      }
    }
  };
  for (let cycle = 0; at < end; cycle++) {
    const asleepHours = (at - shape.latency) / EPOCHS_PER_HOUR;
    // The cycle's REM sleep lies about an hour ahead.
    const remHour = shape.innerHour + at / EPOCHS_PER_HOUR + 1;
    const deep = around(39 * Math.exp(-asleepHours / 3.1) * shape.deepFactor, 0.3);
    const rem = around((9.5 + 3.5 * Math.min(5, asleepHours)) * remPropensity(remHour) * shape.remFactor, 0.3);
    const light = Math.max(LEAST_LIGHT_MINUTES, around(TYPICAL_CYCLE_MINUTES, 0.16) - deep - rem);
    const descent = cycle === 0 ? shape.descentMinutes : light * 0.4;
    lean(LIGHT, descent);
    if (deep > LEAST_PHASE_MINUTES) lean(DEEP, deep);
    lean(LIGHT, Math.max(LEAST_LIGHT_MINUTES / 2, light - descent));
    if (rem > LEAST_PHASE_MINUTES) lean(REM, rem);
    mayWake(0.3, 0.4);
  }
  return stages;
}

// REM sleep comes most easily in the morning of the inner clock, whenever one sleeps.
function remPropensity(innerHour: number): number {
  return 1 + 0.25 * Math.cos(((innerHour - 7) / 24) * 2 * Math.PI);
}
