import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dailySleep } from '../../src/collections/daily-sleep.js';
import type { DocumentCollection } from '../../src/collections/define.js';
import { documentCollections } from '../../src/collections/index.js';
import { tag } from '../../src/collections/tag.js';
import { workout } from '../../src/collections/workout.js';
import type { Owner } from '../../src/ledger/ledger.js';
import { utcDateTime } from '../../src/lib/dates.js';
import { derivedUuid, tokenHash } from '../../src/lib/ids.js';
import { exampleDocuments } from './example-documents.js';
import { type Fixture, NOW, openFixture, valid } from './fixture.js';

const NOW_TEXT = '2026-01-10T12:00:00.000Z';
const LATER_TEXT = '2026-01-10T12:00:01.000Z';
const SCORE = (score: number, more = {}) => ({ id: 'a', ...exampleDocuments.daily_sleep, score, ...more });

let fixture: Fixture;
let owner: Owner;
beforeEach(async () => {
  fixture = await openFixture();
  owner = await fixture.addUser('someone');
});
afterEach(() => fixture.store.close());

const changesOf = async () =>
  (await fixture.changes()).map(({ documentId, event, version, atMs }) => [documentId, event, version, utcDateTime(atMs)]);
const nothing = { created: [], updated: [], unchanged: [], kept: [] };

/** The same document with one value less, or on another day where it can lack none. */
function anotherOf(collection: DocumentCollection, document: Record<string, unknown>): Record<string, unknown> {
  const key = Object.keys(document).find((name) => collection.body.safeParse({ ...document, [name]: null }).success && name !== 'id');
  return key === undefined ? { ...document, day: '2026-01-03' } : { ...document, [key]: null };
}

describe.each(documentCollections)('$name', (collection) => {
  test('is created, left alone, updated and deleted', async () => {
    const document = { id: 'a', ...exampleDocuments[collection.name] };
    expect(await fixture.put(owner, collection, [document])).toEqual({ ...nothing, created: ['a'] });
    expect(await fixture.put(owner, collection, [document])).toEqual({ ...nothing, unchanged: ['a'] });

    fixture.clock.advance(1000);
    const changed = anotherOf(collection, document);
    expect(await fixture.put(owner, collection, [changed])).toEqual({ ...nothing, updated: ['a'] });
    const stored = (await fixture.get(owner, collection, 'a')) as Record<string, unknown>;
    expect(stored).toMatchObject(JSON.parse(`{${valid(collection, changed).text}`));
    expect(stored.meta).toEqual(collection.hasMeta ? { updated_at: LATER_TEXT, version: 2 } : undefined);

    expect(await fixture.ledger.transaction((to) => to.deleteDocument(owner, collection, 'a'))).toBe(true);
    expect(await fixture.ledger.transaction((to) => to.deleteDocument(owner, collection, 'a'))).toBe(false);
    expect(await fixture.list(owner, collection)).toEqual([]);
    expect(await changesOf()).toEqual([
      ['a', 'create', 1, NOW_TEXT],
      ['a', 'update', 2, LATER_TEXT],
      ['a', 'delete', 2, LATER_TEXT],
    ]);
  });

  test('without an id it gets one that is the same on every machine, and is found again', async () => {
    const document = exampleDocuments[collection.name] as Record<string, unknown>;
    const id = derivedUuid('someone', collection.name, valid(collection, document).naturalKey);
    expect(await fixture.put(owner, collection, [document])).toEqual({ ...nothing, created: [id] });
    expect(await fixture.put(owner, collection, [document])).toEqual({ ...nothing, unchanged: [id] });
    expect(await fixture.put(owner, collection, [{ ...document, id: null }])).toEqual({ ...nothing, unchanged: [id] });
    expect((await fixture.changes()).length).toBe(1);
  });
});

describe('version and updated_at', () => {
  test('the version counts changes, updated_at is the time of the last one', async () => {
    for (const score of [1, 2, 2, 3]) {
      fixture.clock.advance(1000);
      await fixture.put(owner, dailySleep, [SCORE(score)]);
    }
    expect((await fixture.get(owner, dailySleep, 'a'))?.meta).toEqual({ updated_at: '2026-01-10T12:00:04.000Z', version: 3 });
  });

  test('created again after a deletion it begins with 1', async () => {
    await fixture.put(owner, dailySleep, [SCORE(1)]);
    await fixture.put(owner, dailySleep, [SCORE(2)]);
    await fixture.ledger.transaction((to) => to.deleteDocument(owner, dailySleep, 'a'));
    expect(await fixture.put(owner, dailySleep, [SCORE(3)])).toEqual({ ...nothing, created: ['a'] });
    expect((await fixture.get(owner, dailySleep, 'a'))?.meta).toEqual({ updated_at: NOW_TEXT, version: 1 });
  });

  test('what an export brings is honoured, while the change is of now', async () => {
    const meta = { updated_at: '2025-05-05T05:05:05.000Z', version: 7 };
    await fixture.put(owner, dailySleep, [SCORE(1, { meta })]);
    expect((await fixture.get(owner, dailySleep, 'a'))?.meta).toEqual(meta);
    expect(await fixture.put(owner, dailySleep, [SCORE(1, { meta: { ...meta, version: 9 } })])).toEqual({ ...nothing, unchanged: ['a'] });
    expect(await changesOf()).toEqual([['a', 'create', 7, NOW_TEXT]]);
  });

  test.each([
    ['a lower version never takes the stored one back', 3, 8],
    ['a higher version is taken over', 20, 20],
    ['the same version counts on', 7, 8],
  ])('%s', async (_what, version, expected) => {
    await fixture.put(owner, dailySleep, [SCORE(1, { meta: { updated_at: NOW_TEXT, version: 7 } })]);
    await fixture.put(owner, dailySleep, [SCORE(2, { meta: { updated_at: LATER_TEXT, version } })]);
    expect((await fixture.get(owner, dailySleep, 'a'))?.meta).toEqual({ updated_at: LATER_TEXT, version: expected });
  });

  test('a document without meta on the wire has a version in the change log', async () => {
    const document = { id: 't', ...exampleDocuments.tag };
    await fixture.put(owner, tag, [document]);
    await fixture.put(owner, tag, [{ ...document, text: 'awake' }]);
    expect(await changesOf()).toEqual([
      ['t', 'create', 1, NOW_TEXT],
      ['t', 'update', 2, NOW_TEXT],
    ]);
    expect(await fixture.get(owner, tag, 't')).not.toHaveProperty('meta');
  });
});

