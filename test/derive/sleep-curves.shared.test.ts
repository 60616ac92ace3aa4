import { describe, expect, test } from 'vitest';
import { measureHypnogram } from '../../src/derive/scores/measure-hypnogram.js';
import * as curves from '../../src/derive/scores/readiness-contributors.js';
import * as measures from '../../src/derive/scores/readiness-measures.js';
import { sleepContributors } from '../../src/derive/scores/sleep-contributors.js';
import type { SleepContributors } from '../../src/derive/scores/sleep-score.js';
import { agreement, type Cells, hasPublishedNights, numberIn, publishedAnchors, readPublishedNights } from './published-nights.js';

const phasesOf = (row: Cells) => Array.from(row.sleep_phase_5_min as string, Number);

/** The sleep midpoint in hours after local midnight, as published. */
function midpointHours(row: Cells): number {
  return (numberIn(row, 'midpoint_at_delta') as number) / 3600;
}

function rate(row: Cells): SleepContributors {
  const { sleepOnsetLatencySeconds, wakeAfterSleepOnsetSeconds } = measureHypnogram(phasesOf(row), 300);
  const latency = numberIn(row, 'latency') as number;
  const lieIn = phasesOf(row).length * 300 - sleepOnsetLatencySeconds - wakeAfterSleepOnsetSeconds - asleepSeconds(row);
  return sleepContributors(
    {
      timeInBedSeconds: numberIn(row, 'time_in_bed') as number,
      totalSleepSeconds: numberIn(row, 'total_sleep_duration'),
      deepSleepSeconds: numberIn(row, 'deep_sleep_duration'),
      remSleepSeconds: numberIn(row, 'rem_sleep_duration'),
      sleepOnsetLatencySeconds: latency,
      wakeAfterSleepOnsetSeconds: Math.max(0, (numberIn(row, 'awake_time') as number) - latency - lieIn),
      restlessPeriods: numberIn(row, 'restless_periods'),
      sleepMidpointHours: midpointHours(row),
    },
    publishedAnchors,
  );
}

const asleepSeconds = (row: Cells) => phasesOf(row).filter((stage) => stage < 4).length * 300;

describe.skipIf(!hasPublishedNights)('sleep contributors from the night', () => {
  const agreementOf = (key: keyof SleepContributors) => {
    const { nights, dailySleep, napDays } = readPublishedNights();
    return agreement(
      nights
        .filter(({ day }) => !napDays.has(day as string))
        .map((row) => (rate(row)[key] as number) - (numberIn(dailySleep.get(row.day as string) as Cells, `contributors_${key}`) as number)),
    );
  };

  test.each(['efficiency', 'latency'] as const)('%s: exact on every night without nap', (key) => {
    const { within, text } = agreementOf(key);
    expect(within(0), text).toBe(189);
  });

  test.each(['total_sleep', 'deep_sleep', 'rem_sleep'] as const)('%s: within a point on every night without nap', (key) => {
    const { within, text } = agreementOf(key);
    expect(within(1), text).toBe(189);
  });

  test('timing: within a point from the published midpoint', () => {
    const { within, text } = agreementOf('timing');
    expect([within(1), within(2)], text).toEqual([188, 189]);
  });

  test('restfulness: an estimate', () => {
    const { mean, text } = agreementOf('restfulness');
    expect(mean, text).toBeLessThan(4.2);
  });

  test('the midpoint is the mean time of sleep', () => {
    const { nights } = readPublishedNights();
    const { mean, largest } = agreement(
      nights.map((row) => measureHypnogram(phasesOf(row), 300).sleepMidpointSeconds - (numberIn(row, 'sleep_midpoint') as number)),
    );
    expect([mean < 135, largest < 700], `mean ${mean}, largest ${largest}`).toEqual([true, true]);
  });
});

describe.skipIf(!hasPublishedNights)('readiness contributors from the history', () => {
  const nights = hasPublishedNights ? readPublishedNights().nights : [];
  const history = (of: (row: Cells) => number | null, upTo: number) =>
    nights
      .slice(0, upTo + 1)
      .map(of)
      .reverse();
  const agreementOf = (key: string, rated: (i: number) => number | null, first: number) => {
    const published = new Map(readPublishedNights().readiness.map((row) => [row.day, numberIn(row, `contributors_${key}`)]));
    return agreement(
      nights.flatMap((row, i) => {
        const [points, ours] = [published.get(row.day as string) ?? null, rated(i)];
        return i < first || points === null || ours === null ? [] : [ours - points];
      }),
    );
  };

  test.each<[string, number, number, (i: number) => number | null]>([
    [
      'recovery_index',
      0,
      4.3,
      (i) => {
        const row = nights[i] as Cells;
        const rates = (row.heart_rate_5_min as string).split(';').map((text) => (text === 'None' || text === '' ? null : Number(text)));
        return curves.recoveryIndexContributor(measures.recoveryHours(rates, numberIn(row, 'time_in_bed') as number));
      },
    ],
    [
      'resting_heart_rate',
      14,
      3.7,
      (i) => {
        const [last = null, ...before] = history((row) => numberIn(row, 'lowest_heart_rate'), i);
        return curves.restingHeartRateContributor(measures.restingHeartRateExcess(last, before));
      },
    ],
    [
      'hrv_balance',
      14,
      3.8,
      (i) => curves.hrvBalanceContributor(measures.hrvBalanceRatio(history((row) => numberIn(row, 'average_hrv'), i))),
    ],
    [
      'sleep_balance',
      14,
      3.8,
      (i) =>
        curves.sleepBalanceContributor(
          measures.sleepBalanceRatio(history((row) => (numberIn(row, 'total_sleep_duration') as number) / 3600, i)),
        ),
    ],
  ])('%s, from night %d on: a mean error of at most %d', (key, first, most, rated) => {
    const { mean, count, text } = agreementOf(key, rated, first);
    expect(count).toBeGreaterThan(180);
    expect(mean, text).toBeLessThan(most);
  });
});
