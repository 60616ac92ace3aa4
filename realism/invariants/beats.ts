import type { SeriesRows } from '../../src/collections/series-rows.js';
import type { Invariant } from './invariant.js';

const WINDOW_MS = 300_000;
const VALIDITIES = [0, 1, 2, 3, -1, -2];
const GOOD = 1;
/** A night may end soon after five minutes have begun. */
const LEAST_BEATS = 40;

/** I-35: beats, where they were recorded (ms). */
export const beats: Invariant[] = [
  {
    id: 'I-35',
    text: 'intervals are at most 2000 ms with a known validity; per 5 minutes their mean is the heart rate (± 2) and their RMSSD the hrv (± 10 % or 1 ms)',
    check: ({ history: { beats: rows }, periods }, expect) => {
      const [ibis, validities] = rows.columns as [number[], number[]];
      for (let i = 0; i < rows.times.length; i++) {
        const [ibi, validity] = [ibis[i] as number, validities[i] as number];
        const isKnown = VALIDITIES.includes(validity) && ibi > 0 && ibi <= 2000;
        expect(isKnown, () => `${new Date(rows.times[i] as number).toISOString()}: ${ibi} ms, validity ${validity}`);
      }
      let at = 0;
      for (const { document, startMs } of periods) {
        while (at < rows.times.length && (rows.times[at] as number) < startMs) at++;
        (document.heart_rate?.items ?? []).forEach((rate, i) => {
          const first = at;
          while (at < rows.times.length && (rows.times[at] as number) < startMs + (i + 1) * WINDOW_MS) at++;
          const measured = measure(rows, first, at);
          const hrv = document.hrv?.items[i] ?? null;
          if (rate === null || hrv === null || measured === null) return;
          const isNear = Math.abs(measured.rate - rate) <= 2 && Math.abs(measured.rmssd - hrv) <= Math.max(1, 0.1 * hrv);
          expect(
            isNear,
            () =>
              `${document.bedtime_start}, item ${i}: ${rate} and ${hrv}, beats say ${measured.rate.toFixed(1)} and ${measured.rmssd.toFixed(1)}`,
          );
        });
      }
    },
  },
];

/** Rate per minute and RMSSD in ms of the good beats; differences only between good neighbours. Null where they are too few to tell. */
function measure({ columns }: SeriesRows, from: number, to: number): { rate: number; rmssd: number } | null {
  const [ibis, validities] = columns as [number[], number[]];
  let [sum, count, squares, pairs] = [0, 0, 0, 0];
  for (let i = from; i < to; i++) {
    if (validities[i] !== GOOD) continue;
    sum += ibis[i] as number;
    count++;
    if (i === from || validities[i - 1] !== GOOD) continue;
    squares += ((ibis[i] as number) - (ibis[i - 1] as number)) ** 2;
    pairs++;
  }
  return count < LEAST_BEATS || pairs === 0 ? null : { rate: (60_000 * count) / sum, rmssd: Math.sqrt(squares / pairs) };
}
