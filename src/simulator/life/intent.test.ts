import { expect, test } from 'vitest';
import type { EventKind, LifeEvent } from '../events.js';
import { createPerson } from '../person/create-person.js';
import { intendDay } from './intent.js';
import { loadOf } from './training.js';

const DAY = 20_500;

function daysWith(kind: EventKind, amount: number, days = 10) {
  const event: LifeEvent = { kind, day: DAY, days, amount };
  const intentsWith = (events: LifeEvent[]) => {
    const person = createPerson({ seed: 'intent', index: 0, persona: 'steady', events });
    return Array.from({ length: days }, (_, i) => intendDay(person, DAY + i));
  };
  return { planned: intentsWith([event]), ordinary: intentsWith([]) };
}

test('what is planned to be drunk is drunk, to the gram', () => {
  expect(daysWith('alcohol', 0.6, 2).planned.map(({ alcohol }) => alcohol)).toEqual([0.6, 0.6]);
});

test('hard training raises the load of its days', () => {
  const { planned, ordinary } = daysWith('hard-training', 1);
  const total = (days: typeof planned) => days.reduce((sum, day) => sum + loadOf(day), 0);
  expect(total(planned)).toBeGreaterThan(total(ordinary) + 4);
});

test('a holiday is free of work', () => {
  expect(daysWith('holiday', 1).planned.every(({ isFree }) => isFree)).toBe(true);
});

test('rest mode and illness keep people from sport, and illness from wine', () => {
  expect(daysWith('rest-mode', 1).planned.every(({ isResting, workouts }) => isResting && workouts.length === 0)).toBe(true);
  const { planned, ordinary } = daysWith('flu', 1, 4);
  expect(planned.every(({ alcohol, workouts }) => alcohol === 0 && workouts.length === 0)).toBe(true);
  for (const [i, { liveliness }] of planned.entries()) expect(liveliness).toBeLessThan(0.75 * (ordinary[i]?.liveliness as number));
});

test('workouts are in time order and apart', () => {
  const person = createPerson({ seed: 'intent', index: 0, persona: 'athlete' });
  let both = 0;
  for (let day = DAY; day < DAY + 100; day++) {
    const [first, second] = intendDay(person, day).workouts;
    if (!first || !second) continue;
    both++;
    expect(second.startMinutes).toBeGreaterThan(first.startMinutes + 60);
  }
  expect(both).toBeGreaterThan(5);
});
