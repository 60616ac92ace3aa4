import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { dailySleep } from '../../src/collections/daily-sleep.js';
import { heartrate } from '../../src/collections/heartrate.js';
import type { SeriesRows } from '../../src/collections/series-rows.js';
import type { Owner } from '../../src/ledger/ledger.js';
import { DAY_MS } from '../../src/lib/dates.js';
import { StoreBusyError } from '../../src/storage/engine.js';
import { isOnPostgres } from '../support/stores.js';
import { exampleDocuments } from './example-documents.js';
import { type Fixture, openFixture, valid } from './fixture.js';

const MIDNIGHT = 20_455 * DAY_MS;
const sleepOf = (id: string, score = 1) => ({ ...exampleDocuments.daily_sleep, id, score });
const read = (id: string, score?: number) => valid(dailySleep, sleepOf(id, score));
const beat = (time: number): SeriesRows => ({ times: [time], columns: [[60], [0]] });

let folder: string;
let opened: Fixture[];
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'circlet-ledger-'));
  opened = [];
});
afterEach(async () => {
  vi.useRealTimers();
  for (const { store } of opened) await store.close();
  rmSync(folder, { recursive: true });
});

async function open(file = path.join(folder, 'circlet.sqlite')): Promise<Fixture> {
  const fixture = await openFixture(file);
  opened.push(fixture);
  return fixture;
}

async function beatsOf(fixture: Fixture, owner: Owner): Promise<number[]> {
  const times: number[] = [];
  for await (const day of fixture.store.seriesDays(owner.userNo, heartrate)) times.push(...day.times);
  return times;
}

async function textsOf(fixture: Fixture, owner: Owner): Promise<string[]> {
  const texts: string[] = [];
  for await (const text of fixture.store.documentTexts(owner.userNo, dailySleep)) texts.push(text);
  return texts;
}

/** Everything that can be read of a user, asked for at one moment. */
async function everything(fixture: Fixture, owner: Owner) {
  const [documents, texts, one, beats, changes, counts] = await Promise.all([
    fixture.list(owner, dailySleep),
    textsOf(fixture, owner),
    fixture.get(owner, dailySleep, 'a'),
    beatsOf(fixture, owner),
    fixture.changes(),
    fixture.store.countsOf(owner.userNo),
  ]);
  return { documents, texts, one, beats, changes, counts };
}

/** A promise and what settles it. */
function gate() {
  let open = () => {};
  const opening = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opening };
}

