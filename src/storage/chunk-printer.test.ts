import { constants, crc32, inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { SeriesCollection } from '../collections/define.js';
import { seriesCollections } from '../collections/index.js';
import { createRowWriter, type GrowingText } from '../collections/row-writer.js';
import type { SeriesRows } from '../collections/series-rows.js';
import { DAY_MS } from '../lib/dates.js';
import { createChunkPrinter, type DeflatedText, type PrintedDay } from './chunk-printer.js';
import { decodeRows, encodeRows } from './series-codec.js';

fc.configureGlobal({ seed: 20_260_102 });

const OPENING = '{"data":[';
const DAY = 20_486;
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

/** Rows in steady steps, with gaps and jumps among them, of numbers near each other and choices that stay: as heart rate mostly is. */
function alikeRowsOf(collection: SeriesCollection): fc.Arbitrary<SeriesRows> {
  const steps = fc.constantFrom(1000, 5000, 60_000, 300_000, 300_000, 3_600_000, 7_200_000, 60_001, 250);
  const runs = fc.array(fc.tuple(steps, fc.integer({ min: 1, max: 40 }), fc.nat(5), fc.constantFrom(8, 57, 97, 130, 996)), {
    maxLength: 12,
  });
  return fc
    .tuple(fc.constantFrom(0, 0, 45_000_000, 46_395_000, 77, 80_000_000), runs, fc.infiniteStream(fc.nat(6)))
    .map(([startMs, all, stream]) => {
      const rows: SeriesRows = { times: [], columns: collection.columns.map(() => []) };
      let ms = startMs;
      for (const [step, count, choice, least] of all) {
        for (let i = 0; i < count && ms < DAY_MS; i++, ms += step) {
          rows.times.push(ms);
          collection.columns.forEach((column, c) => {
            const value = column.type === 'integer' ? least + (stream.next().value as number) : choice % column.choices.length;
            rows.columns[c]?.push(value);
          });
        }
      }
      return rows;
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

const inflated = ({ bytes: { bytes, length } }: DeflatedText) =>
  inflateRawSync(bytes.subarray(0, length), { finishFlush: constants.Z_SYNC_FLUSH }).toString('latin1');

const timesOf = (day: PrintedDay | null) => Array.from({ length: day?.count ?? 0 }, (_, row) => day?.timeAt(row) as number);

const textOf = ({ bytes, length }: GrowingText) => bytes.toString('latin1', 0, length);

describe.each(seriesCollections)('$name', (collection) => {
  const print = createChunkPrinter(collection);

  test('writes what the writer in JavaScript writes, whatever the rows', () => {
    fc.assert(
      fc.property(rowsOf(collection), days, fc.nat(150), fc.nat(150), (rows, day, a, b) => {
        const all = atDay(rows, day);
        const [from, to] = [Math.min(a, b, all.times.length), Math.min(Math.max(a, b), all.times.length)];
        const printed = print(encodeRows(collection, all, day * DAY_MS), day);
        expect(timesOf(printed)).toEqual(rows.times);
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
      fc.property(
        fc.oneof(rowsOf(collection), alikeRowsOf(collection)),
        days,
        fc.nat(150),
        fc.nat(300),
        fc.boolean(),
        (rows, day, a, b, endsWithRow) => {
          const all = atDay(rows, day);
          const [from, to] = [Math.min(a, b, all.times.length), Math.min(Math.max(a, b), all.times.length)];
          const start = endsWithRow ? '{}' : OPENING;
          const plain = { bytes: Buffer.alloc(64), length: 0 };
          plain.length = plain.bytes.write(start);
          createRowWriter(collection, null)(plain, all, from, to);
          const text = { bytes: { bytes: Buffer.alloc(8), length: 0 }, plainLength: start.length, crc: crc32(start), endsWithRow };
          print(encodeRows(collection, all, day * DAY_MS), day)?.deflate(text, from, to);
          expect(start + inflated(text)).toBe(textOf(plain));
          expect([text.plainLength, text.crc]).toEqual([plain.length, crc32(textOf(plain))]);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('more rows than are written at once, and a chunk that needs more memory', () => {
    const count = 50_000;
    const rows = {
      times: Array.from({ length: count }, (_, i) => DAY * DAY_MS + i * 1500 + (i % 7)),
      columns: collection.columns.map((column) =>
        Array.from({ length: count }, (_, i) => (column.type === 'choice' ? 1 : 40 + (i % 5000))),
      ),
    };
    const printed = print(encodeRows(collection, rows, DAY * DAY_MS), DAY);
    const [quick, plain] = [opened(), opened()];
    const deflated = { bytes: { bytes: Buffer.alloc(8), length: 0 }, plainLength: 0, crc: 0, endsWithRow: false };
    printed?.write(quick, 0, count);
    printed?.deflate(deflated, 0, count);
    createRowWriter(collection, null)(plain, rows, 0, count);
    expect(textOf(quick) === textOf(plain)).toBe(true);
    expect(OPENING + inflated(deflated) === textOf(plain)).toBe(true);
  });

  test('leaves to others what it cannot write, and whatever is damaged', () => {
    const columns = collection.columns.map(() => [0]);
    const tooLarge = collection.columns.map(({ type }) => [type === 'integer' ? 2 ** 31 : 0]);
    const chunkOf = (ms: number, values: number[][]) => encodeRows(collection, { times: [ms], columns: values }, DAY * DAY_MS);
    expect(print(chunkOf(DAY * DAY_MS, columns), DAY)).not.toBeNull();
    expect(print(chunkOf(DAY * DAY_MS, tooLarge), DAY)).toBeNull();
    expect(print(chunkOf(DAY * DAY_MS - 1, columns), DAY)).toBeNull();
    expect(print(chunkOf((DAY + 1) * DAY_MS, columns), DAY)).toBeNull();
    for (const day of [-1, 0, 11_574, 115_729]) expect(print(encodeRows(collection, { times: [], columns }, 0), day)).toBeNull();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        const printed = print(bytes, DAY);
        if (printed) expect(decodeRows(collection, bytes, DAY * DAY_MS).times).toEqual(timesOf(printed).map((ms) => DAY * DAY_MS + ms));
      }),
      { numRuns: 1000 },
    );
  });
});

test('without WebAssembly there is nothing it can write', () => {
  vi.stubGlobal('WebAssembly', undefined);
  try {
    const [collection] = seriesCollections as [SeriesCollection];
    const print = createChunkPrinter(collection);
    expect(print(encodeRows(collection, { times: [], columns: [[], []] }, 0), DAY)).toBeNull();
  } finally {
    vi.unstubAllGlobals();
  }
});
