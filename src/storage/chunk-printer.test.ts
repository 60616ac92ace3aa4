import { constants, crc32, inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SeriesCollection } from '../collections/define.js';
import { seriesCollections } from '../collections/index.js';
import { createRowWriter, type GrowingText } from '../collections/row-writer.js';
import type { SeriesRows } from '../collections/series-rows.js';
import { DAY_MS } from '../lib/dates.js';
import { createChunkPrinter } from './chunk-printer.js';
import { encodeRows } from './series-codec.js';

fc.configureGlobal({ seed: 20_260_102 });

const OPENING = '{"data":[';
const LEAST = -(2 ** 31);
const MOST = 2 ** 31 - 1;

const times = fc.oneof(
  fc.integer({ min: 0, max: 86_399 }).map((seconds) => seconds * 1000),
  fc.integer({ min: 0, max: DAY_MS - 1 }),
  fc.constantFrom(0, DAY_MS - 1, 46_400_000, 46_399_999),
);
const integers = fc.oneof(
  fc.integer({ min: 40, max: 120 }),
  fc.integer({ min: -1200, max: 1200 }),
  fc.integer(),
  fc.constantFrom(LEAST, MOST, 0, -1, 9, 10, 99, 100, 999, 1000, 999_999, 1_000_000, 1_000_000_000),
);
/** Among them one in which a million of seconds ends, the first and the last. */
const days = fc.oneof(fc.integer({ min: 11_575, max: 115_728 }), fc.constantFrom(20_486, 11_575, 115_728));

function rowsOf(collection: SeriesCollection): fc.Arbitrary<SeriesRows> {
  const columns = collection.columns.map((column) => (column.type === 'integer' ? integers : fc.nat(column.choices.length - 1)));
  return fc.uniqueArray(fc.tuple(times, ...columns), { selector: ([time]) => time, maxLength: 150 }).map((rows) => {
    const sorted = rows.toSorted(([a], [b]) => a - b);
    return { times: sorted.map(([time]) => time), columns: columns.map((_, c) => sorted.map((row) => row[c + 1] as number)) };
  });
}

const atDay = ({ times: ofDay, columns }: SeriesRows, day: number): SeriesRows => ({
  times: ofDay.map((ms) => day * DAY_MS + ms),
  columns,
});

function opened(): GrowingText {
  const bytes = Buffer.alloc(16);
  return { bytes, length: bytes.write(OPENING) };
}

const textOf = ({ bytes, length }: GrowingText) => bytes.toString('latin1', 0, length);

describe.each(seriesCollections)('$name', (collection) => {
  const print = createChunkPrinter(collection);

  test('writes what the writer in JavaScript writes, whatever the rows', () => {
    fc.assert(
      fc.property(rowsOf(collection), days, fc.nat(150), fc.nat(150), (rows, day, a, b) => {
        const all = atDay(rows, day);
        const [from, to] = [Math.min(a, b, all.times.length), Math.min(Math.max(a, b), all.times.length)];
        const printed = print(encodeRows(collection, all, day * DAY_MS), day);
        expect([...(printed?.times ?? [])]).toEqual(rows.times);
        const [quick, plain] = [opened(), opened()];
        printed?.write(quick, from, to);
        createRowWriter(collection, null)(plain, all, from, to);
        expect(textOf(quick)).toBe(textOf(plain));
      }),
      { numRuns: 500 },
    );
  });

  test('deflates what the writer in JavaScript writes, whatever the rows', () => {
    fc.assert(
      fc.property(rowsOf(collection), days, fc.nat(150), fc.nat(150), fc.boolean(), (rows, day, a, b, endsWithRow) => {
        const all = atDay(rows, day);
        const [from, to] = [Math.min(a, b, all.times.length), Math.min(Math.max(a, b), all.times.length)];
        const start = endsWithRow ? '{}' : OPENING;
        const plain = { bytes: Buffer.alloc(64), length: 0 };
        plain.length = plain.bytes.write(start);
        createRowWriter(collection, null)(plain, all, from, to);
        const text = { bytes: { bytes: Buffer.alloc(8), length: 0 }, plainLength: start.length, crc: crc32(start), endsWithRow };
        print(encodeRows(collection, all, day * DAY_MS), day)?.deflate(text, from, to);
        const inflated = inflateRawSync(text.bytes.bytes.subarray(0, text.bytes.length), { finishFlush: constants.Z_SYNC_FLUSH });
        expect(start + inflated.toString('latin1')).toBe(textOf(plain));
        expect([text.plainLength, text.crc]).toEqual([plain.length, crc32(textOf(plain))]);
      }),
      { numRuns: 500 },
    );
  });
});
