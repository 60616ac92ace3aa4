import type { Chance } from '../simulator/chance.js';
import { wallMs, weekday } from './helsinki-time.js';
import { isResting } from './rest-periods.js';

/** A kind of sport. */
export interface Sport {
  activity: string;
  intensity: 'easy' | 'moderate' | 'hard';
  /** Usual effort in tenths of a MET. */
  tenths: number;
  /** Metres a minute, null where no distance is measured. */
  speed: number | null;
  isOnFoot: boolean;
}

/** A workout as it will be done: whole minutes. */
export interface PlannedWorkout {
  sport: Sport;
  startMs: number;
  endMs: number;
}

const walking: Sport = { activity: 'walking', intensity: 'easy', tenths: 46, speed: 92, isOnFoot: true };
const sports: readonly Sport[] = [
  { activity: 'running', intensity: 'hard', tenths: 92, speed: 155, isOnFoot: true },
  { activity: 'cycling', intensity: 'moderate', tenths: 68, speed: 330, isOnFoot: false },
  { activity: 'strength_training', intensity: 'moderate', tenths: 52, speed: null, isOnFoot: false },
  { activity: 'swimming', intensity: 'moderate', tenths: 62, speed: null, isOnFoot: false },
  { activity: 'hiking', intensity: 'moderate', tenths: 57, speed: 78, isOnFoot: true },
];

/** The workouts of a day in time order, at most two: a walk at noon, and sport on a weekend morning or after work. */
export function planWorkouts(chance: Chance, day: number): PlannedWorkout[] {
  if (isResting(chance, day)) return [];
  const dice = chance.dice('workouts', day);
  const isWeekend = weekday(day) % 6 === 0;
  const planned: PlannedWorkout[] = [];
  const add = (sport: Sport, startMinutes: number, minutes: number) => {
    const startMs = wallMs(day, Math.round(startMinutes));
    planned.push({ sport, startMs, endMs: startMs + Math.round(minutes) * 60_000 });
  };
  const sport = sports[Math.floor(dice.next() ** 1.5 * sports.length)] as Sport;
  if (isWeekend && dice.next() < 0.5) add(sport, dice.between(630, 645), dice.between(35, 80));
  else if (!isWeekend && dice.next() < 0.3) add(walking, dice.between(725, 740), dice.between(18, 38));
  if (!isWeekend && dice.next() < 0.42) add(sport, dice.between(1000, 1020), dice.between(28, 62));
  return planned;
}

/** Whether the workouts of a day leave their mark on the following night, 0 to 1. */
export function strainOf(chance: Chance, day: number): number {
  const load = planWorkouts(chance, day).reduce((sum, { sport, startMs, endMs }) => sum + (sport.tenths * (endMs - startMs)) / 600_000, 0);
  return Math.min(1, load / 400);
}
