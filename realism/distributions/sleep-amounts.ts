import { createHistogram } from '../histogram.js';
import { deviation, lagCorrelation, mean, median, regression } from '../statistics.js';
import { type Distribution, part, perPerson } from './distribution.js';
import { figures } from './nights.js';

/** D-8 to D-10: how long, how well and how soon people sleep. */
export const sleepAmountDistributions: (() => Distribution)[] = [
  () =>
    perPerson(
      'D-8',
      'total sleep of nights',
      ({ nights }) => ({
        own: mean(figures(nights, 'asleep')) / 60,
        spread: deviation(figures(nights, 'asleep')),
        lag: lagCorrelation(figures(nights, 'day'), figures(nights, 'asleep')),
      }),
      ({ own, spread, lag }) => [
        part('median of people, h', median(own), 6.8, 7.2),
        part('sd within, median, min', median(spread), 45, 75),
        part('night to night r, median', median(lag), -0.15, 0.15),
      ],
    ),
  () =>
    perPerson(
      'D-9',
      'efficiency of nights',
      ({ view, nights }) => ({
        own: mean(figures(nights, 'efficiency')),
        spread: deviation(figures(nights, 'efficiency')),
        age: view.history.profile.ageYears,
      }),
      ({ own, spread, age }) => [
        part('mean of people, %', mean(own), 82, 89),
        part('sd within, median, %', median(spread), 4, 8),
        part('per decade of age, %', 10 * regression(age, own).slope, -2.6, -1.5),
      ],
    ),
  latency,
];

function latency(): Distribution {
  const minutes = createHistogram(0, 240, 0.5);
  const lags: number[] = [];
  return {
    id: 'D-10',
    text: 'latency of all nights',
    add: ({ nights }) => {
      for (const night of nights) minutes.add(night.latency);
      lags.push(lagCorrelation(figures(nights, 'day'), figures(nights, 'latency')));
    },
    parts: () => [
      part('median, min', minutes.quantile(0.5), 9, 17),
      part('95 %, min', minutes.quantile(0.95), 35, 60),
      part('night to night r, median', median(lags), -1, 0.15),
    ],
  };
}
