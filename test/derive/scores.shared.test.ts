import { describe, expect, test } from 'vitest';
import { type ActivityContributors, activityScore } from '../../src/derive/scores/activity-score.js';
import { bodyTemperatureContributor, temperatureTrend } from '../../src/derive/scores/body-temperature.js';
import { previousNightContributor } from '../../src/derive/scores/readiness-contributors.js';
import { type ReadinessContributors, readinessScore } from '../../src/derive/scores/readiness-score.js';
import { sleepDay } from '../../src/derive/scores/sleep-day.js';
import { type SleepContributors, sleepScore } from '../../src/derive/scores/sleep-score.js';
import { dayText } from '../../src/lib/dates.js';
import { agreement, type Cells, hasPublishedNights, numberIn, readAnswer, readPublishedNights } from './published-nights.js';

const sleepKeys = ['deep_sleep', 'efficiency', 'latency', 'rem_sleep', 'restfulness', 'timing', 'total_sleep'];
const readinessKeys = [
  ...(['activity_balance', 'body_temperature', 'hrv_balance', 'previous_day_activity'] as const),
  ...(['previous_night', 'recovery_index', 'resting_heart_rate', 'sleep_balance'] as const),
];
const contributorsIn = (row: Cells, keys: readonly string[]) =>
  Object.fromEntries(keys.map((key) => [key, numberIn(row, `contributors_${key}`)])) as Record<string, number | null>;

type Scored = { score: number; contributors: unknown; temperature_deviation?: number };

describe.skipIf(!hasPublishedNights)('scores from the published contributors', () => {
  test('sleep: within a point on 99 % of nights', () => {
    const { dailySleep } = readPublishedNights();
    const errors = [...dailySleep.values()].map(
      (row) => (sleepScore(contributorsIn(row, sleepKeys) as unknown as SleepContributors) as number) - (numberIn(row, 'score') as number),
    );
    for (const { contributors, score } of readAnswer('daily_sleep') as Scored[]) {
      errors.push((sleepScore(contributors as SleepContributors) as number) - score);
    }
    const { share, count, text } = agreement(errors);
    expect(count).toBe(200);
    expect(share(1), text).toBe(1);
    expect(share(0), text).toBeGreaterThan(0.9);
  });

  test('activity: within a point on 98 % of days', () => {
    const errors = (readAnswer('daily_activity') as Scored[]).map(
      ({ contributors, score }) => (activityScore(contributors as ActivityContributors) as number) - score,
    );
    const { share, text } = agreement(errors);
    expect(share(1), text).toBe(1);
  });

  test('readiness: within a point on 88 % of days', () => {
    const errorOf = (contributors: unknown, temperature: number | null, score: number) =>
      (readinessScore({ sleep_regularity: null, ...(contributors as object) } as ReadinessContributors, temperature) as number) - score;
    const rows = readPublishedNights().readiness.map((row) => {
      const contributors = contributorsIn(row, readinessKeys);
      const error = errorOf(contributors, numberIn(row, 'temperature_deviation'), numberIn(row, 'score') as number);
      return { isFull: !Object.values(contributors).includes(null), error };
    });
    const full = agreement(rows.filter(({ isFull }) => isFull).map(({ error }) => error));
    const partial = agreement(rows.filter(({ isFull }) => !isFull).map(({ error }) => error));
    expect([full.count, partial.count]).toEqual([190, 8]);
    expect(full.share(1), full.text).toBeGreaterThan(0.93);
    expect(partial.share(1), partial.text).toBe(1);

    const nights = readAnswer('sleep').map(({ readiness }) => readiness as Scored);
    const other = agreement(
      [...(readAnswer('daily_readiness') as unknown as Scored[]), ...nights].map(({ contributors, temperature_deviation, score }) =>
        errorOf(contributors, temperature_deviation ?? null, score),
      ),
    );
    expect(other.count).toBe(5);
    expect(other.share(1), other.text).toBe(1);
  });
});

describe.skipIf(!hasPublishedNights)('readiness contributors from what they rate', () => {
  test('previous night from the sleep score', () => {
    const { dailySleep, readiness } = readPublishedNights();
    const { within, count, mean, text } = agreement(
      readiness.flatMap((row) => {
        const night = dailySleep.get(row.day as string);
        const points = numberIn(row, 'contributors_previous_night');
        return night && points !== null ? [previousNightContributor(numberIn(night, 'score') as number) - points] : [];
      }),
    );
    expect(count).toBe(198);
    expect(within(1), text).toBeGreaterThanOrEqual(174);
    expect(mean, text).toBeLessThan(1);
  });

  test('body temperature from its deviation', () => {
    const { within, count, text } = agreement(
      readPublishedNights().readiness.map(
        (row) =>
          bodyTemperatureContributor(numberIn(row, 'temperature_deviation') as number) -
          (numberIn(row, 'contributors_body_temperature') as number),
      ),
    );
    expect([count, within(2)], text).toEqual([198, 198]);
    expect(within(1), text).toBeGreaterThanOrEqual(194);
  });

  test('the temperature trend follows three deviations but for a slow offset', () => {
    const { readiness } = readPublishedNights();
    const offsets = readiness.flatMap((row, i) => {
      const three = [row, readiness[i - 1], readiness[i - 2]];
      const day = Date.parse(row.day as string);
      const isWhole = three.every((other, age) => other && Date.parse(other.day as string) === day - age * 86_400_000);
      if (!isWhole) return [];
      const trend = temperatureTrend(three.map((other) => numberIn(other as Cells, 'temperature_deviation'))) as number;
      return [(numberIn(row, 'temperature_trend_deviation') as number) - trend];
    });
    const mean = offsets.reduce((sum, offset) => sum + offset, 0) / offsets.length;
    const deviation = Math.sqrt(offsets.reduce((sum, offset) => sum + (offset - mean) ** 2, 0) / offsets.length);
    const steps = offsets.slice(1).map((offset, i) => Math.abs(offset - (offsets[i] as number)));
    const text = `mean ${mean.toFixed(3)}, standard deviation ${deviation.toFixed(3)} of ${offsets.length}`;
    expect(offsets.length).toBe(178);
    expect(deviation, text).toBeLessThan(0.05);
    expect(mean, text).toBeLessThan(0.09);
    expect(steps.filter((step) => step <= 0.021).length / steps.length, text).toBeGreaterThan(0.85);
  });
});

describe.skipIf(!hasPublishedNights)('sleep days', () => {
  test('every period is of the day its end says', () => {
    const { periods } = readPublishedNights();
    const wrong = periods.filter((row) => {
      const end = row.bedtime_end as string;
      const hours = Number(end.slice(-6, -3));
      return dayText(sleepDay(Date.parse(end), hours * 60)) !== row.day;
    });
    expect([wrong.length, periods.length]).toEqual([0, 403]);
  });
});
