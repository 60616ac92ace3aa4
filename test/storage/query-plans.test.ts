import Database from 'better-sqlite3';
import { Kysely, type KyselyConfig, SqliteDialect } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dailyResilience } from '../../src/collections/daily-resilience.js';
import { dailySleep } from '../../src/collections/daily-sleep.js';
import { heartrate } from '../../src/collections/heartrate.js';
import { findToken, insertAccessToken, narrowTokens } from '../../src/storage/access-tokens.js';
import { createApps, removeApp } from '../../src/storage/apps.js';
import { findCode, insertCode } from '../../src/storage/authorization-codes.js';
import { forgetChanges, writeChangeCursor } from '../../src/storage/change-cursor.js';
import { createChangeLog, listChanges } from '../../src/storage/changes.js';
import {
  cancelDeliveriesOfGrant,
  claimDeliveries,
  createDeliveries,
  insertDeliveries,
  settleDeliveries,
} from '../../src/storage/deliveries.js';
import { createDeliveryLog } from '../../src/storage/delivery-log.js';
import { findChunkIds, findChunks, findLastChunk, putChunks, removeChunk } from '../../src/storage/document-chunks.js';
import { createDocumentReader } from '../../src/storage/documents.js';
import { createDump } from '../../src/storage/dump.js';
import type { Engine } from '../../src/storage/engine.js';
import { appendEvents, createEvents } from '../../src/storage/events.js';
import { createGrants, putGrant, removeGrant } from '../../src/storage/grants.js';
import { endRefreshToken, findRefreshToken, insertRefreshToken, revokeFamily } from '../../src/storage/refresh-tokens.js';
import { createSeriesReader, findSeriesDays, putSeriesDays } from '../../src/storage/series.js';
import { createSessions, insertSession } from '../../src/storage/sessions.js';
import { createSettings } from '../../src/storage/settings.js';
import { openSqlite } from '../../src/storage/sqlite.js';
import { isPairTaken, listSubscriptions } from '../../src/storage/subscriptions.js';
import { createSurvey } from '../../src/storage/survey.js';
import type { Tables } from '../../src/storage/tables.js';
import { createTokens } from '../../src/storage/tokens.js';
import { createUsers } from '../../src/storage/users.js';

const RANGE = { fromMs: 0, toMs: 1 };
const PROFILE = { email: null, age: null, weight: null, height: null, biological_sex: null };
const OWNED = { userNo: 1, appNo: 1, hash: Buffer.from('owned'), family: 'f', wireScope: '' };
const POSITION = { id: 'a', instantMs: 0 };
const CHUNK = { userNo: 1, collection: 'daily_sleep', chunk: 0, documentCount: 1, ids: Buffer.of(0), data: Buffer.of(0) };
const ROWS = { times: [0], columns: [[1], [0]] };

/** The statements that SQLite is given, by what asked for them. */
const statements = new Map<string, Set<string>>();
let database: Database.Database;

