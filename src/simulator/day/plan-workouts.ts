import type { DayPlan, Life } from '../life/life.js';
import { ownMs } from './own-ms.js';
import type { Timetable } from './timetable.js';

const MINUTE_MS = 60_000;
const TOO_ILL = 0.35;

const labels = ['With a friend', 'New route', 'Easy does it', 'Before work'] as const;

/** The intended workouts of a day that really take place, in time order: none when ill, asleep, or without the ring. */
export function planWorkouts(life: Pick<Life, 'person' | 'intent' | 'state'>, day: number, timetable: Timetable): DayPlan['workouts'] {
  const { person } = life;
  const { workouts, isResting } = life.intent(day);
  if (isResting || life.state(day).illness > TOO_ILL) return [];
  const dice = person.chance.dice('workouts done', day);
  return workouts
    .flatMap(({ sport, startMinutes, minutes }) => {
      const segment = timetable.add('workout', Math.round(ownMs(person, day, startMinutes) / MINUTE_MS), Math.round(minutes));
      const [sourceLot, labelLot, dismissLot] = [dice.next(), dice.next(), dice.next()];
      const isEasy = sport.isOnFoot && sport.met < 6;
      const source: DayPlan['workouts'][number]['source'] =
        sourceLot < (isEasy ? 0.6 : 0.15)
          ? 'autodetected'
          : sourceLot < 0.75
            ? 'confirmed'
            : sourceLot < 0.95
              ? 'workout_heart_rate'
              : 'manual';
      const label = labelLot < 0.1 ? (labels[Math.floor(labelLot * 10 * labels.length)] as string) : null;
      return segment ? [{ segment, sport, label, source, isDismissed: source === 'autodetected' && dismissLot < 0.08 }] : [];
    })
    .sort((a, b) => a.segment.startMs - b.segment.startMs);
}
