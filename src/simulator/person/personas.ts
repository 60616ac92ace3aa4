import type { Chance } from '../chance.js';
import { drawByShare } from './draw-by-share.js';
import type { Habits, WearHabits } from './person.js';

/** Kinds of people that can be asked for by name. */
export const PERSONA_NAMES = [
  ...(['steady', 'athlete', 'new-parent', 'shift-worker', 'traveller'] as const),
  ...(['cycle', 'older', 'insomnia', 'new-ring', 'patchy'] as const),
] as const;
/** The name of a kind of people. */
export type PersonaName = (typeof PERSONA_NAMES)[number];

/** What a kind of people changes against the population. */
export interface Persona {
  /** How many in a hundred are of this kind. */
  share: number;
  /** Years: bell-shaped and cut off. */
  ages: { mean: number; spread: number; low: number; high: number };
  /** Where all are of one sex. */
  sex?: 'female';
  /** Shift of aerobic fitness, in standard deviations. */
  fitness: number;
  habits(ordinary: Habits): Partial<Habits>;
  wear?(ordinary: WearHabits): Partial<WearHabits>;
}

const adults = { mean: 44, spread: 10.5, low: 18, high: 79 };
const asTheyAre = () => ({});

/** The kinds, by name. Own estimates throughout. */
export const personas: Record<PersonaName, Persona> = {
  steady: { share: 48, ages: adults, fitness: -0.15, habits: asTheyAre },
  athlete: {
    share: 10,
    ages: { mean: 37, spread: 9, low: 18, high: 62 },
    fitness: 1.5,
    habits: (ordinary) => ({
      workoutsPerWeek: 5 + 0.5 * ordinary.workoutsPerWeek,
      sports: ['running', 'cycling', 'strength_training', 'swimming'],
      liveliness: 1.1 * ordinary.liveliness,
      weekendBedShift: 0.6 * ordinary.weekendBedShift,
      hoursInBed: ordinary.hoursInBed + 0.2,
      drinkingShares: times(ordinary.drinkingShares, 0.5),
    }),
  },
  'new-parent': {
    share: 5,
    ages: { mean: 33, spread: 4.5, low: 22, high: 46 },
    fitness: -0.3,
    habits: (ordinary) => ({
      babyWakings: 2.5,
      hoursInBed: ordinary.hoursInBed + 0.3,
      weekendBedShift: 0.4 * ordinary.weekendBedShift,
      napShare: 0.2,
      workoutsPerWeek: 0.5 * ordinary.workoutsPerWeek,
      drinkingShares: times(ordinary.drinkingShares, 0.5),
      stress: ordinary.stress + 0.5,
      illnessesPerYear: ordinary.illnessesPerYear + 0.8,
      journeysPerYear: 0.3,
    }),
  },
  'shift-worker': {
    share: 4,
    ages: { mean: 38, spread: 10, low: 19, high: 63 },
    fitness: -0.3,
    habits: (ordinary) => ({
      shifts: { cycleDays: 9, nightShiftDays: 3 },
      bedSpread: 1.2 * ordinary.bedSpread,
      napShare: 0.15,
      stress: ordinary.stress + 0.3,
    }),
  },
  traveller: {
    share: 4,
    ages: { mean: 44, spread: 9, low: 24, high: 66 },
    fitness: 0,
    habits: (ordinary) => ({ journeysPerYear: 9, stress: ordinary.stress + 0.2 }),
  },
  // The least noise, so that the cycle shows.
  cycle: {
    share: 12,
    ages: { mean: 31, spread: 5, low: 20, high: 40 },
    sex: 'female',
    fitness: 0.1,
    habits: (ordinary) => ({
      drinkingShares: times(ordinary.drinkingShares, 0.6),
      drinkingDose: 0.8 * ordinary.drinkingDose,
      bedSpread: 0.85 * ordinary.bedSpread,
      inBedSpread: 0.9 * ordinary.inBedSpread,
      stress: 0.5 * ordinary.stress,
      illnessesPerYear: 1.2,
    }),
  },
  older: {
    share: 8,
    ages: { mean: 65, spread: 5.5, low: 58, high: 79 },
    fitness: 0.1,
    habits: (ordinary) => ({
      bedMinutes: ordinary.bedMinutes - 15,
      weekendBedShift: 0.5 * ordinary.weekendBedShift,
      weekendExtraMinutes: 0.5 * ordinary.weekendExtraMinutes,
      napShare: 0.15,
      liveliness: 0.9 * ordinary.liveliness,
      sports: ['walking', 'cycling', 'swimming', 'hiking'],
    }),
  },
  insomnia: {
    share: 4,
    ages: { mean: 48, spread: 11, low: 22, high: 76 },
    fitness: -0.3,
    habits: (ordinary) => ({
      latencyMinutes: 2.6 * ordinary.latencyMinutes,
      brokenness: 1.5 * ordinary.brokenness,
      hoursInBed: ordinary.hoursInBed + 0.2,
      inBedSpread: 1.2 * ordinary.inBedSpread,
      stress: ordinary.stress + 0.7,
    }),
  },
  'new-ring': { share: 3, ages: adults, fitness: -0.15, habits: asTheyAre, wear: () => ({ ringAgeDays: 21 }) },
  patchy: {
    share: 2,
    ages: adults,
    fitness: -0.3,
    habits: asTheyAre,
    wear: (ordinary) => ({
      lostNightShare: 0.25,
      forgetsChargeShare: 0.3,
      offMinutes: 4 * ordinary.offMinutes,
      morningAppShare: 0.3,
      noAppShare: 0.35,
    }),
  },
};

/** Draws the kind of a member of the population. */
export function drawPersona(chance: Chance): PersonaName {
  return drawByShare(chance.uniform('persona', 0), PERSONA_NAMES, (name) => personas[name].share);
}

function times(shares: Habits['drinkingShares'], factor: number): Habits['drinkingShares'] {
  return { weekend: factor * shares.weekend, other: factor * shares.other };
}
