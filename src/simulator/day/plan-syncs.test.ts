import { expect, test } from 'vitest';
import { parseEvent } from '../events.js';
import { createLife } from '../life/create-life.js';
import { createPerson } from '../person/create-person.js';
import { planSyncs } from './plan-syncs.js';

const FIRST = 20_454;
const unopened = parseEvent('app-not-opened@2026-01-10+3');
const life = createLife(createPerson({ seed: 'syncs', index: 0, persona: 'steady', events: [unopened] }));

test('synchronisations lie in the waking hours, the first with the app open mostly within the hour', () => {
  let [soon, days] = [0, 0];
  for (let day = FIRST + 20; day < FIRST + 120; day++) {
    const { startMs, endMs } = life.day(day);
    const syncs = planSyncs(life, day);
    syncs.forEach(({ atMs }, i) => {
      expect(atMs > (syncs[i - 1]?.atMs ?? startMs) && atMs < endMs).toBe(true);
    });
    const opened = syncs.find(({ isForeground }) => isForeground);
    if (opened && opened.atMs <= startMs + 61 * 60_000) soon++;
    days++;
  }
  expect(soon / days).toBeGreaterThan(0.45);
  expect(soon / days).toBeLessThan(0.98);
});

test('the app stays closed while it is planned so, and the ring synchronises behind it', () => {
  for (let day = unopened.day; day < unopened.day + unopened.days; day++) {
    expect(planSyncs(life, day).filter(({ isForeground }) => isForeground)).toEqual([]);
  }
  expect(planSyncs(life, unopened.day).length + planSyncs(life, unopened.day + 1).length).toBeGreaterThan(3);
});
