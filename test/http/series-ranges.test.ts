import { afterAll, describe, expect, test } from 'vitest';
import { answerOf, listed, putRows } from '../support/answers.js';
import { NOW, startFrozenServer } from '../support/frozen-server.js';
import { heartRow } from '../support/sample-documents.js';

const server = await startFrozenServer();
afterAll(() => server.close());
const { id, token } = await server.addUser();
const empty = await server.addUser();

const LIST = '/v2/usercollection/heartrate';
const now = Date.parse(NOW);
const DAY = 86_400_000;
/** The rate tells the row: 1 and 2 long ago, 3 to 6 around 24 hours ago, 7 to 9 around now. */
const times = [0, now - 3 * DAY, now - DAY - 1, now - DAY, now - DAY + 1, now - DAY / 2, now - 1, now, now + 1];
await putRows(
  server,
  id,
  'heartrate',
  times.map((ms, place) => heartRow(ms, place + 1)),
);
await putRows(server, id, 'interbeat_interval', [
  { timestamp: NOW, ibi: 812, validity: 1 },
  { timestamp: '2026-03-15T13:59:59.188+02:00', ibi: -1, validity: -2 },
]);
await putRows(server, id, 'ring_battery_level', [
  { timestamp_unix: now, level: 80, charging: true, in_charger: null },
  { timestamp: '2026-03-14T10:00:00-05:00', level: 20, charging: false },
]);
const found = async (query: string) => {
  const rows = await listed(server.get(`${LIST}?${query}`, token));
  return rows.map(({ bpm }) => bpm).join('');
};

describe('rows of a series', () => {
  test.each([
    ['without bounds: the last 24 hours', '', '45678'],
    ['bounds that are empty', 'start_datetime=&end_datetime=', '45678'],
    ['bounds of other collections', 'start_date=1970-01-01&end_date=nonsense', '45678'],
    ['only a start: to now', `start_datetime=${NOW}`, '8'],
    ['only a start after now', `start_datetime=${now + 1}`, '9'],
    ['only an end: 24 hours to it', `end_datetime=${now - DAY}`, '34'],
    ['a range', `start_datetime=${now - DAY - 1}&end_datetime=${now - DAY + 1}`, '345'],
    ['one instant', 'start_datetime=2026-03-15T12:00:00.000Z&end_datetime=2026-03-15T12:00:00.000Z', '8'],
    ['an instant between rows', `start_datetime=${now + 2}&end_datetime=${now + 2}`, ''],
    ['two dates', 'start_datetime=2026-03-12&end_datetime=2026-03-15', '23456'],
    ['offsets, unescaped', 'start_datetime=2026-03-15T13:59:59.999+02:00&end_datetime=2026-03-15T14:00+02:00', '78'],
    ['microseconds', 'start_datetime=2026-03-14T12:00:00.000000%2B0000&end_datetime=2026-03-14T12:00:00.001999%2B0000', '45'],
    ['blanks', 'start_datetime=2026-03-14 12:00:00&end_datetime=2026-03-15+00:00', '456'],
    ['half a century', 'start_datetime=1970-01-01&end_datetime=2026-03-15T12:00:00.001Z', '123456789'],
    ['everything', 'start_datetime=0001-01-01&end_datetime=9999-12-31', '123456789'],
    ['before everything', 'start_datetime=0001-01-01&end_datetime=1969-12-31T23:59:59.999Z', ''],
  ])('%s', async (_what, query, rates) => {
    expect(await found(query)).toBe(rates);
  });

  test('carry both forms of their time, then their columns', async () => {
    const texts = await Promise.all(
      ['heartrate', 'interbeat_interval', 'ring_battery_level'].map(async (series) => {
        const query = 'start_datetime=2026-03-14T15:00:00Z&end_datetime=2026-03-15T12:00:00Z';
        return (await server.get(`/v2/usercollection/${series}?${query}`, token)).text();
      }),
    );
    const [utc, unix] = [NOW, now];
    expect(texts.map((text) => JSON.parse(text).data)).toEqual([
      [
        { timestamp: '2026-03-15T00:00:00.000Z', timestamp_unix: unix - DAY / 2, bpm: 6, source: 'rest' },
        { timestamp: '2026-03-15T11:59:59.999Z', timestamp_unix: unix - 1, bpm: 7, source: 'rest' },
        { timestamp: utc, timestamp_unix: unix, bpm: 8, source: 'rest' },
      ],
      [
        { timestamp: '2026-03-15T11:59:59.188Z', timestamp_unix: unix - 812, ibi: -1, validity: -2 },
        { timestamp: utc, timestamp_unix: unix, ibi: 812, validity: 1 },
      ],
      [
        { timestamp: '2026-03-14T15:00:00.000Z', timestamp_unix: unix - 21 * 3_600_000, charging: false, in_charger: null, level: 20 },
        { timestamp: utc, timestamp_unix: unix, charging: true, in_charger: null, level: 80 },
      ],
    ]);
    expect(texts[2]).toContain('{"timestamp":"2026-03-15T12:00:00.000Z","timestamp_unix":1773576000000,"charging":true,"in_charger":null');
  });
});

describe('latest', () => {
  test.each([
    ['latest=true', '9'],
    ['latest=1', '9'],
    ['latest=True', '9'],
    ['latest=yes', '9'],
    ['latest=on', '9'],
    ['latest=true&start_datetime=1970-01-01&end_datetime=1970-01-02', '9'],
    ['latest=true&start_datetime=nonsense', '9'],
    ['latest=true&start_datetime=2026-03-15&end_datetime=2026-03-14', '9'],
    ['latest=false&end_datetime=1970-01-01', '1'],
    ['latest=0&end_datetime=1970-01-01', '1'],
    ['latest=False&end_datetime=1970-01-01', '1'],
    ['latest=&end_datetime=1970-01-01', '1'],
  ])('%s', async (query, rates) => {
    expect(await found(query)).toBe(rates);
  });

  test.each(['interbeat_interval', 'ring_battery_level'])('returns one row of %s', async (series) => {
    const rows = await listed(server.get(`/v2/usercollection/${series}?latest=true`, token));
    expect(rows.map(({ timestamp }) => timestamp)).toEqual([NOW]);
  });

  test('returns none where there is none', async () => {
    expect(await listed(server.get(`${LIST}?latest=true`, empty.token))).toEqual([]);
  });

  test('returns the newest wherever it was put', async () => {
    const user = await server.addUser();
    for (const ms of [now, now - 400 * DAY, now + DAY, now - DAY]) await putRows(server, user.id, 'heartrate', [heartRow(ms)]);
    const rows = await listed(server.get(`${LIST}?latest=true`, user.token));
    expect(rows.map(({ timestamp_unix }) => timestamp_unix)).toEqual([now + DAY]);
  });

  test.each(['maybe', '2', 'truetrue', 'null'])('%s is answered 422', async (latest) => {
    const { status, body } = await answerOf(server.get(`${LIST}?latest=${latest}`, token));
    const msg = 'Input should be a valid boolean, unable to interpret input';
    expect({ status, body }).toEqual({
      status: 422,
      body: { detail: [{ type: 'bool_parsing', loc: ['query', 'latest'], msg, input: latest }] },
    });
  });

  test.each(['daily_sleep', 'workout', 'ring_configuration'])('is ignored by %s', async (collection) => {
    for (const latest of ['true', 'maybe']) {
      expect(await listed(server.get(`/v2/usercollection/${collection}?latest=${latest}`, token))).toEqual([]);
    }
  });
});