beforeAll(async () => {
  let asking = '';
  const record = (text: string) => statements.set(asking, (statements.get(asking) ?? new Set()).add(text));
  const engine = await openSqlite(':memory:');
  database = new Database(':memory:');
  for (const { sql } of await engine.prepare<[], { sql: string }>('select sql from sqlite_schema where sql is not null')()) {
    if (!sql.includes('sqlite_sequence')) database.exec(sql);
  }
  const log: KyselyConfig['log'] = ({ level, query }) => {
    if (level === 'query') record(query.sql);
  };
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database }), log });
  const listening: Engine = {
    ...engine,
    reader: db,
    transaction: (work) => work(db),
    prepare: (text) => {
      const run = engine.prepare<never[], never>(text);
      return async (...parameters) => {
        record(text);
        return run(...(parameters as unknown as never[]));
      };
    },
    async *iterate(text, ...parameters) {
      record(text);
      yield* engine.iterate<unknown[], never>(text, ...parameters);
    },
  };
  const drain = async (rows: AsyncIterable<unknown>) => {
    for await (const _ of rows);
  };

  const documents = createDocumentReader(listening);
  const series = createSeriesReader(listening);
  const tokens = createTokens(listening);
  const users = createUsers(listening);
  const settings = createSettings(listening);
  const survey = createSurvey(listening);
  const dump = createDump(listening);
  const asks: Record<string, () => Promise<unknown>> = {
    'documents.list': () => documents.list(1, dailySleep, RANGE, null, 5, true),
    'documents.list, by days': () => documents.list(1, dailyResilience, { ...RANGE, days: { from: 0, to: 1 } }, POSITION, 5, true),
    'documents.hasMore': () => documents.hasMore(1, dailySleep, RANGE, POSITION),
    'documents.get': () => documents.get(1, dailySleep, 'a', true),
    findChunks: () => findChunks(db, 1, 'daily_sleep', [1, 2]),
    findChunkIds: () => findChunkIds(db, 1, 'daily_sleep'),
    findLastChunk: () => findLastChunk(db, 1, 'daily_sleep'),
    removeChunk: () => removeChunk(db, 1, 'daily_sleep', 1),
    documentTexts: () => drain(dump.documentTexts(1, dailySleep)),
    'series.days': () => drain(series.days(1, heartrate, 0, 1, 1000)),
    putChunks: () => putChunks(db, [CHUNK]),
    'series.last': () => series.last(1, heartrate),
    findSeriesDays: () => findSeriesDays(db, 1, heartrate, { fromDay: 0, toDay: 1 }),
    putSeriesDays: () => putSeriesDays(db, 1, heartrate, [{ day: 0, rows: ROWS }]),
    seriesDays: () => drain(dump.seriesDays(1, heartrate)),
    'tokens.find': () => tokens.find('x'),
    'tokens.put': () =>
      tokens.put({ userNo: 1, id: 'x', hash: Buffer.from('x'), label: null, scopes: [], createdAt: '', expiresAtMs: null }),
    'tokens.list': () => tokens.list(1),
    'tokens.revoke': () => tokens.revoke(1, 'x'),
    'users.add': () => users.add({ ...PROFILE, id: 'u', createdAt: '' }),
    'users.list': () => users.list(),
    'users.find': () => users.find('u'),
    'users.change': () => users.change('u', { membership: 'lapsed' }),
    'users.findByEmail': () => users.findByEmail('a@example.com'),
    'users.erase': () => users.erase('u'),
    'apps.find': () => createApps(listening).find('x'),
    'apps.findSecret': () => createApps(listening).findSecret('x'),
    removeApp: () => removeApp(db, 1),
    'grants.list': () => createGrants(listening).list(1),
    putGrant: () => putGrant(db, { userNo: 1, appNo: 1, scopes: [], createdAt: '' }),
    removeGrant: () => removeGrant(db, 1, 1),
    insertCode: () => insertCode(db, { ...OWNED, redirectUri: null, challenge: null, challengeMethod: null, expiresAtMs: 0 }, 0),
    findCode: () => findCode(db, OWNED.hash),
    insertAccessToken: () => insertAccessToken(db, { ...OWNED, id: 'y', scopes: [], createdAt: '', expiresAtMs: 0 }, 0),
    findToken: () => findToken(db, OWNED.hash),
    narrowTokens: () => narrowTokens(db, OWNED, () => ({ scopes: [], wireScope: '-' })),
    insertRefreshToken: () => insertRefreshToken(db, { ...OWNED, accessId: 'y', issuedAtMs: 0 }, { endedBeforeMs: 0, issuedBeforeMs: 0 }),
    findRefreshToken: () => findRefreshToken(db, OWNED.hash),
    endRefreshToken: () => endRefreshToken(db, { userNo: 1, accessId: 'y' }, { atMs: 0, by: 'revoked' }),
    revokeFamily: () => revokeFamily(db, OWNED, 0),
    'sessions.find': () => createSessions(listening).find(OWNED.hash),
    insertSession: () => insertSession(db, { userNo: 1, hash: OWNED.hash, login: 'picker', expiresAtMs: 0 }, 0),
    'events.seqBefore': () => createEvents(listening).seqBefore(10),
    'events.list': () => createEvents(listening).list(0, 10),
    appendEvents: () => appendEvents(db, Array(1000).fill({ at: '', type: 'x', userId: null, clientId: null, reason: null, detail: {} })),
    'settings.get': () => settings.get('x'),
    'settings.put': () => settings.put('x', 1),
    'settings.getOrCreate': () => settings.getOrCreate('x', () => 1),
    createChangeLog: () =>
      createChangeLog(db).append([
        { userNo: 1, collection: 'daily_sleep', documentId: 'a', event: 'create', version: 1, at: '2026-01-02T03:04:05.678Z' },
      ]),
    listChanges: () => listChanges(db, 0, 10),
    forgetChanges: async () => {
      await writeChangeCursor(db, 5000);
      await forgetChanges(db, 1);
    },
    'deliveries.waiting': () => createDeliveries(listening).waiting(0, 0, []),
    insertDeliveries: () =>
      insertDeliveries(db, [{ userNo: 1, subscriptionNo: 1, changeSeq: 1, objectId: '', body: '', dueAtMs: 0, leasedUntilMs: 0 }], 0),
    claimDeliveries: () => claimDeliveries(db, { subscriptionNo: 1, nowMs: 0, machineMs: 0, leaseMs: 1, limit: 5 }),
    settleDeliveries: () => settleDeliveries(db, [{ deliveryNo: 1, state: 'failed', attempts: 1, dueAtMs: 0, history: '[]' }]),
    cancelDeliveriesOfGrant: () => cancelDeliveriesOfGrant(db, { userNo: 1, appNo: 1 }, ['tag']),
    'deliveryLog.list': () => createDeliveryLog(listening).list({}, 5),
    'deliveryLog.find': () => createDeliveryLog(listening).find(1),
    listSubscriptions: () => listSubscriptions(db, 1),
    isPairTaken: () => isPairTaken(db, { appNo: 1, dataType: 'tag', eventType: 'create' }),
    countsOf: () => survey.countsOf(1),
    findBrokenChunks: () => survey.findBrokenChunks(),
  };
  for (const [name, ask] of Object.entries(asks)) {
    asking = name;
    await ask();
  }
  await engine.close();
});
afterAll(() => database.close());

