import { gunzipSync } from 'node:zlib';
import { Pool } from 'undici';
import { afterAll, describe, expect, test } from 'vitest';
import { behaviourOf } from '../../src/http/behaviour.js';
import { putRows } from '../support/answers.js';
import { NOW, startFrozenServer } from '../support/frozen-server.js';

const server = await startFrozenServer({ behaviour: behaviourOf('contract', { seriesPageSize: 250 }) });
const pool = new Pool(server.url);
afterAll(async () => {
  await pool.close();
  await server.close();
});
const { id, token } = await server.addUser();

const DAY = 86_400_000;
const now = Date.parse(NOW);
/** Days of which some lie where the quick way does not go: in another millennium, or with numbers of more than 32 bits. */
const days = [now - 9 * DAY, now - 8 * DAY, now - 7 * DAY, 0, Date.UTC(2300, 0, 1)];
const beats = days.flatMap((start, d) =>
  Array.from({ length: 100 }, (_, i) => ({ timestamp_unix: start + i * 811, ibi: d === 1 && i === 50 ? 2 ** 40 : 700 + i, validity: 1 })),
);
await putRows(server, id, 'interbeat_interval', beats);

async function ask(query: string, acceptEncoding: string) {
  const path = `/v2/usercollection/interbeat_interval?${query}`;
  const { headers, body } = await pool.request({
    method: 'GET',
    path,
    headers: { authorization: `Bearer ${token}`, 'accept-encoding': acceptEncoding },
  });
  const bytes = Buffer.from(await body.arrayBuffer());
  return { coding: headers['content-encoding'], length: Number(headers['content-length']), headers, bytes };
}

const ALL = 'start_datetime=0001-01-01&end_datetime=9999-12-31';

describe('rows as gzip', () => {
  test.each([
    ['all days, the first page', ALL],
    ['from within a day into the next', `start_datetime=${now - 8 * DAY + 30_000}&end_datetime=${now - 7 * DAY + 40_000}`],
    ['a day the quick way', `start_datetime=${now - 9 * DAY}&end_datetime=${now - 8 * DAY - 1}`],
    ['a day the other way', `start_datetime=2299-12-31&end_datetime=2300-01-02`],
    ['few rows of one day before many of the next', `start_datetime=${now - 9 * DAY + 99 * 811}&end_datetime=${now - 8 * DAY + DAY / 2}`],
    ['some fields', `${ALL}&fields=ibi`],
  ])('%s: the same text', async (_what, query) => {
    const plain = await ask(query, 'identity');
    const packed = await ask(query, 'gzip');
    expect([plain.coding, packed.coding]).toEqual([undefined, 'gzip']);
    expect(gunzipSync(packed.bytes).equals(plain.bytes)).toBe(true);
    expect(packed.length).toBe(packed.bytes.length);
    expect([packed.headers.vary, packed.headers.etag]).toEqual(['accept-encoding', plain.headers.etag]);
  });

  test('page by page to the end', async () => {
    let query = ALL;
    const seen: number[] = [];
    for (let page = 0; page < 2; page++) {
      const { data, next_token: next } = JSON.parse(gunzipSync((await ask(query, 'gzip')).bytes).toString());
      seen.push(...data.map(({ timestamp_unix }: { timestamp_unix: number }) => timestamp_unix));
      query = `next_token=${next}`;
      expect(next === null).toBe(page === 1);
    }
    expect(seen).toEqual(beats.map(({ timestamp_unix }) => timestamp_unix).sort((a, b) => a - b));
  });

  test('not where they fit into a packet', async () => {
    const { coding, bytes } = await ask(`start_datetime=${now - 9 * DAY}&end_datetime=${now - 9 * DAY + 8110}`, 'gzip');
    expect([coding, JSON.parse(bytes.toString()).data.length]).toEqual([undefined, 11]);
    expect((await ask(`start_datetime=${now}&end_datetime=${now}`, 'gzip')).bytes.toString()).toBe('{"data":[],"next_token":null}');
  });

  test.each([
    ['br, gzip', 'gzip'],
    ['gzip;q=0.5, br', 'br'],
    ['br', 'br'],
    ['*', 'gzip'],
    ['gzip;q=0.5, identity', undefined],
  ])('for a client that takes %s: %s', async (accepted, coding) => {
    expect((await ask(ALL, accepted)).coding).toBe(coding);
  });
});
