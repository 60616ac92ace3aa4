import { expect, test } from 'vitest';
import { clamp, pointsOf, roundTo } from './rounding.js';

test('rounding keeps to steps, ranges and plain zero', () => {
  expect(roundTo(1.53, 32)).toBe(1.53125);
  expect(Object.is(roundTo(-0.001, 100), 0)).toBe(true);
  expect([-5, 0.4, 55.5, 101].map(pointsOf)).toEqual([1, 1, 56, 100]);
  expect([-1, 0.5, 3].map((value) => clamp(value, 0, 2))).toEqual([0, 0.5, 2]);
});
