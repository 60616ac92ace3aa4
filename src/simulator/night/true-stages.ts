import { clamp } from '../../derive/scores/rounding.js';
import type { Dice } from '../chance.js';
import type { LatentState, Life } from '../life/life.js';
import { laySleep } from './lay-sleep.js';
import { EPOCH_MS } from './stage-digits.js';

const MS_PER_HOUR = 3_600_000;

/** The hidden stages of the night `day` per 30 seconds, in the digits of the wire: 1 deep, 2 light, 3 REM, 4 awake. */
export function trueStages(life: Life, day: number): Uint8Array {
  const plan = life.night(day);
  const dice = life.person.chance.dice('night stages', day);
  const epochs = Math.ceil((plan.endMs - plan.startMs) / EPOCH_MS);
  return laySleep(dice, {
    epochs,
    latency: clamp(Math.round(plan.latencyMinutes * 2), 1, epochs >> 1),
    lieIn: Math.min(lieInEpochs(dice), epochs >> 2),
    brokenness: plan.brokenness,
    descentMinutes: 9,
    deepFactor: plan.deepFactor,
    remFactor: plan.remFactor,
    innerHour: innerHourAt(life, life.state(day), plan.startMs),
  });
}

/** The hidden stages of the nap of a day as `trueStages`; empty without one. */
export function trueNapStages(life: Life, day: number): Uint8Array {
  const { nap } = life.day(day);
  if (!nap) return new Uint8Array(0);
  const dice = life.person.chance.dice('nap stages', day);
  const epochs = Math.ceil((nap.endMs - nap.startMs) / EPOCH_MS);
  return laySleep(dice, {
    epochs,
    latency: clamp(Math.round(dice.between(2, 16)), 1, epochs >> 2),
    lieIn: 1 + Math.floor(dice.between(0, 4)),
    brokenness: 0.7,
    descentMinutes: dice.between(14, 26),
    // Little pressure has gathered since the night.
    deepFactor: 0.5,
    remFactor: 1,
    innerHour: innerHourAt(life, life.state(day), nap.startMs),
  });
}

/** Hours after midnight by the inner clock of a person, 0 to 24. */
export function innerHourAt({ person }: Life, state: LatentState, ms: number): number {
  const localHours = ms / MS_PER_HOUR + person.calendar.offsetMinutesAt(ms) / 60;
  const hours = localHours + state.circadianPhase;
  return hours - 24 * Math.floor(hours / 24);
}

// Mostly a few minutes, sometimes half an hour.
function lieInEpochs(dice: Dice): number {
  return Math.max(1, Math.round(6 * Math.exp(0.8 * dice.normal())));
}
