import { expect, test } from 'vitest';
import { classifyMinutes, fiveMinuteClasses, metLimits } from './met-classes.js';

test.each([
  [18, 4.2, 8.5],
  [39, 4.2, 8.5],
  [40, 4, 7],
  [59, 4, 7],
  [60, 3.2, 5.5],
  [74, 3.2, 5.5],
  [75, 2, 3.8],
  [99, 2, 3.8],
])('at age %d medium activity begins at %d MET, high at %d', (age, mediumMet, highMet) => {
  expect(metLimits(age)).toEqual({ mediumMet, highMet });
});

const limits = { mediumMet: 4.2, highMet: 8.5 };

test.each([
  [0, 0],
  [0.1, 0],
  [0.9, 1],
  [1, 1],
  [1.1, 2],
  [1.5, 2],
  [1.6, 3],
  [4.1, 3],
  [4.2, 4],
  [8.4, 4],
  [8.5, 5],
  [15, 5],
])('a minute of %d MET among its like is of class %d', (met, kind) => {
  expect([...classifyMinutes([met, met, met], limits)]).toEqual([kind, kind, kind]);
});

test('a lone light minute between sitting does not count as activity', () => {
  expect([...classifyMinutes([1.2, 2, 1.2, 2.1, 1.2, 1.6, 1.6], limits)]).toEqual([2, 2, 2, 3, 2, 3, 3]);
});

test.each([
  [[0.1, 0.1, 0.1, 4.7, 5.9], '0'],
  [[0.1, 0.1, 5, 5, 5], '4'],
  [[0.9, 0.9, 1.2, 0.9, 0.9], '1'],
  [[1.6, 1.5, 1.6, 1.8, 1.5], '2'],
  [[1.2, 2.2, 2.3, 1.4, 1.3], '3'],
  [[9, 9, 9, 9, 9], '5'],
  [[1.2, 1.2, 1.2, 1.2, 1.2, 9, 9], '25'],
])('five minutes of %o are of class %s', (mets, digits) => {
  expect(fiveMinuteClasses(mets, limits)).toBe(digits);
});
