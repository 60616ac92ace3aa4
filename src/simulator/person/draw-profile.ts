import type { WearerProfile } from '../../derive/recordings.js';
import { clamp, roundTo } from '../../derive/scores/rounding.js';
import type { Chance } from '../chance.js';
import type { Persona } from './personas.js';

/** What somebody knows of themselves, and how fit they are against people of the same age and sex, in standard deviations. */
export interface DrawnProfile extends WearerProfile {
  fitness: number;
}

const FEMALE_SHARE = 0.48;
const MEAN_AGE = 43;

/** Draws sex, age, size and fitness; what is `given` stays. Body mass by age and fitness is an own estimate. */
export function drawProfile(
  chance: Chance,
  persona: Persona,
  given: { sex?: WearerProfile['sex'] | undefined; age?: number | undefined },
): DrawnProfile {
  const bell = (trait: string) => chance.normal(trait, 0);
  const { mean, spread, low, high } = persona.ages;
  const sex = given.sex ?? persona.sex ?? (chance.uniform('sex', 0) < FEMALE_SHARE ? 'female' : 'male');
  const ageYears = given.age ?? Math.floor(clamp(mean + spread * bell('age'), low, high));
  const fitness = persona.fitness + 0.95 * bell('fitness');
  const heightMetres = roundTo((sex === 'female' ? 1.665 : 1.795) + 0.065 * bell('height'), 100);
  const bmi = clamp((sex === 'female' ? 24.6 : 25.6) + 0.05 * (ageYears - MEAN_AGE) - 1.3 * fitness + 3 * bell('bmi'), 17.5, 42);
  return { sex, ageYears, heightMetres, weightKg: roundTo(bmi * heightMetres ** 2, 10), fitness };
}
