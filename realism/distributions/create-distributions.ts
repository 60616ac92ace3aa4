import type { SimulatedHistory } from '../history.js';
import { type HistoryView, viewHistory } from '../view.js';
import { alcohol } from './alcohol.js';
import { bodyDistributions } from './body.js';
import type { DistributionResult } from './distribution.js';
import { heartDistributions } from './heart.js';
import { illness } from './illness.js';
import { movementDistributions } from './movement.js';
import { nightCourseDistributions } from './night-course.js';
import { nightsOf } from './nights.js';
import { scoreDistributions } from './scores.js';
import { seasonDistributions } from './seasons.js';
import { sleepAmountDistributions } from './sleep-amounts.js';
import { stageDistributions } from './stages.js';
import { temperature } from './temperature.js';
import { wearDistributions } from './wear.js';

/** Takes people in one by one; keeps a few numbers of each. */
export interface Distributions {
  /** A view of the history may be given where there is one already. */
  add(history: SimulatedHistory, view?: HistoryView): void;
  results(): DistributionResult[];
}

/** The checks D-1 to D-31 on a population. */
export function createDistributions(): Distributions {
  const makers = [
    ...[heartDistributions, sleepAmountDistributions, stageDistributions, nightCourseDistributions, [temperature], scoreDistributions],
    ...[movementDistributions, seasonDistributions, [illness, alcohol], bodyDistributions, wearDistributions],
  ].flat();
  const all = makers.map((make) => make()).sort((a, b) => Number(a.id.slice(2)) - Number(b.id.slice(2)));
  return {
    add: (history, view = viewHistory(history)) => {
      const person = { view, nights: nightsOf(view) };
      for (const distribution of all) distribution.add(person);
    },
    results: () =>
      all.map(({ id, text, parts }) => {
        const found = parts();
        return { id, text, parts: found, ok: found.length > 0 && found.every(({ ok }) => ok) };
      }),
  };
}
