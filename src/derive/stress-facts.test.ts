import { expect, test } from 'vitest';
import { activeDayOf, factsOf, fourMs, metsOf, quartersOf, readinessOf, recordingOf } from '../../test/derive/made-day.js';
import type { DayFacts } from './day-facts.js';
import { measureResilienceDay } from './resilience-day.js';
import { measureStress } from './stress-facts.js';

const usual = Array.from({ length: 32 }, (_, i) => 60 + (i % 16));

function measure(heartRates: readonly number[], history: readonly DayFacts[]) {
  return measureStress(activeDayOf(metsOf(), [null, ...quartersOf(heartRates), null]), history);
}

function daysOf(count: number, heartRates: readonly number[] = usual): DayFacts[] {
  const history: DayFacts[] = [];
  for (let i = 0; i < count; i++) history.unshift(factsOf({ stress: measure(heartRates, history) }));
  return history;
}

test('five days with levels are needed; the first day has none to compare with', () => {
  expect(measure(usual, [])).toMatchObject({ stressHigh: null, recoveryHigh: null, daySummary: null });
  expect(measure(usual, daysOf(5))?.stressHigh).toBe(null);
  expect(measure(usual, daysOf(6))).toMatchObject({ stressHigh: 10 * 900, recoveryHigh: 10 * 900, daySummary: 'normal' });
});

test('a faster and evener heart than before is stress, a slower one recovery', () => {
  const faster = measure(
    usual.map((rate) => rate + 12),
    daysOf(14),
  );
  expect(faster).toMatchObject({ stressHigh: 32 * 900, recoveryHigh: 0, daySummary: 'stressful' });
  const slower = measure(
    usual.map((rate) => rate - 12),
    daysOf(14),
  );
  expect(slower).toMatchObject({ stressHigh: 0, recoveryHigh: 32 * 900, daySummary: 'restored' });
});

test('only the last 14 days known are compared with', () => {
  const gap = Array.from({ length: 5 }, () => factsOf());
  const excited = daysOf(20, [90, 100, 110]);
  expect(measure(usual, [...gap, ...daysOf(14), ...excited])?.stressHigh).toBe(measure(usual, daysOf(14))?.stressHigh);
});

test('without still quarters there is neither stress nor recovery, and nothing to say of resilience', () => {
  const stress = measure([], daysOf(14));
  expect(stress).toMatchObject({ levels: [], stressHigh: 0, recoveryHigh: 0, daySummary: null });
  expect(measureResilienceDay(readinessOf(80), stress)).toBe(null);
  expect(measureStress(recordingOf(), daysOf(14))).toBe(null);
});

test('a quarter without variability counts by its rate', () => {
  const recording = activeDayOf(metsOf(), [{ heartRate: 80, rmssd: null }]);
  expect(measureStress(recording, daysOf(14))).toMatchObject({ lnRmssds: [], stressHigh: 900 });
});

test('a day says something of resilience when its night and its stress are known', () => {
  const stress = measure(usual, daysOf(14));
  expect(measureResilienceDay(readinessOf(80), stress)).toMatchObject({ sleepRecovery: 36, daytimeRecovery: 68.5 });
  expect(measureResilienceDay(null, stress)).toBe(null);
  expect(measureResilienceDay(readinessOf(80), measure(usual, []))).toBe(null);
});

test.each([
  ['the end of the last quarter that counts', [null, { heartRate: 90, rmssd: 20 }, { heartRate: 67, rmssd: 37 }], 0, 2 * 900_000],
  ['the first minute with the ring on', [{ heartRate: 67, rmssd: 37 }], 20, 21 * 60_000],
])('it stands from %s on', (_, quarters, minutesOff, sinceMs) => {
  const day = activeDayOf(metsOf().fill(0.1, 0, minutesOff), quarters);
  expect(measureStress(day, daysOf(14))?.sinceMs).toBe(fourMs + sinceMs);
});
