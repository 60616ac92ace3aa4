import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dailySleep } from '../../src/collections/daily-sleep.js';
import { workout } from '../../src/collections/workout.js';
import type { Owner } from '../../src/ledger/ledger.js';
import { utcDateTime } from '../../src/lib/dates.js';
import { exampleDocuments } from './example-documents.js';
import { type Fixture, openFixture } from './fixture.js';

const NOW_TEXT = '2026-01-10T12:00:00.000Z';
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

describe('identity', () => {
  const day = exampleDocuments.daily_sleep as Record<string, unknown>;

  test('another id is another document, even of the same day', async () => {
    expect(await fixture.put(owner, dailySleep, [SCORE(1), SCORE(2, { id: 'b' })])).toEqual({ ...nothing, created: ['a', 'b'] });
    expect((await fixture.list(owner, dailySleep)).map(({ id }) => id)).toEqual(['a', 'b']);
  });

  test('the same documents over and over in one call are one each, as one change', async () => {
    const named = Array.from({ length: 900 }, (_, i) => SCORE(i % 101, { id: `id ${i % 97}` }));
    const unnamed = Array.from({ length: 900 }, (_, i) => ({ ...day, day: `2026-01-0${1 + (i % 9)}`, score: i % 89 }));
    for (const [documents, count] of [
      [named, 97],
      [unnamed, 9],
    ] as const) {
      const who = await fixture.addUser(`of ${count}`);
      await fixture.put(who, dailySleep, documents as unknown[]);
      const list = await fixture.list(who, dailySleep);
      expect(list).toHaveLength(count);
      expect(new Set(list.map(({ score }) => score))).toEqual(new Set(documents.slice(-count).map(({ score }) => score)));
      const changes = (await fixture.changes()).filter(({ userNo }) => userNo === who.userNo);
      for (const { id, meta } of list as { id: string; meta: { version: number } }[]) {
        const versions = changes.filter(({ documentId }) => documentId === id).map(({ version }) => version);
        expect([meta.version, versions]).toEqual([1, [1]]);
      }
    }
  });

  test('a day without an id is the stored one of that day, whatever its id', async () => {
    await fixture.put(owner, dailySleep, [SCORE(1)]);
    expect(await fixture.put(owner, dailySleep, [{ ...day, score: 2 }])).toEqual({ ...nothing, updated: ['a'] });
    expect(await fixture.put(owner, dailySleep, [{ ...day, score: 2, timestamp: '2026-01-02T23:00:00.000+02:00' }])).toEqual({
      ...nothing,
      updated: ['a'],
    });
    expect(await fixture.list(owner, dailySleep)).toHaveLength(1);
  });

  test('an import that brings the day under another id meets the stored one', async () => {
    await fixture.put(owner, dailySleep, [SCORE(1)]);
    expect(await fixture.put(owner, dailySleep, [SCORE(2, { id: 'b' })], { keepRicher: true })).toEqual({ ...nothing, updated: ['a'] });
    expect((await fixture.list(owner, dailySleep)).map(({ id, score }) => [id, score])).toEqual([['a', 2]]);
  });

  test('an import of another kind than one a day does not', async () => {
    await fixture.put(owner, workout, [{ id: 'w', ...exampleDocuments.workout }]);
    const result = await fixture.put(owner, workout, [{ id: 'v', ...exampleDocuments.workout }], { keepRicher: true });
    expect(result).toEqual({ ...nothing, created: ['v'] });
  });

  test('its own id goes before its day', async () => {
    await fixture.put(owner, dailySleep, [SCORE(1), SCORE(1, { id: 'b' })]);
    expect(await fixture.put(owner, dailySleep, [SCORE(5, { id: 'b' })], { keepRicher: true })).toEqual({ ...nothing, updated: ['b'] });
  });

  test('workouts without ids are told apart by time and activity', async () => {
    const { created } = await fixture.put(owner, workout, [
      exampleDocuments.workout,
      { ...exampleDocuments.workout, activity: 'rowing' },
      { ...exampleDocuments.workout, start_datetime: '2026-01-02T10:00:01+02:00' },
      { ...exampleDocuments.workout, calories: 1 },
    ]);
    expect(new Set(created).size).toBe(3);
    expect((await fixture.list(owner, workout)).map(({ activity, calories }) => `${activity} ${calories}`).sort()).toEqual([
      'rowing 400.5',
      'running 1',
      'running 400.5',
    ]);
  });

  test('a document whose time is far from its day is found again, too', async () => {
    const far = { ...day, timestamp: '2026-03-01T04:00:00+02:00' };
    const { created } = await fixture.put(owner, dailySleep, [far]);
    expect(await fixture.put(owner, dailySleep, [far])).toEqual({ ...nothing, unchanged: created });
    expect(await fixture.put(owner, dailySleep, [{ ...far, score: 3 }])).toEqual({ ...nothing, updated: created });
    expect((await fixture.list(owner, dailySleep)).map(({ meta }) => meta)).toEqual([{ updated_at: NOW_TEXT, version: 2 }]);
  });
});

