import { createHistogram } from '../histogram.js';
import { deviation, median } from '../statistics.js';
import { type Distribution, type Judged, part } from './distribution.js';

/** D-18 to D-20: the three scores, over all days of all people. */
export const scoreDistributions: (() => Distribution)[] = [sleepScores, readinessScores, activityScores];

type Scored = { score: number | null };

function sleepScores(): Distribution {
  const { points, spreads, add } = tally(({ view }) => view.dailySleepOn.values());
  return {
    id: 'D-18',
    text: 'sleep score',
    add,
    parts: () => [
      part('mean', points.mean(), 72, 79),
      part('sd within, median', median(spreads), 7, 11),
      part('5 %', points.quantile(0.05), 55, 65),
      part('95 %', points.quantile(0.95), 85, 90),
      part('share from 85 on, %', 100 * points.shareFrom(85), 10, 25),
    ],
  };
}

function readinessScores(): Distribution {
  const { points, spreads, add } = tally(({ view }) => view.readinessOn.values());
  return {
    id: 'D-19',
    text: 'readiness score',
    add,
    parts: () => [
      part('mean', points.mean(), 73, 79),
      part('sd within, median', median(spreads), 8, 12),
      part('5 %', points.quantile(0.05), 52, 62),
      part('95 %', points.quantile(0.95), 88, 92),
    ],
  };
}

function activityScores(): Distribution {
  // The last day may have only just begun.
  const { points, add } = tally(({ view }) =>
    view.activities.filter(({ day }) => day < view.history.lastDay).map((active) => active.document),
  );
  return {
    id: 'D-20',
    text: 'activity score',
    add,
    parts: () => [part('mean', points.mean(), 78, 93), part('least', points.least(), 20, 100)],
  };
}

function tally(scoresOf: (person: Judged) => Iterable<Scored>) {
  const points = createHistogram(0, 100, 1);
  const spreads: number[] = [];
  const add = (person: Judged) => {
    const scores = [...scoresOf(person)].map(({ score }) => score ?? Number.NaN);
    scores.forEach(points.add);
    spreads.push(deviation(scores));
  };
  return { points, spreads, add };
}
