import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import type { SeriesCollection } from '../collections/define.js';
import { heartrate } from '../collections/heartrate.js';
import { seriesCollections } from '../collections/index.js';
import { pickRows, type SeriesRows } from '../collections/series-rows.js';
import { DAY_MS } from '../lib/dates.js';
import { openStore } from '../storage/store.js';
import { mergeRows, putRows } from './put-rows.js';

fc.configureGlobal({ seed: 20_260_102 });

const MIDNIGHT = 20_000 * DAY_MS;
const NOBODY = { userNo: 1, id: 'someone' };
const store = await openStore(':memory:');
afterAll(() => store.close());

let lastUserNo = 1;
/** An owner without any data yet. */
const newOwner = () => ({ userNo: ++lastUserNo, id: 'someone' });

const put = (owner: typeof NOBODY, collection: SeriesCollection, rows: SeriesRows) =>
  store.engine.transaction((db) => putRows(db, owner, collection, rows));

const chunksOf = (owner: typeof NOBODY) =>
  store.engine.prepare<[number], { day: number; row_count: number; bytes: string }>(
    'select day, row_count, hex(data) as bytes from series_chunks where user_no = ? order by day',
  )(owner.userNo);

async function storedRows(owner: typeof NOBODY, collection: SeriesCollection): Promise<SeriesRows[]> {
  const days: SeriesRows[] = [];
  for await (const rows of store.seriesDays(owner.userNo, collection)) days.push(rows);
  return days;
}

const beats = (...rows: [time: number, bpm: number][]): SeriesRows => ({
  times: rows.map(([time]) => time),
  columns: [rows.map(([, bpm]) => bpm), rows.map(() => 0)],
});

/** Rows in ascending order, one per timestamp, over three days with many of them at the borders. */
const ascendingRows = (collection: SeriesCollection): fc.Arbitrary<SeriesRows> => {
  const times = fc.oneof(
    fc.integer({ min: MIDNIGHT - DAY_MS, max: MIDNIGHT + 2 * DAY_MS - 1 }),
    fc.constantFrom(MIDNIGHT - 1, MIDNIGHT, MIDNIGHT + 1, MIDNIGHT + DAY_MS - 1, MIDNIGHT + DAY_MS),
  );
  const values = collection.columns.map((column) =>
    column.type === 'integer' ? fc.integer({ min: -5, max: 250 }) : fc.nat(column.choices.length - 1),
  );
  return fc.uniqueArray(fc.tuple(times, ...values), { selector: ([time]) => time, maxLength: 60 }).map((rows) => {
    const sorted = rows.toSorted(([a], [b]) => a - b);
    return {
      times: sorted.map(([time]) => time),
      columns: collection.columns.map((_, c) => sorted.map((row) => row[c + 1] as number)),
    };
  });
};

/** The same rows in another order, cut into parts. */
const partsOf = (rows: SeriesRows): fc.Arbitrary<SeriesRows[]> => {
  const places = [...rows.times.keys()];
  const order = fc.shuffledSubarray(places, { minLength: places.length, maxLength: places.length });
  return fc.tuple(order, fc.array(fc.nat(places.length), { maxLength: 5 })).map(([shuffled, cuts]) => {
    const borders = [0, ...cuts.toSorted((a, b) => a - b), shuffled.length];
    return borders.slice(1).map((to, i) => pickRows(rows, shuffled.slice(borders[i], to)));
  });
};

describe.each(seriesCollections)('$name', (collection) => {
  test('in any order and any parts, the same rows make the same chunks, byte by byte', async () => {
    const rowsAndParts = ascendingRows(collection).chain((rows) => fc.tuple(fc.constant(rows), partsOf(rows)));
    await fc.assert(
      fc.asyncProperty(rowsAndParts, async ([rows, parts]) => {
        const [whole, inParts] = [newOwner(), newOwner()];
        expect(await put(whole, collection, rows)).toEqual({ added: rows.times.length, replaced: 0, unchanged: 0 });
        let added = 0;
        for (const part of parts) {
          const result = await put(inParts, collection, part);
          expect(result).toEqual({ added: part.times.length, replaced: 0, unchanged: 0 });
          added += result.added;
        }
        expect(added).toBe(rows.times.length);
        expect(await chunksOf(inParts)).toEqual(await chunksOf(whole));
      }),
      { numRuns: 60 },
    );
  });

  test('putting rows again changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(ascendingRows(collection), async (rows) => {
        const owner = newOwner();
        await put(owner, collection, rows);
        const before = await chunksOf(owner);
        expect(await put(owner, collection, rows)).toEqual({ added: 0, replaced: 0, unchanged: rows.times.length });
        expect(await chunksOf(owner)).toEqual(before);
      }),
      { numRuns: 30 },
    );
  });

  test('it stores what a table by timestamp would hold, and counts what became of each row', async () => {
    const writes = fc.array(fc.tuple(ascendingRows(collection), ascendingRows(collection)), { maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(writes, async (calls) => {
        const owner = newOwner();
        const model = new Map<number, string>();
        for (const [one, other] of calls) {
          const rows = {
            times: [...one.times, ...other.times],
            columns: one.columns.map((column, c) => [...column, ...(other.columns[c] ?? [])]),
          };
          const incoming = new Map(rows.times.map((time, i) => [time, String(rows.columns.map((column) => column[i]))]));
          const fate = ([time, values]: [number, string]) =>
            model.has(time) ? (model.get(time) === values ? 'unchanged' : 'replaced') : 'added';
          const expected = { added: 0, replaced: 0, unchanged: 0 };
          for (const row of incoming) expected[fate(row)]++;
          expect(await put(owner, collection, rows)).toEqual(expected);
          for (const [time, values] of incoming) model.set(time, values);
        }
        const stored = (await storedRows(owner, collection)).flatMap(({ times, columns }) =>
          times.map((time, i) => [time, String(columns.map((column) => column[i]))] as const),
        );
        expect(stored).toEqual([...model].toSorted(([a], [b]) => a - b));
      }),
      { numRuns: 40 },
    );
  });
});

