import { expect, test } from 'vitest';
import { type FixtureOptions, lifeFixture } from '../../../test/support/life-fixture.js';
import type { SleepRecording } from '../../derive/recordings.js';
import { averageOxygen, breathingDisturbanceIndex } from '../../derive/scores/blood-oxygen.js';
import { recordNap, recordNight } from './record-night.js';
import { AWAKE, SAMPLE_EPOCHS } from './stage-digits.js';
import { trimEnd } from './trim-end.js';

const FIRST_DAY = 19_000;
const days = Array.from({ length: 60 }, (_, i) => FIRST_DAY + i);
const people = Array.from({ length: 20 }, (_, i) => `person ${i}`);

const mean = (numbers: number[]) => numbers.reduce((sum, n) => sum + n, 0) / numbers.length;
const spread = (numbers: number[]) => Math.sqrt(mean(numbers.map((n) => (n - mean(numbers)) ** 2)));
const median = (numbers: number[]) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] as number;
const known = (items: readonly (number | null)[] | null) => (items ?? []).filter((item) => item !== null);
const share = (items: readonly unknown[], is: (item: never) => boolean) => items.filter(is as () => boolean).length / items.length;
const nights = (seed: string, options: FixtureOptions = {}) =>
  days.map((day) => recordNight(lifeFixture(seed, options), day, { beats: false }) as SleepRecording);
const asleepSeconds = ({ stages }: SleepRecording) => stages.filter((s) => s < AWAKE).length * 30;

/** Mean of the last third less that of the first. */
function fallOf({ heartRate }: SleepRecording): number {
  const items = heartRate ?? [];
  const third = Math.floor(items.length / 3);
  return mean(known(items.slice(-third))) - mean(known(items.slice(0, third)));
}

function autocorrelation(items: readonly (number | null)[]): number {
  const pairs = items.flatMap((item, i) =>
    item === null || (items[i - 1] ?? null) === null ? [] : [[items[i - 1] as number, item] as const],
  );
  const [before, after] = [pairs.map(([first]) => first), pairs.map(([, second]) => second)];
  const [meanBefore, meanAfter] = [mean(before), mean(after)];
  return mean(pairs.map(([a, b]) => (a - meanBefore) * (b - meanAfter))) / (spread(before) * spread(after));
}

const all = people.flatMap((seed) => nights(seed));

test.each<[string, number, number, number]>([
  ['fall of the heart rate', mean(all.map(fallOf)), -8, -2],
  ['share of nights in which it rises', share(all.map(fallOf), (fall: number) => fall > 0), 0, 0.12],
  ['autocorrelation of heart rate', median(all.map((night) => autocorrelation(night.heartRate ?? []))), 0.7, 0.93],
  ['autocorrelation of HRV', median(all.map((night) => autocorrelation(night.hrv ?? []))), 0.55, 0.7],
  ['variation of HRV', median(all.map(({ hrv }) => spread(known(hrv)) / mean(known(hrv)))), 0.2, 0.38],
  ['average above lowest', mean(all.map(({ heartRate }) => mean(known(heartRate)) - Math.min(...known(heartRate)))), 6, 10],
  ['missing items', median(all.map(({ heartRate }) => share(heartRate ?? [], (item) => item === null))), 0.04, 0.12],
  ['missing first items', share(all, ({ heartRate }: SleepRecording) => heartRate?.[0] === null), 0.6, 0.9],
  ['still', mean(all.map(({ movement }) => share([...movement], (level) => level === 1))), 0.795, 0.835],
  ['tossing', mean(all.map(({ movement }) => share([...movement], (level) => level === 3))), 0.02, 0.032],
  ['active', mean(all.map(({ movement }) => share([...movement], (level) => level === 4))), 0.0015, 0.0035],
  ['restless runs per hour', mean(all.map(restlessRunsPerHour)), 23 / 2.4, 33 / 2.4],
  ['nights without oxygen', share(all, ({ oxygen }: SleepRecording) => oxygen === null), 0.02, 0.08],
])('%s: %d is like real nights', (_, measured, low, high) => {
  expect(measured).toBeGreaterThanOrEqual(low);
  expect(measured).toBeLessThanOrEqual(high);
});

function restlessRunsPerHour({ movement, startMs, endMs }: SleepRecording): number {
  return movement.filter((level, i) => level > 1 && movement[i - 1] === 1).length / ((endMs - startMs) / 3_600_000);
}

