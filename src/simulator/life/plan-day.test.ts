import { expect, test } from 'vitest';
import { parseEvent } from '../events.js';
import { createPerson } from '../person/create-person.js';
import { PERSONA_NAMES } from '../person/personas.js';
import { createLife } from './create-life.js';

const FIRST = 20_454;
const events = [parseEvent('jet-lag:12@2026-01-20'), parseEvent('battery-flat@2026-02-03')];

test.each(PERSONA_NAMES)('segments lie between the nights, on whole minutes, without overlap (%s)', (persona) => {
  const life = createLife(createPerson({ seed: 'plan', index: 1, persona, events }));
  for (let day = FIRST; day < FIRST + 60; day++) {
    const { startMs, endMs, segments, workouts, nap, session } = life.day(day);
    expect([startMs, endMs]).toEqual([life.night(day).endMs, life.night(day + 1).startMs]);
    let last = startMs;
    for (const segment of segments) {
      expect(segment.startMs).toBeGreaterThanOrEqual(last);
      expect(segment.endMs).toBeGreaterThan(segment.startMs);
      expect([segment.startMs % 60_000, segment.endMs % 60_000]).toEqual([0, 0]);
      last = segment.endMs;
    }
    expect(last).toBeLessThanOrEqual(endMs);
    expect(segments.filter(({ kind }) => kind === 'workout')).toEqual(workouts.map(({ segment }) => segment));
    expect(segments.filter(({ kind }) => kind === 'session')).toEqual(session ? [session] : []);
    expect(segments.filter(({ kind }) => kind === 'nap').map(({ startMs: ms }) => ms)).toEqual(nap ? [nap.startMs] : []);
  }
});

test('the ring is charged every 4 to 7 days, for an hour or so', () => {
  const life = createLife(createPerson({ seed: 'plan', index: 2, persona: 'steady' }));
  const charges = Array.from({ length: 200 }, (_, i) => life.day(FIRST + i).segments.filter(({ kind }) => kind === 'charging')).flat();
  expect(200 / charges.length).toBeGreaterThan(4);
  expect(200 / charges.length).toBeLessThan(7);
  for (const { startMs, endMs } of charges) {
    expect(endMs - startMs).toBeGreaterThanOrEqual(30 * 60_000);
    expect(endMs - startMs).toBeLessThanOrEqual(80 * 60_000);
  }
});

test('naps are slept in the afternoon or early evening, and answered about as often as not', () => {
  const life = createLife(createPerson({ seed: 'plan', index: 3, persona: 'older' }));
  const naps = Array.from({ length: 200 }, (_, i) => life.day(FIRST + i).nap).filter((nap) => nap !== null);
  expect(naps.length).toBeGreaterThan(20);
  for (const { startMs, endMs } of naps) {
    const minutes = (endMs - startMs) / 60_000;
    expect(minutes >= 10 && minutes <= 100).toBe(true);
    const clock = new Date(startMs + life.person.calendar.offsetMinutesAt(startMs) * 60_000).getUTCHours();
    expect(clock >= 12 && clock <= 22, String(clock)).toBe(true);
  }
  expect(new Set(naps.map(({ answer }) => answer))).toEqual(new Set(['confirmed', 'rejected', null]));
});
