import { afterAll, describe, expect, test } from 'vitest';
import { documentCollections, seriesCollections } from '../../src/collections/index.js';
import { behaviourOf } from '../../src/http/behaviour.js';
import { createSeededRandom } from '../../src/lib/random.js';
import { answerOf, listed } from '../support/answers.js';
import { startFrozenServer } from '../support/frozen-server.js';
import type { Row } from '../support/sample-documents.js';
import { walkPages } from '../support/walk-pages.js';

const behaviour = behaviourOf('contract', { seriesPageSize: 20_000 });
const server = await startFrozenServer({ behaviour, rateLimit: 0 });
const otherServer = await startFrozenServer({ behaviour, random: createSeededRandom('another server'), clock: { now: () => 0 } });
afterAll(() => Promise.all([server.close(), otherServer.close()]));

const SANDBOX = '/v2/sandbox/usercollection';
const get = (path: string) => server.get(`${SANDBOX}/${path}`, 'anybody');
const list = (path: string) => listed(get(path));
const seriesNames = seriesCollections.map(({ name }) => name);

describe('the sandbox', () => {
  test.each(['Bearer undefined', 'Bearer sandbox', 'Bearer', 'Basic eDp5', 'x', 'Bearer two words', 'ÿ'])(
    'takes the Authorization "%s" and answers the same to everybody',
    async (authorization) => {
      const { token } = await server.addUser({ scopes: [] });
      for (const path of [
        'daily_sleep?start_date=2026-03-01&end_date=2026-03-05',
        'heartrate?start_datetime=2026-03-01&end_datetime=2026-03-02',
      ]) {
        const answer = await fetch(`${server.url}${SANDBOX}/${path}`, { headers: { authorization } });
        expect(answer.status).toBe(200);
        const text = await answer.text();
        expect(text).toBe(await (await server.get(`${SANDBOX}/${path}`, token)).text());
        expect(text).toBe(await (await otherServer.get(`${SANDBOX}/${path}`, 'x')).text());
      }
    },
  );

  test.each([undefined, '', ' '])('wants an Authorization: %j', async (authorization) => {
    const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
    for (const path of ['sleep', 'sleep/x', 'heartrate']) {
      const answer = await answerOf(fetch(`${server.url}${SANDBOX}/${path}`, { headers }));
      expect(answer).toEqual({ status: 401, body: { detail: 'Token is missing from Request Authorization Header' } });
    }
  });

  test('has no personal_info', async () => {
    expect(await answerOf(get('personal_info'))).toEqual({ status: 404, body: { detail: 'Not Found' } });
  });

  test.each([
    ['daily_sleep?start_date=2026-02-30', 422],
    ['daily_sleep?start_date=2026-03-02&end_date=2026-03-01', 400],
    ['heartrate?start_datetime=x', 422],
    ['heartrate?next_token=x', 400],
    ['daily_sleep?fields=nonsense', 200],
    ['heartrate?latest=nonsense', 200],
    ['heartrate?latest=true&start_datetime=2026-03-02&end_datetime=2026-03-01', 400],
  ])('%s is answered %i', async (path, status) => {
    expect((await get(path)).status).toBe(status);
  });

  test('knows no latest', async () => {
    const range = 'start_datetime=2026-03-14T00:00:00&end_datetime=2026-03-14T06:00:00';
    expect(await list(`heartrate?${range}&latest=true`)).toEqual(await list(`heartrate?${range}`));
  });
});

describe.each(['2010', '2026', '2050'])('in %s', (year) => {
  test.each(documentCollections)('there is $name, the same however it is asked for', async ({ name, instantOf }) => {
    // Half a year holds something of everything; ring_configuration is not asked for by dates.
    const half = await walkPages(get, `${name}?start_date=${year}-01-01&end_date=${year}-07-01`).then(({ rows }) => rows);
    expect(half.length).toBeGreaterThan(0);
    expect(new Set(half.map(({ id }) => id)).size).toBe(half.length);
    const instants = half.map(instantOf);
    expect(instants).toEqual(instants.toSorted((a, b) => a - b));
    if (name === 'ring_configuration') return;
    const week = await list(`${name}?start_date=${year}-03-10&end_date=${year}-03-17`);
    const byDays: Row[] = [];
    const days = Array.from({ length: 8 }, (_, place) => `${year}-03-${10 + place}`);
    for (const day of days) {
      // To a millisecond before midnight, so that none is asked for twice.
      const end = day === days.at(-1) ? day : `${day}T23:59:59.999Z`;
      byDays.push(...(await list(`${name}?start_date=${day}&end_date=${end}`)));
    }
    expect(week).toEqual(byDays);
    expect(week).toEqual(half.filter(({ id }) => week.some((row) => row.id === id)));
    for (const document of [half[0], half.at(-1)]) {
      expect(await answerOf(get(`${name}/${document?.id}`))).toEqual({ status: 200, body: document });
      expect((await get(`${name === 'tag' ? 'sleep' : 'tag'}/${document?.id}`)).status).toBe(404);
    }
  });

  test.each(seriesNames)('there is %s, the same however it is asked for', async (name) => {
    behaviour.seriesPageSize = 500_000;
    const whole = await list(`${name}?start_datetime=${year}-03-10T05:00:00&end_datetime=${year}-03-13T05:00:00`);
    expect(whole.length).toBeGreaterThan(3);
    const times = whole.map(({ timestamp_unix }) => Number(timestamp_unix));
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(new Set(times).size).toBe(times.length);
    const byHours: Row[] = [];
    for (let hour = 0; hour < 72; hour += 6) {
      const [start, end] = [0, 6].map((more) => Date.parse(`${year}-03-10T05:00:00Z`) + (hour + more) * 3_600_000);
      byHours.push(...(await list(`${name}?start_datetime=${start}&end_datetime=${Number(end) - (hour === 66 ? 0 : 1)}`)));
    }
    expect(byHours).toEqual(whole);
    behaviour.seriesPageSize = 997;
    expect((await walkPages(get, `${name}?start_datetime=${times[0]}&end_datetime=${times.at(-1)}`)).rows).toEqual(whole);
  });
});

describe('pages of the sandbox', () => {
  test('hold all rings at once, for clients that take the newest and follow no cursor', async () => {
    expect((await list('ring_configuration')).length).toBeGreaterThan(1);
  });

  test.each(['daily_sleep', 'sleep', 'workout', 'tag', 'ring_configuration'])('of %s', async (name) => {
    const range = `${name}?start_date=2020-01-01&end_date=2020-03-31`;
    const { rows } = await walkPages(get, range);
    for (const size of [1, 7, 50]) {
      behaviour.documentPageSize = size;
      const walk = await walkPages(get, range, { repeatParameters: size === 7 });
      expect(walk.rows).toEqual(rows);
      if (name !== 'ring_configuration') expect(Math.max(...walk.sizes)).toBe(Math.min(size, rows.length));
    }
    behaviour.documentPageSize = 5000;
  });
});
