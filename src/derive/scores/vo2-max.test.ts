import { expect, test } from 'vitest';
import { physicalActivityIndex, vo2Max } from './vo2-max.js';

const man = { sex: 'male', ageYears: 45, weightKg: 81, heightMetres: 1.8, restingHeartRate: 60, activityIndex: 7.5 } as const;

test('Nes 2011, men and women', () => {
  expect(vo2Max(man)).toBe(Math.round(92.05 - 0.327 * 45 - 0.933 * 25 - 0.167 * 60 + 0.257 * 7.5));
  expect(vo2Max({ ...man, sex: 'female' })).toBe(Math.round(70.77 - 0.244 * 45 - 0.749 * 25 - 0.107 * 60 + 0.213 * 7.5));
});

test('fitter are the young, the light, the calm and the active', () => {
  for (const better of [{ ageYears: 25 }, { weightKg: 65 }, { restingHeartRate: 45 }, { activityIndex: 15 }]) {
    expect(vo2Max({ ...man, ...better })).toBeGreaterThan(vo2Max(man));
  }
});

test.each([
  [0, 0],
  [825, 5],
  [1237.5, 7.5],
  [9999, 15],
])('%d MET minutes a week make an index of %d', (minutes, index) => {
  expect(physicalActivityIndex(minutes)).toBe(index);
});