const plansOf = (name: string) =>
  [...(statements.get(name) as Set<string>)].flatMap((text) => {
    const statement = database.prepare<unknown[], { detail: string }>(`explain query plan ${text}`);
    return statement.all(...Array<null>(text.split('?').length - 1).fill(null)).map(({ detail }) => detail);
  });

const KEY = 'SEARCH document_chunks USING INDEX sqlite_autoindex_document_chunks_1';
const LIST = `${KEY} (user_no=? AND collection=? AND chunk>? AND chunk<?)`;
const JOINED = ['CO-ROUTINE wanted', LIST, 'SCAN wanted'];
const ALL = `${KEY} (user_no=? AND collection=?)`;
const CHUNKS = [`${KEY} (user_no=? AND collection=? AND chunk=?)`, 'LIST SUBQUERY 1', 'SCAN json_each VIRTUAL TABLE INDEX 1:'];

test.each([
  ['documents.list', JOINED],
  ['documents.list, by days', JOINED],
  ['documents.hasMore', JOINED],
  ['documents.get', [ALL]],
  ['findChunks', CHUNKS],
  ['findChunkIds', [ALL]],
  ['findLastChunk', [ALL.replace('INDEX', 'COVERING INDEX')]],
  ['removeChunk', [`${KEY} (user_no=? AND collection=? AND chunk=?)`]],
  ['documentTexts', [ALL]],
  [
    'series.days',
    [
      'CO-ROUTINE wanted',
      'SEARCH series_chunks USING INDEX sqlite_autoindex_series_chunks_1 (user_no=? AND series=? AND day>? AND day<?)',
      'SCAN wanted',
    ],
  ],
  ['series.last', ['SEARCH series_chunks USING INDEX sqlite_autoindex_series_chunks_1 (user_no=? AND series=?)']],
  ['findSeriesDays', ['SEARCH series_chunks USING INDEX sqlite_autoindex_series_chunks_1 (user_no=? AND series=? AND day>? AND day<?)']],
  ['seriesDays', ['SEARCH series_chunks USING INDEX sqlite_autoindex_series_chunks_1 (user_no=? AND series=?)']],
  [
    'tokens.find',
    [
      'SEARCH tokens USING INDEX sqlite_autoindex_tokens_1 (hash=?)',
      'SEARCH users USING INTEGER PRIMARY KEY (rowid=?)',
      'SEARCH apps USING INTEGER PRIMARY KEY (rowid=?) LEFT-JOIN',
    ],
  ],
  ['listChanges', ['SEARCH changes USING INTEGER PRIMARY KEY (rowid>?)']],
  [
    'forgetChanges',
    [
      'SEARCH settings USING INDEX sqlite_autoindex_settings_1 (name=?)',
      ...Array(2).fill('SEARCH changes USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)'),
    ],
  ],
  ['settleDeliveries', ['SCAN 50-ROW VALUES CLAUSE', 'SEARCH deliveries USING INTEGER PRIMARY KEY (rowid=?)']],
  ['users.find', ['SEARCH users USING INDEX sqlite_autoindex_users_1 (id=?)']],
  ['users.findByEmail', ['SEARCH users USING INDEX users_by_email (<expr>=?)']],
])('%s reads no more than it must', (name, plan) => {
  expect(plansOf(name)).toEqual(plan);
});

