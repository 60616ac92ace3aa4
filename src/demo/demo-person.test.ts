import { describe, expect, test } from 'vitest';
import { documentCollections, seriesCollections } from '../collections/index.js';
import { readDocument } from '../collections/read-document.js';
import { DAY_MS, dayNumber } from '../lib/dates.js';
import { createDemoPerson } from './demo-person.js';

// Summer time begins within these 120 days.
const first = dayNumber('2025-02-10') as number;
const days = Array.from({ length: 120 }, (_, i) => first + i);
const person = createDemoPerson('demo');

describe.each(documentCollections.map((collection) => [collection.name, collection] as const))('%s', (name, collection) => {
  const perDay = days.map((day) => person.documents(name, day));

  test('documents are valid as they stand and belong to their day', () => {
    perDay.forEach((documents, i) => {
      let latest = Number.NEGATIVE_INFINITY;
      for (const document of documents) {
        const reading = readDocument(collection, document);
        if (!reading.ok) throw new Error(JSON.stringify(reading.issues));
        const { id, ...body } = document;
        expect(`{${reading.value.text}`).toBe(JSON.stringify(body));
        expect(Object.keys(document)[0]).toBe('id');
        expect(reading.value.day).toBe(days[i]);
        expect(person.dayOfId(id as string)).toBe(days[i]);
        expect(reading.value.instantMs).toBeGreaterThanOrEqual(latest);
        latest = reading.value.instantMs;
      }
    });
  });

  test('days asked alone, backwards or by another person of the same seed are the same', () => {
    const again = createDemoPerson('demo');
    for (const i of [119, 60, 61, 3]) {
      expect(JSON.stringify(again.documents(name, days[i] as number))).toBe(JSON.stringify(perDay[i]));
    }
    const alone = createDemoPerson('demo').documents(name, days[50] as number);
    expect(JSON.stringify(alone)).toBe(JSON.stringify(perDay[50]));
  });

  if (collection.isOnePerDay) test('every day has exactly one', () => expect(perDay.every(({ length }) => length === 1)).toBe(true));
});

describe.each(seriesCollections.map((series) => [series.name, series] as const))('%s', (_, series) => {
  const perDay = days.map((day) => person.rows(series, day));

  test('rows lie within their UTC day in ascending time, with values the collection knows', () => {
    perDay.forEach(({ times, columns }, i) => {
      const startMs = (days[i] as number) * DAY_MS;
      expect(times.every((ms, at) => ms >= startMs && ms < startMs + DAY_MS && (at === 0 || ms > (times[at - 1] as number)))).toBe(true);
      expect(columns.map(({ length }) => length)).toEqual(series.columns.map(() => times.length));
      series.columns.forEach((column, place) => {
        const values = columns[place] as number[];
        const last = column.type === 'choice' ? column.choices.length - 1 : Number.MAX_SAFE_INTEGER;
        expect(values.every((value) => Number.isInteger(value) && value <= last && (value >= 0 || column.type === 'integer'))).toBe(true);
      });
    });
  });

  test('days asked alone and backwards are the same', () => {
    const again = createDemoPerson('demo');
    for (const i of [119, 60, 61, 3]) expect(again.rows(series, days[i] as number)).toEqual(perDay[i]);
    expect(createDemoPerson('demo').rows(series, days[50] as number)).toEqual(perDay[50]);
  });
});

test('ids are never used twice', () => {
  const ids = documentCollections.flatMap(({ name }) => days.flatMap((day) => person.documents(name, day).map(({ id }) => id)));
  expect(ids.length).toBeGreaterThan(120 * 9);
  expect(new Set(ids).size).toBe(ids.length);
});

test.each<[string, number, number]>([
  ['workout', 40, 110],
  ['session', 35, 75],
  ['enhanced_tag', 40, 110],
  ['tag', 4, 24],
  ['vO2_max', 17, 18],
  ['rest_mode_period', 2, 4],
  ['sleep', 128, 160],
])('%s: between %d and %d in 120 days', (name, least, most) => {
  const count = days.reduce((sum, day) => sum + person.documents(name, day).length, 0);
  expect(count).toBeGreaterThanOrEqual(least);
  expect(count).toBeLessThanOrEqual(most);
});

test('two rings, each on the day it was set up; nights name the one worn', () => {
  const [old, current] = ['2019-11-05', '2024-03-10'].map((text) => dayNumber(text) as number) as [number, number];
  const ringOf = (day: number) => person.documents('ring_configuration', day)[0]?.id;
  const range = Array.from({ length: current - old + 800 }, (_, i) => old - 300 + i);
  expect(range.filter((day) => ringOf(day) !== undefined)).toEqual([old, current]);
  const worn = (day: number) => person.documents('sleep', day)[0]?.ring_id;
  expect([old - 9, old, current - 1, current].map(worn)).toEqual([ringOf(old), ringOf(old), ringOf(old), ringOf(current)]);
});

test.each(['1970-01-01', '1970-03-29', '2000-02-29', '2024-12-31', '2100-10-31', '2200-12-31'])('%s works like any other day', (text) => {
  const day = dayNumber(text) as number;
  for (const collection of documentCollections) {
    for (const document of person.documents(collection.name, day)) expect(readDocument(collection, document).ok).toBe(true);
  }
  for (const series of seriesCollections) expect(() => person.rows(series, day)).not.toThrow();
});

test('other words have no documents, other texts no day', () => {
  expect(person.documents('heartrate', first)).toEqual([]);
  expect(person.documents('nothing', first)).toEqual([]);
  expect(person.dayOfId('123e4567-e89b-42d3-a456-426614174000')).toBeNull();
});

test('people differ by seed and have a plausible profile', () => {
  const people = Array.from({ length: 30 }, (_, i) => createDemoPerson(`seed ${i}`).profile);
  expect(new Set(people.map((profile) => JSON.stringify(profile))).size).toBe(30);
  for (const { age, weight, height, biological_sex, email } of people) {
    expect(['female', 'male']).toContain(biological_sex);
    expect(email).toMatch(/^[a-z]+@example\.com$/);
    expect(Number.isInteger(age) && age > 25 && age < 57).toBe(true);
    const index = weight / height ** 2;
    expect(height > 1.5 && height < 2 && index > 20.5 && index < 26.5).toBe(true);
  }
});
