import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SeriesCollection } from './define.js';
import { heartrate } from './heartrate.js';
import { seriesCollections } from './index.js';
import { interbeatInterval } from './interbeat-interval.js';
import { ringBatteryLevel } from './ring-battery-level.js';
import { createRowReader, emptyRows, pickRows, type SeriesRows, sliceRows, sortedRows } from './series-rows.js';

fc.configureGlobal({ seed: 20_260_102 });

const TIME = Date.UTC(2026, 0, 2, 3, 4, 5);
const GOOD = { timestamp: '2026-01-02T03:04:05Z', bpm: 60, source: 'rest' };

function read(collection: SeriesCollection, ...inputs: unknown[]) {
  const rows = emptyRows(collection);
  const reader = createRowReader(collection);
  return { readings: inputs.map((input) => reader(input, rows)), rows };
}

const issuesOf = (collection: SeriesCollection, input: unknown) => {
  const { readings, rows } = read(collection, input);
  expect(rows).toEqual(emptyRows(collection));
  return readings.flatMap((reading) => (reading.ok ? [] : reading.issues));
};

describe('createRowReader', () => {
  test.each<[SeriesCollection, Record<string, unknown>, number[]]>([
    [heartrate, { bpm: 60, source: 'awake' }, [60, 0]],
    [heartrate, { bpm: 61, source: 'session' }, [61, 5]],
    [interbeatInterval, { ibi: 1000, validity: -2 }, [1000, -2]],
    [
      interbeatInterval,
      { ibi: -Number.MAX_SAFE_INTEGER, validity: Number.MAX_SAFE_INTEGER },
      [-Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
    ],
    [ringBatteryLevel, { charging: true, in_charger: false, level: 80 }, [2, 1, 80]],
    [ringBatteryLevel, { charging: null, in_charger: null, level: 0 }, [0, 0, 0]],
    [ringBatteryLevel, { level: 80 }, [0, 0, 80]],
  ])('$name takes %j', (collection, values, columns) => {
    const { readings, rows } = read(collection, { timestamp: GOOD.timestamp, ...values });
    expect(readings).toEqual([{ ok: true, value: null }]);
    expect(rows).toEqual({ times: [TIME], columns: columns.map((value) => [value]) });
  });

  test.each([
    ['seconds', { timestamp: '2026-01-02T03:04:05Z' }, TIME],
    ['milliseconds', { timestamp: '2026-01-02T03:04:05.678Z' }, TIME + 678],
    ['an offset', { timestamp: '2026-01-02T05:04:05+02:00' }, TIME],
    ['microseconds and an offset without a colon', { timestamp: '2026-01-02T03:04:05.678901+0000' }, TIME + 678],
    ['both', { timestamp: '2026-01-02T03:04:05Z', timestamp_unix: 5 }, TIME],
    ['timestamp_unix alone', { timestamp_unix: TIME }, TIME],
    ['a time before 1970', { timestamp_unix: -1 }, -1],
    ['the year 1', { timestamp: '0001-01-01T00:00:00Z' }, -62_135_596_800_000],
  ])('reads a time: %s', (_what, time, ms) => {
    const { timestamp: _, ...values } = GOOD;
    const { readings, rows } = read(heartrate, { ...values, ...time });
    expect(readings).toEqual([{ ok: true, value: null }]);
    expect(rows.times).toEqual([ms]);
  });

  test.each<[string, unknown, { type: string; path: string[]; input: unknown }]>([
    ['null', null, { type: 'invalid_type', path: [], input: null }],
    ['text', 'x', { type: 'invalid_type', path: [], input: 'x' }],
    ['a list', [GOOD], { type: 'invalid_type', path: [], input: [GOOD] }],
    ['nothing in it', {}, { type: 'missing', path: ['timestamp'], input: {} }],
    [
      'a time without a zone',
      { ...GOOD, timestamp: '2026-01-02T03:04:05' },
      { type: 'custom', path: ['timestamp'], input: '2026-01-02T03:04:05' },
    ],
    ['a date', { ...GOOD, timestamp: '2026-01-02' }, { type: 'custom', path: ['timestamp'], input: '2026-01-02' }],
    [
      'an impossible day',
      { ...GOOD, timestamp: '2026-02-30T00:00:00Z' },
      { type: 'custom', path: ['timestamp'], input: '2026-02-30T00:00:00Z' },
    ],
    ['a null time', { ...GOOD, timestamp: null }, { type: 'custom', path: ['timestamp'], input: null }],
    [
      'a null time beside a Unix time',
      { ...GOOD, timestamp: null, timestamp_unix: 5 },
      { type: 'custom', path: ['timestamp'], input: null },
    ],
    ['a fraction of a ms', { bpm: 60, source: 'rest', timestamp_unix: 0.5 }, { type: 'custom', path: ['timestamp_unix'], input: 0.5 }],
    ['Unix time as text', { bpm: 60, source: 'rest', timestamp_unix: '5' }, { type: 'custom', path: ['timestamp_unix'], input: '5' }],
    ['a time beyond dates', { bpm: 60, source: 'rest', timestamp_unix: 9e15 }, { type: 'custom', path: ['timestamp_unix'], input: 9e15 }],
    [
      'no value',
      { timestamp: GOOD.timestamp, source: 'rest' },
      { type: 'missing', path: ['bpm'], input: { timestamp: GOOD.timestamp, source: 'rest' } },
    ],
    ['a null value', { ...GOOD, bpm: null }, { type: 'int_type', path: ['bpm'], input: null }],
    ['a broken value', { ...GOOD, bpm: 60.5 }, { type: 'int_type', path: ['bpm'], input: 60.5 }],
    ['a value as text', { ...GOOD, bpm: '60' }, { type: 'int_type', path: ['bpm'], input: '60' }],
    ['a value beyond 2^53', { ...GOOD, bpm: 2 ** 53 }, { type: 'int_type', path: ['bpm'], input: 2 ** 53 }],
    ['NaN', { ...GOOD, bpm: Number.NaN }, { type: 'int_type', path: ['bpm'], input: Number.NaN }],
    ['a word that is no choice', { ...GOOD, source: 'dream' }, { type: 'enum', path: ['source'], input: 'dream' }],
    ['null where null is no choice', { ...GOOD, source: null }, { type: 'enum', path: ['source'], input: null }],
    [
      'no choice',
      { timestamp: GOOD.timestamp, bpm: 60 },
      { type: 'missing', path: ['source'], input: { timestamp: GOOD.timestamp, bpm: 60 } },
    ],
  ])('refuses %s and takes nothing of it', (_what, input, issue) => {
    expect(issuesOf(heartrate, input)).toEqual([{ ...issue, message: expect.stringMatching(/./) }]);
  });

  test('names the choices there are', () => {
    expect(issuesOf(ringBatteryLevel, { timestamp: GOOD.timestamp, charging: 'yes', level: 1 })[0]?.message).toBe(
      'Input should be null, false, true',
    );
  });

  test('a bad row among good ones leaves no trace', () => {
    const { readings, rows } = read(heartrate, GOOD, { ...GOOD, source: 'dream' }, { ...GOOD, bpm: 61 });
    expect(readings.map(({ ok }) => ok)).toEqual([true, false, true]);
    expect(rows).toEqual({
      times: [TIME, TIME],
      columns: [
        [60, 61],
        [2, 2],
      ],
    });
  });

  test('keys that the series does not know are dropped', () => {
    expect(read(heartrate, { ...GOOD, id: 'x', __proto__: { bpm: 1 } }).rows.columns).toEqual([[60], [2]]);
  });
});

describe.each(seriesCollections)('rows of $name', (collection) => {
  const rowsOf = fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.nat(1)), { maxLength: 40 }).map(
    (rows): SeriesRows => ({
      times: rows.map(([time]) => time),
      columns: collection.columns.map((_, c) => rows.map(([, value], i) => (c === 0 ? value : i % 2))),
    }),
  );
  const objectsOf = ({ times, columns }: SeriesRows) => times.map((time, i) => ({ time, values: columns.map((column) => column[i]) }));

  test('sorted: ascending, one per timestamp, the last one given; the input is left alone', () => {
    fc.assert(
      fc.property(rowsOf, (rows) => {
        const before = structuredClone(rows);
        const last = new Map(objectsOf(rows).map((row) => [row.time, row]));
        expect(objectsOf(sortedRows(rows))).toEqual([...last.values()].toSorted((a, b) => a.time - b.time));
        expect(rows).toEqual(before);
      }),
    );
  });

  test('rows that are sorted already are not copied', () => {
    const rows = { times: [1, 2, 3], columns: collection.columns.map(() => [0, 1, 0]) };
    expect(sortedRows(rows)).toBe(rows);
  });

  test('picked and sliced like lists of objects', () => {
    fc.assert(
      fc.property(rowsOf, fc.nat(40), fc.nat(40), (rows, from, to) => {
        const objects = objectsOf(rows);
        expect(objectsOf(sliceRows(rows, from, to))).toEqual(objects.slice(from, to));
        const places = [...rows.times.keys()].filter((place) => place % 3 === from % 3).reverse();
        expect(objectsOf(pickRows(rows, places))).toEqual(places.map((place) => objects[place]));
      }),
    );
  });
});
