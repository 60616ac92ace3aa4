import { clamp } from '../derive/scores/rounding.js';
import { chargeOf, cycleOf } from './battery.js';
import type { Chance } from '../simulator/chance.js';
import { wallMs, weekday } from './helsinki-time.js';
import type { NightPlan } from './night-plan.js';
import { illnessOn, isResting } from './rest-periods.js';
import { type PlannedWorkout, planWorkouts } from './workout-plan.js';

/** A stretch of the waking day in which something particular happens; no two overlap. */
export interface Segment {
  kind: 'workout' | 'nap' | 'session' | 'rest' | 'off';
  startMs: number;
  endMs: number;
  /** What is done, of a workout. */
  workout: PlannedWorkout | null;
}

/** What is settled about the waking hours of a day before they are lived. */
export interface DayPlan {
  /** In time order: workouts, naps, guided moments, quiet sitting, and times without the ring. */
  segments: Segment[];
  workouts: PlannedWorkout[];
  nap: PlannedNap | null;
  session: Segment | null;
  /** How much is moved besides workouts; 1 is ordinary. */
  liveliness: number;
  /** Goal of the day in kilocalories. */
  targetCalories: number;
}

/** A short sleep by day. */
export interface PlannedNap {
  startMs: number;
  endMs: number;
  /** Ends after 18:00: it counts, and for the next day. */
  isLate: boolean;
}

const REST_MODE_TARGET = 250;

/** Plans the hours after the night `night`. */
export function planDay(chance: Chance, day: number, night: NightPlan): DayPlan {
  const workouts = planWorkouts(chance, day);
  const nap = planNap(chance, day, workouts);
  const segments: Segment[] = workouts.map((workout) => ({ kind: 'workout', ...boundsOf(workout), workout }));
  const add = (kind: Segment['kind'], bounds: { startMs: number; endMs: number }) => {
    const segment: Segment = { kind, ...boundsOf(bounds), workout: null };
    segments.push(segment);
    return segment;
  };
  const dice = chance.dice('day', day);
  const span = (startMinutes: number, minutes: number) => {
    const startMs = wallMs(day, Math.round(startMinutes));
    return { startMs, endMs: startMs + Math.round(minutes) * 60_000 };
  };

  if (nap) add('nap', nap);
  if (dice.next() < 0.45) add('off', shower(night.endMs, dice.between(8, 22)));
  if (dice.next() < 0.6) add('rest', span(dice.between(785, 795), dice.between(25, 50)));
  const charge = chargeOf(chance, cycleOf(day));
  if (charge.startMs >= wallMs(day, 0) && charge.startMs < wallMs(day + 1, 0)) add('off', charge);
  const session = dice.next() < 0.45 ? add('session', span(dice.between(1258, 1266), dice.between(4, 15))) : null;
  if (dice.next() < 0.7) add('rest', span(dice.between(1290, 1300), dice.between(25, 40)));

  return {
    segments: segments.sort((a, b) => a.startMs - b.startMs),
    workouts,
    nap,
    session,
    liveliness: (1 + 0.22 * dice.normal() + (weekday(day) % 6 === 0 ? -0.06 : 0)) * (1 - 0.55 * illnessOn(chance, day)),
    targetCalories: isResting(chance, day) ? REST_MODE_TARGET : targetAfter(night),
  };
}

/** A goal in steps of 50 kcal: lower after a poor night. */
function targetAfter(night: NightPlan): number {
  const poorness = night.alcohol + 2 * night.illness + 0.3 * night.restlessness + 0.4 * (7 - night.sleepHours);
  return 400 - 50 * Math.round(clamp(poorness, -2, 2));
}

function planNap(chance: Chance, day: number, workouts: PlannedWorkout[]): PlannedNap | null {
  const dice = chance.dice('nap', day);
  const lot = dice.next();
  const isEveningFree = workouts.every(({ endMs }) => endMs < wallMs(day, 960));
  if (lot > 0.2 || (lot < 0.08 && !isEveningFree)) return null;
  const isLate = lot < 0.08;
  const startMs = wallMs(day, isLate ? dice.between(1045, 1070) : dice.between(858, 880));
  const lateEndMs = wallMs(day, dice.between(1084, 1120));
  const endMs = isLate ? lateEndMs : startMs + Math.round(dice.between(12, 42) * 60) * 1000;
  return { startMs, endMs, isLate };
}

function shower(riseMs: number, minutes: number): { startMs: number; endMs: number } {
  const startMs = Math.ceil(riseMs / 60_000 + 12) * 60_000;
  return { startMs, endMs: startMs + Math.round(minutes) * 60_000 };
}

const boundsOf = ({ startMs, endMs }: { startMs: number; endMs: number }) => ({ startMs, endMs });
