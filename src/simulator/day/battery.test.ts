import { expect, test } from 'vitest';
import { parseEvent } from '../events.js';
import { createLife } from '../life/create-life.js';
import { createPerson } from '../person/create-person.js';
import { createBattery } from './battery.js';

const FIRST = 20_454;
const DAY_MS = 86_400_000;
const events = [parseEvent('battery-flat@2026-02-10+2'), parseEvent('ring-change@2026-03-01')];
const [flat, change] = events as [(typeof events)[number], (typeof events)[number]];
const lifeOf = (index: number, persona: 'steady' | 'patchy') => createLife(createPerson({ seed: 'battery', index, persona, events }));

test.each([0, 1, 2, 3])('charge rises in the charger only, and the ring is not worn meanwhile (person %i)', (index) => {
  const life = lifeOf(index, index % 2 ? 'patchy' : 'steady');
  const battery = createBattery(life);
  let [lastMs, lastLevel] = [0, 100];
  for (let day = FIRST; day < FIRST + 90; day++) {
    const { startMs } = life.day(day);
    const { times, levels, charging } = battery.readings(startMs, life.day(day + 1).startMs);
    const chargers = life.day(day).segments.filter(({ kind }) => kind === 'charging');
    times.forEach((ms, i) => {
      expect(ms).toBeGreaterThan(lastMs);
      expect(chargers.some((charger) => ms >= charger.startMs && ms < charger.endMs)).toBe(charging[i]);
      if (!charging[i]) expect(levels[i]).toBeLessThanOrEqual(lastLevel);
      [lastMs, lastLevel] = [ms, levels[i] as number];
    });
    for (const { endMs } of chargers) expect(battery.levelAt(endMs - 1)).toBeGreaterThan(95);
    const night = life.night(day);
    if (night.isRecorded) expect(battery.levelAt(night.endMs)).toBeGreaterThan(0);
  }
});

test('readings are the same however the time is cut', () => {
  const battery = createBattery(lifeOf(0, 'steady'));
  const from = FIRST * DAY_MS;
  const whole = battery.readings(from, from + 12 * DAY_MS);
  const parts = Array.from({ length: 24 }, (_, i) => battery.readings(from + (i * DAY_MS) / 2, from + ((i + 1) * DAY_MS) / 2));
  expect(parts.flatMap(({ times }) => times)).toEqual(whole.times);
  expect(parts.flatMap(({ levels }) => levels)).toEqual(whole.levels);
});

test('a flat battery records nothing until it is charged on the day after', () => {
  const life = lifeOf(0, 'steady');
  const battery = createBattery(life);
  const [lastWorn, emptyDay, charged] = [life.day(flat.day), life.day(flat.day + 1), life.day(flat.day + flat.days)];
  expect(battery.levelAt(lastWorn.endMs)).toBe(0);
  expect(emptyDay.isWorn).toBe(false);
  expect([flat.day + 1, flat.day + 2].map((day) => life.night(day).isRecorded)).toEqual([false, false]);
  expect(charged.segments.map(({ kind }) => kind).slice(0, 2)).toEqual(['off', 'charging']);
  expect(battery.levelAt(charged.endMs)).toBeGreaterThan(80);
});

test('a new ring comes out of its charger', () => {
  expect(
    lifeOf(0, 'steady')
      .day(change.day)
      .segments.some(({ kind }) => kind === 'charging'),
  ).toBe(true);
});

test('a ring charged because it is new is not found empty on the same day, though a charge before was forgotten', () => {
  const changed = [parseEvent('ring-change@2026-06-13')];
  const life = createLife(createPerson({ seed: 'invariants', index: 36, persona: 'older', events: changed }));
  const { day } = changed[0] as (typeof changed)[number];
  const { endMs } = life.day(day).segments.find(({ kind }) => kind === 'charging') as { endMs: number };
  expect(createBattery(life).levelAt(endMs + 3_600_000)).toBeGreaterThan(95);
  expect(life.night(day + 1).isRecorded).toBe(true);
});
