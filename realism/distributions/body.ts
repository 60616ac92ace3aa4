import { createHistogram } from '../histogram.js';
import { dayOf } from '../local-time.js';
import { deviation, mean, median } from '../statistics.js';
import { documentsOf } from '../view.js';
import { type Distribution, part, perPerson } from './distribution.js';

interface Oxygen {
  day: string;
  breathing_disturbance_index: number | null;
  spo2_percentage: { average: number } | null;
}
interface Stress {
  stress_high: number | null;
  recovery_high: number | null;
}

/** D-27, D-28 and D-31: oxygen, stress by day, fitness. */
export const bodyDistributions: (() => Distribution)[] = [
  oxygen,
  () =>
    perPerson(
      'D-28',
      'minutes of high stress and high recovery a day, mean of each person',
      ({ view }) => {
        const days = documentsOf<Stress>(view.history, 'daily_stress');
        const minutes = (key: keyof Stress) => mean(days.map((day) => (day[key] ?? Number.NaN) / 60));
        return { stress: minutes('stress_high'), recovery: minutes('recovery_high') };
      },
      ({ stress, recovery }) => [
        part('stress, median, min', median(stress), 70, 130),
        part('recovery, median, min', median(recovery), 60, 160),
      ],
    ),
  () =>
    perPerson(
      'D-31',
      'vo2_max against 54.4 (men) and 43.0 (women) at 25 years, less 3.5 per decade',
      ({ view: { history } }) => {
        const { sex, ageYears } = history.profile;
        const own = mean(documentsOf<{ vo2_max: number }>(history, 'vO2_max').map((document) => document.vo2_max));
        const expected = (sex === 'male' ? 54.4 : 43) - 0.35 * (ageYears - 25);
        return { above: own - expected, ratio: own / expected };
      },
      ({ above, ratio }) => {
        const middle = median(ratio);
        const fit = above.filter((_, i) => (ratio[i] as number) >= middle);
        return [part('fitter half, mean difference', mean(fit), -3, 3), part('all, mean difference, %', 100 * (mean(ratio) - 1), -15, -10)];
      },
    ),
];

function oxygen(): Distribution {
  const disturbances = createHistogram(0, 100, 1);
  const [means, spreads]: [number[], number[]] = [[], []];
  let [nightsSeen, known] = [0, 0];
  return {
    id: 'D-27',
    text: 'blood oxygen and disturbances of breathing',
    add: ({ view, nights }) => {
      const documents = documentsOf<Oxygen>(view.history, 'daily_spo2');
      const averageOn = new Map(documents.map((document) => [dayOf(document), document.spo2_percentage?.average ?? Number.NaN]));
      const averages = nights.map(({ day }) => averageOn.get(day) ?? Number.NaN);
      means.push(mean(averages));
      spreads.push(deviation(averages));
      nightsSeen += nights.length;
      known += averages.filter((average) => !Number.isNaN(average)).length;
      for (const { breathing_disturbance_index: index } of documents) if (index !== null) disturbances.add(index);
    },
    parts: () => [
      part('mean of people, %', mean(means), 96.5, 98.2),
      part('sd within, median, %', median(spreads), 0.5, 1.1),
      part('disturbances per hour, 50 %', disturbances.quantile(0.5), 1, 6),
      part('disturbances per hour, 95 %', disturbances.quantile(0.95), 0, 20),
      part('nights without a value, %', 100 - (100 * known) / nightsSeen, 2, 8),
    ],
  };
}