test('each UTC day has its chunk, with its number of rows', async () => {
  const owner = newOwner();
  await put(
    owner,
    heartrate,
    beats([MIDNIGHT, 60], [MIDNIGHT - 1, 61], [MIDNIGHT + DAY_MS - 1, 62], [MIDNIGHT + DAY_MS, 63], [-1, 64], [0, 65]),
  );
  expect((await chunksOf(owner)).map(({ day, row_count }) => [day, row_count])).toEqual([
    [-1, 1],
    [0, 1],
    [19_999, 1],
    [20_000, 2],
    [20_001, 1],
  ]);
});

test('of several rows at one time in a call the last one counts', async () => {
  const owner = newOwner();
  expect(await put(owner, heartrate, beats([MIDNIGHT, 60], [MIDNIGHT, 61], [MIDNIGHT, 62]))).toEqual({
    added: 1,
    replaced: 0,
    unchanged: 0,
  });
  expect(await storedRows(owner, heartrate)).toEqual([beats([MIDNIGHT, 62])]);
  expect(await put(owner, heartrate, beats([MIDNIGHT, 60], [MIDNIGHT, 62]))).toEqual({ added: 0, replaced: 0, unchanged: 1 });
});

test('no rows leave no chunk', async () => {
  const owner = newOwner();
  expect(await put(owner, heartrate, beats())).toEqual({ added: 0, replaced: 0, unchanged: 0 });
  expect(await chunksOf(owner)).toEqual([]);
});

test('the rows that were given stay as they are', async () => {
  const rows = beats([MIDNIGHT + 1, 60], [MIDNIGHT, 61], [MIDNIGHT, 62]);
  const before = structuredClone(rows);
  await put(newOwner(), heartrate, rows);
  expect(rows).toEqual(before);
});

describe('mergeRows', () => {
  test.each<[string, SeriesRows, SeriesRows, ReturnType<typeof mergeRows>]>([
    ['nothing with nothing', beats(), beats(), { rows: beats(), added: 0, replaced: 0, unchanged: 0 }],
    ['something with nothing', beats([1, 60]), beats(), { rows: beats([1, 60]), added: 0, replaced: 0, unchanged: 0 }],
    ['before', beats([5, 60]), beats([1, 61]), { rows: beats([1, 61], [5, 60]), added: 1, replaced: 0, unchanged: 0 }],
    ['after', beats([5, 60]), beats([9, 61]), { rows: beats([5, 60], [9, 61]), added: 1, replaced: 0, unchanged: 0 }],
    ['between', beats([1, 60], [9, 60]), beats([5, 61]), { rows: beats([1, 60], [5, 61], [9, 60]), added: 1, replaced: 0, unchanged: 0 }],
    ['the same', beats([5, 60]), beats([5, 60]), { rows: beats([5, 60]), added: 0, replaced: 0, unchanged: 1 }],
    ['another value', beats([5, 60]), beats([5, 61]), { rows: beats([5, 61]), added: 0, replaced: 1, unchanged: 0 }],
    [
      'some of each',
      beats([1, 60], [2, 60], [4, 60]),
      beats([0, 70], [1, 60], [2, 70], [3, 70], [5, 70]),
      { rows: beats([0, 70], [1, 60], [2, 70], [3, 70], [4, 60], [5, 70]), added: 3, replaced: 1, unchanged: 1 },
    ],
  ])('%s', (_what, stored, incoming, merged) => {
    expect(mergeRows(stored, incoming)).toEqual(merged);
  });
});
