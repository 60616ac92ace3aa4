import { pino } from 'pino';
import { afterAll, describe, expect, test } from 'vitest';
import { answerOf, listed, put } from '../support/answers.js';
import { startFrozenServer } from '../support/frozen-server.js';
import { sampleDocument } from '../support/sample-documents.js';

const server = await startFrozenServer();
afterAll(() => server.close());
const { id, token } = await server.addUser();
await put(server, id, 'daily_sleep', sampleDocument('daily_sleep', '2026-03-15', { id: 'one' }));

const LIST = '/v2/usercollection/daily_sleep';
const authorization = `Bearer ${token}`;
const NOT_FOUND = { detail: 'Not Found' };
const NOT_ALLOWED = { detail: 'Method Not Allowed' };

describe('routes', () => {
  test.each<[method: string, path: string, status: number, body: object, allow: string | null]>([
    ['GET', '/', 404, NOT_FOUND, null],
    ['GET', '/v2', 404, NOT_FOUND, null],
    ['GET', '/v2/usercollection', 404, NOT_FOUND, null],
    ['GET', '/v2/usercollection/steps', 404, NOT_FOUND, null],
    ['GET', '/v2/usercollection/Daily_Sleep', 404, NOT_FOUND, null],
    ['GET', '/v1/usercollection/daily_sleep', 404, NOT_FOUND, null],
    ['GET', '/v2/usercollection/daily_sleep/one/two', 404, NOT_FOUND, null],
    ['GET', '/v2/usercollection/heartrate/one', 404, NOT_FOUND, null],
    ['GET', '/v2/usercollection/personal_info/one', 404, NOT_FOUND, null],
    ['GET', '/v2/sandbox/usercollection/personal_info', 404, NOT_FOUND, null],
    ['POST', '/v2/usercollection/steps', 404, NOT_FOUND, null],
    ['POST', LIST, 405, NOT_ALLOWED, 'GET'],
    ['PUT', LIST, 405, NOT_ALLOWED, 'GET'],
    ['PATCH', `${LIST}/one`, 405, NOT_ALLOWED, 'GET'],
    ['DELETE', `${LIST}/one`, 405, NOT_ALLOWED, 'GET'],
    ['OPTIONS', LIST, 405, NOT_ALLOWED, 'GET'],
    ['POST', '/v2/sandbox/usercollection/heartrate', 405, NOT_ALLOWED, 'GET'],
    ['POST', '/v2/usercollection/personal_info', 405, NOT_ALLOWED, 'GET'],
    ['DELETE', '/openapi.json', 405, NOT_ALLOWED, 'GET'],
  ])('%s %s is answered %i', async (method, path, status, body, allow) => {
    const response = await fetch(server.url + path, { method, headers: { authorization } });
    expect(response.headers.get('allow')).toBe(allow);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await answerOf(Promise.resolve(response))).toEqual({ status, body });
  });

  test.each([
    `${LIST}/`,
    `${LIST}/one/`,
    '/v2/usercollection/heartrate/',
    '/v2/usercollection/personal_info/',
    '/v2/sandbox/usercollection/sleep/',
  ])('%s is answered without a redirect', async (path) => {
    const response = await fetch(server.url + path, { headers: { authorization }, redirect: 'error' });
    expect(response.status).toBe(200);
    expect(await response.text()).toBe(await (await server.get(path.slice(0, -1), token)).text());
  });

  test.each([
    [LIST, 200],
    [`${LIST}/one`, 200],
    [`${LIST}/two`, 404],
    ['/v2/usercollection/heartrate', 200],
    ['/v2/usercollection/steps', 404],
  ])('HEAD %s is answered %i without a body', async (path, status) => {
    const response = await fetch(server.url + path, { method: 'HEAD', headers: { authorization } });
    expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([status, 'application/json', '']);
  });

  test('HEAD asks for a token, too', async () => {
    expect((await fetch(server.url + LIST, { method: 'HEAD' })).status).toBe(401);
  });
});

describe('requests', () => {
  test.each<[string, Record<string, string>]>([
    ['a JSON content type with an empty body', { 'content-type': 'application/json' }],
    ['a content type and a length of nothing', { 'content-type': 'application/json', 'content-length': '0' }],
    ['an Accept header of anything', { accept: 'text/html' }],
    ['no compression', { 'accept-encoding': 'identity' }],
  ])('%s is accepted on a GET', async (_what, headers) => {
    const response = await fetch(server.url + LIST, { headers: { authorization, ...headers } });
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/json']);
  });

  test.each([
    'page=2&limit=1&per_page=1',
    'start_datetime=nonsense&end_datetime=nonsense',
    'latest=nonsense',
    '2',
    '=',
    '&&',
    '%',
    '%E0%A4%A',
    'next_token=',
    'start_date=&end_date=&fields=',
  ])('the parameters %s are ignored', async (query) => {
    expect(await listed(server.get(`${LIST}?${query}`, token))).toHaveLength(1);
  });

  test.each([
    ['start_date=2026-03-20&start_date=2026-03-15', 1],
    ['start_date=2026-03-15&start_date=2026-03-20', 0],
    ['start_date=nonsense&start_date=2026-03-15', 1],
  ])('of a repeated parameter the last one counts: %s', async (query, count) => {
    expect(await listed(server.get(`${LIST}?${query}`, token))).toHaveLength(count);
  });
});

describe('answers', () => {
  test.each<[string, string, number]>([
    [LIST, 'token', 200],
    [`${LIST}/one`, 'token', 200],
    [`${LIST}?fields=day`, 'token', 200],
    ['/v2/usercollection/heartrate', 'token', 200],
    ['/v2/usercollection/personal_info', 'token', 200],
    ['/v2/sandbox/usercollection/heartrate', 'token', 200],
    ['/openapi.json', 'token', 200],
    [`${LIST}?start_date=2026-03-15&end_date=2026-03-14`, 'token', 400],
    [LIST, 'wrong', 401],
    [`${LIST}/two`, 'token', 404],
    [`${LIST}?start_date=x`, 'token', 422],
    ['/admin/v1/clock', 'token', 401],
    ['/admin/v1/clock', 'admin', 200],
  ])('%s (%s) is plain JSON with status %i', async (path, who, status) => {
    const bearer = { token, wrong: 'wrong', admin: server.adminToken }[who];
    const response = await server.get(path, bearer);
    expect([response.status, response.headers.get('content-type')]).toEqual([status, 'application/json']);
    const text = await response.text();
    expect(text).toBe(JSON.stringify(JSON.parse(text)));
  });

  test('a failure is answered 500 without a word of what it was, and logged without the token', async () => {
    const lines: string[] = [];
    // Of requests: what looks at the store by itself may fail, too.
    const log = pino({}, { write: (line) => void (line.includes('"request"') && lines.push(line)) });
    const broken = await startFrozenServer({ log });
    const user = await broken.addUser();
    await broken.store.close();
    const response = await broken.get(`${LIST}?start_date=2026-01-01`, user.token);
    const requestId = response.headers.get('x-request-id');
    expect(await answerOf(Promise.resolve(response))).toEqual({ status: 500, body: { detail: 'Internal Server Error' } });
    expect([...response.headers.keys()].sort()).toEqual([
      'connection',
      'content-length',
      'content-type',
      'date',
      'keep-alive',
      'x-request-id',
    ]);
    expect(requestId).toMatch(/^[0-9a-f]{16}$/);
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      request: { id: requestId, method: 'GET', path: LIST },
      err: { message: expect.any(String) },
    });
    expect(lines[0]).not.toContain(user.token);
    await broken.close();
  });
});
