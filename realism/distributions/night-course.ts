import { createHistogram } from '../histogram.js';
import { mean, regression } from '../statistics.js';
import { type Distribution, part } from './distribution.js';
import { isCalm } from './nights.js';

/** D-14, D-15 and D-17: heart rate and variability through the night. */
export const nightCourseDistributions: (() => Distribution)[] = [thirds, smoothness, gaps];

function thirds(): Distribution {
  const falls = createHistogram(-30, 30, 0.1);
  return {
    id: 'D-14',
    text: 'heart rate of the last third of calm nights against the first, neither ill nor after alcohol',
    add: ({ nights }) => {
      for (const night of nights) {
        const items = night.document.heart_rate?.items;
        if (!items || !isCalm(night)) continue;
        const third = Math.floor(items.length / 3);
        falls.add(mean(known(items.slice(-third))) - mean(known(items.slice(0, third))));
      }
    },
    parts: () => [part('mean, bpm', falls.mean(), -8, -2), part('share that rises, %', 100 * falls.shareFrom(0.1), 0, 12)],
  };
}

function smoothness(): Distribution {
  const rates = createHistogram(-1, 1, 0.01);
  const spreads = createHistogram(0, 2, 0.01);
  return {
    id: 'D-15',
    text: '5-minute values within a night',
    add: ({ nights }) => {
      for (const { document } of nights) {
        const items = (document.heart_rate?.items ?? []).map((rate) => rate ?? Number.NaN);
        rates.add(regression(items.slice(0, -1), items.slice(1)).correlation);
        const hrv = known(document.hrv?.items ?? []);
        const middle = mean(hrv);
        spreads.add(Math.sqrt(mean(hrv.map((value) => (value - middle) ** 2))) / middle);
      }
    },
    parts: () => [
      part('heart rate, r with the next, median', rates.quantile(0.5), 0.7, 0.93),
      part('HRV, coefficient of variation, median', spreads.quantile(0.5), 0.2, 0.38),
    ],
  };
}

function gaps(): Distribution {
  const shares = createHistogram(0, 100, 0.5);
  let [nightsSeen, firsts] = [0, 0];
  return {
    id: 'D-17',
    text: 'missing 5-minute values of heart rate',
    add: ({ nights }) => {
      for (const { document } of nights) {
        const items = document.heart_rate?.items;
        if (!items) continue;
        shares.add((100 * items.filter((rate) => rate === null).length) / items.length);
        nightsSeen++;
        if (items[0] === null) firsts++;
      }
    },
    parts: () => [
      part('of a night, median, %', shares.quantile(0.5), 4, 12),
      part('nights whose first is missing, %', (100 * firsts) / nightsSeen, 60, 90),
    ],
  };
}

const known = (items: readonly (number | null)[]): number[] => items.filter((value) => value !== null);
