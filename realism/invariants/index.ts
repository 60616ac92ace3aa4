import type { SimulatedHistory } from '../history.js';
import { type HistoryView, viewHistory } from '../view.js';
import { activityScores } from './activity-scores.js';
import { activityTimes } from './activity-times.js';
import { beats } from './beats.js';
import { heartrate } from './heartrate.js';
import { type Invariant, type InvariantResult, runInvariant } from './invariant.js';
import { readiness } from './readiness.js';
import { sleepDays } from './sleep-days.js';
import { sleepDurations } from './sleep-durations.js';
import { sleepHeart } from './sleep-heart.js';
import { sleepScores } from './sleep-scores.js';
import { timestamps } from './timestamps.js';
import { wear } from './wear.js';
import { wellbeing } from './wellbeing.js';
import { workouts } from './workouts.js';

const numberOf = ({ id }: Invariant) => Number(id.slice(2));

/** What must be true of any person's documents, I-1 to I-42; I-43 and I-44 take several runs, see `checkRepeatability`. */
export const invariants: readonly Invariant[] = [
  ...[sleepDurations, sleepHeart, sleepDays, sleepScores, readiness, activityTimes, activityScores, heartrate, wear, beats, wellbeing],
  ...[timestamps, workouts],
]
  .flat()
  .sort((a, b) => numberOf(a) - numberOf(b));

/** Checks all of them on one person; a view of the history may be given where there is one already. */
export function checkInvariants(history: SimulatedHistory, view: HistoryView = viewHistory(history)): InvariantResult[] {
  return invariants.map((invariant) => runInvariant(invariant, view));
}
