import { expect, test } from 'vitest';
import type { SimulatedHistory } from '../history.js';
import { createHistoryFixture } from '../history-fixture.js';
import { createDistributions } from './create-distributions.js';

// biome-ignore lint/suspicious/noExplicitAny: documents and truth are changed at will
type Free = any;

/** The figures of a check on some people, in order. */
function figuresOf(id: string, ...histories: SimulatedHistory[]): number[] {
  const distributions = createDistributions();
  for (const history of histories) distributions.add(history);
  const result = distributions.results().find((one) => one.id === id);
  return (result?.parts ?? []).map(({ value }) => Math.round(value * 1000) / 1000);
}

/** A plain person whose long sleeps and hidden states are changed, by place of the day. */
function person(change: (sleep: Free, state: Free, place: number, history: Free) => void): SimulatedHistory {
  const history = createHistoryFixture();
  const sleeps = history.documents.get('sleep') as Free[];
  sleeps.forEach((sleep, place) => {
    change(sleep, history.truth[place]?.state, place, history);
  });
  return history;
}

test('there are 31 checks; without people none is met', () => {
  const results = createDistributions().results();
  expect(results.map(({ id }) => id)).toEqual(Array.from({ length: 31 }, (_, i) => `D-${i + 1}`));
  expect(results.filter(({ ok }) => ok)).toEqual([]);
});

test('plain figures of a plain person', () => {
  const history = createHistoryFixture();
  expect(figuresOf('D-8', history)[0]).toBe(7.5);
  expect(figuresOf('D-10', history).slice(0, 2)).toEqual([15, 15]);
  expect(figuresOf('D-11', history).slice(0, 3)).toEqual([22.222, 55.556, 22.222]);
  expect(figuresOf('D-17', history)).toEqual([1, 100]);
  expect(figuresOf('D-18', history)).toEqual([80, 0, 80, 80, 0]);
  expect(figuresOf('D-20', history)).toEqual([82, 82]);
  expect(figuresOf('D-21', history)[0]).toBe(8000);
  expect(figuresOf('D-22', history)[0]).toBe(1.3);
  expect(figuresOf('D-28', history)).toEqual([30, 15]);
  expect(figuresOf('D-29', history)).toEqual([0, 30, 1.067]);
  expect(figuresOf('D-30', history)[1]).toBe(101);
});

test('women and men are compared by their own means', () => {
  const man = person((sleep) => {
    sleep.lowest_heart_rate = 54;
  });
  (man.profile as Free).sex = 'male';
  expect(figuresOf('D-1', createHistoryFixture(), man)).toEqual([56.5, 5]);
});

test('REM episodes are counted where 25 minutes lie between them', () => {
  const history = person((sleep) => {
    sleep.sleep_phase_5_min = `44${'2'.repeat(10)}33${'2'.repeat(4)}33${'2'.repeat(10)}333`.padEnd(97, '2');
  });
  expect(figuresOf('D-12', history)).toEqual([90, 2, 50]);
});

test('nights after alcohol are set against sober ones, by dose', () => {
  const history = person((sleep, state, place) => {
    state.alcohol = [0, 0.2, 0.5, 1][place % 4];
    sleep.lowest_heart_rate = 60 + ([0, 1, 2, 4][place % 4] as number);
  });
  expect(figuresOf('D-26', history).slice(0, 3)).toEqual([1, 2, 4]);
});

test('an illness is measured by its worst night against those before', () => {
  const history = person((sleep, state, place, { documents }) => {
    if (place < 8) return;
    Object.assign(state, { illness: 1, daysSinceOnset: place - 10 });
    sleep.lowest_heart_rate = place === 11 ? 67 : 62;
    sleep.average_breath = place === 12 ? 16.125 : 15.125;
    if (place === 11) documents.get('daily_readiness')[place].score = 55;
  });
  const [rate, lnHrv, breath, celsius, early, unready] = figuresOf('D-25', history);
  expect([rate, lnHrv, breath, celsius, early, unready]).toEqual([8, 0, 2, 0, 100, 100]);
});

test('weekend nights are those that end on Saturday and Sunday', () => {
  // The first day is a Friday.
  const history = person((sleep, _, place) => {
    sleep.lowest_heart_rate = place % 7 === 1 || place % 7 === 2 ? 62 : 60;
  });
  expect(figuresOf('D-23', history)).toEqual([2, 0, 0]);
});
