import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dailyResilience } from '../../src/collections/daily-resilience.js';
import { dailySleep } from '../../src/collections/daily-sleep.js';
import { heartrate } from '../../src/collections/heartrate.js';
import { forgetChanges, newestChange, writeChangeCursor } from '../../src/storage/change-cursor.js';
import { createChangeLog, type NewChange } from '../../src/storage/changes.js';
import { encodeChunk } from '../../src/storage/document-chunk.js';
import { findChunkIds, findChunks, findLastChunk, putChunks, removeChunk } from '../../src/storage/document-chunks.js';
import { createDocumentReader } from '../../src/storage/documents.js';
import { createDump } from '../../src/storage/dump.js';
import { StoreUnusableError } from '../../src/storage/engine.js';
import { splitTables } from '../../src/storage/partitions.js';
import { openPostgres } from '../../src/storage/postgres.js';
import { kyselyOver, numbered, type Run } from '../../src/storage/postgres-dialect.js';
import { createSeriesReader, findSeriesDays, putSeriesDays } from '../../src/storage/series.js';
import { openStore } from '../../src/storage/store.js';
import { createSurvey } from '../../src/storage/survey.js';
import { newDatabase } from '../support/stores.js';

const PARTS = 8;
const POSITION = { id: 'a', instantMs: 0 };
const chunkOf = (userNo: number, id = 'a') => {
  const document = { id, instantMs: 0, day: 0, version: 1, updatedAt: '', body: '"day":"2026-01-02"}' };
  return { userNo, collection: 'daily_sleep', chunk: 0, documentCount: 1, ...encodeChunk([document], 'differences') };
};
const RANGE = { fromMs: 0, toMs: 1 };

/** A step of a plan, with those below it. */
interface Step {
  'Relation Name'?: string;
  Plans?: Step[];
}

const asked = new Map<string, { text: string; parameters: readonly unknown[] }[]>();
let place: string;
let client: pg.Client;

beforeAll(async () => {
  place = await newDatabase();
  const engine = await openPostgres(place);
  await splitTables(engine, PARTS);
  client = new pg.Client({ connectionString: place });
  await client.connect();
  let asking = '';
  const run: Run = (text, parameters) => {
    asked.set(asking, [...(asked.get(asking) ?? []), { text, parameters }]);
    return client.query(text, [...parameters]);
  };
  const db = kyselyOver(run);
  const listening = {
    ...engine,
    reader: db,
    prepare: <P extends unknown[], Row>(text: string) => {
      return async (...parameters: P) => (await run(numbered(text), parameters)).rows as Row[];
    },
    async *iterate<P extends unknown[], Row>(text: string, ...parameters: P) {
      yield* (await run(numbered(text), parameters)).rows as Row[];
    },
  };
  const documents = createDocumentReader(listening);
  const series = createSeriesReader(listening);
  const dump = createDump(listening);
  const drain = async (rows: AsyncIterable<unknown>) => {
    for await (const _ of rows);
  };
  const days = [{ day: 0, rows: { times: [0], columns: [[1], [0]] } }];
  const asks: Record<string, () => Promise<unknown>> = {
    putChunks: () => putChunks(db, [chunkOf(1)]),
    putSeriesDays: () => putSeriesDays(db, 1, heartrate, days),
    'documents.list': () => documents.list(1, dailySleep, RANGE, null, 5, true),
    'documents.list, by days': () => documents.list(1, dailyResilience, { ...RANGE, days: { from: 0, to: 1 } }, POSITION, 5, true),
    'documents.hasMore': () => documents.hasMore(1, dailySleep, RANGE, POSITION),
    'documents.get': () => documents.get(1, dailySleep, 'a', true),
    'series.days': () => drain(series.days(1, heartrate, 0, 1, 1000)),
    'series.last': () => series.last(1, heartrate),
    findChunks: () => findChunks(db, 1, 'daily_sleep', [0, 1]),
    findChunkIds: () => findChunkIds(db, 1, 'daily_sleep'),
    findLastChunk: () => findLastChunk(db, 1, 'daily_sleep'),
    findSeriesDays: () => findSeriesDays(db, 1, heartrate, { fromDay: 0, toDay: 1 }),
    removeChunk: () => removeChunk(db, 1, 'daily_sleep', 0),
    countsOf: () => createSurvey(listening).countsOf(1),
    documentTexts: () => drain(dump.documentTexts(1, dailySleep)),
    seriesDays: () => drain(dump.seriesDays(1, heartrate)),
  };
  for (const [name, ask] of Object.entries(asks)) {
    asking = name;
    await ask();
  }
  await engine.close();
});
afterAll(() => client.end());

