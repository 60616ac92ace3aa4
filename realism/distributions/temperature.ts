import { createHistogram } from '../histogram.js';
import { deviation, mean, median, quantile } from '../statistics.js';
import { type Distribution, part } from './distribution.js';
import type { Night } from './nights.js';

/** D-16: deviation of skin temperature, °C. */
export function temperature(): Distribution {
  const all = createHistogram(-5, 5, 0.01);
  const means: number[] = [];
  const spreads: Record<'cycling' | 'others', number[]> = { cycling: [], others: [] };
  const gaps: number[] = [];
  return {
    id: 'D-16',
    text: 'temperature deviation; illness left out but for the means',
    add: ({ nights }) => {
      const well = nights.filter(({ truth }) => truth !== null && truth.state.illness === 0);
      const values = well.map((night) => night.temperature);
      values.forEach(all.add);
      // Of all nights: those of illness are part of the baseline that the others are measured from.
      means.push(Math.abs(mean(nights.map((night) => night.temperature))));
      const isCycling = well.some(({ truth }) => truth?.state.cycleDay !== null);
      spreads[isCycling ? 'cycling' : 'others'].push(deviation(values));
      if (isCycling) gaps.push(phaseMean(well, (luteal) => luteal >= 0.8) - phaseMean(well, (luteal) => luteal <= 0.2));
    },
    parts: () => [
      part('|mean| of 90 % of people, °C', quantile(means, 0.9), 0, 0.03),
      part('sd within, median of all, °C', median([...spreads.cycling, ...spreads.others]), 0.15, 0.3),
      part('1 % of nights, °C', all.quantile(0.01), -0.8, 0.9),
      part('99 % of nights, °C', all.quantile(0.99), -0.8, 0.9),
      part('sd of cycling women above others, °C', median(spreads.cycling) - median(spreads.others), 0.05, 0.12),
      part('luteal − follicular, mean, °C', mean(gaps), 0.2, 0.4),
    ],
  };
}

const phaseMean = (nights: readonly Night[], isIn: (luteal: number) => boolean) =>
  mean(nights.filter(({ truth }) => isIn(truth?.state.luteal ?? Number.NaN)).map((night) => night.temperature));
