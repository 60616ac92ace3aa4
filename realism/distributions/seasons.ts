import { mean } from '../statistics.js';
import { type Distribution, part, perPerson } from './distribution.js';
import { figures } from './nights.js';
import { isWeekend } from './week.js';

const southern = /^(Australia|Antarctica)\/|^Pacific\/Auckland$|^Africa\/(Johannesburg|Harare)$|^America\/(Sao_Paulo|Santiago|Argentina)/;
const tropical = /^Asia\/(Kolkata|Singapore|Bangkok|Manila|Jakarta)$|^America\/(Bogota|Lima)$|^Africa\/(Lagos|Nairobi)$/;
const [AUGUST, DECEMBER] = [7, 11];

/** D-23 and D-24: weekends and seasons. */
export const seasonDistributions: (() => Distribution)[] = [
  () =>
    perPerson(
      'D-23',
      'nights of Friday and Saturday against others, difference of each person’s means',
      ({ nights }) => {
        const [free, working] = [nights.filter(({ day }) => isWeekend(day)), nights.filter(({ day }) => !isWeekend(day))];
        const above = (figure: 'lowest' | 'midpoint' | 'asleep') => mean(figures(free, figure)) - mean(figures(working, figure));
        return { rate: above('lowest'), midpoint: above('midpoint'), asleep: above('asleep') };
      },
      ({ rate, midpoint, asleep }) => [
        part('lowest heart rate, bpm', mean(rate), 0.8, 2.5),
        part('midpoint, min', mean(midpoint), 20, 60),
        part('total sleep, min', mean(asleep), 10, 40),
      ],
    ),
  () =>
    perPerson(
      'D-24',
      'lowest heart rate of December above August',
      ({ view, nights }) => {
        const inMonth = (month: number) => mean(figures(nights, 'lowest').filter((_, i) => monthOf(nights[i]?.day ?? 0) === month));
        const above = inMonth(DECEMBER) - inMonth(AUGUST);
        const { zone } = view.history;
        const isNorthern = !southern.test(zone) && !tropical.test(zone);
        return { north: isNorthern ? above : Number.NaN, south: southern.test(zone) ? above : Number.NaN };
      },
      ({ north, south }) => [part('north, bpm', mean(north), 1.2, 2.8), part('south, bpm', mean(south), -2.8, 0)],
    ),
];

const monthOf = (day: number) => new Date(day * 86_400_000).getUTCMonth();
