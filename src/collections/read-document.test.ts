import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exampleDocuments, OLD_SLEEP } from '../../test/ledger/example-documents.js';
import { dailyActivity } from './daily-activity.js';
import { dailySleep } from './daily-sleep.js';
import { dailySpo2 } from './daily-spo2.js';
import type { DocumentCollection } from './define.js';
import { enhancedTag } from './enhanced-tag.js';
import { documentCollections } from './index.js';
import { type Issue, type ReadDocument, readDocument, richnessOf } from './read-document.js';
import { ringConfiguration } from './ring-configuration.js';
import { sleep } from './sleep.js';
import { sleepTime } from './sleep-time.js';
import { tag } from './tag.js';
import { workout } from './workout.js';

fc.configureGlobal({ seed: 20_260_102 });

const DAY = '2026-01-02';
/** 2026-01-02 in days since 1970-01-01 */
const DAY_NUMBER = 20_455;
const DAILY_SLEEP = { contributors: {}, day: DAY, timestamp: '2026-01-02T00:00:00.000+02:00' };
function read(collection: DocumentCollection, input: unknown): ReadDocument {
  const reading = readDocument(collection, input);
  if (!reading.ok) throw new Error(JSON.stringify(reading.issues));
  return reading.value;
}

const bodyOf = ({ text }: ReadDocument) => JSON.parse(`{${text}`) as Record<string, unknown>;

function issuesOf(collection: DocumentCollection, input: unknown): Issue[] {
  const reading = readDocument(collection, input);
  if (reading.ok) throw new Error(`it was taken: ${reading.value.text}`);
  return reading.issues;
}

const isPlainObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);

describe('completion', () => {
  test('what an old capture lacks is written as null, in the order of the wire', () => {
    const body = bodyOf(read(sleep, OLD_SLEEP));
    expect(Object.keys(body)).toEqual(Object.keys(sleep.body.shape));
    const { bedtime_start, bedtime_end, ...others } = OLD_SLEEP;
    const missing = Object.keys(sleep.body.shape).filter((key) => !(key in OLD_SLEEP));
    expect(body).toEqual({
      ...Object.fromEntries(missing.map((key) => [key, null])),
      ...others,
      bedtime_start: '2023-05-06T22:30:00.000+02:00',
      bedtime_end: '2023-05-07T06:30:00.000+02:00',
    });
  });

  test('inside of objects, too', () => {
    const body = bodyOf(read(dailySleep, { ...DAILY_SLEEP, contributors: { timing: 80 } }));
    expect(JSON.stringify(body.contributors)).toBe(
      '{"deep_sleep":null,"efficiency":null,"latency":null,"rem_sleep":null,"restfulness":null,"timing":80,"total_sleep":null}',
    );
  });

  test.each(documentCollections)('$name: keys that it does not know are dropped, however deep', (collection) => {
    const known = exampleDocuments[collection.name] as Record<string, unknown>;
    const withUnknown = Object.fromEntries(
      Object.entries(known).map(([key, value]) => [key, isPlainObject(value) ? { ...(value as object), unknown: 1 } : value]),
    );
    const input = { unknown: { deep: 1 }, ...withUnknown, Day: 'x', toString: 1, ['__proto__']: { unknown: 2 } };
    expect(read(collection, input)).toEqual(read(collection, known));
  });

  test.each(documentCollections)('$name: what was read is read again to the letter', (collection) => {
    const first = read(collection, { id: 'x', ...exampleDocuments[collection.name] });
    expect(Object.keys(bodyOf(first))).toEqual(Object.keys(collection.body.shape));
    expect(read(collection, { id: 'x', ...bodyOf(first) })).toEqual(first);
    expect(JSON.parse(`{"id":"x",${first.text}`)).toEqual({ id: 'x', ...bodyOf(first) });
  });

  test('the input is left as it is', () => {
    const input = Object.freeze({ ...DAILY_SLEEP, contributors: Object.freeze({}) });
    read(dailySleep, input);
    expect(Object.keys(input)).toEqual(['contributors', 'day', 'timestamp']);
  });
});

