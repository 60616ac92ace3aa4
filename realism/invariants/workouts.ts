import { dayText } from '../../src/lib/dates.js';
import { dayOf, instantOf, localDay } from '../local-time.js';
import { documentsOf, type HistoryView } from '../view.js';
import type { Invariant } from './invariant.js';

interface Workout {
  day: string;
  activity: string;
  calories: number | null;
  start_datetime: string;
  end_datetime: string;
}

const LOW_MET = 1.6;

/** I-42: workouts against the day they lie in (kcal). */
export const workouts: Invariant[] = [
  {
    id: 'I-42',
    text: 'a workout’s day is the local date of its start; its worn minutes average 1.6 MET or more; it burns at most the active_calories of the activity days it touches, + 5 %',
    check: (view, expect) => {
      for (const workout of documentsOf<Workout>(view.history, 'workout')) {
        const expected = localDay(workout.start_datetime);
        const { met, activeCalories } = coveredBy(view, workout);
        const isActive = Number.isNaN(met) || met >= LOW_MET;
        const isPart = workout.calories === null || activeCalories === null || workout.calories <= 1.05 * activeCalories + 1;
        expect(
          dayOf(workout) === expected && isActive && isPart,
          () =>
            `${workout.start_datetime} ${workout.activity}: day ${workout.day} (${dayText(expected)}), MET ${met.toFixed(1)}, ${workout.calories} of ${activeCalories} kcal`,
        );
      }
    },
  },
];

function coveredBy({ activityOn }: HistoryView, workout: Workout): { met: number; activeCalories: number | null } {
  const [startMs, endMs] = [instantOf(workout.start_datetime), instantOf(workout.end_datetime)];
  let [sum, minutes, calories, days] = [0, 0, 0, 0];
  for (let day = dayOf(workout) - 2; day <= dayOf(workout) + 2; day++) {
    const active = activityOn.get(day);
    if (!active) continue;
    const { items } = active.document.met;
    const from = Math.max(0, Math.ceil((startMs - active.startMs) / 60_000));
    const to = Math.min(items.length, Math.floor((endMs - active.startMs) / 60_000));
    if (from >= to) continue;
    days++;
    calories += active.document.active_calories;
    for (let i = from; i < to; i++) {
      const met = items[i] as number;
      if (met <= 0.1) continue;
      sum += met;
      minutes++;
    }
  }
  return { met: sum / minutes, activeCalories: days > 0 ? calories : null };
}