test('a recording tells of the night just what was true', () => {
  const life = lifeFixture('a');
  for (const day of days) {
    const night = recordNight(life, day, { beats: false }) as SleepRecording;
    const { body } = life.person;
    const state = life.state(day);
    expect(Math.min(...known(night.heartRate))).toBe(Math.round(body.lowestHeartRate + state.heartRate));
    expect(mean(known(night.hrv))).toBeCloseTo(Math.exp(body.lnRmssd + state.lnRmssd), 0);
    expect(mean(known(night.breath))).toBeCloseTo(body.breath + state.breath, 1);
    const asleep = (night.skinTemperature ?? []).filter((_, i) => night.stages[i * SAMPLE_EPOCHS] !== AWAKE);
    expect(Math.abs(mean(known(asleep)) - body.skinTemperature - state.temperature)).toBeLessThan(0.1);
    expect(night.heartRate).toHaveLength(Math.ceil((night.endMs - night.startMs) / 300_000));
    expect(night.movement).toHaveLength(Math.ceil((night.endMs - night.startMs) / 30_000));
    expect(night.heartRate?.map((item) => item === null)).toEqual(night.hrv?.map((item) => item === null));
  }
  expect(recordNight(lifeFixture('a', { isRecorded: false }), FIRST_DAY, { beats: false })).toBeNull();
});

test('beats change nothing else', () => {
  const life = lifeFixture('a');
  const { beats, ...others } = recordNight(life, FIRST_DAY, { beats: true }) as SleepRecording;
  expect(beats?.times.length).toBeGreaterThan(20_000);
  expect({ ...others, beats: null }).toEqual(recordNight(life, FIRST_DAY, { beats: false }));
});

test('after drinks the heart calms down late', () => {
  const fall = (alcohol: number) => mean(nights('a', { state: { alcohol } }).map(fallOf));
  expect(fall(0.8)).toBeLessThan(fall(0) - 2);
});

test.each([1, 5, 20])('%d dips of oxygen an hour are found, and move the mean little', (dipsPerHour) => {
  const [percent, found] = oxygenOf(dipsPerHour);
  expect(Math.abs(mean(found) - dipsPerHour)).toBeLessThan(0.2 + dipsPerHour * 0.1);
  const [undisturbed, none] = oxygenOf(0);
  expect(mean(none)).toBeLessThan(0.05);
  expect(Math.abs(mean(percent) - mean(undisturbed))).toBeLessThan(0.25);
  expect(spread(percent)).toBeGreaterThan(0.5);
  expect(spread(percent)).toBeLessThan(1.1);
});

/** Means and disturbance indices of some nights. */
function oxygenOf(breathingDisturbances: number): [number[], number[]] {
  const measured = nights('a', { breathingDisturbances }).filter(({ oxygen }) => oxygen !== null);
  const percent = measured.map((night) => averageOxygen(night.oxygen ?? [], asleepSeconds(night)) as number);
  return [percent, measured.map((night) => breathingDisturbanceIndex(night.oxygen ?? [], 30, asleepSeconds(night)) as number)];
}

test('naps of less than 20 minutes tell nothing of the heart', () => {
  const napOf = (minutes: number) =>
    recordNap(lifeFixture('a', { nap: { startMs: 0, endMs: minutes * 60_000, answer: null } }), FIRST_DAY, { beats: true });
  expect(napOf(19)).toMatchObject({ key: 'nap/19000', heartRate: null, hrv: null, breath: null, beats: null, isConfirmed: null });
  expect(known((napOf(45) as SleepRecording).heartRate).length).toBeGreaterThan(4);
  expect(recordNap(lifeFixture('a'), FIRST_DAY, { beats: true })).toBeNull();
});

test('a corrected end cuts every series and leaves the wearer awake', () => {
  const night = recordNight(lifeFixture('a'), FIRST_DAY, { beats: true }) as SleepRecording;
  const cut = trimEnd(night, 1000);
  const endMs = night.endMs - 1_000_000;
  expect(cut).toMatchObject({ endMs, isEdited: true, startMs: night.startMs });
  const epochs = Math.ceil((endMs - night.startMs) / 30_000);
  expect([cut.stages.length, cut.movement.length, cut.oxygen?.length ?? epochs]).toEqual([epochs, epochs, epochs]);
  expect(cut.stages.at(-1)).toBe(AWAKE);
  expect(cut.heartRate).toEqual(night.heartRate?.slice(0, Math.ceil((endMs - night.startMs) / 300_000)));
  expect(cut.beats?.times).toEqual(night.beats?.times.filter((ms) => ms < endMs));
  expect(cut.beats?.validities).toHaveLength(cut.beats?.times.length as number);
  expect(night.isEdited).toBe(false);
});
