import { expect, test } from 'vitest';
import { createPerson } from '../person/create-person.js';
import { createLife } from './create-life.js';
import { illnessOn } from './illness.js';

const ONSET = 20_500;

test('a flu is felt two days before symptoms, is worst after onset, and fades', () => {
  const life = createLife(createPerson({ seed: 'illness', index: 0, events: [{ kind: 'flu', day: ONSET, days: 7, amount: 1 }] }));
  const healthy = createLife(createPerson({ seed: 'illness', index: 0 }));
  const differences = (day: number) => {
    const [ill, well] = [life.state(ONSET + day), healthy.state(ONSET + day)];
    return { temperature: ill.temperature - well.temperature, breath: ill.breath - well.breath, heartRate: ill.heartRate - well.heartRate };
  };
  expect(life.state(ONSET - 3).illness).toBe(0);
  expect(differences(-1).temperature).toBeGreaterThan(0.3);
  expect(differences(1).temperature).toBeGreaterThan(differences(-1).temperature);
  expect(differences(1).breath).toBeGreaterThan(1.5);
  expect(differences(1).heartRate).toBeGreaterThan(4);
  expect(differences(8).temperature).toBeLessThan(0.3);
  expect(life.state(ONSET + 2).daysSinceOnset).toBe(2);
  expect(life.state(ONSET).events).toContain('flu');
});

test('illnesses of chance come as often as is usual for the person', () => {
  const people = Array.from({ length: 40 }, (_, index) => createPerson({ seed: 'illness', index }));
  let onsets = 0;
  for (const person of people) {
    for (let day = ONSET; day < ONSET + 730; day++) if (illnessOn(person, day)?.daysSinceOnset === 0) onsets++;
  }
  const usual = people.reduce((sum, { habits }) => sum + habits.illnessesPerYear, 0) * 2;
  expect(onsets / usual).toBeGreaterThan(0.8);
  expect(onsets / usual).toBeLessThan(1.2);
});
