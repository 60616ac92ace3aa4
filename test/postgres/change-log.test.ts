import { afterAll, expect, test } from 'vitest';
import { dailySleep } from '../../src/collections/daily-sleep.js';
import { createLedger } from '../../src/ledger/create-ledger.js';
import { type Change, createChangeLog, type NewChange } from '../../src/storage/changes.js';
import { openStore } from '../../src/storage/store.js';
import { exampleDocuments } from '../ledger/example-documents.js';
import { valid } from '../ledger/fixture.js';
import { newDatabase } from '../support/stores.js';

const place = await newDatabase();
const [one, other, reading] = await Promise.all([openStore(place), openStore(place), openStore(place)]);
afterAll(() => Promise.all([one, other, reading].map((store) => store.close())));

const change = (documentId: string): NewChange => ({
  ...{ userNo: 1, collection: 'tag', documentId, event: 'create', version: 1, at: '2026-01-02T03:04:05.678Z' },
});
const idsOf = (changes: Change[]) => changes.map(({ documentId }) => documentId);

test('a change is never committed before one with a lower number, so that who reads on after a number misses none', async () => {
  let commit = () => {};
  const mayCommit = new Promise<void>((resolve) => {
    commit = resolve;
  });
  let number = () => {};
  const isNumbered = new Promise<void>((resolve) => {
    number = resolve;
  });
  const slow = one.engine.sharedTransaction(async (db) => {
    const log = createChangeLog(db);
    await log.append([change('first')]);
    await log.finish();
    number();
    await mayCommit;
  });
  await isNumbered;
  const quick = other.engine.sharedTransaction(async (db) => {
    const log = createChangeLog(db);
    await log.append([change('second')]);
    await log.finish();
  });
  await Promise.race([quick, new Promise((resolve) => setTimeout(resolve, 300))]);
  const seen = await reading.listChanges(0, 10);
  commit();
  await Promise.all([slow, quick]);
  expect(idsOf([...seen, ...(await reading.listChanges(seen.at(-1)?.seq ?? 0, 10))])).toEqual(['first', 'second']);
});

test('who follows the log while several processes write sees every change once', { timeout: 60_000 }, async () => {
  const start = (await reading.listChanges(0, 10)).at(-1)?.seq ?? 0;
  const WRITERS = 8;
  const EACH = 25;
  let isDone = false;
  const seen: string[] = [];
  const follow = async () => {
    for (let after = start; ; ) {
      const wasDone = isDone;
      const changes = await reading.listChanges(after, 7);
      seen.push(...idsOf(changes));
      after = changes.at(-1)?.seq ?? after;
      if (wasDone && changes.length === 0) return;
    }
  };
  const following = follow();
  const write = async (writer: number) => {
    const store = writer % 2 === 0 ? one : other;
    const profile = { email: null, age: null, weight: null, height: null, biological_sex: null };
    const owner = await store.users.add({ ...profile, id: `writer ${writer}`, createdAt: '' });
    const ledger = createLedger(store, { now: () => 0 });
    for (let i = 0; i < EACH; i++) {
      const documents = [valid(dailySleep, { ...(exampleDocuments.daily_sleep as object), id: `${writer}/${i}` })];
      await ledger.transaction((to) => to.putDocuments(owner, dailySleep, documents));
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)));
  isDone = true;
  await following;
  expect(seen).toHaveLength(WRITERS * EACH);
  expect(new Set(seen).size).toBe(WRITERS * EACH);
});
