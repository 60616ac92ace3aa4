import { expect, test } from 'vitest';
import { measureHypnogram } from '../../src/derive/scores/measure-hypnogram.js';
import { sleepScoreWithNaps } from '../../src/derive/scores/nap-scores.js';
import { agreement, type Cells, hasPublishedNights, numberIn, publishedAnchors, readPublishedNights } from './published-nights.js';

const durationsOf = (row: Cells) => ({
  timeInBedSeconds: numberIn(row, 'time_in_bed') as number,
  totalSleepSeconds: numberIn(row, 'total_sleep_duration'),
  deepSleepSeconds: numberIn(row, 'deep_sleep_duration'),
  remSleepSeconds: numberIn(row, 'rem_sleep_duration'),
  restlessPeriods: numberIn(row, 'restless_periods'),
});

function rate(night: Cells, naps: readonly Cells[]) {
  const phases = Array.from(night.sleep_phase_5_min as string, Number);
  const measures = {
    ...durationsOf(night),
    sleepOnsetLatencySeconds: numberIn(night, 'latency'),
    wakeAfterSleepOnsetSeconds: measureHypnogram(phases, 300).wakeAfterSleepOnsetSeconds,
    sleepMidpointHours: (numberIn(night, 'midpoint_at_delta') as number) / 3600,
  };
  return sleepScoreWithNaps(measures, naps.map(durationsOf), publishedAnchors);
}

test.skipIf(!hasPublishedNights)('days with a confirmed nap: stages add up, the score is within two points', () => {
  const { nights, periods, dailySleep, napDays } = readPublishedNights();
  const days = nights
    .filter(({ day }) => napDays.has(day as string))
    .map((night) => {
      const naps = periods.filter(({ day, type }) => day === night.day && (type === 'late_nap' || type === 'sleep'));
      return { rated: rate(night, naps), published: dailySleep.get(night.day as string) as Cells };
    });
  const contributor = (key: 'deep_sleep' | 'rem_sleep' | 'total_sleep') =>
    agreement(
      days.map(({ rated, published }) => (rated.contributors[key] as number) - (numberIn(published, `contributors_${key}`) as number)),
    );
  const score = agreement(days.map(({ rated, published }) => (rated.score as number) - (numberIn(published, 'score') as number)));
  expect(contributor('deep_sleep').within(1), contributor('deep_sleep').text).toBe(9);
  expect(contributor('rem_sleep').within(1), contributor('rem_sleep').text).toBe(9);
  // One nap did not count.
  expect(contributor('total_sleep').within(1), contributor('total_sleep').text).toBe(8);
  expect(score.within(2), score.text).toBe(9);
});
