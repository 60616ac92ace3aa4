import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createCirclet } from '../../src/server.js';
import { differencesOf, hashStore } from '../../src/storage/compare-stores.js';
import { copyStore, finishMove } from '../../src/storage/move-store.js';
import { openStore } from '../../src/storage/store.js';
import { columnsOf, KEYS } from '../../src/storage/stored-tables.js';
import { newDatabase } from '../support/stores.js';

const folder = mkdtempSync(path.join(tmpdir(), 'circlet-move-'));
const file = path.join(folder, 'circlet.sqlite');
afterAll(() => rmSync(folder, { recursive: true }));
const nobody = () => {};

test('a store goes from SQLite to PostgreSQL and back, cut off in the middle, and is the same', { timeout: 120_000 }, async () => {
  const server = await createCirclet({ data: folder, demo: true, port: null });
  const gone = await server.store.users.add({
    id: 'gone',
    email: null,
    age: 1,
    weight: 70.5,
    height: 1.8,
    biological_sex: null,
    createdAt: '',
  });
  await server.store.users.erase('gone');
  await server.close();
  await using source = await openStore(file);
  const hashes = await hashStore(source.engine);
  expect([...hashes.keys()]).toEqual(
    expect.arrayContaining(['users', 'apps', 'tokens', 'changes', 'document_chunks 1 daily_sleep', 'series_chunks 1 heartrate']),
  );

  const place = await newDatabase();
  let pages = 0;
  {
    await using target = await openStore(place);
    const cut = copyStore(source.engine, target.engine, () => {
      if (++pages === 9) throw new Error('cut off');
    });
    await expect(cut).rejects.toThrow('cut off');
    expect(differencesOf(hashes, await hashStore(target.engine))).not.toEqual([]);
  }
  await using target = await openStore(place);
  let more = 0;
  await copyStore(source.engine, target.engine, () => more++);
  expect(more).toBeGreaterThan(0);
  expect(differencesOf(hashes, await hashStore(target.engine))).toEqual([]);
  await finishMove(target.engine);
  await expect(copyStore(source.engine, target.engine, nobody)).rejects.toThrow('holds a store already');

  await using back = await openStore(path.join(folder, 'back.sqlite'));
  await copyStore(target.engine, back.engine, nobody);
  await finishMove(back.engine);
  expect(differencesOf(hashes, await hashStore(back.engine))).toEqual([]);

  for (const store of [target, back]) {
    const { id } = (await store.users.list())[0] as { id: string };
    const next = await store.users.add({
      id: 'next',
      email: null,
      age: null,
      weight: null,
      height: null,
      biological_sex: null,
      createdAt: '',
    });
    expect([id.length > 0, next.userNo]).toEqual([true, gone.userNo + 1]);
  }
  await using served = await createCirclet({ database: place, demo: true, port: null });
  expect(served.demoUser?.token).toBe(server.demoUser?.token);
});

test('a difference is told by user and collection', async () => {
  const place = await newDatabase();
  await using source = await openStore(file);
  await using target = await openStore(place);
  await copyStore(source.engine, target.engine, nobody);
  await target.engine.transaction((db) =>
    db.updateTable('document_chunks').set({ document_count: 9 }).where('collection', '=', 'tag').execute(),
  );
  expect(differencesOf(await hashStore(source.engine), await hashStore(target.engine))).toEqual(['document_chunks 1 tag']);
});

test('no table is forgotten', async () => {
  await using store = await openStore(file);
  const tables = [...(await columnsOf(store.engine)).keys()].filter((name) => !name.startsWith('sqlite_') && !name.startsWith('kysely_'));
  expect(tables.sort()).toEqual(Object.keys(KEYS).sort());
});
