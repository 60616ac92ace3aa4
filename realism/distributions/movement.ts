import { createHistogram } from '../histogram.js';
import { deviation, lagCorrelation, mean, median } from '../statistics.js';
import type { ActiveDay } from '../view.js';
import { type Distribution, type Judged, part } from './distribution.js';
import { isWeekend } from './week.js';

const LONGEST_OFF_SECONDS = 4 * 3600;

/** D-21 and D-22: steps and minutes of movement, on days with the ring worn for 20 hours or more. */
export const movementDistributions: (() => Distribution)[] = [steps, mets];

function steps(): Distribution {
  const all = createHistogram(0, 60_000, 50);
  const [spreads, ratios, lags]: [number[], number[], number[]] = [[], [], []];
  return {
    id: 'D-21',
    text: 'steps of days',
    add: (person) => {
      const days = wornDays(person);
      const counts = days.map(({ document }) => document.steps);
      const logs = counts.map((count) => Math.log(Math.max(1, count)));
      counts.forEach(all.add);
      spreads.push(deviation(logs));
      const on = (isFree: boolean) => mean(days.filter(({ day }) => isWeekend(day) === isFree).map(({ document }) => document.steps));
      ratios.push(on(true) / on(false));
      lags.push(
        lagCorrelation(
          days.map(({ day }) => day),
          logs,
        ),
      );
    },
    parts: () => [
      part('median', all.quantile(0.5), 7000, 9000),
      part('sd of ln within, median', median(spreads), 0.35, 0.6),
      part('weekend / weekday, median', median(ratios), 0.75, 1.05),
      part('day to day r, median', median(lags), -1, 0.25),
    ],
  };
}

function mets(): Distribution {
  const minutes = createHistogram(0, 25, 0.1);
  return {
    id: 'D-22',
    text: 'MET of worn minutes',
    add: (person) => {
      for (const { document } of wornDays(person))
        for (const met of document.met.items) if ((met as number) > 0.1) minutes.add(met as number);
    },
    parts: () => [
      part('50 %', minutes.quantile(0.5), 1.2, 1.4),
      part('90 %', minutes.quantile(0.9), 2, 3.2),
      part('99 %', minutes.quantile(0.99), 4, 6.5),
      part('most frequent', minutes.mode(), 0.85, 0.95),
    ],
  };
}

const wornDays = ({ view }: Judged): ActiveDay[] =>
  view.activities.filter(({ day, document }) => day < view.history.lastDay && document.non_wear_time <= LONGEST_OFF_SECONDS);