/** The parts that the statements of an ask go to, by plans of whichever kind the server chooses. */
async function partsOf(name: string, planMode: string): Promise<Set<string>> {
  const parts = new Set<string>();
  const look = ({ 'Relation Name': relation, Plans = [] }: Step): void => {
    if (relation && /_p\d+$/.test(relation)) parts.add(relation);
    for (const step of Plans) look(step);
  };
  await client.query(`set plan_cache_mode = ${planMode}`);
  for (const { text, parameters } of asked.get(name) ?? []) {
    await client.query('begin');
    const { rows } = await client.query(`explain (analyze, format json) ${text}`, [...parameters]);
    await client.query('rollback');
    look(rows[0]['QUERY PLAN'][0].Plan as Step);
  }
  return parts;
}

describe.each(['force_custom_plan', 'force_generic_plan'])('with %s', (planMode) => {
  test.each([
    ...['documents.list', 'documents.list, by days', 'documents.hasMore', 'documents.get', 'series.days', 'series.last'],
    ...['findChunks', 'findChunkIds', 'findLastChunk', 'removeChunk', 'findSeriesDays', 'documentTexts', 'seriesDays'],
  ])('%s goes to one part', async (name) => {
    expect(await partsOf(name, planMode)).toHaveProperty('size', 1);
  });

  test('countsOf goes to one part of each table', async () => {
    const tables = [...(await partsOf('countsOf', planMode))].map((part) => part.replace(/_p\d+$/, ''));
    expect(tables.sort()).toEqual(['document_chunks', 'series_chunks']);
  });
});

test('the plans above would show more than one part if there were', async () => {
  asked.set('everybody', [{ text: 'select count(*) from document_chunks', parameters: [] }]);
  expect((await partsOf('everybody', 'auto')).size).toBe(PARTS);
});

test('a store that is split is one like any other', async () => {
  await using store = await openStore(place);
  const profile = { email: null, age: null, weight: null, height: null, biological_sex: null };
  for (const id of ['anna', 'berta', 'clara']) {
    const { userNo } = await store.users.add({ ...profile, id, createdAt: '' });
    await store.engine.transaction((db) => putChunks(db, [chunkOf(userNo, id)]));
    const { envelope } = await store.documents.list(userNo, dailySleep, RANGE, null, 5, false);
    expect(envelope.toString()).toBe(`{"data":[{"id":"${id}","day":"2026-01-02"}],"next_token":null}`);
  }
  await expect(splitTables(store.engine, 4)).rejects.toThrow(StoreUnusableError);
});

test('the log of changes of a split store forgets the oldest of all parts', async () => {
  await using store = await openStore(place);
  const event: NewChange = {
    ...{ userNo: 0, collection: 'daily_sleep', documentId: 'a', event: 'create', version: 1, at: '2026-01-02T03:04:05.678Z' },
  };
  await store.engine.transaction(async (db) => {
    const log = createChangeLog(db);
    await log.append(Array.from({ length: 1500 }, (_, i) => ({ ...event, userNo: 1 + (i % 20) })));
    await log.finish();
    await writeChangeCursor(db, await newestChange(db));
    await forgetChanges(db, 10);
  });
  const newest = await store.newestChange();
  expect((await store.listChanges(0, 1500)).map(({ seq }) => newest - seq)).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
});

test('a store with data is not split', async () => {
  await using store = await openStore(await newDatabase());
  await store.engine.transaction((db) => putChunks(db, [chunkOf(1)]));
  await expect(splitTables(store.engine, 4)).rejects.toThrow('holds data already');
});
