import { mkdtempSync, rmSync, stat } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Engine } from '../../src/storage/engine.js';
import { openSqlite } from '../../src/storage/sqlite.js';

let here: Engine;
let there: Engine;
beforeEach(async () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'circlet-snapshots-')), 'circlet.sqlite');
  // As two processes would.
  [here, there] = [await openSqlite(file), await openSqlite(file)];
});
afterEach(async () => {
  await here.close();
  await there.close();
  rmSync(path.dirname(here.place), { recursive: true });
});

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));
const write = ({ transaction }: Engine, value: string) =>
  transaction((db) =>
    db
      .insertInto('settings')
      .values({ name: 'k', value })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
      .execute(),
  );
function readerOf(engine: Engine) {
  const read = engine.prepare<[], { value: string }>(`select value from settings where name = 'k'`);
  return async () => (await read())[0]?.value;
}

test('what this process has committed is read at once', async () => {
  const read = readerOf(here);
  await write(here, 'a');
  expect(await read()).toBe('a');
  const version = here.dataVersion();
  await write(here, 'b');
  expect(await read()).toBe('b');
  expect(here.dataVersion()).not.toBe(version);
});

test('what another process commits in the middle of a turn is read from the next turn on, by whatever way', async () => {
  const read = readerOf(here);
  await write(here, 'a');
  await nextTurn();
  const version = here.dataVersion();
  expect(await read()).toBe('a');
  await write(there, 'b');
  expect([await read(), here.dataVersion()]).toEqual(['a', version]);
  await nextTurn();
  expect([await read(), here.dataVersion() === version]).toEqual(['b', false]);
  await nextTurn();
  await write(there, 'c');
  expect(await here.reader.selectFrom('settings').select('value').where('name', '=', 'k').executeTakeFirst()).toEqual({ value: 'c' });
});

test('what was asked for after a turn began to look for requests is not answered from before it', async () => {
  const read = readerOf(here);
  await write(here, 'a');
  await nextTurn();
  // Where `setImmediate` has led, and timers are; what arrives is looked for afterwards.
  expect(await read()).toBe('a');
  await write(there, 'b');
  const arrived = new Promise((resolve) => stat(here.place, resolve));
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
  await arrived;
  expect(await read()).toBe('b');
});

test('nobody who writes is held up by a turn that reads', async () => {
  const read = readerOf(here);
  await write(here, 'a');
  await read();
  await write(there, 'b');
  await nextTurn();
  for (let at = 0; at < 50; at++) await write(at % 2 === 0 ? here : there, String(at));
  await nextTurn();
  expect([await read(), await readerOf(there)()]).toEqual(['49', '49']);
});
