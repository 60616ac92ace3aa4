import { expect, test } from 'vitest';
import { madeDay, madeProfile, madeSleep } from '../../test/derive/made-night.js';
import type { SleepFacts } from './day-facts.js';
import type { SleepRecording } from './recordings.js';
import { sleepScore } from './scores/sleep-score.js';
import { measureSleep } from './sleep-facts.js';

const DAY = 20_000;
const night = madeSleep(DAY, 0, 6.5);
const measure = (...sleeps: SleepRecording[]) => measureSleep(madeProfile, madeDay(DAY, sleeps));

test('the night counts by itself', () => {
  const facts = measure(night) as SleepFacts;
  expect(facts).toMatchObject({ mainIndex: 0, scoreDeltas: [0], totalSleepSeconds: 6.5 * 3600 - 600 });
  expect(facts.score).toBe(sleepScore(facts.contributors));
});

test('confirmed and late naps add to it, others do not', () => {
  const alone = measure(night)?.score as number;
  const naps = [
    madeSleep(DAY, -6.5, 1, { isConfirmed: true }),
    night,
    madeSleep(DAY, 12, 1),
    madeSleep(DAY, 14, 1, { isConfirmed: false }),
    madeSleep(DAY, 16, 1, { isConfirmed: true }),
  ];
  const facts = measure(...naps) as SleepFacts;
  const [late, main, unconfirmed, rejected, confirmed] = facts.scoreDeltas as [number, 0, null, null, number];
  expect([main, unconfirmed, rejected]).toEqual([0, null, null]);
  expect(late).toBeGreaterThan(0);
  expect(facts.score).toBe(alone + late + confirmed);
  expect(facts.totalSleepSeconds).toBe(night.stages.length * 30 + 2 * 3600 - 3 * 600);
});

test('a second long part counts without being asked', () => {
  const facts = measure(madeSleep(DAY, -1, 3.5), madeSleep(DAY, 4, 4));
  expect(facts).toMatchObject({ mainIndex: 1, totalSleepSeconds: 7.5 * 3600 - 1200 });
  expect(facts?.scoreDeltas[0]).toBeGreaterThan(0);
});

test('without three hours in bed there is no sleep score', () => {
  expect(measure(madeSleep(DAY, 1, 2.9, { isConfirmed: true }))).toBe(null);
  expect(measure()).toBe(null);
});
