import { clamp } from '../../derive/scores/rounding.js';
import type { Chance } from '../chance.js';
import type { DrawnProfile } from './draw-profile.js';
import type { Habits } from './person.js';

const MEAN_AGE = 43;
const ABSTAINING_SHARE = 0.18;
/** Everybody likes one kind of sport most, then a second and so on. */
const SPORTS = ['walking', 'running', 'strength_training', 'cycling', 'yoga', 'hiking', 'swimming'];

/** Draws how somebody of the population at large sleeps, moves and drinks. Own estimates where no source is named. */
export function drawHabits(chance: Chance, { ageYears, fitness }: DrawnProfile): Habits {
  const bell = (trait: string) => chance.normal(trait, 0);
  const spread = (trait: string, deviation: number) => Math.exp(deviation * bell(trait));
  const years = ageYears - MEAN_AGE;
  const thirst = chance.uniform('abstains', 0) < ABSTAINING_SHARE ? 0 : 1.1 * spread('thirst', 0.45);
  const isMindful = chance.uniform('mindful', 0) < 0.25;
  return {
    bedMinutes: clamp(-48 - 0.4 * years + 38 * bell('bedtime'), -170, 90),
    // Half of the wearers sleep less than seven hours, at an efficiency of 86 %.
    hoursInBed: clamp(8.02 + 0.4 * bell('sleep need'), 6.6, 9.4),
    weekendBedShift: clamp(27 - 0.4 * years + 11 * bell('weekend bedtime'), 0, 75),
    weekendExtraMinutes: clamp(27 - 0.25 * years + 11 * bell('weekend extra'), 0, 75),
    bedSpread: clamp(32 * spread('bed spread', 0.25), 15, 65),
    inBedSpread: clamp(48 * spread('in bed spread', 0.18), 30, 75),
    // Boulos 2019 (zsz180), by decade of age: 1.1 minutes longer to fall asleep, efficiency 2.1 points lower, of which brokenness gives 1.8.
    latencyMinutes: clamp((12.5 + 0.11 * years) * spread('latency', 0.25), 4, 45),
    brokenness: clamp((1 + 0.016 * years) * spread('brokenness', 0.2), 0.35, 2.6),
    deepFactor: clamp((1 - 0.006 * years) * spread('deep', 0.1), 0.6, 1.35),
    remFactor: clamp((1 - 0.002 * years) * spread('rem', 0.08), 0.75, 1.25),
    shifts: null,
    babyWakings: 0,
    napShare: 0.05 * spread('naps', 0.5),
    liveliness: clamp((1 - 0.003 * years + 0.05 * fitness) * spread('liveliness', 0.22), 0.45, 1.8),
    livelinessSpread: clamp(0.36 * spread('liveliness spread', 0.15), 0.25, 0.5),
    weekendLiveliness: clamp(0.92 + 0.1 * bell('weekend liveliness'), 0.65, 1.2),
    workoutsPerWeek: clamp(2.6 + 1.1 * fitness + 0.8 * bell('workouts'), 0.3, 7),
    sports: chosenSports(chance),
    drinkingShares: { weekend: Math.min(0.85, 0.36 * thirst), other: Math.min(0.5, 0.08 * thirst) },
    drinkingDose: clamp(0.5 * spread('dose', 0.35), 0.15, 1.4),
    stress: 0.7 * bell('stress'),
    sessionShare: isMindful ? 0.35 : 0.03,
    tagShare: 0.12 * spread('tags', 0.6),
    illnessesPerYear: clamp(1.9 + 0.5 * bell('illnesses'), 1, 3),
    journeysPerYear: clamp(0.9 + 0.7 * bell('journeys'), 0, 3),
  };
}

/** Three kinds of sport, the commonest first. */
function chosenSports(chance: Chance): string[] {
  const dice = chance.dice('sports', 0);
  return SPORTS.map((sport, i) => ({ sport, weight: dice.next() + 0.1 * (SPORTS.length - i) }))
    .sort((a, b) => b.weight - a.weight)
    .slice(0, 3)
    .map(({ sport }) => sport);
}