/**
 * By design: people, their tokens, apps and subscriptions are few, a look over the whole store is one, erasing a user or an app may take its time,
 * the ends of the trail and of the deliveries are read backwards, and `next` is a row per subscription.
 */
const SCANS = [
  'tokens.list: USE TEMP B-TREE FOR ORDER BY',
  'users.list: SCAN users',
  'users.erase: SCAN changes',
  'users.erase: SCAN deliveries',
  'removeApp: SCAN deliveries',
  'removeApp: SCAN subscriptions',
  'removeApp: SCAN subscriptions',
  'grants.list: USE TEMP B-TREE FOR ORDER BY',
  'removeGrant: SCAN subscriptions',
  'events.seqBefore: SCAN events',
  'deliveries.waiting: SCAN next',
  'deliveries.waiting: SCAN next',
  'cancelDeliveriesOfGrant: SCAN subscriptions',
  'deliveryLog.list: SCAN deliveries',
  'listSubscriptions: USE TEMP B-TREE FOR ORDER BY',
  'findBrokenChunks: SCAN document_chunks',
  'findBrokenChunks: SCAN series_chunks',
];

test('nothing else goes through a table or sorts', () => {
  const suspects = [...statements.keys()].flatMap((name) =>
    plansOf(name)
      .filter((step) => /^SCAN (?!wanted|json_each|50-ROW VALUES)|TEMP B-TREE|AUTOMATIC/.test(step))
      .map((step) => `${name}: ${step}`),
  );
  expect(suspects).toEqual(SCANS);
});

test('reading a cursor page does not depend on how the planner guesses: statistics change nothing', () => {
  const before = plansOf('documents.list');
  database.exec('analyze');
  expect(plansOf('documents.list')).toEqual(before);
  expect(plansOf('findChunks')).toEqual(CHUNKS);
});
