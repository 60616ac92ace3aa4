import { deviation, lagCorrelation, mean, median, quantile, regression } from '../statistics.js';
import { type Distribution, part, perPerson } from './distribution.js';
import { figures } from './nights.js';

/** D-1 to D-7: heart rate, variability and breath of nights, between people and within them. */
export const heartDistributions: (() => Distribution)[] = [
  () =>
    perPerson(
      'D-1',
      'lowest heart rate of nights, mean of each person',
      ({ view, nights }) => {
        const own = mean(figures(nights, 'lowest'));
        const isFemale = view.history.profile.sex === 'female';
        return { own, female: isFemale ? own : Number.NaN, male: isFemale ? Number.NaN : own };
      },
      ({ own, female, male }) => [part('mean, bpm', mean(own), 55, 59), part('women − men, bpm', mean(female) - mean(male), 2.5, 4.5)],
    ),
  () =>
    perPerson(
      'D-2',
      'average heart rate of nights, mean of each person',
      ({ nights }) => ({ own: mean(figures(nights, 'rate')) }),
      ({ own }) => [part('sd between people, bpm', deviation(own), 6.5, 8.5)],
    ),
  () =>
    perPerson(
      'D-3',
      'lowest heart rate, sd within each person',
      ({ nights }) => ({ spread: deviation(figures(nights, 'lowest')) }),
      ({ spread }) => [part('median, bpm', median(spread), 2.5, 5.5), part('95 % of people, bpm', quantile(spread, 0.95), 0, 9)],
    ),
  () =>
    perPerson(
      'D-4',
      'ln average_hrv within each person',
      ({ nights }) => ({
        spread: deviation(figures(nights, 'lnHrv')),
        lag: lagCorrelation(figures(nights, 'day'), figures(nights, 'lnHrv')),
      }),
      ({ spread, lag }) => [
        part('sd, median', median(spread), 0.15, 0.3),
        part('sd, largest', quantile(spread, 1), 0, 0.45),
        part('night to night r, median', median(lag), 0.25, 0.5),
      ],
    ),
  () =>
    perPerson(
      'D-5',
      'correlation of lowest heart rate and average_hrv within each person',
      ({ nights }) => ({
        r: regression(
          figures(nights, 'lowest'),
          nights.map(({ document }) => document.average_hrv ?? Number.NaN),
        ).correlation,
      }),
      ({ r }) => [part('median', median(r), -0.85, -0.4)],
    ),
  () =>
    perPerson(
      'D-6',
      'ln average_hrv of people against age',
      ({ view, nights }) => ({ age: view.history.profile.ageYears, lnHrv: mean(figures(nights, 'lnHrv')) }),
      ({ age, lnHrv }) => [part('slope per year', regression(age, lnHrv).slope, -0.022, -0.012)],
    ),
  () =>
    perPerson(
      'D-7',
      'breaths per minute asleep',
      ({ nights }) => ({ own: mean(figures(nights, 'breath')), spread: deviation(figures(nights, 'breath')) }),
      ({ own, spread }) => [
        part('mean of people', mean(own), 14.5, 15.8),
        part('5 % of people', quantile(own, 0.05), 11.5, 19.5),
        part('95 % of people', quantile(own, 0.95), 11.5, 19.5),
        part('sd within, median', median(spread), 0.35, 0.8),
      ],
    ),
];
