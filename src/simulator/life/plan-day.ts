import { ownMs } from '../day/own-ms.js';
import { planNap } from '../day/plan-nap.js';
import { planWear } from '../day/plan-wear.js';
import { planWorkouts } from '../day/plan-workouts.js';
import { createTimetable, type Timetable } from '../day/timetable.js';
import type { DayPlan, Life } from './life.js';

const MINUTE_MS = 60_000;

/** Settles what happens in the hours between the night `day` and the night `day + 1`. */
export function planDay(life: Pick<Life, 'person' | 'intent' | 'state' | 'night'>, day: number): DayPlan {
  const { endMs: startMs } = life.night(day);
  const { startMs: endMs } = life.night(day + 1);
  const [from, to] = [Math.ceil(startMs / MINUTE_MS), Math.floor(endMs / MINUTE_MS)];
  const timetable = createTimetable(from, to);
  const isWorn = planWear(life, day, from, to, timetable);
  const workouts = planWorkouts(life, day, timetable);
  const nap = planNap(life, day, timetable);
  const session = planSession(life, day, timetable);
  planOff(life, day, from, timetable);
  planRests(life, day, from, to, timetable);
  return { day, startMs, endMs, segments: timetable.segments(), workouts, nap, session, isWorn };
}

function planSession({ person }: Pick<Life, 'person'>, day: number, timetable: Timetable) {
  const dice = person.chance.dice('session', day);
  if (dice.next() >= person.habits.sessionShare) return null;
  const startMinutes = dice.next() < 0.25 ? dice.between(430, 520) : dice.between(1230, 1320);
  return timetable.add('session', Math.round(ownMs(person, day, startMinutes) / MINUTE_MS), Math.round(dice.between(4, 20)));
}

// A shower, soon after rising or in the evening, and a few minutes at the sink.
function planOff({ person }: Pick<Life, 'person'>, day: number, from: number, timetable: Timetable): void {
  const dice = person.chance.dice('off', day);
  const minutes = person.wear.offMinutes * Math.exp(0.6 * dice.normal());
  const shower = dice.between(0.5, 1);
  const evening = Math.round(ownMs(person, day, dice.between(1120, 1230)) / MINUTE_MS);
  timetable.fit('off', dice.next() < 0.7 ? from + Math.round(dice.between(8, 45)) : evening, Math.round(minutes * shower));
  timetable.fit('off', evening, Math.round(minutes * (1 - shower)));
}

const MOST_RESTS = 6;

// Quiet stretches on the sofa or over a book, more of them when ill.
function planRests(life: Pick<Life, 'person' | 'state'>, day: number, from: number, to: number, timetable: Timetable): void {
  const dice = life.person.chance.dice('rests', day);
  const count = Math.min(MOST_RESTS, Math.round(dice.between(1.5, 4.4) + 2 * life.state(day).illness));
  for (let i = 0; i < count; i++) {
    // Most of them lie in the last third of the day.
    const part = dice.next() < 0.6 ? dice.between(0.72, 0.97) : dice.between(0.1, 0.8);
    timetable.add('rest', Math.round(from + part * (to - from)), Math.round(dice.between(15, 55)));
  }
}
