import { expect, test } from 'vitest';
import { dailyStress, type StressBaseline, type StressZone, stressLevel, stressZones } from './daily-stress.js';

const zones = (counts: Partial<Record<StressZone, number>>) =>
  Object.entries(counts).flatMap(([zone, count]) => Array<StressZone>(count).fill(zone as StressZone));

// The first two are real days of 2024.
test.each([
  [{ stressed: 2, restored: 5 }, 1800, 4500, 'normal'],
  [{ restored: 7 }, 0, 6300, 'normal'],
  [{ restored: 8 }, 0, 7200, 'restored'],
  [{ stressed: 1, restored: 9 }, 900, 8100, 'restored'],
  [{ stressed: 5 }, 4500, 0, 'normal'],
  [{ stressed: 6 }, 5400, 0, 'stressful'],
  [{ engaged: 20, relaxed: 20 }, 0, 0, null],
  [{}, 0, 0, null],
])('%o', (counts, stress, recovery, summary) => {
  expect(dailyStress([...zones(counts), null])).toEqual({ stress_high: stress, recovery_high: recovery, day_summary: summary });
});

const baseline: StressBaseline = { heartRate: { mean: 70, deviation: 10 }, lnRmssd: { mean: Math.log(40), deviation: 0.5 } };

test('stress is a fast heart and an even one', () => {
  expect(stressLevel(70, 40, baseline)).toBe(0);
  expect(stressLevel(80, 40, baseline)).toBe(0.5);
  expect(stressLevel(70, 20, baseline)).toBeCloseTo(Math.log(2));
  expect(stressLevel(80, null, baseline)).toBe(1);
});

const earlier = Array.from({ length: 5 }, () => Array.from({ length: 21 }, (_, i) => i));

test('quartiles of earlier days part the zones', () => {
  expect(stressZones([0, 5, 6, 9, 10, 14, 15, 20, null], earlier)).toEqual([
    ...(['restored', 'restored', 'relaxed', 'relaxed'] as const),
    ...(['engaged', 'engaged', 'stressed', 'stressed', null] as const),
  ]);
});

test('the top quartile of calm days is no stress', () => {
  const calm = earlier.map((day) => day.map((level) => level / 40));
  expect(stressZones([0.1, 0.4, 0.69, 0.7], calm)).toEqual(['restored', 'engaged', 'engaged', 'stressed']);
});

test('less than five days do not tell', () => {
  expect(stressZones([0, 20], earlier.slice(1))).toEqual([null, null]);
  expect(stressZones([0], [[], [], [], [], []])).toEqual([null]);
});
