import { expect, test } from 'vitest';
import { createPerson } from '../person/create-person.js';
import { isNightRecorded } from './wear.js';

const NIGHTS = 730;
const lostShare = (persona: 'steady' | 'patchy', index: number) => {
  const person = createPerson({ seed: 'wear', index, persona });
  return Array.from({ length: NIGHTS }, (_, i) => isNightRecorded(person, 20_000 + i)).filter((is) => !is).length / NIGHTS;
};
const meanOf = (persona: 'steady' | 'patchy') => Array.from({ length: 12 }, (_, i) => lostShare(persona, i) / 12).reduce((a, b) => a + b);

test('ordinary people lose 2 to 6 % of their nights, patchy ones more', () => {
  expect(meanOf('steady')).toBeGreaterThan(0.02);
  expect(meanOf('steady')).toBeLessThan(0.06);
  expect(meanOf('patchy')).toBeGreaterThan(0.08);
});