describe('keepRicher', () => {
  const rich = SCORE(80, { contributors: { timing: 1, latency: 2 } });
  const poor = { ...SCORE(81), contributors: {} };

  test('a poorer document never replaces a richer one', async () => {
    await fixture.put(owner, dailySleep, [rich]);
    expect(await fixture.put(owner, dailySleep, [poor], { keepRicher: true })).toEqual({ ...nothing, kept: ['a'] });
    expect(await fixture.get(owner, dailySleep, 'a')).toMatchObject({ score: 80 });
    expect((await fixture.changes()).length).toBe(1);
  });

  test('an equally rich one does', async () => {
    await fixture.put(owner, dailySleep, [rich]);
    expect(await fixture.put(owner, dailySleep, [{ ...rich, score: 81 }], { keepRicher: true })).toEqual({ ...nothing, updated: ['a'] });
  });

  test('a richer one does', async () => {
    await fixture.put(owner, dailySleep, [poor]);
    expect(await fixture.put(owner, dailySleep, [rich], { keepRicher: true })).toEqual({ ...nothing, updated: ['a'] });
  });

  test('without it the poorer one does, too', async () => {
    await fixture.put(owner, dailySleep, [rich]);
    expect(await fixture.put(owner, dailySleep, [poor])).toEqual({ ...nothing, updated: ['a'] });
  });
});

describe('several documents of one identity in a call', () => {
  test('the last one counts, as one change', async () => {
    expect(await fixture.put(owner, dailySleep, [SCORE(1), SCORE(2), SCORE(3)])).toEqual({ ...nothing, created: ['a'] });
    expect(await fixture.get(owner, dailySleep, 'a')).toMatchObject({ score: 3, meta: { version: 1 } });
    expect(await changesOf()).toEqual([['a', 'create', 1, NOW_TEXT]]);
  });

  test('by day where they have no id', async () => {
    const { id: _, ...withoutId } = SCORE(1);
    expect((await fixture.put(owner, dailySleep, [withoutId, { ...withoutId, score: 2 }])).created).toHaveLength(1);
    expect((await fixture.list(owner, dailySleep)).map(({ score }) => score)).toEqual([2]);
  });

  test('over a stored one they make one update', async () => {
    await fixture.put(owner, dailySleep, [SCORE(0)]);
    expect(await fixture.put(owner, dailySleep, [SCORE(1), SCORE(2)])).toEqual({ ...nothing, updated: ['a'] });
    expect((await fixture.get(owner, dailySleep, 'a'))?.meta).toMatchObject({ version: 2 });
  });

  test('an import keeps the richest of them', async () => {
    const rich = SCORE(1, { contributors: { timing: 1, latency: 2 } });
    expect(await fixture.put(owner, dailySleep, [rich, SCORE(2)], { keepRicher: true })).toEqual({ ...nothing, created: ['a'] });
    expect(await fixture.get(owner, dailySleep, 'a')).toMatchObject({ score: 1 });
  });

  test('over any number of documents in between, each change has its own version', async () => {
    const others = Array.from({ length: 600 }, (_, i) => SCORE(5, { id: `other-${i}` }));
    const { created } = await fixture.put(owner, dailySleep, [SCORE(1), ...others, SCORE(2)]);
    expect(new Set(created)).toEqual(new Set(['a', ...others.map(({ id }) => id)]));
    expect(created).toHaveLength(601);
    const stored = await fixture.get(owner, dailySleep, 'a');
    expect(stored).toMatchObject({ score: 2 });
    const versions = (await changesOf()).filter(([id]) => id === 'a').map(([, , version]) => version);
    expect(versions).toEqual(versions.map((_, i) => i + 1));
    expect((stored as { meta: { version: number } }).meta.version).toBe(versions.at(-1));
  });
});
