import { expect, test } from 'vitest';
import { createHistoryFixture } from './history-fixture.js';
import { judge } from './judge.js';
import { figure, reportText } from './report.js';

const findings = judge(createHistoryFixture, {
  ...{ users: 2, days: 16, seed: 'seed', endDay: 20_015, beatUsers: 1, repeatedUsers: 1, shortDays: 16 },
  progress: () => {},
});

test('the page counts what held and owns up to what did not', () => {
  const text = reportText({ ...findings, pictures: [{ path: 'realism/night.svg', caption: 'A night' }] });
  expect(text).toContain('2 made-up people × 16 days from seed `seed`');
  expect(text).toContain('**44 of 44 statements hold without exception; ');
  expect(text).toContain('| I-1 | time_in_bed is bedtime_end − bedtime_start | 32/32 |');
  expect(text).toContain('![A night](realism/night.svg)');
  expect(text).toMatch(/D-8, median of people, h: 7\.5, above 7\.2\./);
  expect(text).toContain('D-24, south, bpm: nothing to measure among these people and days.');
  expect(text).not.toMatch(/NaN|undefined|Exceptions/);
});

test('exceptions are listed with examples', () => {
  const broken = [{ id: 'I-1', text: 'one', held: 3, checked: 4, failures: ['user 0 (steady): why'] }];
  const text = reportText({ ...findings, invariants: broken, pictures: [] });
  expect(text).toContain('| I-1 | one | **miss** 3/4 |');
  expect(text).toContain('- I-1: 1 of 4, such as `user 0 (steady): why`');
});

test.each([
  [Number.NaN, '–'],
  [-0.01234, '−0.0123'],
  [14.4876, '14.49'],
  [8153.4, '8153'],
])('%d reads %s', (value, text) => {
  expect(figure(value)).toBe(text);
});
