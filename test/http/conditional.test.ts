import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { Pool } from 'undici';
import { afterAll, describe, expect, test } from 'vitest';
import { put } from '../support/answers.js';
import { startFrozenServer } from '../support/frozen-server.js';
import { sampleDocument } from '../support/sample-documents.js';

const server = await startFrozenServer();
const pool = new Pool(server.url);
afterAll(() => Promise.all([server.close(), pool.close()]));
const { id, token } = await server.addUser();
const DAYS = Array.from({ length: 30 }, (_, i) => `2026-02-${String((i % 28) + 1).padStart(2, '0')}`);
for (const day of new Set(DAYS)) await put(server, id, 'daily_sleep', sampleDocument('daily_sleep', day, { id: day }));
const rows = Array.from({ length: 2000 }, (_, i) => ({
  timestamp: new Date(Date.UTC(2026, 2, 1) + i * 300_000).toISOString(),
  bpm: 50 + (i % 40),
  source: 'rest',
}));
await server.admin('PUT', `/users/${id}/series/heartrate`, rows);

const LIST = '/v2/usercollection/daily_sleep?start_date=2026-02-01&end_date=2026-02-28';
const ONE = '/v2/usercollection/daily_sleep/2026-02-01';
const SERIES = '/v2/usercollection/heartrate?start_datetime=2026-03-01T00:00:00Z&end_datetime=2026-03-10T00:00:00Z';
const PROFILE = '/v2/usercollection/personal_info';
const SANDBOX = '/v2/sandbox/usercollection/daily_sleep?start_date=2026-01-01&end_date=2026-02-01';

/** An answer as it comes over the wire. */
async function ask(path: string, headers: Record<string, string> = {}, bearer = token) {
  const {
    statusCode,
    headers: got,
    body,
  } = await pool.request({ method: 'GET', path, headers: { authorization: `Bearer ${bearer}`, ...headers } });
  return { status: statusCode, headers: got, bytes: Buffer.from(await body.arrayBuffer()) };
}
const tagOf = async (path: string, bearer = token) => String((await ask(path, {}, bearer)).headers.etag);
const statusWith = async (path: string, tag: string, bearer = token) => (await ask(path, { 'if-none-match': tag }, bearer)).status;

describe('an answer that the client has', () => {
  test.each([LIST, ONE, SERIES, PROFILE, SANDBOX, '/v2/usercollection/daily_sleep'])('%s is 304, without a body', async (path) => {
    const tag = await tagOf(path);
    expect(tag).toMatch(/^W\/"[\w-]{12}(\.[0-9a-z]+){2,3}"$/);
    const { status, headers, bytes } = await ask(path, { 'if-none-match': tag });
    expect([status, headers.etag, headers['cache-control'], headers['content-type'], bytes.length]).toEqual([
      304,
      tag,
      'no-cache',
      undefined,
      0,
    ]);
  });

  test.each([
    ['among others', (tag: string) => `"x", ${tag},W/"y"`],
    ['with blanks', (tag: string) => ` ${tag} `],
  ])('is found %s', async (_what, written) => {
    expect(await statusWith(LIST, written(await tagOf(LIST)))).toBe(304);
  });

  test.each([
    ['of another list', '/v2/usercollection/daily_sleep?start_date=2026-02-02&end_date=2026-02-28'],
    ['of another collection', '/v2/usercollection/sleep?start_date=2026-02-01&end_date=2026-02-28'],
    ['that asks for other fields', `${LIST}&fields=day`],
  ])('is not one %s', async (_what, path) => {
    expect(await statusWith(path, await tagOf(LIST))).toBe(200);
  });

  test('is not one of somebody else, nor of other scopes', async () => {
    const other = await server.addUser();
    expect(await statusWith(LIST, await tagOf(LIST), other.token)).toBe(200);
    const narrow = (await (await server.admin('POST', `/users/${id}/tokens`, { scopes: ['email'] })).json()) as { token: string };
    expect(await statusWith(PROFILE, await tagOf(PROFILE), narrow.token)).toBe(200);
  });

  test('is refused before it is looked at', async () => {
    expect(await statusWith(LIST, await tagOf(LIST), 'nobody')).toBe(401);
    expect((await ask(`${LIST}x`, { 'if-none-match': await tagOf(LIST) })).status).toBe(422);
  });

  test('has no tag where it goes up to this very moment', async () => {
    expect((await ask('/v2/usercollection/heartrate')).headers.etag).toBeUndefined();
    expect((await ask('/v2/usercollection/heartrate?start_datetime=2026-03-01T00:00:00Z')).headers.etag).toBeUndefined();
  });
});

