import { afterAll, describe, expect, test } from 'vitest';
import { answerOf, listed } from '../support/answers.js';
import { NOW, startFrozenServer } from '../support/frozen-server.js';
import { type Row, sampleDocument } from '../support/sample-documents.js';

const server = await startFrozenServer();
afterAll(() => server.close());
const { id, token } = await server.addUser();
const put = (collection: string, body: unknown) => answerOf(server.admin('PUT', `/users/${id}/documents/${collection}`, body));

describe('nothing is written of a body with', () => {
  test.each<[what: string, collection: string, changes: Row | unknown, loc: (string | number)[], type?: string]>([
    ['a missing property', 'daily_sleep', { timestamp: undefined }, ['body', 1, 'timestamp'], 'missing'],
    ['a wrong type', 'daily_sleep', { score: '80' }, ['body', 1, 'score']],
    ['a fraction where a whole number belongs', 'daily_sleep', { score: 80.5 }, ['body', 1, 'score']],
    ['a wrong type within', 'daily_sleep', { contributors: { timing: [] } }, ['body', 1, 'contributors', 'timing']],
    ['a date that does not exist', 'daily_sleep', { day: '2026-02-30' }, ['body', 1, 'day']],
    ['a time without a zone', 'daily_sleep', { timestamp: '2026-03-14T00:00:00' }, ['body', 1, 'timestamp']],
    ['a time that is none', 'workout', { start_datetime: 'noon' }, ['body', 1, 'start_datetime']],
    ['a word beyond the enum', 'workout', { intensity: 'brutal' }, ['body', 1, 'intensity']],
    [
      'a sample with a text in it',
      'session',
      { heart_rate: { interval: 5, items: [60, 'x'], timestamp: NOW } },
      ['body', 1, 'heart_rate', 'items', 1],
    ],
    ['an empty id', 'tag', { id: '' }, ['body', 1, 'id']],
    ['an id that is a number', 'tag', { id: 7 }, ['body', 1, 'id']],
    ['an id with a quote', 'tag', { id: 'a"b' }, ['body', 1, 'id']],
    ['an id with a backslash', 'tag', { id: 'a\\b' }, ['body', 1, 'id']],
    ['an id with a line break', 'tag', { id: 'a\nb' }, ['body', 1, 'id']],
    ['an id that is too long', 'tag', { id: 'x'.repeat(201) }, ['body', 1, 'id']],
    ['a text in place of a document', 'tag', 'tag', ['body', 1]],
    ['null in place of a document', 'tag', null, ['body', 1]],
    ['a list in place of a document', 'tag', [], ['body', 1]],
  ])('%s', async (_what, collection, changes, loc, type) => {
    const isDocument = changes !== null && typeof changes === 'object' && !Array.isArray(changes);
    const [good, better] = ['2026-03-13', '2026-03-14'].map((day) => sampleDocument(collection, day));
    const bad = isDocument ? { ...good, ...changes } : changes;
    const answer = await put(collection, [good, bad, better]);
    const problem = {
      type: type ?? expect.any(String),
      loc,
      msg: expect.any(String),
      input: expect.toSatisfy((input) => input !== undefined),
    };
    expect(answer).toEqual({ status: 422, body: { detail: expect.any(Array) } });
    // A value may be wrong in more than one way.
    for (const told of (answer.body as { detail: unknown[] }).detail) expect(told).toEqual(problem);
    expect(await server.store.listChanges(0, 1)).toEqual([]);
    expect(await listed(server.get(`/v2/usercollection/${collection}?start_date=2026-03-01`, token))).toEqual([]);
    if (loc.length === 2) return;
    const alone = await put(collection, bad);
    expect(alone.status).toBe(422);
    for (const told of (alone.body as { detail: unknown[] }).detail) expect(told).toEqual({ ...problem, loc: ['body', ...loc.slice(2)] });
  });

  test('more than a hundred faults, of which it tells the first hundred or so', async () => {
    const { status, body } = await put('tag', Array(500).fill({}));
    expect(status).toBe(422);
    expect((body as { detail: unknown[] }).detail.length).toBeLessThan(110);
  });

  test.each(['nothing', 'heartrate', 'personal_info', 'Sleep'])('documents of %s', async (collection) => {
    const refusal = { status: 404, body: { detail: `There is no document collection ${collection}.` } };
    expect(await put(collection, [])).toEqual(refusal);
    expect(await answerOf(server.admin('DELETE', `/users/${id}/documents/${collection}/x`))).toEqual(refusal);
  });
});
