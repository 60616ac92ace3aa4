import { createReadStream, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { below, createChance } from './chance.js';
import { createDatabase, databaseOn, settledSize } from './databases.js';
import { forgetOldChanges } from './forget-changes.js';
import { type DocumentLoad, loadDocuments } from './load-documents.js';
import { loadHeartrate } from './load-heartrate.js';
import { dailySleep, openStore, SCOPES, type Store, tokenHash } from './product.js';

/** Users of the small store, which fits the caches. */
export const FEW_USERS = 100;

/** A store with users, a token for each, and their documents of a year. */
export interface BenchStore {
  folder: string;
  /** Address of the store, where it is on PostgreSQL. */
  database: string | null;
  bytes: number;
  /** `tokens[n]` belongs to the user with the number n + 1. */
  tokens: string[];
  /** What filling it took; null where it was there already. */
  loaded: DocumentLoad | null;
}

/**
 * Makes, or finds again, the store of `users` × 365 daily_sleep documents below `root`, or on the server `postgres`, with the last month's
 * heart rate of the first `heartrateUsers`.
 */
export async function prepareStore(root: string, users: number, postgres: string | null = null, heartrateUsers = 0): Promise<BenchStore> {
  const what = `daily-sleep-${users}${heartrateUsers === 0 ? '' : `-heartrate-${heartrateUsers}`}`;
  const folder = path.join(root, `${what}${postgres === null ? '' : '-postgres'}`);
  const done = path.join(folder, 'tokens.json');
  const name = what.replaceAll('-', '_');
  if (!existsSync(done)) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    if (postgres !== null) await createDatabase(postgres, name);
  }
  const database = postgres === null ? null : databaseOn(postgres, name);
  const loaded = existsSync(done) ? null : await fillStore(database ?? path.join(folder, 'circlet.sqlite'), users, heartrateUsers, done);
  const bytes = database === null ? await readThrough(path.join(folder, 'circlet.sqlite')) : await settledSize(database);
  return { folder, database, bytes, tokens: JSON.parse(readFileSync(done, 'utf8')) as string[], loaded };
}

async function fillStore(place: string, users: number, heartrateUsers: number, done: string): Promise<DocumentLoad> {
  const store = await openStore(place);
  const tokens = await addUsers(store, users);
  const loaded = await loadDocuments(store, users);
  await loadHeartrate(store, heartrateUsers);
  await forgetOldChanges(store);
  await store.close();
  writeFileSync(done, JSON.stringify(tokens));
  return loaded;
}

/** Leaves a file in the page cache of the machine, which may take it back at any time: the bench is of servers, not of disks. */
export async function readThrough(file: string): Promise<number> {
  for await (const _ of createReadStream(file, { highWaterMark: 1 << 20 }));
  return statSync(file).size;
}

/** Adds users with the numbers from 1 and the ids `user-1` …, and tells their tokens. */
export async function addUsers(store: Store, users: number): Promise<string[]> {
  const chance = createChance(users);
  const createdAt = '2025-01-01T00:00:00.000Z';
  const profile = { email: null, age: null, weight: null, height: null, biological_sex: null };
  const tokens: string[] = [];
  for (let user = 1; user <= users; user++) {
    const token = Array.from({ length: 32 }, () => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[below(chance, 32)]).join('');
    const { userNo } = await store.users.add({ ...profile, id: `user-${user}`, createdAt });
    if (userNo !== user) throw new Error('the store was not empty');
    const access = { label: null, scopes: [...SCOPES], createdAt, expiresAtMs: null };
    await store.tokens.put({ userNo, id: 'bench', hash: tokenHash(token), ...access });
    tokens.push(token);
  }
  return tokens;
}

/** The same documents in the table of the naive handler: one row per document under a text key, found by an index. */
export async function prepareNaive({ folder, tokens }: BenchStore): Promise<string> {
  const file = path.join(folder, 'naive.sqlite');
  if (!existsSync(file)) await fillNaive(file, folder, tokens);
  await readThrough(file);
  return file;
}

async function fillNaive(file: string, folder: string, tokens: string[]): Promise<void> {
  await using store = await openStore(path.join(folder, 'circlet.sqlite'));
  const db = new Database(`${file}.part`);
  db.pragma('synchronous = off');
  db.exec(`
    create table tokens (token text primary key, user_no integer not null);
    create table documents (id text primary key, user_no integer not null, collection text not null, day text not null, body text not null);
    begin`);
  const insertToken = db.prepare('insert into tokens values (?, ?)');
  const insertDocument = db.prepare(`insert into documents values (? ->> 'id', ?, ?, ? ->> 'day', ?)`);
  for (const [at, token] of tokens.entries()) {
    insertToken.run(token, at + 1);
    for await (const text of store.documentTexts(at + 1, dailySleep)) insertDocument.run(text, at + 1, dailySleep.name, text, text);
  }
  db.exec('commit; create index documents_by_day on documents (user_no, collection, day); pragma journal_mode = WAL');
  db.close();
  renameSync(`${file}.part`, file);
}
