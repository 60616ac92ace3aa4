import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { answerOf, listed, putRows } from '../support/answers.js';
import { NOW, startFrozenServer } from '../support/frozen-server.js';
import { heartRow, type Row } from '../support/sample-documents.js';

const server = await startFrozenServer();
afterAll(() => server.close());
const now = Date.parse(NOW);
const row = (minutes: number, bpm = 60) => heartRow(now - minutes * 60_000, bpm);
const counts = (added: number, replaced: number, unchanged: number) => ({ added, replaced, unchanged });
const ratesOf = async (token: string) =>
  (await listed(server.get('/v2/usercollection/heartrate?start_datetime=2026-01-01', token))).map(({ bpm }) => bpm);

describe('rows put by the admin API', () => {
  test('are added, replaced or unchanged, in whatever order they come', async () => {
    const { id, token } = await server.addUser();
    expect(await putRows(server, id, 'heartrate', [row(1), row(3), row(2000), row(2)])).toEqual(counts(4, 0, 0));
    expect(await putRows(server, id, 'heartrate', [row(2), row(1), row(2000), row(3)])).toEqual(counts(0, 0, 4));
    expect(await putRows(server, id, 'heartrate', [row(4, 64), row(2, 62), row(1), row(1500, 65)])).toEqual(counts(2, 1, 1));
    expect(await putRows(server, id, 'heartrate', [])).toEqual(counts(0, 0, 0));
    expect(await ratesOf(token)).toEqual([60, 65, 64, 60, 62, 60]);
  });

  test('of one time in one body: the last one counts', async () => {
    const { id, token } = await server.addUser();
    expect(await putRows(server, id, 'heartrate', [row(1, 61), row(2, 70), row(1, 62), row(1, 63)])).toEqual(counts(2, 0, 0));
    expect(await ratesOf(token)).toEqual([70, 63]);
  });

  test('do not enter the change log', async () => {
    const { id } = await server.addUser();
    const before = (await server.store.listChanges(0, 1000)).length;
    await putRows(server, id, 'heartrate', [row(1)]);
    expect(await server.store.listChanges(0, 1000)).toHaveLength(before);
  });

  test.each<[string, Row]>([
    ['without milliseconds', { timestamp: '2026-03-15T11:59:00Z' }],
    ['in local time', { timestamp: '2026-03-15T13:59:00.000+02:00' }],
    ['with +00:00', { timestamp: '2026-03-15T11:59:00+00:00' }],
    ['in Unix milliseconds', { timestamp_unix: now - 60_000 }],
    ['twice', { timestamp: '2026-03-15T11:59:00.000Z', timestamp_unix: 5 }],
  ])('may bring their time %s', async (_form, time) => {
    const { id, token } = await server.addUser();
    expect(await putRows(server, id, 'heartrate', [{ ...time, bpm: 60, source: 'rest', more: 1 }])).toEqual(counts(1, 0, 0));
    expect(await putRows(server, id, 'heartrate', [row(1)])).toEqual(counts(0, 0, 1));
    expect(await ratesOf(token)).toEqual([60]);
  });

  test('come out as they went in, in any order and any portions', async () => {
    const minutes = fc.uniqueArray(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: 50 });
    await fc.assert(
      fc.asyncProperty(minutes, fc.integer({ min: 1, max: 50 }), fc.infiniteStream(fc.nat()), async (made, size, chance) => {
        const { id, token } = await server.addUser();
        const rows = made.map((minute) => row(minute, 40 + (minute % 150)));
        for (let at = 0; at < rows.length; at += size) await putRows(server, id, 'heartrate', rows.slice(at, at + size));
        const shuffled = rows.map((one) => ({ one, at: chance.next().value })).sort((a, b) => Number(a.at) - Number(b.at));
        expect(
          await putRows(
            server,
            id,
            'heartrate',
            shuffled.map(({ one }) => one),
          ),
        ).toEqual(counts(0, 0, rows.length));
        expect(await ratesOf(token)).toEqual(made.toSorted((a, b) => b - a).map((minute) => 40 + (minute % 150)));
      }),
      { numRuns: 20 },
    );
  });
});

describe('nothing is written of a body with', () => {
  test.each<[what: string, series: string, row: unknown, loc: (string | number)[]]>([
    ['a row without a time', 'heartrate', { bpm: 60, source: 'rest' }, ['body', 1, 'timestamp']],
    ['a time without a zone', 'heartrate', { timestamp: '2026-03-15T11:59:00', bpm: 60, source: 'rest' }, ['body', 1, 'timestamp']],
    ['a date as time', 'heartrate', { timestamp: '2026-03-15', bpm: 60, source: 'rest' }, ['body', 1, 'timestamp']],
    ['a number as timestamp', 'heartrate', { timestamp: 1773576000, bpm: 60, source: 'rest' }, ['body', 1, 'timestamp']],
    ['a row without a value', 'heartrate', { timestamp: NOW, source: 'rest' }, ['body', 1, 'bpm']],
    ['null as a value', 'heartrate', { timestamp: NOW, bpm: null, source: 'rest' }, ['body', 1, 'bpm']],
    ['a fraction', 'heartrate', { timestamp: NOW, bpm: 60.5, source: 'rest' }, ['body', 1, 'bpm']],
    ['a number beyond what is exact', 'heartrate', { timestamp: NOW, bpm: 2 ** 53, source: 'rest' }, ['body', 1, 'bpm']],
    ['a word beyond the enum', 'heartrate', { timestamp: NOW, bpm: 60, source: 'nap' }, ['body', 1, 'source']],
    ['a text as truth', 'ring_battery_level', { timestamp: NOW, level: 60, charging: 'true' }, ['body', 1, 'charging']],
    ['null in place of a row', 'heartrate', null, ['body', 1]],
    ['a list in place of a row', 'heartrate', [NOW, 60], ['body', 1]],
  ])('%s', async (_what, series, bad, loc) => {
    const { id, token } = await server.addUser();
    const [good, better] = [1, 2].map((place) => ({ ...row(place), level: 60 }));
    const answer = await answerOf(server.admin('PUT', `/users/${id}/series/${series}`, [good, bad, better]));
    const problem = { type: expect.any(String), loc, msg: expect.any(String), input: expect.toSatisfy((input) => input !== undefined) };
    expect(answer).toEqual({ status: 422, body: { detail: [problem] } });
    expect(await listed(server.get(`/v2/usercollection/${series}`, token))).toEqual([]);
  });

  test.each([{}, null, 'rows', row(1)])('no list: %j', async (body) => {
    const { id } = await server.addUser();
    const answer = await answerOf(server.admin('PUT', `/users/${id}/series/heartrate`, body));
    expect(answer).toMatchObject({ status: 422, body: { detail: [{ type: 'list_type', loc: ['body'] }] } });
  });

  test.each(['nothing', 'sleep', 'personal_info'])('rows of %s', async (series) => {
    const { id } = await server.addUser();
    const answer = await answerOf(server.admin('PUT', `/users/${id}/series/${series}`, []));
    expect(answer).toEqual({ status: 404, body: { detail: `There is no series collection ${series}.` } });
  });
});
