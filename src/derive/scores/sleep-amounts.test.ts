import { expect, test } from 'vitest';
import { amountContributor, sleepAnchors } from './sleep-amounts.js';

// Anchors of three wearers; the ages are our assignment.
test.each([
  [28, [8.8, 9.5], [98, 150], [118, 155]],
  [38, [8.4, 9], [87, 150], [110.5, 150]],
  [52, [7.95, 8.5], [72, 150], [100, 150]],
])('at age %d', (age, total, deep, rem) => {
  const { totalHours, deepMinutes, remMinutes } = sleepAnchors(age);
  const of = ({ at95, at100 }: { at95: number; at100: number }) => [at95, at100];
  expect([of(totalHours), of(deepMinutes), of(remMinutes)]).toEqual([total, deep, rem]);
});

test.each([
  [0, 1],
  [1.9, 1],
  [5.15, 48],
  [8.4, 95],
  [8.7, 98],
  [9, 100],
  [12, 100],
  [null, null],
])('%d hours earn %d', (hours, points) => {
  expect(amountContributor(hours, sleepAnchors(38).totalHours)).toBe(points);
});

test('who is younger than 28 or older than 52 needs as much as at those ages', () => {
  expect(sleepAnchors(19)).toEqual(sleepAnchors(28));
  expect(sleepAnchors(80)).toEqual(sleepAnchors(52));
});
