import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { behaviourOf } from '../../src/http/behaviour.js';
import { listed, put, putRows } from '../support/answers.js';
import { NOW, startFrozenServer } from '../support/frozen-server.js';
import { heartRow, sampleDocument } from '../support/sample-documents.js';
import { walkPages } from '../support/walk-pages.js';

const behaviour = behaviourOf('contract');
const server = await startFrozenServer({ behaviour, rateLimit: 0 });
afterAll(() => server.close());
beforeEach(() => {
  behaviour.documentPageSize = 5000;
  behaviour.seriesPageSize = 1000;
});

const { id, token } = await server.addUser();
const get = (path: string) => server.get(path, token);
const STRESS = '/v2/usercollection/daily_stress?start_date=2000-01-01&end_date=2030-01-01';
const HEART = '/v2/usercollection/heartrate?start_datetime=2025-01-01&end_datetime=2030-01-01';
const DAY = 86_400_000;

const days = Array.from({ length: 5203 }, (_, place) => new Date(Date.parse('2010-01-01') + place * DAY).toISOString().slice(0, 10));
await put(server, id, 'daily_stress', days.map((day) => sampleDocument('daily_stress', day)).toReversed());
/** A little over three months, 1,000 rows a day. */
const times = Array.from({ length: 100_000 }, (_, place) => Date.parse('2025-06-01T00:00:00.500Z') + place * 86_400);
for (let at = 0; at < times.length; at += 50_000) {
  const rows = times.slice(at, at + 50_000).map((ms, place) => heartRow(ms, 40 + (place % 100)));
  await putRows(server, id, 'heartrate', rows);
}

describe('5,203 documents', () => {
  test.each([
    [5000, [5000, 203]],
    [5202, [5202, 1]],
    [5203, [5203]],
    [5204, [5203]],
    [250, [...Array(20).fill(250), 203]],
    [43, Array(121).fill(43)],
  ])('come whole and in order by pages of %i', async (size, sizes) => {
    behaviour.documentPageSize = size;
    for (const repeatParameters of [false, true]) {
      const walk = await walkPages(get, STRESS, { repeatParameters });
      expect(walk.sizes).toEqual(sizes);
      expect(walk.rows.map(({ day }) => day)).toEqual(days);
      expect(new Set(walk.rows.map((row) => row.id)).size).toBe(days.length);
    }
  });

  test('come one by one', async () => {
    behaviour.documentPageSize = 1;
    const walk = await walkPages(get, '/v2/usercollection/daily_stress?start_date=2020-01-01&end_date=2020-12-31');
    expect(walk.sizes).toEqual(Array(366).fill(1));
    expect(walk.rows.map(({ day }) => day)).toEqual(days.filter((day) => day.startsWith('2020')));
  });
});

describe('100,000 rows', () => {
  test.each([
    [1000, Array(100).fill(1000)],
    [997, [...Array(100).fill(997), 300]],
    [99_999, [99_999, 1]],
    [100_000, [100_000]],
  ])('come whole and in order by pages of %i', async (size, sizes) => {
    behaviour.seriesPageSize = size;
    const walk = await walkPages(get, HEART);
    expect(walk.sizes).toEqual(sizes);
    expect(walk.rows.map((row) => row.timestamp_unix)).toEqual(times);
  });

  test('come by small pages, with the parameters repeated', async () => {
    behaviour.seriesPageSize = 7;
    const range = `start_datetime=${times[2500]}&end_datetime=${times[5500]}`;
    const walk = await walkPages(get, `/v2/usercollection/heartrate?${range}`, { repeatParameters: true });
    expect(walk.sizes).toEqual([...Array(428).fill(7), 5]);
    expect(walk.rows.map((row) => row.timestamp_unix)).toEqual(times.slice(2500, 5501));
  });
});

describe('a cursor', () => {
  test('carries its range: what is sent along is not read', async () => {
    behaviour.documentPageSize = 100;
    const { next_token } = (await (await get(STRESS)).json()) as { next_token: string };
    const expected = await (await get(`/v2/usercollection/daily_stress?next_token=${next_token}`)).text();
    for (const along of ['start_date=2020-01-01', 'end_date=nonsense', 'start_date=2020-01-02&end_date=2020-01-01', 'fields=day']) {
      expect(await (await get(`/v2/usercollection/daily_stress?${along}&next_token=${next_token}`)).text()).toBe(expected);
    }
  });

  test('carries its page size', async () => {
    behaviour.seriesPageSize = 30;
    const { next_token } = (await (await get(HEART)).json()) as { next_token: string };
    behaviour.seriesPageSize = 1000;
    const { data } = (await (await get(`/v2/usercollection/heartrate?next_token=${next_token}`)).json()) as { data: unknown[] };
    expect(data).toHaveLength(30);
  });

  test('carries its default range, however late it is followed', async () => {
    const user = await server.addUser();
    const ask = (path: string) => server.get(path, user.token);
    await putRows(
      server,
      user.id,
      'heartrate',
      [1, 2, 3].map((hours) => heartRow(Date.parse(NOW) - hours * 3_600_000)),
    );
    behaviour.seriesPageSize = 1;
    const advance = async () => void (await server.admin('POST', '/clock', { advance: 86_400 }));
    const { sizes } = await walkPages(ask, '/v2/usercollection/heartrate', { between: advance });
    await server.admin('POST', '/clock', { set: NOW });
    expect(sizes).toEqual([1, 1, 1]);
  });

  test.each([
    ['/v2/usercollection/daily_stress', 'stress_high,day', ['day', 'id', 'stress_high']],
    ['/v2/usercollection/daily_stress', 'nothing', ['day', 'id']],
    ['/v2/usercollection/heartrate', 'bpm', ['bpm', 'timestamp']],
  ])('of %s carries the fields %s', async (list, fields, keys) => {
    behaviour.documentPageSize = 1000;
    const range = list.endsWith('rate') ? `start_datetime=${times[0]}&end_datetime=${times[2500]}` : 'start_date=2010-01-01';
    const { rows, sizes } = await walkPages(get, `${list}?${range}&fields=${fields}`);
    expect(sizes.length).toBeGreaterThan(2);
    expect(new Set(rows.map((row) => Object.keys(row).sort().join()))).toEqual(new Set([keys.join()]));
  });

  test('is absent where everything fits, also exactly', async () => {
    behaviour.documentPageSize = 31;
    expect(await listed(get('/v2/usercollection/daily_stress?start_date=2020-01-01&end_date=2020-01-31'))).toHaveLength(31);
    behaviour.seriesPageSize = 11;
    expect(await listed(get(`/v2/usercollection/heartrate?start_datetime=${times[10]}&end_datetime=${times[20]}`))).toHaveLength(11);
  });
});
