import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SeriesCollection } from './define.js';
import { seriesCollections } from './index.js';
import { createRowWriter, type GrowingText, reserve } from './row-writer.js';
import type { SeriesRows } from './series-rows.js';

fc.configureGlobal({ seed: 20_260_102 });

const MOST = Number.MAX_SAFE_INTEGER;
const OPENING = '{"data":[';

const times = fc.oneof(
  fc.integer({ min: Date.parse('0001-01-01T00:00:00Z'), max: Date.parse('9999-12-31T23:59:59.999Z') }),
  fc.integer({ min: -8.64e15, max: 8.64e15 }),
  fc.integer({ min: Date.UTC(2026, 0, 2), max: Date.UTC(2026, 0, 3) }),
  fc.constantFrom(
    ...[0, -1, 8.64e15, -8.64e15, ...['0001-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z', '1969-12-31T23:59:59.999Z'].map(Date.parse)],
  ),
);
const integers = fc.oneof(
  fc.integer({ min: -300, max: 300 }),
  fc.maxSafeInteger(),
  fc.constantFrom(0, MOST, -MOST, 9_999_999, 10_000_000, 10_000_001, -10_000_000, 99_999_999_999_999, 100_000_000_000_000, 10 ** 15),
);

function rowsOf(collection: SeriesCollection): fc.Arbitrary<SeriesRows> {
  const values = collection.columns.map((column) => (column.type === 'integer' ? integers : fc.nat(column.choices.length - 1)));
  return fc.uniqueArray(fc.tuple(times, ...values), { selector: ([time]) => time, maxLength: 40 }).map((rows) => {
    const sorted = rows.toSorted(([a], [b]) => a - b);
    return { times: sorted.map(([time]) => time), columns: collection.columns.map((_, c) => sorted.map((row) => row[c + 1] as number)) };
  });
}

/** What the writer shall write, the plain way. */
function plainText(collection: SeriesCollection, rows: SeriesRows, fields: ReadonlySet<string> | null, from: number, to: number): string {
  const objects = rows.times.slice(from, to).map((time, i) => {
    const object: Record<string, unknown> = { timestamp: new Date(time).toISOString(), timestamp_unix: time };
    collection.columns.forEach((column, c) => {
      const value = (rows.columns[c] as number[])[from + i] as number;
      object[column.name] = column.type === 'integer' ? value : column.choices[value];
    });
    const wanted = ([key]: [string, unknown]) => key === 'timestamp' || fields === null || fields.has(key);
    return JSON.stringify(Object.fromEntries(Object.entries(object).filter(wanted)));
  });
  return OPENING + objects.join(',');
}

function opened(size: number): GrowingText {
  const bytes = Buffer.alloc(size);
  return { bytes, length: bytes.write(OPENING) };
}

const textOf = ({ bytes, length }: GrowingText) => bytes.toString('utf8', 0, length);

describe.each(seriesCollections)('$name', (collection) => {
  const names = ['timestamp', 'timestamp_unix', ...collection.columns.map(({ name }) => name), 'id', 'nothing'];
  const fieldSets = fc.option(fc.subarray(names).map((subset) => new Set(subset)));

  test('writes what JSON.stringify would, whatever the rows and the fields', () => {
    fc.assert(
      fc.property(rowsOf(collection), fieldSets, fc.nat(40), fc.nat(40), (rows, fields, a, b) => {
        const [from, to] = [Math.min(a, b, rows.times.length), Math.min(Math.max(a, b), rows.times.length)];
        const text = opened(OPENING.length);
        createRowWriter(collection, fields)(text, rows, from, to);
        expect(textOf(text)).toBe(plainText(collection, rows, fields, from, to));
      }),
      { numRuns: 400 },
    );
  });

  test('goes on where it stopped, day after day', () => {
    fc.assert(
      fc.property(rowsOf(collection), fc.nat(40), (rows, cut) => {
        const middle = Math.min(cut, rows.times.length);
        const text = opened(64);
        const write = createRowWriter(collection, null);
        write(text, rows, 0, middle);
        write(text, rows, middle, middle);
        write(text, rows, middle, rows.times.length);
        expect(textOf(text)).toBe(plainText(collection, rows, null, 0, rows.times.length));
      }),
    );
  });

  test('without fields but the time', () => {
    const text = opened(64);
    const rows = { times: [0, 1], columns: collection.columns.map(() => [0, 0]) };
    createRowWriter(collection, new Set())(text, rows, 0, 2);
    expect(textOf(text)).toBe('{"data":[{"timestamp":"1970-01-01T00:00:00.000Z"},{"timestamp":"1970-01-01T00:00:00.001Z"}');
  });
});

test.each([
  ['0001-01-01T00:00:00.000Z'],
  ['0099-12-31T23:59:59.999Z'],
  ['1969-12-31T23:59:59.999Z'],
  ['2024-02-29T12:34:56.789Z'],
  ['9999-12-31T23:59:59.999Z'],
])('%s is written as it is', (timestamp) => {
  const [collection] = seriesCollections as [SeriesCollection];
  const text = opened(64);
  createRowWriter(collection, new Set(['timestamp']))(text, { times: [Date.parse(timestamp)], columns: [[0], [0]] }, 0, 1);
  expect(textOf(text)).toBe(`${OPENING}{"timestamp":"${timestamp}"}`);
});

describe('reserve', () => {
  test('keeps the text and makes room, at least doubling', () => {
    const text = opened(10);
    reserve(text, 1);
    expect(text.bytes).toHaveLength(10);
    reserve(text, 2);
    expect([text.bytes.length, textOf(text)]).toEqual([20, OPENING]);
    reserve(text, 1000);
    expect([text.bytes.length, textOf(text)]).toEqual([1009, OPENING]);
  });
});
