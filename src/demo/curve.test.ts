import { expect, test } from 'vitest';
import { contributorOf, createCurve, roundTo } from './curve.js';

test.each([
  [-1, 10],
  [0, 10],
  [1, 15],
  [2, 20],
  [3, 15],
  [6, 0],
  [9, 0],
])('a curve is straight between its points and level beyond them: %d', (x, y) => {
  expect(createCurve('0:10 2:20 6:0')(x)).toBe(y);
});

test('rounding keeps to steps, ranges and plain zero', () => {
  expect(roundTo(1.53, 32)).toBe(1.53125);
  expect(Object.is(roundTo(-0.001, 100), 0)).toBe(true);
  expect([-5, 0.4, 55.5, 101].map(contributorOf)).toEqual([1, 1, 56, 100]);
});
