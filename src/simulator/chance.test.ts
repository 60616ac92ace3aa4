import { expect, test } from 'vitest';
import { createChance } from './chance.js';

const days = Array.from({ length: 4000 }, (_, i) => i - 500);
const mean = (numbers: number[]) => numbers.reduce((sum, n) => sum + n, 0) / numbers.length;

test('the same seed, stream and day give the same numbers, anything else gives others', () => {
  const draw = (seed: string, stream: string, day: number) => {
    const dice = createChance(seed).dice(stream, day);
    return [createChance(seed).bits(stream, day), dice.next(), dice.next()];
  };
  expect(draw('a', 'x', 5)).toEqual(draw('a', 'x', 5));
  for (const other of [draw('b', 'x', 5), draw('a', 'y', 5), draw('a', 'x', 6), draw('a', 'x', -5)])
    expect(other).not.toEqual(draw('a', 'x', 5));
});

test.each<[string, (day: number) => number, [number, number], number, number]>([
  ['uniform', (day) => createChance('a').uniform('u', day), [0, 1], 0.5, 1 / 12],
  ['normal', (day) => createChance('a').normal('n', day), [-3, 3], 0, 1],
  ['dice', (day) => createChance('a').dice('d', day).next(), [0, 1], 0.5, 1 / 12],
  ['dice, bell-shaped', (day) => createChance('a').dice('d', day).normal(), [-3, 3], 0, 1],
  ['dice, between', (day) => createChance('a').dice('d', day).between(10, 20), [10, 20], 15, 100 / 12],
])('%s has its range, mean and spread', (_, draw, [low, high], expected, variance) => {
  const numbers = days.map(draw);
  expect(Math.min(...numbers)).toBeGreaterThanOrEqual(low);
  expect(Math.max(...numbers)).toBeLessThanOrEqual(high);
  expect(mean(numbers)).toBeCloseTo(expected, variance > 1 ? 0 : 1);
  expect(mean(numbers.map((n) => (n - expected) ** 2)) / variance).toBeCloseTo(1, 1);
});

test('a drift moves slowly', () => {
  const chance = createChance('a');
  const steps = days.map((day) => Math.abs(chance.drift('d', day + 1, 30) - chance.drift('d', day, 30)));
  expect(Math.max(...steps)).toBeLessThan(0.31);
});
