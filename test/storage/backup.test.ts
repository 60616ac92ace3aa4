import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dailySleep } from '../../src/collections/daily-sleep.js';
import { heartrate } from '../../src/collections/heartrate.js';
import type { Owner } from '../../src/ledger/ledger.js';
import { exampleDocuments } from '../ledger/example-documents.js';
import { type Fixture, openFixture, valid } from '../ledger/fixture.js';

/** The time between two rows of this test: the rows of one transaction share a chunk with those of others. */
const STEP_MS = 1000;
const ROUNDS = 5;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'circlet-backup-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function rowsOf({ store }: Fixture, owner: Owner): Promise<number> {
  let count = 0;
  for await (const { times } of store.seriesDays(owner.userNo, heartrate)) count += times.length;
  return count;
}

test('a backup while somebody writes is sound and shows one moment: each transaction wholly or not at all', async () => {
  const live = await openFixture(path.join(folder, 'live.sqlite'));
  const writer = await openFixture(path.join(folder, 'live.sqlite'));
  const owner = await live.addUser('someone');
  let isDone = false;
  let written = 0;
  const writeOn = async () => {
    while (!isDone) {
      await writer.ledger.transaction(async (to) => {
        const name = `d-${String(written).padStart(6, '0')}`;
        await to.putDocuments(owner, dailySleep, [valid(dailySleep, { ...exampleDocuments.daily_sleep, id: name })]);
        await to.putRows(owner, heartrate, { times: [written * STEP_MS], columns: [[60], [0]] });
      });
      written++;
      // A transaction is over without any waiting: without this the loop would keep everybody else from their turn.
      await new Promise(setImmediate);
    }
  };
  const writing = writeOn();

  const sizes: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const acknowledged = written;
    const file = path.join(folder, `copy-${round}.sqlite`);
    await live.store.engine.backup(file);
    const copy = await openFixture(file);
    expect(await copy.store.engine.check()).toEqual([]);
    expect(await copy.store.findBrokenChunks()).toEqual([]);
    const documents = await copy.list(owner, dailySleep);
    expect(documents.map(({ id }) => id)).toEqual(documents.map((_, i) => `d-${String(i).padStart(6, '0')}`));
    expect(await rowsOf(copy, owner)).toBe(documents.length);
    expect(await copy.changes()).toHaveLength(documents.length);
    expect(documents.length).toBeGreaterThanOrEqual(acknowledged);
    sizes.push(documents.length);
    await copy.store.close();
  }
  isDone = true;
  await writing;
  expect(sizes.at(-1)).toBeGreaterThan(sizes[0] as number);
  expect(await live.list(owner, dailySleep)).toHaveLength(written);
  await live.store.close();
  await writer.store.close();
});

test('a backup can be written to like the store it was taken of', async () => {
  const live = await openFixture(path.join(folder, 'live.sqlite'));
  const owner = await live.addUser('someone');
  await live.put(owner, dailySleep, [{ ...exampleDocuments.daily_sleep, id: 'a' }]);
  await live.store.engine.backup(path.join(folder, 'copy.sqlite'));
  await live.put(owner, dailySleep, [{ ...exampleDocuments.daily_sleep, id: 'b' }]);

  const copy = await openFixture(path.join(folder, 'copy.sqlite'));
  await copy.put(owner, dailySleep, [{ ...exampleDocuments.daily_sleep, id: 'c' }]);
  expect((await copy.list(owner, dailySleep)).map(({ id }) => id)).toEqual(['a', 'c']);
  expect((await live.list(owner, dailySleep)).map(({ id }) => id)).toEqual(['a', 'b']);
  await copy.store.close();
  await live.store.close();
});
