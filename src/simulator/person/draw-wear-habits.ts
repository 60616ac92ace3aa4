import { clamp } from '../../derive/scores/rounding.js';
import type { Chance } from '../chance.js';
import type { WearHabits } from './person.js';

/** Percent of charge that somebody who charges in time uses up in between. */
const USED_CHARGE = 78;

/** Draws how reliably somebody of the population at large wears the ring: 4 to 7 days between charges; the rest are own estimates. */
export function drawWearHabits(chance: Chance): WearHabits {
  const spread = (trait: string, deviation: number) => Math.exp(deviation * chance.normal(trait, 0));
  const dailyLoss = clamp(14.5 * spread('daily loss', 0.1), 12, 19);
  return {
    lostNightShare: clamp(0.025 * spread('lost nights', 0.4), 0.008, 0.07),
    chargeEveryDays: Math.round(USED_CHARGE / dailyLoss),
    dailyLoss,
    forgetsChargeShare: clamp(0.025 * spread('forgets', 0.6), 0, 0.1),
    offMinutes: clamp(18 * spread('off', 0.4), 6, 55),
    morningAppShare: clamp(0.75 + 0.12 * chance.normal('morning app', 0), 0.35, 0.97),
    noAppShare: clamp(0.05 * spread('no app', 0.6), 0.01, 0.2),
    ringAgeDays: null,
  };
}
