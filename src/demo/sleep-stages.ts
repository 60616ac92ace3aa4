import type { Dice } from '../simulator/chance.js';

/** Deep sleep, in the digits of the wire. */
export const DEEP = 1;
/** Light sleep. */
export const LIGHT = 2;
/** Sleep with rapid eye movements. */
export const REM = 3;
/** Awake in bed. */
export const AWAKE = 4;

// Minutes of deep and REM sleep in the successive cycles of a night.
const deepMinutes = [34, 26, 14, 7, 3, 2, 0];
const remMinutes = [9, 19, 25, 28, 28, 26, 24];
const EPOCHS_PER_MINUTE = 2;

/** What shapes the stages of a night. */
export interface StageOptions {
  /** Length in 30 seconds, the last one begun included. */
  epochs: number;
  /** Epochs before falling asleep. */
  latency: number;
  /** Epochs awake in the end, at least one. */
  lieIn: number;
  /** Factors on the usual minutes. */
  deepFactor: number;
  remFactor: number;
  /** How often and how long sleep is broken: 1 is ordinary. */
  brokenness: number;
}

/** Lays out a night in cycles: light, deep, light, REM and often a waking; deep sleep early, REM late. */
export function layStages(dice: Dice, options: StageOptions): Uint8Array {
  const stages = new Uint8Array(options.epochs).fill(AWAKE);
  const end = options.epochs - options.lieIn;
  let at = options.latency;
  const run = (stage: number, minutes: number) => {
    const to = Math.min(end, at + Math.round(minutes * EPOCHS_PER_MINUTE));
    if (to > at) stages.fill(stage, at, to);
    at = Math.max(at, to);
  };
  const spread = (minutes: number) => minutes * dice.between(0.65, 1.35);
  const wake = (share: number, shortest: number, longest: number) => {
    if (dice.next() < share * options.brokenness) run(AWAKE, dice.between(shortest, longest) * options.brokenness);
  };
  const brokenRun = (stage: number, minutes: number) => {
    const isBroken = minutes > 12 && dice.next() < 0.55;
    const first = isBroken ? minutes * dice.between(0.35, 0.65) : minutes;
    run(stage, first);
    if (!isBroken) return;
    if (stage === REM || dice.next() < 0.3) wake(0.7, 0.5, 3);
    run(LIGHT, dice.between(2.5, 8));
    run(stage, minutes - first);
  };
  for (let cycle = 0; at < end; cycle++) {
    run(LIGHT, spread(cycle === 0 ? 9 : 13));
    wake(0.25, 0.5, 2.5);
    brokenRun(DEEP, spread((deepMinutes[cycle] ?? 0) * options.deepFactor));
    run(LIGHT, spread(14 + 2 * cycle));
    wake(0.55, 1, 10);
    run(LIGHT, spread(9 + cycle));
    brokenRun(REM, spread((remMinutes[cycle] ?? 24) * options.remFactor));
    wake(0.6, 3, 14);
  }
  return stages;
}

/** The stage most frequent in each ten epochs; of equals the deeper one. */
export function fiveMinuteStages(stages: Uint8Array): Uint8Array {
  const out = new Uint8Array(Math.ceil(stages.length / 10));
  const counts = new Uint8Array(AWAKE + 1);
  for (let i = 0; i < out.length; i++) {
    counts.fill(0);
    const end = Math.min(stages.length, i * 10 + 10);
    for (let at = i * 10; at < end; at++) counts[stages[at] as number] = (counts[stages[at] as number] as number) + 1;
    let best = DEEP;
    for (let stage = LIGHT; stage <= AWAKE; stage++) if ((counts[stage] as number) > (counts[best] as number)) best = stage;
    out[i] = best;
  }
  return out;
}

/** Movement per epoch: 1 none, 2 restless, 3 tossing and turning, 4 active. */
export function layRestlessness(dice: Dice, stages: Uint8Array, brokenness: number): Uint8Array {
  const movement = new Uint8Array(stages.length).fill(1);
  for (let i = 0; i < stages.length; i++) {
    const isAwake = stages[i] === AWAKE;
    const lot = dice.next();
    const share = isAwake ? 0.5 : (stages[i] === DEEP ? 0.04 : 0.04 + 0.07 * brokenness) + ((movement[i - 1] ?? 1) > 1 ? 0.14 : 0);
    if (lot < share) movement[i] = lot < share * (isAwake ? 0.03 : 0) ? 4 : lot < share * 0.2 ? 3 : 2;
  }
  return movement;
}

/** Small numbers as a text of digits. */
export function digits(numbers: Uint8Array): string {
  const codes = Buffer.allocUnsafe(numbers.length);
  for (let i = 0; i < numbers.length; i++) codes[i] = 48 + (numbers[i] as number);
  return codes.toString('latin1');
}
