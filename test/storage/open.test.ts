import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dailySleep } from '../../src/collections/daily-sleep.js';
import { StoreUnusableError } from '../../src/storage/engine.js';
import { migrations } from '../../src/storage/migrations/index.js';
import { openStore } from '../../src/storage/store.js';
import { exampleDocuments } from '../ledger/example-documents.js';
import { openFixture } from '../ledger/fixture.js';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'circlet-store-'));
  file = path.join(folder, 'circlet.sqlite');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Tables and indices as SQLite remembers them. */
function layoutOf(store: string): unknown[] {
  const db = new Database(store, { readonly: true });
  try {
    return db.prepare("select type, name, sql from sqlite_schema where name not like 'sqlite_%' order by name").all();
  } finally {
    db.close();
  }
}

function sqlOn<Row>(store: string, text: string): Row[] {
  const db = new Database(store);
  try {
    const statement = db.prepare<[], Row>(text);
    if (statement.reader) return statement.all();
    statement.run();
    return [];
  } finally {
    db.close();
  }
}

const migrationsOf = (store: string) =>
  sqlOn<{ name: string }>(store, 'select name from kysely_migration order by name').map(({ name }) => name);

describe('an empty file', () => {
  test.each([
    ['that is not there yet', () => {}],
    ['of no bytes', () => writeFileSync(file, '')],
  ])('%s becomes a store with every migration applied', async (_what, prepare) => {
    prepare();
    await (await openStore(file)).close();
    expect(migrationsOf(file)).toEqual(Object.keys(migrations));
    const tables = layoutOf(file).map((entry) => (entry as { name: string }).name);
    expect(tables).toEqual(expect.arrayContaining(['changes', 'document_chunks', 'series_chunks', 'settings', 'tokens', 'users']));
  });

  test('the migrations are named in the order in which they apply', () => {
    expect(Object.keys(migrations)).toEqual(Object.keys(migrations).sort());
    for (const name of Object.keys(migrations)) expect(name).toMatch(/^\d{4}-[a-z-]+$/);
  });

  test('opened by several at once becomes one store', async () => {
    const stores = await Promise.all(Array.from({ length: 4 }, () => openStore(file)));
    for (const store of stores) {
      expect(await store.users.list()).toEqual([]);
      await store.close();
    }
    expect(migrationsOf(file)).toEqual(Object.keys(migrations));
  });
});

test('an existing store is opened as it is, with what it holds', async () => {
  const first = await openFixture(file);
  const owner = await first.addUser('someone');
  await first.put(owner, dailySleep, [{ id: 'a', ...exampleDocuments.daily_sleep }]);
  const documents = await first.list(owner, dailySleep);
  await first.store.close();
  const [layout, applied] = [layoutOf(file), sqlOn(file, 'select * from kysely_migration')];

  for (let time = 0; time < 3; time++) {
    const again = await openFixture(file);
    expect(await again.list(owner, dailySleep)).toEqual(documents);
    expect(await again.store.engine.check()).toEqual([]);
    await again.store.close();
  }
  expect([layoutOf(file), sqlOn(file, 'select * from kysely_migration')]).toEqual([layout, applied]);
});

test('it is open while somebody else writes to it', async () => {
  const first = await openFixture(file);
  await first.ledger.transaction(async () => {
    const second = await openStore(file);
    expect(await second.users.list()).toEqual([]);
    await second.close();
  });
  await first.store.close();
});

test('a commit is on the disk before it is acknowledged, and readers do not stop writers', async () => {
  const store = await openStore(file);
  const [journal] = await store.engine.prepare<[], { journal_mode: string }>('pragma journal_mode')();
  const [synchronous] = await store.engine.prepare<[], { synchronous: number }>('pragma synchronous')();
  await store.close();
  // 2 is FULL
  expect([journal, synchronous]).toEqual([{ journal_mode: 'wal' }, { synchronous: 2 }]);
});

test('after closing, nothing but the file is left', async () => {
  const fixture = await openFixture(file);
  await fixture.addUser('someone');
  await fixture.store.users.list();
  await fixture.store.close();
  expect(readdirSync(folder)).toEqual(['circlet.sqlite']);
});

describe('refused with a clear word, and left as it is', () => {
  async function expectRefused(message: RegExp): Promise<void> {
    const before = existsSync(file) ? readFileSync(file) : null;
    const opening = openStore(file);
    await expect(opening).rejects.toThrow(StoreUnusableError);
    await expect(opening).rejects.toThrow(message);
    await expect(opening).rejects.toThrow(file);
    expect(existsSync(file) ? readFileSync(file) : null).toEqual(before);
  }

  test('a store that a newer version wrote', async () => {
    const fixture = await openFixture(file);
    const owner = await fixture.addUser('someone');
    await fixture.put(owner, dailySleep, [{ id: 'a', ...exampleDocuments.daily_sleep }]);
    await fixture.store.close();
    sqlOn(file, "insert into kysely_migration values ('9999-from-the-future', '2099-01-01T00:00:00.000Z')");
    await expectRefused(/newer Circlet\? Nothing was changed/);
    expect(readdirSync(folder)).toEqual(['circlet.sqlite']);
    sqlOn(file, "delete from kysely_migration where name = '9999-from-the-future'");
    await (await openStore(file)).close();
  });

  test.each([
    ['text', Buffer.from('These are notes, and no database at all. '.repeat(100))],
    ['a database with a damaged beginning', Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(4096, 7)])],
  ])('%s', async (_what, bytes) => {
    writeFileSync(file, bytes);
    await expectRefused(/cannot be opened as a Circlet store: .*not a database/);
    expect(readdirSync(folder)).toEqual(['circlet.sqlite']);
  });

  test('a database of something else', async () => {
    sqlOn(file, 'create table users (name text)');
    sqlOn(file, "insert into users values ('somebody')");
    const layout = layoutOf(file);
    const opening = openStore(file);
    await expect(opening).rejects.toThrow(StoreUnusableError);
    await expect(opening).rejects.toThrow(file);
    expect(sqlOn(file, 'select * from users')).toEqual([{ name: 'somebody' }]);
    expect(layoutOf(file)).toEqual(layout);
  });

  test('a folder', async () => {
    mkdirSync(file);
    const opening = openStore(file);
    await expect(opening).rejects.toThrow(StoreUnusableError);
    await expect(opening).rejects.toThrow(/cannot be opened/);
  });

  test('a file in a folder that is not there', async () => {
    const opening = openStore(path.join(folder, 'missing', 'circlet.sqlite'));
    await expect(opening).rejects.toThrow(StoreUnusableError);
    await expect(opening).rejects.toThrow(/cannot be opened/);
  });

  // To root nothing is read-only; test/e2e runs the program as somebody else.
  test.skipIf(process.getuid?.() === 0)('a file in a read-only folder', async () => {
    chmodSync(folder, 0o500);
    try {
      await expectRefused(/cannot be opened/);
    } finally {
      chmodSync(folder, 0o700);
    }
  });
});

describe('in memory', () => {
  test('each is a store of its own and nothing is kept', async () => {
    const [one, other] = [await openFixture(), await openFixture()];
    const owner = await one.addUser('someone');
    await one.put(owner, dailySleep, [{ id: 'a', ...exampleDocuments.daily_sleep }]);
    expect(await one.list(owner, dailySleep)).toHaveLength(1);
    expect(await other.store.users.list()).toEqual([]);
    expect(await one.store.engine.check()).toEqual([]);
    await one.store.close();
    await other.store.close();
    expect(existsSync(':memory:')).toBe(false);
  });
});