describe('timestamps are brought into the wire form', () => {
  test.each([
    ['2026-01-02T03:04:05+02:00', '2026-01-02T03:04:05.000+02:00'],
    ['2026-01-02T03:04:05.678+02:00', '2026-01-02T03:04:05.678+02:00'],
    ['2026-01-02T03:04:05.678901-0530', '2026-01-02T03:04:05.678-05:30'],
    ['2026-01-02 03:04:05+02', '2026-01-02T03:04:05.000+02:00'],
    ['2026-01-02T03:04Z', '2026-01-02T03:04:00.000+00:00'],
    ['2026-01-02T03:04:05.678Z', '2026-01-02T03:04:05.678+00:00'],
    ['2026-01-02T23:59:59.999+14:00', '2026-01-02T23:59:59.999+14:00'],
    ['0001-01-01T00:00:00+02:00', '0001-01-01T00:00:00.000+02:00'],
    ['9999-12-31T23:59:59-12:00', '9999-12-31T23:59:59.000-12:00'],
  ])('local %s', (given, written) => {
    expect(bodyOf(read(dailySleep, { ...DAILY_SLEEP, timestamp: given })).timestamp).toBe(written);
  });

  test.each([
    ['2026-01-02T03:04:05+02:00', '2026-01-02T01:04:05.000Z'],
    ['2026-01-02T03:04:05Z', '2026-01-02T03:04:05.000Z'],
    ['2026-01-02T03:04:05.678901Z', '2026-01-02T03:04:05.678Z'],
    ['1767323045', '2026-01-02T03:04:05.000Z'],
  ])('UTC %s', (given, written) => {
    expect(bodyOf(read(ringConfiguration, { set_up_at: given })).set_up_at).toBe(written);
  });

  test.each([
    ...['', 'x', '2026-01-02', '2026-01-02T03:04:05', '2026-02-30T03:04:05+02:00', '2026-01-02T25:04:05+02:00', '1767323045'],
    ...['2026-01-02T03:04:05+2:00', null, 5, undefined],
  ])('%s is no timestamp', (timestamp) => {
    expect(issuesOf(dailySleep, { ...DAILY_SLEEP, timestamp })).toEqual([expect.objectContaining({ path: ['timestamp'] })]);
  });

  test.each([
    ...['', 'x', '2026-01-02', '2026-01-02T03:04:05', '2026-02-30T00:00:00Z', 5],
    // in UTC these lie outside of the years 0000 to 9999, for which the wire has no form
    ...['0000-01-01T00:00:00+10:00', '9999-12-31T23:59:59-10:00', '8640000000000000'],
  ])('%s is no UTC timestamp', (given) => {
    expect(issuesOf(ringConfiguration, { set_up_at: given })).toEqual([expect.objectContaining({ path: ['set_up_at'] })]);
  });
});

