import { expect, test } from 'vitest';
import { lifeFixture } from '../../../test/support/life-fixture.js';
import { AWAKE, DEEP, REM, SAMPLE_EPOCHS } from './stage-digits.js';
import { trueNapStages, trueStages } from './true-stages.js';

const FIRST_DAY = 19_000;
const people = Array.from({ length: 20 }, (_, i) => `person ${i}`);
const days = Array.from({ length: 60 }, (_, i) => FIRST_DAY + i);

const mean = (numbers: number[]) => numbers.reduce((sum, n) => sum + n, 0) / numbers.length;
const spread = (numbers: number[]) => Math.sqrt(mean(numbers.map((n) => (n - mean(numbers)) ** 2)));
const median = (numbers: number[]) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] as number;
const shareOf = (stage: number, stages: Uint8Array) => stages.filter((s) => s === stage).length / stages.length;

/** The most frequent stage of each 5 minutes. */
function phasesOf(stages: Uint8Array): number[] {
  return Array.from({ length: Math.ceil(stages.length / SAMPLE_EPOCHS) }, (_, i) => {
    const counts = [0, 0, 0, 0, 0];
    for (const stage of stages.subarray(i * SAMPLE_EPOCHS, (i + 1) * SAMPLE_EPOCHS)) counts[stage] = (counts[stage] as number) + 1;
    return counts.indexOf(Math.max(...counts));
  });
}

function expectWithin(value: number, low: number, high: number): void {
  expect(value).toBeGreaterThanOrEqual(low);
  expect(value).toBeLessThanOrEqual(high);
}

const nightsOf = (seed: string, brokenness?: number) => {
  const life = lifeFixture(seed, brokenness === undefined ? {} : { brokenness });
  return days.map((day) => trueStages(life, day));
};
const efficiencyOf = (stages: Uint8Array) => 100 * (1 - shareOf(AWAKE, stages));
const asleepOf = (stages: Uint8Array) =>
  stages.subarray(
    stages.findIndex((s) => s < AWAKE),
    stages.findLastIndex((s) => s < AWAKE) + 1,
  );

test('nights of many people have the stages and transitions of real ones', () => {
  const nights = people.map((seed) => nightsOf(seed));
  const efficiencies = nights.map((own) => own.map(efficiencyOf));
  expectWithin(mean(efficiencies.map(mean)), 84, 89);
  expectWithin(mean(efficiencies.map(spread)), 4, 8);

  const all = nights.flat();
  const tst = all.map((stages) => 1 - shareOf(AWAKE, stages));
  const shareAsleep = (stage: number) => mean(all.map((stages) => shareOf(stage, stages))) / mean(tst);
  expectWithin(shareAsleep(DEEP), 0.17, 0.25);
  expectWithin(shareAsleep(REM), 0.19, 0.25);

  const inThird = (stage: number, third: number) =>
    mean(all.map(asleepOf).map((s) => shareOf(stage, s.subarray((s.length * third) / 3, (s.length * (third + 1)) / 3))));
  expect(inThird(DEEP, 0)).toBeGreaterThan(2 * inThird(DEEP, 2));
  expect(inThird(REM, 2)).toBeGreaterThan(1.8 * inThird(REM, 0));

  const moves = [0, 0, 0, 0, 0];
  const stays = [0, 0, 0, 0, 0];
  const onsets = all.map(phasesOf).map((phases) => {
    let lastRem = Number.NEGATIVE_INFINITY;
    return phases.flatMap((phase, i) => {
      const from = phases[i - 1];
      if (from !== undefined) moves[from] = (moves[from] as number) + 1;
      if (from === phase) stays[phase] = (stays[phase] as number) + 1;
      const isOnset = phase === REM && i - lastRem > 4;
      if (phase === REM) lastRem = i;
      return isOnset ? [i * 5] : [];
    });
  });
  const bounds = { 1: [0.6, 0.75], 2: [0.7, 0.78], 3: [0.6, 0.76], 4: [0.5, 0.68] };
  for (const [stage, [low, high]] of Object.entries(bounds) as [string, [number, number]][])
    expectWithin((stays[Number(stage)] as number) / (moves[Number(stage)] as number), low, high);
  expectWithin(mean(onsets.map((own) => own.length)), 3.5, 5.5);
  expectWithin(median(onsets.flatMap((own) => own.slice(1).map((at, i) => at - (own[i] as number)))), 80, 100);
  expectWithin(median(onsets.map((own, i) => (own[0] ?? 0) - (all[i] as Uint8Array).findIndex((s) => s < AWAKE) / 2)), 70, 130);
});

test.each([
  [0.5, 90, 93.5],
  [1, 85, 88.5],
  [2, 74, 79],
])('brokenness %d makes an efficiency of %d to %d', (brokenness, low, high) => {
  expectWithin(
    mean(
      people
        .slice(0, 8)
        .flatMap((seed) => nightsOf(seed, brokenness))
        .map(efficiencyOf),
    ),
    low,
    high,
  );
});

test('falling asleep takes as long as planned, and the night ends awake', () => {
  const life = lifeFixture('a');
  for (const day of days) {
    const stages = trueStages(life, day);
    expect(stages.findIndex((s) => s < AWAKE) / 2).toBeCloseTo(life.night(day).latencyMinutes, -0.3);
    expect(stages.at(-1)).toBe(AWAKE);
  }
});

test('a day gives the same stages whatever was asked before', () => {
  const life = lifeFixture('a');
  trueStages(life, FIRST_DAY + 7);
  expect(trueStages(life, FIRST_DAY)).toEqual(trueStages(lifeFixture('a'), FIRST_DAY));
  expect(trueStages(life, FIRST_DAY)).not.toEqual(trueStages(lifeFixture('b'), FIRST_DAY));
});

test('REM sleep follows the inner clock, not only the hours slept', () => {
  const rem = (circadianPhase: number) =>
    mean(days.map((day) => shareOf(REM, trueStages(lifeFixture('a', { state: { circadianPhase } }), day))));
  expect(rem(4)).toBeGreaterThan(1.1 * rem(-8));
});

test('naps are light and short of REM sleep; days without one have no stages', () => {
  const stages = trueNapStages(lifeFixture('a', { nap: { startMs: 0, endMs: 1_800_000, answer: null } }), FIRST_DAY);
  expect(stages).toHaveLength(60);
  expect(shareOf(AWAKE, stages)).toBeLessThan(0.6);
  expect(stages.includes(REM)).toBe(false);
  expect(trueNapStages(lifeFixture('a'), FIRST_DAY)).toHaveLength(0);
});
