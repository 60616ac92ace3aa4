import { afterAll, describe, expect, test } from 'vitest';
import { utcDateTime } from '../../src/lib/dates.js';
import { answerOf, listed, put } from '../support/answers.js';
import { NOW, startFrozenServer } from '../support/frozen-server.js';
import { type Row, sampleDocument } from '../support/sample-documents.js';

const server = await startFrozenServer();
afterAll(() => server.close());
const DAYS = ['2026-03-13', '2026-03-14', '2026-03-15'];
const samples = (collection: string, changes: Row = {}) => DAYS.map((day) => sampleDocument(collection, day, changes));

/** A user with a way to put documents and a way to see what the change log has got since the last time. */
async function somebody() {
  const { id, token } = await server.addUser();
  const allChanges = () => server.store.listChanges(0, 100_000);
  let seen = (await allChanges()).length;
  return {
    token,
    id,
    put: (collection: string, body: unknown) => answerOf(server.admin('PUT', `/users/${id}/documents/${collection}`, body)),
    delete: (collection: string, document: string) => server.admin('DELETE', `/users/${id}/documents/${collection}/${document}`),
    async newChanges() {
      const changes = (await allChanges()).slice(seen);
      seen += changes.length;
      return changes.map(({ collection, documentId, event, version, atMs }) => [collection, documentId, event, version, utcDateTime(atMs)]);
    },
  };
}

