import { expect, test } from 'vitest';
import { createContributor, createCurve } from './curve.js';

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

test('a contributor is whole, from 1 to 100, and null where nothing is known', () => {
  const contributor = createContributor('0:-20 10:130');
  expect([0, 5, 5.1, 10].map((x) => contributor(x))).toEqual([1, 55, 57, 100]);
  expect(contributor(null)).toBe(null);
});
