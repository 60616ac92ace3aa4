import { createCurve } from '../derive/scores/curve.js';
import { type MetLimits, metLimits } from '../derive/scores/met-classes.js';
import { clamp, roundTo } from '../derive/scores/rounding.js';
import type { Chance } from '../simulator/chance.js';

/** What stays the same about a person. */
export interface Traits {
  email: string;
  /** Years. */
  age: number;
  /** Kilograms. */
  weight: number;
  /** Metres. */
  height: number;
  sex: 'female' | 'male';
  /** Beats per minute at the calmest moment of an ordinary night. */
  lowestHeartRate: number;
  /** RMSSD of an ordinary night in ms. */
  hrv: number;
  /** Breaths per minute of an ordinary night. */
  breath: number;
  /** Usual bedtime in minutes after midnight of the day of waking: negative before midnight. */
  bedMinutes: number;
  hoursInBed: number;
  /** How much this person moves besides workouts; 1 is ordinary. */
  liveliness: number;
  limits: MetLimits;
  /** Age of the arteries in years, before the slow waves of life. */
  vascularAge: number;
  /** ml per kg and minute, before the slow waves of life. */
  vo2Max: number;
}

const femaleNames = ['aino', 'eeva', 'helmi', 'inka', 'laura', 'maija', 'saara', 'venla'];
const maleNames = ['antti', 'eero', 'heikki', 'joel', 'lauri', 'mikko', 'otso', 'ville'];

// Medians by decade of life.
const hrvByAge = createCurve('25:60 35:50 45:40 55:32 65:27');

/** Draws a person. */
export function createTraits(chance: Chance): Traits {
  const dice = chance.dice('traits', 0);
  const isFemale = dice.next() < 0.5;
  const names = isFemale ? femaleNames : maleNames;
  const age = Math.floor(dice.between(26, 56));
  const height = roundTo((isFemale ? 1.67 : 1.8) + 0.05 * dice.normal(), 100);
  const fitness = dice.normal();
  return {
    email: `${names[Math.floor(dice.next() * names.length)]}@example.com`,
    age,
    height,
    weight: roundTo(height * height * dice.between(21, 26), 10),
    sex: isFemale ? 'female' : 'male',
    lowestHeartRate: (isFemale ? 54 : 51) - 2.5 * fitness,
    hrv: clamp(hrvByAge(age) * (1 + 0.15 * fitness + 0.1 * dice.normal()), 22, 110),
    breath: 14.2 + 0.8 * dice.normal(),
    bedMinutes: -52 + 10 * dice.normal(),
    hoursInBed: 7.9 + 0.15 * dice.normal(),
    liveliness: clamp(1 + 0.08 * dice.normal(), 0.8, 1.2),
    limits: metLimits(age),
    vascularAge: age - 2 * fitness,
    // Loe 2013: 54 and 43 for men and women in their twenties, 3.5 less with each decade; the ring's wearers are less fit.
    vo2Max: (isFemale ? 39 : 48) - 0.35 * (age - 25) + 3 * fitness,
  };
}
