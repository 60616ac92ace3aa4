import { clamp } from '../../derive/scores/rounding.js';
import type { Chance } from '../chance.js';
import type { DrawnProfile } from './draw-profile.js';
import type { Body } from './person.js';

const MEAN_AGE = 43;
/** Some day on which a cycle may have begun: 2024-01-01. */
const CYCLE_EPOCH = 19_723;
const OLDEST_WITH_CYCLE = 49;
/** Own estimate: the others take hormones, are pregnant or nurse. */
const CYCLING_SHARE = 0.6;

/** Draws the body of somebody who lives where there is so much of a northern winter; `cycles` makes sure of a menstrual cycle. */
export function drawBody(chance: Chance, profile: DrawnProfile, { winter, cycles }: { winter: number; cycles: boolean }): Body {
  const { sex, ageYears, weightKg, heightMetres, fitness } = profile;
  const bell = (trait: string) => chance.normal(trait, 0);
  const isFemale = sex === 'female';
  const years = ageYears - MEAN_AGE;
  const fat = weightKg / heightMetres ** 2 - 25;
  // Lowest heart rates of wearers: women 58.1, men 54.5 (published means), which hold alcohol, illness and stress besides.
  const heart = -2.8 * fitness + 0.2 * fat - 0.0025 * (ageYears - 50) ** 2 + 5.6 * bell('heart');
  const isCycling = isFemale && ageYears <= OLDEST_WITH_CYCLE && (cycles || chance.uniform('cycling', 0) < CYCLING_SHARE);
  const lengthDays = Math.round(clamp(28.6 + 2.2 * bell('cycle length'), 24, 36));
  return {
    lowestHeartRate: clamp((isFemale ? 58.6 : 54.5) + heart, 38, 82),
    // Medians of 60, 50, 40, 32 and 27 ms in the twenties to sixties, spread 0.45 in ln ms, lower where the heart is fast.
    lnRmssd: clamp(Math.log(57.3) - 0.0165 * (ageYears - 25) - 0.038 * heart + 0.37 * bell('vagus'), Math.log(11), Math.log(180)),
    breath: clamp(15.1 + (isFemale && ageYears < 50 ? 0.3 : -0.2) + 1.8 * bell('breath'), 10.5, 21),
    skinTemperature: clamp(35.1 + 0.45 * bell('skin'), 33.5, 36.4),
    oxygen: clamp(97.5 - 0.025 * years - 0.03 * fat + 0.5 * bell('oxygen'), 94, 99),
    breathingDisturbances: clamp(Math.exp(0.7 + (isFemale ? -0.15 : 0.15) + 0.02 * years + 0.05 * fat + 0.65 * bell('apnoea')), 0.2, 35),
    pulseWaveVelocity: velocityAt(ageYears - 1.5 * fitness + 0.4 * fat + 5 * bell('arteries')),
    fitness,
    // Loe 2013: 54.4 ± 8.4 and 43.0 ± 7.7 at 20 to 29 years and 3.5 less with each decade; the population at large an eighth less.
    vo2Max: Math.max(14, isFemale ? 37.2 - 0.31 * (ageYears - 25) + 6.5 * fitness : 46.9 - 0.35 * (ageYears - 25) + 7.3 * fitness),
    // Nes 2013 (HUNT): 211 − 0.64 × age.
    maximalHeartRate: clamp(211 - 0.64 * ageYears + 7 * bell('maximum'), 135, 215),
    // Of the 2.1 between December and August published of northern wearers, colds give some, and the swing itself is a fifth wider.
    seasonalHeartRate: winter * (2.3 + 0.4 * bell('season')),
    cycle: isCycling ? { lengthDays, anchorDay: CYCLE_EPOCH + Math.floor(lengthDays * chance.uniform('cycle phase', 0)) } : null,
  };
}

/**
 * Pulse wave velocity in m/s of arteries of an age: 7.176 − 0.076 × age + 0.0018 × age² (Reference Values for Arterial Stiffness'
 * Collaboration 2010, PMC2948201), which is lowest at 21 years.
 */
function velocityAt(age: number): number {
  const years = clamp(age, 21, 95);
  return 7.176 - 0.076 * years + 0.0018 * years ** 2;
}