describe.each([
  ['in memory', () => open(':memory:')],
  ['in a file', () => open()],
])('a store %s', (_where, openOne) => {
  let fixture: Fixture;
  let owner: Owner;
  beforeEach(async () => {
    fixture = await openOne();
    owner = await fixture.addUser('someone');
    await fixture.put(owner, dailySleep, [sleepOf('a')]);
    await fixture.ledger.transaction((to) => to.putRows(owner, heartrate, beat(MIDNIGHT)));
  });

  test('a transaction that fails leaves neither documents nor rows nor changes', async () => {
    const before = await everything(fixture, owner);
    const failing = fixture.ledger.transaction(async (to) => {
      expect((await to.putDocuments(owner, dailySleep, [read('a', 2), read('b')])).created).toEqual(['b']);
      await to.putRows(owner, heartrate, beat(MIDNIGHT + 1));
      await to.deleteDocument(owner, dailySleep, 'a');
      throw new Error('on purpose');
    });
    await expect(failing).rejects.toThrow('on purpose');
    expect(await everything(fixture, owner)).toEqual(before);
  });

  test('the next transaction after one that failed goes through, also when they are called at once', async () => {
    const results = await Promise.allSettled([
      fixture.ledger.transaction(async () => Promise.reject(new Error('on purpose'))),
      fixture.put(owner, dailySleep, [sleepOf('b')]),
      fixture.ledger.transaction(async () => Promise.reject(new Error('on purpose'))),
      fixture.put(owner, dailySleep, [sleepOf('c')]),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected', 'fulfilled']);
    expect((await fixture.list(owner, dailySleep)).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });

  // On PostgreSQL only those that write the same user's data do.
  test.skipIf(isOnPostgres)('transactions called at once go one after the other', async () => {
    const log: string[] = [];
    const transactions = ['one', 'two', 'three'].map((name) =>
      fixture.ledger.transaction(async (to) => {
        log.push(`${name} begins`);
        await to.putDocuments(owner, dailySleep, [read('a', log.length)]);
        await new Promise(setImmediate);
        log.push(`${name} ends`);
      }),
    );
    await Promise.all(transactions);
    expect(log).toEqual(['one begins', 'one ends', 'two begins', 'two ends', 'three begins', 'three ends']);
  });

  test('nobody reads what is not committed', async () => {
    const before = await everything(fixture, owner);
    const [isWritten, mayCommit] = [gate(), gate()];
    const writing = fixture.ledger.transaction(async (to) => {
      await to.putDocuments(owner, dailySleep, [read('a', 2), read('b')]);
      await to.putRows(owner, heartrate, beat(MIDNIGHT + 1));
      isWritten.open();
      await mayCommit.opening;
      throw new Error('on purpose');
    });
    await isWritten.opening;
    const reading = everything(fixture, owner);
    await new Promise(setImmediate);
    mayCommit.open();
    await expect(writing).rejects.toThrow('on purpose');
    expect(await reading).toEqual(before);
  });
});

describe('two stores on one file', () => {
  test('write at once and lose nothing', async () => {
    const [one, other] = [await open(), await open()];
    const owner = await one.addUser('someone');
    const write = async (fixture: Fixture, name: string) => {
      for (let i = 0; i < 40; i++) {
        await fixture.ledger.transaction(async (to) => {
          await to.putDocuments(owner, dailySleep, [read(`${name}-${i}`), read('shared', i)]);
          await to.putRows(owner, heartrate, beat(MIDNIGHT + i * 2 + (name === 'one' ? 0 : 1)));
        });
      }
    };
    await Promise.all([write(one, 'one'), write(other, 'other')]);

    for (const fixture of [one, other]) {
      expect(await fixture.list(owner, dailySleep)).toHaveLength(81);
      expect(await beatsOf(fixture, owner)).toEqual(Array.from({ length: 80 }, (_, i) => MIDNIGHT + i));
      const changes = await fixture.changes();
      expect(changes.map(({ seq }) => seq)).toEqual(changes.map((_, i) => i + 1));
      const versions = changes.filter(({ documentId }) => documentId === 'shared').map(({ version }) => version);
      expect(versions).toEqual(versions.map((_, i) => i + 1));
      expect(await fixture.get(owner, dailySleep, 'shared')).toMatchObject({ score: 39, meta: { version: versions.length } });
      expect(changes).toHaveLength(80 + versions.length);
    }
  });

  test('reads wait neither for the own writer nor for that of the other, and see what was committed', async () => {
    const [one, other] = [await open(), await open()];
    const owner = await one.addUser('someone');
    await one.put(owner, dailySleep, [sleepOf('a')]);
    const before = await everything(one, owner);
    const [isWritten, mayCommit] = [gate(), gate()];
    const writing = one.ledger.transaction(async (to) => {
      await to.putDocuments(owner, dailySleep, [read('b')]);
      isWritten.open();
      await mayCommit.opening;
    });
    await isWritten.opening;
    expect(await everything(one, owner)).toEqual(before);
    expect(await everything(other, owner)).toEqual(before);
    mayCommit.open();
    await writing;
    // Of others' commits a store knows from the next turn of the event loop on.
    await new Promise((resolve) => setImmediate(resolve));
    expect(await other.list(owner, dailySleep)).toHaveLength(2);
  });

  test('a writer waits for the other one, and the rest of the program goes on meanwhile', async () => {
    const [one, other] = [await open(), await open()];
    const owner = await one.addUser('someone');
    const [isWritten, mayCommit] = [gate(), gate()];
    const writing = one.ledger.transaction(async (to) => {
      await to.putDocuments(owner, dailySleep, [read('a')]);
      isWritten.open();
      await mayCommit.opening;
    });
    await isWritten.opening;
    let isDone = false;
    const waiting = other.put(owner, dailySleep, [sleepOf('a', 2)]).then((result) => {
      isDone = true;
      return result;
    });
    for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setTimeout(resolve, 15));
    expect(isDone).toBe(false);
    mayCommit.open();
    await writing;
    expect(await waiting).toMatchObject({ updated: ['a'] });
  });

  test('after half a minute it gives up, and can write again once the other one is done', async () => {
    const [one, other] = [await open(), await open()];
    const owner = await one.addUser('someone');
    const [isWritten, mayCommit] = [gate(), gate()];
    const writing = one.ledger.transaction(async () => {
      isWritten.open();
      await mayCommit.opening;
    });
    await isWritten.opening;
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    const waiting = expect(other.put(owner, dailySleep, [sleepOf('a')])).rejects.toThrow(StoreBusyError);
    await vi.advanceTimersByTimeAsync(31_000);
    await waiting;
    vi.useRealTimers();
    mayCommit.open();
    await writing;
    expect(await other.put(owner, dailySleep, [sleepOf('a')])).toMatchObject({ created: ['a'] });
    expect(await one.changes()).toHaveLength(1);
  });
});

test('what was committed is there after the store was closed and opened', async () => {
  const first = await open();
  const owner = await first.addUser('someone');
  const writing = first.put(owner, dailySleep, [sleepOf('a')]);
  const closing = first.store.close();
  await Promise.all([writing, closing]);
  opened.pop();
  const second = await open();
  expect((await second.list(owner, dailySleep)).map(({ id }) => id)).toEqual(['a']);
  expect(await second.changes()).toHaveLength(1);
});
