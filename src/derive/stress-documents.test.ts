import { expect, test } from 'vitest';
import { contextOf, factsOf, recordingOf } from '../../test/derive/made-day.js';
import { dailyResilience } from '../collections/daily-resilience.js';
import { dailyStress } from '../collections/daily-stress.js';
import type { DayFacts, StressFacts } from './day-facts.js';
import { dailyResilienceDocuments, dailyStressDocuments } from './stress-documents.js';

const recording = recordingOf();
const stress: StressFacts = {
  heartRates: [],
  lnRmssds: [],
  levels: [],
  stressHigh: 900,
  recoveryHigh: 0,
  daySummary: 'normal',
  sinceMs: 0,
};

test('stress is told once it is known', () => {
  const [document] = dailyStressDocuments(contextOf(recording, { stress }));
  const body = { day: '2024-10-06', day_summary: 'normal', recovery_high: 0, stress_high: 900 };
  expect(document).toEqual({ key: '20002', body, changedMs: 0 });
  expect(Object.keys(document?.body ?? {})).toEqual(Object.keys(dailyStress.body.shape));
  expect(dailyStressDocuments(contextOf(recording, { stress: { ...stress, stressHigh: null } }))).toEqual([]);
});

const rated = (value: number) => factsOf({ resilienceDay: { sleepRecovery: value, daytimeRecovery: value, stress: value } });
const documentOf = ([today, ...history]: readonly DayFacts[]) =>
  dailyResilienceDocuments(contextOf(recording, today as DayFacts, history))[0];

test('resilience from the eleventh day on', () => {
  expect(documentOf(Array(10).fill(rated(50)))).toBe(undefined);
  const document = documentOf(Array(11).fill(rated(50)));
  const contributors = { sleep_recovery: 50, daytime_recovery: 50, stress: 50 };
  expect(document?.body).toEqual({ day: '2024-10-06', contributors, level: 'adequate' });
  expect(Object.keys(document?.body ?? {})).toEqual(Object.keys(dailyResilience.body.shape));
});

test('it never moves by more than three points a day, with days missing and worlds apart', () => {
  const days: DayFacts[] = [];
  let before = 0;
  for (let day = 0; day < 120; day++) {
    days.unshift(day % 3 === 0 && day % 40 < 25 ? factsOf() : rated(Math.floor(day / 20) % 2 === 0 ? 35 : 80));
    const contributors = documentOf(days)?.body.contributors as { stress: number } | undefined;
    if (contributors === undefined) continue;
    if (before > 0) expect(Math.abs(contributors.stress - before)).toBeLessThanOrEqual(3);
    before = contributors.stress;
  }
  expect(before).toBeGreaterThan(0);
});
