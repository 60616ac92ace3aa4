import type { WorkoutRecording } from '../../derive/recordings.js';
import { roundTo } from '../../derive/scores/rounding.js';
import type { Life } from '../life/life.js';

/** A workout, and whether the wearer deletes it in the app afterwards. */
export type DoneWorkout = WorkoutRecording & { isDismissed: boolean };

/** The workouts of a home day in time order, with metres where they are measured. */
export function recordWorkouts({ person, day: planOf }: Life, day: number): DoneWorkout[] {
  const dice = person.chance.dice('distance', day);
  return planOf(day).workouts.map(({ segment: { startMs, endMs }, sport, label, source, isDismissed }, i) => {
    const metres = ((endMs - startMs) / 60_000) * (sport.speed ?? 0) * dice.between(0.9, 1.1);
    const offsetMinutes = person.calendar.offsetMinutesAt(startMs);
    const distance = sport.speed === null ? null : roundTo(metres, 10);
    return { key: `workout/${day}/${i}`, startMs, endMs, offsetMinutes, activity: sport.activity, distance, label, source, isDismissed };
  });
}
