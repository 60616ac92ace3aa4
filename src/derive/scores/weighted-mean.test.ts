import { expect, test } from 'vitest';
import { weightedMean } from './weighted-mean.js';

test.each([
  [{ a: 10, b: 20 }, 17.5],
  [{ a: 10, b: null }, 10],
  [{ a: null, b: null }, null],
])('only what is known counts: %o', (values, mean) => {
  expect(weightedMean({ ...values, unweighted: 99 }, { a: 1, b: 3 })).toBe(mean);
});
