import { expect, test } from 'vitest';
import { createLife } from '../life/create-life.js';
import { createPerson } from '../person/create-person.js';
import { createDayRecorder } from './create-day-recorder.js';

const FIRST = 20_454;
const DAYS = 100;
const PEOPLE = 12;

/** What a hundred days of one person come to. */
function measure(index: number) {
  const recorder = createDayRecorder(createLife(createPerson({ seed: 'figures', index, persona: 'steady' })));
  const [steps, off, rows, quarters]: [number[], number[], number[], number[]] = [[], [], [], []];
  const minutes = new Float64Array(200);
  for (let day = FIRST; day < FIRST + DAYS; day++) {
    const activity = recorder.activity(day, Number.POSITIVE_INFINITY);
    if (!activity) continue;
    let unworn = 0;
    for (const met of activity.mets) {
      if (met > 0.1) minutes[Math.round(met * 10)] = (minutes[Math.round(met * 10)] as number) + 1;
      else unworn++;
    }
    off.push(unworn);
    if (unworn > 240) continue;
    steps.push(activity.steps.reduce((sum, count) => sum + count, 0));
    rows.push(recorder.pulses(day).times.length);
    quarters.push(activity.quarters.filter((quarter) => quarter !== null).length);
  }
  return { steps, off, rows, quarters, minutes };
}

const people = Array.from({ length: PEOPLE }, (_, index) => measure(index));
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const deviation = (values: number[]) => Math.sqrt(mean(values.map((value) => (value - mean(values)) ** 2)));
const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] as number;

function percentile(share: number): number {
  const minutes = people.reduce((sum, person) => sum.map((count, i) => count + (person.minutes[i] as number)), new Float64Array(200));
  const all = minutes.reduce((sum, count) => sum + count, 0);
  let below = 0;
  return (
    minutes.findIndex((count) => {
      below += count;
      return below >= share * all;
    }) / 10
  );
}

test.each<[text: string, figure: () => number, low: number, high: number]>([
  ['steps of a day, median', () => median(people.flatMap(({ steps }) => steps)), 7000, 9000],
  ['ln steps from day to day, sd', () => median(people.map(({ steps }) => deviation(steps.map(Math.log)))), 0.35, 0.6],
  ['MET of worn minutes, median', () => percentile(0.5), 1.2, 1.4],
  ['MET of worn minutes, 90 %', () => percentile(0.9), 2, 3.2],
  ['MET of worn minutes, 99 %', () => percentile(0.99), 4, 6.5],
  ['minutes without the ring', () => median(people.map(({ off }) => median(off))), 15, 60],
  ['heart rates awake', () => mean(people.flatMap(({ rows }) => rows)), 350, 1200],
  ['quarters of an hour awake and still', () => mean(people.flatMap(({ quarters }) => quarters)), 25, 40],
])('%s', (_, figure, low, high) => {
  expect(figure()).toBeGreaterThanOrEqual(low);
  expect(figure()).toBeLessThanOrEqual(high);
});