describe('issues', () => {
  test.each<[string, DocumentCollection, unknown, Partial<Issue>[]]>([
    ['null', dailySleep, null, [{ type: 'invalid_type', path: [], input: null }]],
    ['text', dailySleep, 'x', [{ type: 'invalid_type', path: [], input: 'x' }]],
    ['a list', dailySleep, [], [{ type: 'invalid_type', path: [], input: [] }]],
    [
      'a value of the wrong type',
      dailySleep,
      { ...DAILY_SLEEP, score: 'high' },
      [{ type: 'invalid_type', path: ['score'], input: 'high' }],
    ],
    ['a broken whole number', dailySleep, { ...DAILY_SLEEP, score: 1.5 }, [{ path: ['score'], input: 1.5 }]],
    ['a number beyond 2^53', dailySleep, { ...DAILY_SLEEP, score: 2 ** 53 }, [{ path: ['score'], input: 2 ** 53 }]],
    ['an impossible day', dailySleep, { ...DAILY_SLEEP, day: '2026-02-30' }, [{ path: ['day'], input: '2026-02-30' }]],
    ['a time as the day', dailySleep, { ...DAILY_SLEEP, day: '2026-01-02T00:00:00Z' }, [{ path: ['day'] }]],
    [
      'something deep',
      dailySleep,
      { ...DAILY_SLEEP, contributors: { timing: 'late' } },
      [{ type: 'invalid_type', path: ['contributors', 'timing'], input: 'late' }],
    ],
    [
      'an item of a list',
      dailyActivity,
      { ...exampleDocuments.daily_activity, met: { interval: 60, items: [1, null, 'x'], timestamp: DAILY_SLEEP.timestamp } },
      [{ type: 'invalid_type', path: ['met', 'items', 2], input: 'x' }],
    ],
    [
      'a word that is no choice',
      workout,
      { ...exampleDocuments.workout, intensity: 'killing' },
      [{ path: ['intensity'], input: 'killing' }],
    ],
    ['an id that is a number', dailySleep, { id: 5, ...DAILY_SLEEP }, [{ type: 'invalid_type', path: ['id'], input: 5 }]],
    ['an empty id', dailySleep, { id: '', ...DAILY_SLEEP }, [{ path: ['id'], input: '' }, { path: ['id'] }]],
  ])('%s', (_what, collection, input, issues) => {
    const found = issuesOf(collection, input);
    expect(found).toEqual(issues.map((issue) => expect.objectContaining(issue)));
    for (const { message } of found) expect(message).not.toBe('');
  });

  test('everything that is wrong is told at once, what is missing as missing', () => {
    const input = { score: 'x' };
    expect(issuesOf(dailySleep, input).map(({ type, path }) => [type, path.join('.')])).toEqual([
      ['missing', 'contributors'],
      ['missing', 'day'],
      ['invalid_type', 'score'],
      ['missing', 'timestamp'],
    ]);
    expect(issuesOf(dailySleep, input)[1]).toEqual({ type: 'missing', path: ['day'], message: 'Field required', input });
  });
});

describe('id', () => {
  test.each([
    ['its own', 'a1b2', 'a1b2'],
    ['null', null, null],
    ['none', undefined, null],
    ['200 characters', 'x'.repeat(200), 'x'.repeat(200)],
    ['other scripts', 'tunnus-äö-✓-😀', 'tunnus-äö-✓-😀'],
    ['signs that mean something elsewhere', "'; drop table/?#%00&{}[]", "'; drop table/?#%00&{}[]"],
  ])('%s', (_what, id, expected) => {
    expect(read(dailySleep, { ...DAILY_SLEEP, ...(id === undefined ? {} : { id }) }).id).toBe(expected);
  });

  test.each([
    ...['"', 'a"b', '\\', 'a\\"', '\u0000', 'a\nb', '\t', '\u001f', '\u007f', 'x'.repeat(201), ''],
    // half of a pair: it has no UTF-8 and would come back as another character
    ...['\ud800', 'a\udfffb'],
  ])('%j is refused', (id) => {
    for (const issue of issuesOf(dailySleep, { id, ...DAILY_SLEEP })) expect(issue).toMatchObject({ path: ['id'], input: id });
  });

  test('whatever the id, it is refused or stands in JSON as it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.string()), (id) => {
        const reading = readDocument(dailySleep, { id, ...DAILY_SLEEP });
        if (!reading.ok) return;
        const overTheWire = Buffer.from(`{"id":"${reading.value.id}",${reading.value.text}`).toString();
        expect(JSON.parse(overTheWire).id).toBe(id);
      }),
      { numRuns: 500 },
    );
  });
});

describe('meta', () => {
  const META = { updated_at: '2026-01-03T04:05:06.789Z', version: 7 };

  test.each<[string, DocumentCollection, unknown, ReadDocument['meta']]>([
    ['what an export has', dailySleep, META, { updatedAt: '2026-01-03T04:05:06.789Z', version: 7 }],
    [
      'another zone',
      dailySleep,
      { ...META, updated_at: '2026-01-03T06:05:06.789+02:00' },
      { updatedAt: '2026-01-03T04:05:06.789Z', version: 7 },
    ],
    ['none', dailySleep, undefined, null],
    ['null', dailySleep, null, null],
    ['half of it', dailySleep, { version: 7 }, null],
    ['a broken version', dailySleep, { ...META, version: 1.5 }, null],
    ['a time that is none', dailySleep, { ...META, updated_at: 'yesterday' }, null],
    ['of a model without meta', tag, META, null],
  ])('%s', (_what, collection, meta, expected) => {
    const document = read(collection, { ...exampleDocuments[collection.name], meta });
    expect(document.meta).toEqual(expected);
    expect(bodyOf(document)).not.toHaveProperty('meta');
  });
});

