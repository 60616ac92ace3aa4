import type { Period } from '../view.js';
import type { Invariant } from './invariant.js';
import { isWithinPoint } from './weighted.js';

const weights = { total_sleep: 0.35, restfulness: 0.15, deep_sleep: 0.1, rem_sleep: 0.1, efficiency: 0.1, latency: 0.1, timing: 0.1 };

/** I-17 to I-19: scores of the sleep day and what each period added to them. */
export const sleepScores: Invariant[] = [
  {
    id: 'I-17',
    text: 'daily_sleep.score is its contributors weighted (± 1), on days with a long_sleep and no others; naps add 0 or more and less than all',
    check: ({ dailySleepOn, mains, periods }, expect) => {
      const added = new Map<number, number>();
      for (const { day, document } of periods) added.set(day, (added.get(day) ?? 0) + (document.sleep_score_delta ?? 0));
      for (const [day, { contributors, score, day: text }] of dailySleepOn) {
        const delta = added.get(day) ?? 0;
        expect(
          mains.has(day) && isWithinPoint(score, contributors, weights) && delta >= 0 && delta < (score ?? 1),
          () => `${text}: ${score} from ${Object.values(contributors).join(', ')}, ${delta} by naps`,
        );
      }
      for (const [day, { document }] of mains) expect(dailySleepOn.has(day), () => `${document.day}: long_sleep without daily_sleep`);
    },
  },
  {
    id: 'I-18',
    text: 'score deltas are 0 for the long_sleep, whole and not negative (sleep) for naps that count, null for others and on days without long_sleep',
    check: ({ periods, mains }, expect) => {
      for (const { day, document } of periods) {
        const { type, sleep_score_delta: sleep, readiness_score_delta: readiness } = document;
        const isNone = sleep === null && readiness === null;
        const counts = Number.isInteger(sleep) && Number.isInteger(readiness) && (sleep as number) >= 0;
        let fits = type === 'late_nap' ? counts : counts || isNone;
        if (type === 'long_sleep') fits = sleep === 0 && readiness === 0;
        else if (type === 'rest' || !mains.has(day)) fits = isNone;
        expect(fits, () => `${document.bedtime_start}: ${type} with ${sleep} and ${readiness}`);
      }
    },
  },
  {
    id: 'I-19',
    text: 'readiness inside the long_sleep is daily_readiness of its day; where naps changed that, the scores differ by their deltas at most',
    check: ({ mains, periods, readinessOn }, expect) => {
      const deltas = new Map<number, number>();
      for (const { day, document } of periods) deltas.set(day, (deltas.get(day) ?? 0) + (document.readiness_score_delta ?? 0));
      for (const [day, main] of mains) expect(agrees(main, readinessOn.get(day), deltas.get(day) ?? 0), () => main.document.day);
    },
  },
];

function agrees({ document: { readiness } }: Period, daily: Period['document']['readiness'] | undefined, delta: number): boolean {
  if (readiness === null || !daily) return readiness === (daily ?? null);
  if (delta !== 0) return readiness.score === daily.score || (daily.score ?? 0) - (readiness.score ?? 0) === delta;
  const sameParts = Object.keys(daily.contributors).every((key) => readiness.contributors[key] === daily.contributors[key]);
  return (
    sameParts &&
    readiness.score === daily.score &&
    readiness.temperature_deviation === daily.temperature_deviation &&
    readiness.temperature_trend_deviation === daily.temperature_trend_deviation
  );
}