describe('is sent anew after', () => {
  test.each<[string, string, () => Promise<unknown>]>([
    ['another document', LIST, () => put(server, id, 'daily_sleep', sampleDocument('daily_sleep', '2026-02-28', { id: 'new' }))],
    [
      'a changed document',
      LIST,
      () => put(server, id, 'daily_sleep', sampleDocument('daily_sleep', '2026-02-28', { id: 'new', score: 1 })),
    ],
    ['a document that went', LIST, () => server.admin('DELETE', `/users/${id}/documents/daily_sleep/new`)],
    [
      'another row',
      SERIES,
      () => server.admin('PUT', `/users/${id}/series/heartrate`, [{ timestamp: '2026-03-09T12:00:01Z', bpm: 1, source: 'rest' }]),
    ],
    ['another e-mail address', PROFILE, () => server.admin('PATCH', `/users/${id}`, { email: 'new@example.com' })],
    ['midnight', '/v2/usercollection/daily_sleep', () => server.admin('POST', '/clock', { advance: 86_400 })],
  ])('%s', async (_what, path, change) => {
    const before = await ask(path);
    expect(await statusWith(path, String(before.headers.etag))).toBe(304);
    const changed = (await change()) as Response | undefined;
    expect(changed?.ok ?? true).toBe(true);
    const after = await ask(path, { 'if-none-match': String(before.headers.etag) });
    expect(after.status).toBe(200);
    expect(after.headers.etag).not.toBe(before.headers.etag);
  });

  test('nothing that changed nothing', async () => {
    const tag = await tagOf(LIST);
    await put(server, id, 'daily_sleep', sampleDocument('daily_sleep', '2026-02-01', { id: '2026-02-01' }));
    expect(await statusWith(LIST, tag)).toBe(304);
  });
});

describe('a body', () => {
  const unpack = { br: brotliDecompressSync, gzip: gunzipSync };

  test.each<[accepted: string | undefined, coding: 'br' | 'gzip' | undefined]>([
    [undefined, undefined],
    ['', undefined],
    ['identity', undefined],
    ['deflate', undefined],
    ['gzip', 'gzip'],
    ['x-gzip', 'gzip'],
    ['GZIP', 'gzip'],
    ['br', 'br'],
    ['gzip, deflate', 'gzip'],
    ['gzip, deflate, br', 'br'],
    ['gzip, deflate, br, zstd', 'br'],
    ['*', 'br'],
    ['br;q=0, *', 'gzip'],
    ['br;q=0, gzip;q=0', undefined],
    ['br;q=0.5, gzip;q=0.8', 'gzip'],
    ['gzip;q=0.5, identity', undefined],
    ['gzip;q=nonsense', undefined],
  ])('asked for as %j comes as %s', async (accepted, coding) => {
    const plain = await ask(LIST);
    const { headers, bytes } = await ask(LIST, accepted === undefined ? {} : { 'accept-encoding': accepted });
    expect([headers['content-encoding'], headers.vary, headers.etag]).toEqual([coding, 'accept-encoding', plain.headers.etag]);
    expect(Number(headers['content-length'])).toBe(bytes.length);
    expect((coding ? unpack[coding](bytes) : bytes).equals(plain.bytes)).toBe(true);
    if (coding) expect(bytes.length).toBeLessThan(plain.bytes.length / 3);
  });

  test.each(['br', 'gzip'] as const)('that is large comes as %s, too', async (coding) => {
    const plain = await ask(SERIES);
    const { headers, bytes } = await ask(SERIES, { 'accept-encoding': coding });
    expect(headers['content-encoding']).toBe(coding);
    expect(plain.bytes.length).toBeGreaterThan(65_536);
    expect(unpack[coding](bytes).equals(plain.bytes)).toBe(true);
  });

  test('that fits into a packet is left alone', async () => {
    expect((await ask(ONE, { 'accept-encoding': 'gzip' })).headers['content-encoding']).toBeUndefined();
  });

  test('that a HEAD asks about is not sent', async () => {
    const { statusCode, headers, body } = await pool.request({
      method: 'HEAD',
      path: LIST,
      headers: { authorization: `Bearer ${token}`, 'accept-encoding': 'gzip' },
    });
    expect([statusCode, headers['content-encoding'], headers.etag, (await body.text()).length]).toEqual([
      200,
      'gzip',
      await tagOf(LIST),
      0,
    ]);
  });
});
