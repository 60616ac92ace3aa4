import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SeriesCollection } from '../collections/define.js';
import { seriesCollections } from '../collections/index.js';
import { emptyRows, type SeriesRows } from '../collections/series-rows.js';
import { DAY_MS, utcDay } from '../lib/dates.js';
import { decodeRows, encodeRows } from './series-codec.js';

fc.configureGlobal({ seed: 20_260_102 });

const MOST = Number.MAX_SAFE_INTEGER;
/** The ends of what a Date can hold. */
const TIME_MS = 8.64e15;
const DAY = 20_000;

/** Whole numbers near each other as measurements are, or anywhere, the ends included. */
const integers = fc.oneof(
  fc.integer({ min: -300, max: 300 }),
  fc.maxSafeInteger(),
  fc.constantFrom(MOST, -MOST, MOST - 1, 1 - MOST, 0x40, -0x40, 0x3f, 2 ** 31, 2 ** 32),
);
const times = fc.oneof(
  fc.integer({ min: 0, max: DAY_MS - 1 }).map((ms) => DAY * DAY_MS + ms),
  fc.integer({ min: 0, max: 86_399 }).map((seconds) => DAY * DAY_MS + seconds * 1000),
  fc.integer({ min: -TIME_MS, max: TIME_MS }),
  fc.constantFrom(TIME_MS, -TIME_MS, 0),
);
const days = fc.oneof(fc.constant(DAY), fc.integer({ min: utcDay(-TIME_MS), max: utcDay(TIME_MS) }));

const rowsOf = (collection: SeriesCollection, length = 200): fc.Arbitrary<SeriesRows> => {
  const values = collection.columns.map((column) =>
    column.type === 'integer' ? integers : fc.integer({ min: 0, max: column.choices.length - 1 }),
  );
  return fc.array(fc.tuple(times, ...values), { maxLength: length }).map((rows) => ({
    times: rows.map(([time]) => time),
    columns: collection.columns.map((_, c) => rows.map((row) => row[c + 1] as number)),
  }));
};

describe.each(seriesCollections)('$name', (collection) => {
  test('whatever rows go in come out: any order, duplicates, gaps backwards, any size', () => {
    fc.assert(
      fc.property(rowsOf(collection), days, (rows, day) => {
        expect(decodeRows(collection, encodeRows(collection, rows, day * DAY_MS), day * DAY_MS)).toEqual(rows);
      }),
      { numRuns: 300 },
    );
  });

  test('no rows', () => {
    expect(decodeRows(collection, encodeRows(collection, emptyRows(collection), 0), 0)).toEqual(emptyRows(collection));
  });

  test('the same rows make the same bytes', () => {
    fc.assert(
      fc.property(rowsOf(collection, 20), (rows) => {
        expect(encodeRows(collection, structuredClone(rows), 0)).toEqual(encodeRows(collection, rows, 0));
      }),
      { numRuns: 50 },
    );
  });

  test('a chunk that was cut short is never taken for a whole one', () => {
    const rows: SeriesRows = {
      times: Array.from({ length: 500 }, (_, i) => DAY * DAY_MS + i * 1000),
      columns: collection.columns.map(() => Array.from({ length: 500 }, (_, i) => i % 2)),
    };
    const chunk = encodeRows(collection, rows, DAY * DAY_MS);
    for (const size of [0, 1, chunk.length >> 1, chunk.length - 1]) {
      expect(() => decodeRows(collection, chunk.subarray(0, size), DAY * DAY_MS), `${size} bytes`).toThrow();
    }
  });

  test('whatever the bytes, decoding ends', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        try {
          const { times, columns } = decodeRows(collection, bytes, 0);
          for (const column of columns) expect(column).toHaveLength(times.length);
        } catch (error) {
          expect((error as Error).message).toBe('the chunk is damaged');
        }
      }),
      { numRuns: 500 },
    );
  });
});

test.each([
  ['from one end to the other', [-MOST, MOST, -MOST]],
  ['an odd difference beyond 2^53', [-MOST, MOST - 1, 1 - MOST, MOST]],
  ['around zero', [-1, 0, 1, -1]],
  ['every size of a varint', Array.from({ length: 53 }, (_, bits) => 2 ** bits)],
])('whole numbers: %s', (_what, values) => {
  const [collection] = seriesCollections.filter(({ name }) => name === 'interbeat_interval') as [SeriesCollection];
  const rows: SeriesRows = { times: values.map((_, i) => i), columns: [values, values.map((value) => -value + 0)] };
  expect(decodeRows(collection, encodeRows(collection, rows, 0), 0)).toEqual(rows);
});

test('a night of heart rate takes a few bytes a row', () => {
  const [collection] = seriesCollections.filter(({ name }) => name === 'heartrate') as [SeriesCollection];
  const rows: SeriesRows = {
    times: Array.from({ length: 288 }, (_, i) => DAY * DAY_MS + i * 300_000),
    columns: [Array.from({ length: 288 }, (_, i) => 55 + ((i * 7919) % 11)), Array.from({ length: 288 }, (_, i) => (i < 96 ? 3 : 0))],
  };
  expect(encodeRows(collection, rows, DAY * DAY_MS).length).toBeLessThan(288 * 3);
});

test.each([
  [
    'up to each beat',
    (times: number[], intervals: number[]) => times.slice(1).concat((times.at(-1) as number) + (intervals.at(-1) as number)),
  ],
  ['from each beat on', (times: number[]) => times],
])('beats whose times follow from their intervals take about a byte: intervals %s', (_what, timesOf) => {
  const [collection] = seriesCollections.filter(({ name }) => name === 'interbeat_interval') as [SeriesCollection];
  const intervals = Array.from({ length: 3000 }, (_, i) => 1000 + ((i * 7919) % 61) + (i === 1500 ? 40_000 : 0));
  const starts = intervals.map((_, i) => intervals.slice(0, i).reduce((a, b) => a + b, DAY * DAY_MS));
  const times = timesOf(starts, intervals).map((time, i) => time + (i > 2000 ? 777 : 0));
  const rows: SeriesRows = { times, columns: [intervals, intervals.map((_, i) => (i % 100 === 0 ? 2 : 1))] };
  const chunk = encodeRows(collection, rows, DAY * DAY_MS);
  expect(decodeRows(collection, chunk, DAY * DAY_MS)).toEqual(rows);
  expect(chunk.length).toBeLessThan(3000 * 1.1);
});
