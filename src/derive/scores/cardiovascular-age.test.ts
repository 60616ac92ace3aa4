import { expect, test } from 'vitest';
import { vascularAge } from './cardiovascular-age.js';

// The first pair is published, the others are means of healthy Europeans at 90 mmHg: 7.176 − 0.076 × age + 0.0018 × age².
test.each([
  [6.578, 32],
  [7.016, 40],
  [7.876, 50],
  [9.096, 60],
  [10.676, 70],
  [20, 100],
  [6.3, 18],
])('%d m/s are those of %d years', (velocity, years) => {
  expect(vascularAge(Array(30).fill(velocity))).toBe(years);
});

test('takes 14 nights of the last 30', () => {
  expect(vascularAge(Array(13).fill(7))).toBe(null);
  expect(vascularAge([...Array(14).fill(7.016), ...Array(16).fill(null), 50])).toBe(40);
});
