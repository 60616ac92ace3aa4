import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { answerOf } from '../support/answers.js';
import { NOW, startFrozenServer } from '../support/frozen-server.js';
import { createCirclet } from '../support/stores.js';

const server = await startFrozenServer({ rateLimit: 3 });
afterAll(() => server.close());
beforeEach(() => server.admin('POST', '/clock', { set: NOW }));

const LIST = '/v2/usercollection/daily_sleep';
const SANDBOX = '/v2/sandbox/usercollection/daily_sleep';
const HEADERS = ['retry-after', 'x-ratelimit-limit', 'x-ratelimit-window', 'x-ratelimit-reset', 'x-ratelimit-tier'];
const statusOf = async (path: string, token: string) => (await server.get(path, token)).status;
const advance = (seconds: number) => server.admin('POST', '/clock', { advance: seconds });
const limitHeaders = (response: Response) => HEADERS.map((name) => response.headers.get(name));
const exhaust = async (token: string) => {
  for (const path of [LIST, '/v2/usercollection/heartrate', '/v2/usercollection/personal_info']) {
    expect(await statusOf(path, token)).toBe(200);
  }
};

describe('the rate limit', () => {
  test('answers 429 with five headers', async () => {
    const { token } = await server.addUser();
    await exhaust(token);
    const response = await server.get(LIST, token);
    const reset = String(Date.parse(NOW) / 1000 + 300);
    expect(limitHeaders(response)).toEqual(['300', '3', '300', reset, 'token']);
    expect(await answerOf(Promise.resolve(response))).toEqual({ status: 429, body: { detail: 'Request Rate Limit Exceeded.' } });
  });

  test('follows the clock', async () => {
    const { token } = await server.addUser();
    await advance(100);
    await exhaust(token);
    const reset = String(Date.parse(NOW) / 1000 + 300);
    await advance(199.5);
    expect(limitHeaders(await server.get(LIST, token))).toEqual(['1', '3', '300', reset, 'token']);
    await advance(0.5);
    await exhaust(token);
    expect(await statusOf(LIST, token)).toBe(429);
    await advance(300);
    expect(await statusOf(LIST, token)).toBe(200);
  });

  test('counts each token by itself', async () => {
    const { id, token } = await server.addUser();
    const { body } = await answerOf(server.admin('POST', `/users/${id}/tokens`, {}));
    await exhaust(token);
    await exhaust((body as { token: string }).token);
    await exhaust((await server.addUser()).token);
    expect(await statusOf(LIST, token)).toBe(429);
  });

  test('counts refused and failed requests of a living token', async () => {
    const { id, token } = await server.addUser({ scopes: ['heartrate'] });
    await server.admin('PATCH', `/users/${id}`, { membership: 'lapsed' });
    expect(await statusOf(LIST, token)).toBe(403);
    await server.admin('PATCH', `/users/${id}`, { membership: 'active' });
    expect(await statusOf(LIST, token)).toBe(401);
    expect(await statusOf('/v2/usercollection/heartrate?start_datetime=nonsense', token)).toBe(422);
    expect(await statusOf('/v2/usercollection/heartrate', token)).toBe(429);
  });

  test('is shared by the sandbox, whatever the case of the scheme', async () => {
    const { token } = await server.addUser();
    await exhaust(token);
    expect(await statusOf(SANDBOX, token)).toBe(429);
    const response = await fetch(server.url + SANDBOX, { headers: { authorization: `bearer ${token}` } });
    expect([response.status, ...limitHeaders(response)]).toEqual([429, '300', '3', '300', expect.any(String), 'token']);
    expect(await statusOf(SANDBOX, 'anybody')).toBe(200);
  });

  test('holds in the sandbox for tokens that do not exist', async () => {
    const statuses: number[] = [];
    for (let asked = 0; asked < 4; asked++) statuses.push(await statusOf(SANDBOX, 'nobody'));
    expect(statuses).toEqual([200, 200, 200, 429]);
  });

  test('does not hold for the admin API', async () => {
    for (let asked = 0; asked < 5; asked++) expect((await server.admin('GET', '/clock')).status).toBe(200);
  });

  test.each([
    ['200', LIST, true],
    ['200 of the sandbox', SANDBOX, true],
    ['401', LIST, false],
    ['404', `${LIST}/x`, true],
    ['405 or 404', '/v2/usercollection/steps', true],
    ['422', `${LIST}?start_date=x`, true],
  ])('says nothing of itself in a %s', async (_status, path, isKnown) => {
    const { token } = await server.addUser();
    expect(limitHeaders(await server.get(path, isKnown ? token : 'wrong'))).toEqual([null, null, null, null, null]);
  });

  test.each([
    ['is 5000 unless told otherwise', undefined, 429],
    ['is off at 0', 0, 200],
  ])('%s', async (_what, rateLimit, status) => {
    const { fetch, close } = await createCirclet({ port: null, ...(rateLimit === undefined ? {} : { rateLimit }) });
    // A single document of the sandbox that does not exist costs least.
    const request = () => fetch(new Request(`http://localhost${SANDBOX}/x`, { headers: { authorization: 'x' } }));
    for (let asked = 0; asked < 5000; asked++) expect((await request()).status).toBe(404);
    expect((await request()).status).toBe(status === 200 ? 404 : status);
    await close();
  });
});