describe('place in time and identity', () => {
  test.each<[DocumentCollection, Record<string, unknown>, string, number]>([
    [dailySleep, { timestamp: '2026-01-02T00:00:00+02:00' }, '2026-01-01T22:00:00Z', DAY_NUMBER],
    [sleep, { bedtime_start: '2026-01-01T23:00:00-05:00', day: DAY }, '2026-01-02T04:00:00Z', DAY_NUMBER],
    [sleepTime, { day: DAY }, '2026-01-02T00:00:00Z', DAY_NUMBER],
    [dailySpo2, { day: DAY }, '2026-01-02T00:00:00Z', DAY_NUMBER],
    [ringConfiguration, { set_up_at: '2026-01-02T23:59:59Z' }, '2026-01-02T23:59:59Z', DAY_NUMBER],
    [ringConfiguration, { set_up_at: null }, '1970-01-01T00:00:00Z', 0],
    [enhancedTag, { start_time: '2026-01-02T01:00:00+02:00', start_day: DAY }, '2026-01-01T23:00:00Z', DAY_NUMBER],
  ])('$name of %j lies at %s', (collection, values, instant, day) => {
    const document = read(collection, { ...exampleDocuments[collection.name], ...values });
    expect([document.instantMs, document.day]).toEqual([Date.parse(instant), day]);
  });

  test('a day has one document of daily_sleep, whatever its time and values', () => {
    const one = read(dailySleep, DAILY_SLEEP);
    expect(read(dailySleep, { ...DAILY_SLEEP, score: 80, timestamp: '2026-01-02T04:00:00+02:00' }).naturalKey).toBe(one.naturalKey);
    expect(read(dailySleep, { ...DAILY_SLEEP, day: '2026-01-03' }).naturalKey).not.toBe(one.naturalKey);
  });

  test.each<[string, Record<string, unknown>, boolean]>([
    ['the same instant in another zone', { start_datetime: '2026-01-02T08:00:00+00:00' }, true],
    ['other calories', { calories: 1 }, true],
    ['another activity', { activity: 'rowing' }, false],
    ['another instant', { start_datetime: '2026-01-02T10:00:01+02:00' }, false],
  ])('workouts: %s', (_what, changes, isSame) => {
    expect(
      read(workout, { ...exampleDocuments.workout, ...changes }).naturalKey === read(workout, exampleDocuments.workout).naturalKey,
    ).toBe(isSame);
  });
});

describe('richness', () => {
  test.each<[string, unknown, number]>([
    ['nothing', null, 0],
    ['no text', '', 0],
    ['text', 'x', 1],
    ['zero', 0, 1],
    ['false', false, 1],
    ['an empty list', [], 0],
    ['a list, however long', [1, 2, 3], 1],
    ['an empty object', {}, 0],
    ['nested', { a: { b: 1, c: null }, d: [1], e: '' }, 2],
  ])('%s', (_what, value, richness) => {
    expect(richnessOf(value)).toBe(richness);
  });

  test('a document with more values is richer', () => {
    const poor = read(dailySleep, DAILY_SLEEP);
    const richer = read(dailySleep, { ...DAILY_SLEEP, contributors: { timing: 1 } });
    const richest = read(dailySleep, { ...DAILY_SLEEP, contributors: { timing: 1 }, score: 5 });
    expect([poor, richer, richest].map(({ richness }) => richness)).toEqual([2, 3, 4]);
    for (const document of [poor, richer, richest]) expect(richnessOf(bodyOf(document))).toBe(document.richness);
  });
});