describe('documents put by the admin API', () => {
  test('without ids twice are the same, and each change is logged once', async () => {
    const user = await somebody();
    const first = await user.put('daily_sleep', samples('daily_sleep'));
    const { created } = first.body as { created: string[] };
    expect(first).toEqual({ status: 200, body: { created: expect.any(Array), updated: [], unchanged: [] } });
    expect(new Set(created).size).toBe(3);
    expect(await user.newChanges()).toEqual(created.map((id) => ['daily_sleep', id, 'create', 1, NOW]));
    expect(await user.put('daily_sleep', samples('daily_sleep'))).toEqual({
      status: 200,
      body: { created: [], updated: [], unchanged: created },
    });
    expect(await user.newChanges()).toEqual([]);
    const [one, two, three] = samples('daily_sleep');
    const mixed = await user.put('daily_sleep', [
      one,
      { ...two, score: 80 },
      { ...three, id: created[2] },
      sampleDocument('daily_sleep', '2026-03-16'),
    ]);
    expect(mixed.body).toEqual({ created: [expect.any(String)], updated: [created[1]], unchanged: [created[0], created[2]] });
    const [fourth] = (mixed.body as { created: string[] }).created;
    expect((await user.newChanges()).sort()).toEqual(
      [
        ['daily_sleep', created[1], 'update', 2, NOW],
        ['daily_sleep', fourth, 'create', 1, NOW],
      ].sort(),
    );
  });

  test('may be a single one, none, and many at once', async () => {
    const user = await somebody();
    expect((await user.put('tag', sampleDocument('tag', '2026-03-14', { id: 'one' }))).body).toEqual({
      created: ['one'],
      updated: [],
      unchanged: [],
    });
    expect((await user.put('tag', [])).body).toEqual({ created: [], updated: [], unchanged: [] });
    const many = Array.from({ length: 1001 }, (_, place) =>
      sampleDocument('tag', '2026-03-14', { id: `tag ${place}`, text: String(place) }),
    );
    expect((await user.put('tag', many)).body).toEqual({ created: many.map(({ id }) => id), updated: [], unchanged: [] });
    expect(await user.newChanges()).toHaveLength(1002);
  });

  test('of one identity in one body: the last one counts, with one change', async () => {
    const user = await somebody();
    const texts = ['first', 'second', 'third'];
    const { body } = await user.put(
      'tag',
      texts.map((text) => sampleDocument('tag', '2026-03-15', { id: 'same', text })),
    );
    expect(body).toEqual({ created: ['same'], updated: [], unchanged: [] });
    expect(await user.newChanges()).toEqual([['tag', 'same', 'create', 1, NOW]]);
    expect(await listed(server.get('/v2/usercollection/tag?start_date=2026-03-15&end_date=2026-03-16', user.token))).toMatchObject([
      { text: 'third' },
    ]);
    await user.put(
      'daily_sleep',
      [60, 70].map((score) => sampleDocument('daily_sleep', '2026-03-15', { score })),
    );
    expect(await listed(server.get('/v2/usercollection/daily_sleep', user.token))).toMatchObject([{ score: 70 }]);
    expect(await user.newChanges()).toHaveLength(1);
  });

  test('move in the list when their time changes', async () => {
    const user = await somebody();
    await user.put(
      'workout',
      DAYS.map((day) => sampleDocument('workout', day, { id: day })),
    );
    await user.put('workout', sampleDocument('workout', '2026-03-20', { id: '2026-03-13' }));
    const path = '/v2/usercollection/workout?start_date=2026-03-01&end_date=2026-03-31';
    expect((await listed(server.get(path, user.token))).map(({ id }) => id)).toEqual(['2026-03-14', '2026-03-15', '2026-03-13']);
  });

  test('keep their version when one without an id comes to the place of one that has moved away', async () => {
    const user = await somebody();
    const { body } = await user.put('daily_sleep', sampleDocument('daily_sleep', '2026-03-01'));
    const [id] = (body as { created: string[] }).created;
    await user.put('daily_sleep', sampleDocument('daily_sleep', '2026-03-20', { id }));
    expect((await user.put('daily_sleep', sampleDocument('daily_sleep', '2026-03-01'))).body).toMatchObject({ updated: [id] });
    expect((await user.newChanges()).map(([, , event, version]) => [event, version])).toEqual([
      ['create', 1],
      ['update', 2],
      ['update', 3],
    ]);
  });

  test('whose day lies far from their time are the same the second time, too', async () => {
    const user = await somebody();
    const stray = sampleDocument('tag', '2026-03-01', { timestamp: '2025-12-24T18:00:00.000+01:00' });
    const { body } = await user.put('tag', stray);
    expect((await user.put('tag', stray)).body).toEqual({ created: [], updated: [], unchanged: (body as { created: string[] }).created });
    expect(await user.newChanges()).toHaveLength(1);
  });

  test('are completed, and freed of what the collection does not know', async () => {
    const user = await somebody();
    await user.put(
      'workout',
      sampleDocument('workout', '2026-03-14', { id: 'w', unknown: 1, start_datetime: '2026-03-14T10:00:00+01:00' }),
    );
    expect((await answerOf(server.get('/v2/usercollection/workout/w', user.token))).body).toEqual({
      id: 'w',
      meta: { updated_at: NOW, version: 1 },
      activity: 'running',
      calories: null,
      day: '2026-03-14',
      distance: null,
      end_datetime: '2026-03-14T09:00:00.000+02:00',
      intensity: 'moderate',
      label: null,
      source: 'manual',
      start_datetime: '2026-03-14T10:00:00.000+01:00',
    });
  });

  test('hold any text', async () => {
    const user = await somebody();
    for (const [place, text] of [
      '"',
      '\\',
      '\u0000\n\t',
      '睡眠 💤',
      '{"id":"x"}',
      '],"next_token":null}',
      '\u2028</script>',
      '\ud800',
    ].entries()) {
      await put(server, user.id, 'tag', sampleDocument('tag', '2026-03-14', { id: String(place), text, tags: [text] }));
      expect((await answerOf(server.get(`/v2/usercollection/tag/${place}`, user.token))).body).toMatchObject({ text, tags: [text] });
    }
    expect(await listed(server.get('/v2/usercollection/tag', user.token))).toHaveLength(8);
  });
});

test('a deleted document is gone, once, and its deletion is logged', async () => {
  const user = await somebody();
  await user.put('sleep', sampleDocument('sleep', '2026-03-14', { id: 'one' }));
  await user.put('sleep', sampleDocument('sleep', '2026-03-14', { id: 'one', period: 1 }));
  const response = await user.delete('sleep', 'one');
  expect([response.status, await response.text()]).toEqual([204, '']);
  expect(await answerOf(user.delete('sleep', 'one'))).toEqual({ status: 404, body: { detail: 'Document not found.' } });
  expect((await user.newChanges()).map(([, , event, version]) => [event, version])).toEqual([
    ['create', 1],
    ['update', 2],
    ['delete', 2],
  ]);
});
