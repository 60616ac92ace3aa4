import { mean, median, quantile } from '../statistics.js';
import type { HistoryView } from '../view.js';
import { type Distribution, part, perPerson } from './distribution.js';

// Place of `true` among the choices of `charging`.
const TRUE = 2;
const LONG_SLEEP_MS = 3 * 3_600_000;

/** D-29 and D-30: wearing and charging the ring, rows of heart rate. */
export const wearDistributions: (() => Distribution)[] = [
  () =>
    perPerson(
      'D-29',
      'how the ring is worn',
      ({ view }) => {
        const days = view.activities.filter(({ day }) => day < view.history.lastDay);
        const charges = chargesOf(view);
        return {
          lost: lostShare(view),
          off: median(days.map(({ document }) => document.non_wear_time / 60)),
          every: charges.count > 1 ? daysOf(view) / charges.count : Number.NaN,
        };
      },
      ({ lost, off, every }) => [
        part('nights not recorded, mean, %', 100 * mean(lost), 2, 6),
        part('without the ring on a median day, median, min', median(off), 15, 60),
        part('days between charges, median', median(every), 4, 7),
      ],
    ),
  () =>
    perPerson(
      'D-30',
      'rows of heartrate a day, and charge lost a day',
      ({ view }) => ({ rows: view.history.heartrate.times.length / daysOf(view), slope: chargesOf(view).slope }),
      ({ rows, slope }) => [
        part('rows, 10 % of people', quantile(rows, 0.1), 400, 1300),
        part('rows, median', median(rows), 400, 1300),
        part('rows, 90 % of people', quantile(rows, 0.9), 400, 1300),
        part('charge, median, % a day', median(slope), -22, -12),
      ],
    ),
];

const daysOf = ({ history }: HistoryView) => history.lastDay - history.firstDay + 1;

function lostShare({ history }: HistoryView): number {
  const mains = history.truth.flatMap(({ sleep }) => sleep.filter(({ startMs, endMs }) => endMs - startMs >= LONG_SLEEP_MS).slice(0, 1));
  return mains.filter(({ isRecorded }) => !isRecorded).length / mains.length;
}

/** How often the ring came into the charger, and percent a day lost outside of it while it was not empty. */
function chargesOf({ history: { battery } }: HistoryView): { count: number; slope: number } {
  const [flags, , levels] = battery.columns as [number[], number[], number[]];
  let [count, lost, elapsedMs] = [0, 0, 0];
  for (let i = 1; i < battery.times.length; i++) {
    if (flags[i] === TRUE && flags[i - 1] !== TRUE) count++;
    if (flags[i] === TRUE || flags[i - 1] === TRUE || levels[i] === 0) continue;
    lost += (levels[i] as number) - (levels[i - 1] as number);
    elapsedMs += (battery.times[i] as number) - (battery.times[i - 1] as number);
  }
  return { count, slope: (lost * 86_400_000) / elapsedMs };
}