describe('a document moves', () => {
  test('to another time: it is found there and only there', async () => {
    await fixture.put(owner, workout, [{ id: 'w', ...exampleDocuments.workout }]);
    const start_datetime = '2024-05-06T07:00:00.000+02:00';
    expect(await fixture.put(owner, workout, [{ id: 'w', ...exampleDocuments.workout, start_datetime }])).toEqual({
      ...nothing,
      updated: ['w'],
    });
    expect((await fixture.list(owner, workout)).map((document) => [document.id, document.start_datetime])).toEqual([['w', start_datetime]]);
    const { envelope } = await fixture.store.documents.list(
      owner.userNo,
      workout,
      { fromMs: NOW - 30 * 86_400_000, toMs: NOW },
      null,
      10,
      true,
    );
    expect(envelope.toString()).toBe('{"data":[],"next_token":null}');
  });
});

describe('many at once', () => {
  test.each([249, 250, 251, 500, 501, 1300])('%d documents, then the same with one changed', async (count) => {
    const documents = Array.from({ length: count }, (_, i) => SCORE(i, { id: `id-${String(i).padStart(5, '0')}` }));
    const ids = documents.map(({ id }) => id);
    expect(await fixture.put(owner, dailySleep, documents)).toEqual({ ...nothing, created: ids });
    const last = documents.at(-1) as { id: string };
    const result = await fixture.put(owner, dailySleep, [...documents.slice(0, -1), { ...last, score: -1 }]);
    expect(result).toEqual({ ...nothing, unchanged: ids.slice(0, -1), updated: [last.id] });
    expect((await fixture.list(owner, dailySleep)).map(({ id }) => id)).toEqual(ids);
    expect((await fixture.changes()).map(({ seq, event }) => [seq, event])).toEqual([
      ...ids.map((_, i) => [i + 1, 'create']),
      [count + 1, 'update'],
    ]);
  });

  test('no documents are no change', async () => {
    expect(await fixture.put(owner, dailySleep, [])).toEqual(nothing);
    expect(await fixture.changes()).toEqual([]);
  });
});

describe('two users', () => {
  test('have documents of the same ids without touching each other', async () => {
    const other = await fixture.addUser('other');
    await fixture.put(owner, dailySleep, [SCORE(1)]);
    expect(await fixture.put(other, dailySleep, [SCORE(2)])).toEqual({ ...nothing, created: ['a'] });
    await fixture.ledger.transaction((to) => to.deleteDocument(other, dailySleep, 'a'));
    expect(await fixture.get(owner, dailySleep, 'a')).toMatchObject({ score: 1, meta: { version: 1 } });
    expect(await fixture.get(other, dailySleep, 'a')).toBeNull();
    expect((await fixture.changes()).map(({ userNo, event }) => [userNo, event])).toEqual([
      [owner.userNo, 'create'],
      [other.userNo, 'create'],
      [other.userNo, 'delete'],
    ]);
  });

  test('one is erased with everything, the other stays', async () => {
    const other = await fixture.addUser('other');
    for (const user of [owner, other]) {
      await fixture.put(user, dailySleep, [SCORE(1)]);
      const token = { id: 'token', hash: tokenHash(user.id), label: null, scopes: ['daily'], createdAt: '', expiresAtMs: null };
      await fixture.store.tokens.put({ ...token, userNo: user.userNo });
    }
    expect(await fixture.ledger.eraseUser('someone')).toBe(true);
    expect(await fixture.ledger.eraseUser('someone')).toBe(false);
    expect((await fixture.store.users.list()).map(({ id }) => id)).toEqual(['other']);
    expect(await fixture.list(owner, dailySleep)).toEqual([]);
    expect(await fixture.store.tokens.find('someone')).toBeNull();
    expect((await fixture.changes()).map(({ userNo }) => userNo)).toEqual([other.userNo]);
    expect(await fixture.list(other, dailySleep)).toHaveLength(1);
    expect(await fixture.store.tokens.find('other')).toMatchObject({ userId: 'other' });
  });
});
