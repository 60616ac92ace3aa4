import type { Person } from '../person/person.js';
import { sportShare, WORKOUT_MINUTES } from './intent.js';
import type { Intent } from './life.js';
import { sportNamed } from './sports.js';

// MET minutes above rest of one hard session.
const HARD_SESSION = 400;
const WINDOW_DAYS = 90;
// Own estimates: a steady hard session a day more than usual gains and costs so many beats per minute.
const FITNESS_GAIN = 2;
const FATIGUE_COST = 1.5;

const fitnessWeights = weights(42);
const fatigueWeights = weights(7);

/** What training does to a day: slow gain and fast cost, both in beats per minute, and how the last day's load differs from usual in hard sessions. */
export interface TrainingState {
  fitness: number;
  fatigue: number;
  strain: number;
}

/** The impulse-response model over the last three months, time constants 42 and 7 days, against what the person usually does. */
export function trainingOn(usualLoad: number, loadOf: (day: number) => number, day: number): TrainingState {
  let fitness = 0;
  let fatigue = 0;
  for (let i = 0; i < WINDOW_DAYS; i++) {
    const excess = loadOf(day - 1 - i) - usualLoad;
    fitness += excess * (fitnessWeights[i] as number);
    fatigue += excess * (fatigueWeights[i] as number);
  }
  const strain = Math.min(1.4, loadOf(day - 1)) - usualLoad;
  return { fitness: FITNESS_GAIN * fitness, fatigue: FATIGUE_COST * fatigue, strain };
}

/** Load of what is intended, in hard sessions. */
export function loadOf({ workouts }: Intent): number {
  let sum = 0;
  for (const { sport, minutes } of workouts) sum += (sport.met - 1) * minutes;
  return sum / HARD_SESSION;
}

/** Mean load of a day of an ordinary week, in hard sessions. */
export function usualLoadOf({ habits }: Person): number {
  const effort = habits.sports.reduce((sum, sport, i) => sum + sportShare(i, habits.sports.length) * (sportNamed(sport).met - 1), 0);
  return ((habits.workoutsPerWeek / 7) * effort * WORKOUT_MINUTES) / HARD_SESSION;
}

function weights(timeConstant: number): Float64Array {
  return Float64Array.from({ length: WINDOW_DAYS }, (_, i) => Math.exp(-i / timeConstant) / timeConstant);
}
