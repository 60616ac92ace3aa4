import { afterAll, expect, test } from 'vitest';
import { createSeededRandom } from '../../src/lib/random.js';
import { startOAuthServer } from './oauth-server.js';

/** As many as a run of all tests can wait for; `CIRCLET_FUZZ=100000` for the long run. */
const REQUESTS = Number(process.env.CIRCLET_FUZZ ?? 3000);
/** What the process may grow by between the first tenth and the end. */
const GROWTH_BYTES = 150 * 1024 * 1024;
const AT_ONCE = 20;

const unexpected: unknown[] = [];
const server = await startOAuthServer({ rateLimit: 0, appRateLimit: 0 });
afterAll(() => server.close());
const user = await server.addUser();
const app = await server.addApp({ redirectUris: ['http://localhost:*'] });
const random = createSeededRandom('fuzz');
const below = (limit: number) => Buffer.from(random.bytes(4)).readUInt32BE() % limit;
const pick = <T>(choices: readonly T[]): T => choices[below(choices.length)] as T;

const PATHS = [
  ...['/oauth/authorize', '/oauth/token', '/oauth/revoke', '/oauth/introspect', '/oauth/sign-in', '/oauth/sign-out', '/oauth/consent'],
  ...[
    '/oauth/connections',
    '/oauth/connections/disconnect',
    '/oauth/style.css',
    '/oauth/v2/ext/oauth-authorize',
    '/oauth/v2/ext/oauth-token',
  ],
  ...['/oauth/v2/ext/oauth-revoke', '/oauth/v2/ext/oauth/revoke', '/oauth/v2/ext/oauth-introspect', '/openapi.json', '/', '/oauth'],
  ...['/oauth/v2/ext/oauth-anonymous/.well-known/openid-configuration', '/v2/usercollection/daily_sleep', '/v2/usercollection/heartrate'],
  ...[
    '/v2/usercollection/personal_info',
    '/v2/usercollection/sleep/x',
    '/v2/sandbox/usercollection/sleep',
    '/admin/v1/users',
    '/admin/v1/apps',
  ],
  ...['/admin/v1/events', '/admin/v1/clock/x', `/admin/v1/users/${user.id}/tokens`, `/admin/v1/users/${user.id}/documents/daily_sleep`],
];
const NAMES = [
  ...[
    'client_id',
    'client_secret',
    'redirect_uri',
    'response_type',
    'grant_type',
    'code',
    'refresh_token',
    'scope',
    'state',
    'token',
    'csrf',
  ],
  ...['access_token', 'code_challenge', 'code_challenge_method', 'code_verifier', 'decision', 'request', 'return_to', 'user', 'password'],
  ...['login_hint', 'start_date', 'end_date', 'next_token', 'fields', 'latest', 'after', 'limit', 'disconnected', '__proto__', ''],
];
const VALUES = [
  ...[
    'code',
    'token',
    'authorization_code',
    'refresh_token',
    'client_credentials',
    'S256',
    'plain',
    'allow',
    'daily',
    'extapi:spo2Daily',
    '',
  ],
  ...[
    app.id,
    app.secret,
    user.id,
    user.token,
    'http://localhost:3000/cb',
    'http://localhost:*',
    'javascript:alert(1)',
    '?client_id=x',
    '/oauth/authorize',
  ],
  ...[
    '\u0000',
    '☃',
    '\ud800',
    '%',
    '%E0%A4%A',
    '../../..',
    "' or 1=1 --",
    '<script>',
    '\r\nSet-Cookie: a=b',
    '1e309',
    '-1',
    '2026-03-15',
    '[]',
    'null',
  ],
];
const HEADERS: [string, string][] = [
  ...(['authorization', 'cookie', 'content-type', 'accept', 'user-agent', 'origin'] as const).flatMap((name): [string, string][] => [
    [name, ''],
    [name, 'x'],
  ]),
  ['authorization', `Bearer ${user.token}`],
  ['authorization', `Bearer ${server.adminToken}`],
  ['authorization', `Basic ${Buffer.from(`${app.id}:${app.secret}`).toString('base64')}`],
  ['authorization', 'Basic ////'],
  ['cookie', `circlet_session=${'A'.repeat(43)}`],
  ['content-type', 'application/json'],
  ['content-type', 'application/x-www-form-urlencoded;charset=UTF-8'],
  ['content-type', 'multipart/form-data'],
];

const noise = () => Buffer.from(random.bytes(below(40))).toString(pick(['latin1', 'utf8', 'base64url']));
const value = () => (below(4) === 0 ? noise().repeat(pick([1, 1, 1, 50])) : pick(VALUES));
/** Requests that get through, as beginnings of others that may not. */
const RIGHT: Record<string, string>[] = [
  { response_type: 'code', client_id: app.id, redirect_uri: 'http://localhost:3000/cb' },
  { response_type: 'token', client_id: app.id, redirect_uri: 'http://localhost:3000/cb', state: 's' },
  { grant_type: 'authorization_code', client_id: app.id, client_secret: app.secret, redirect_uri: 'http://localhost:3000/cb' },
  { grant_type: 'refresh_token', client_id: app.id, client_secret: app.secret },
];
function parameters(): string {
  const values = new URLSearchParams(below(2) === 0 ? pick(RIGHT) : {});
  for (let count = below(6); count > 0; count--) below(3) === 0 ? values.set(pick(NAMES), value()) : values.append(pick(NAMES), value());
  return values.toString();
}

function request(): Request {
  const method = pick(['GET', 'GET', 'POST', 'POST', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']);
  const path = below(10) === 0 ? `/${encodeURIComponent(noise())}` : pick(PATHS);
  const headers = new Headers();
  for (let count = below(3); count > 0; count--) headers.set(...pick(HEADERS));
  const body = method === 'GET' || method === 'HEAD' ? null : pick([parameters(), parameters(), noise(), '{}', '[', '']);
  if (typeof body === 'string' && !headers.has('content-type')) headers.set('content-type', 'application/x-www-form-urlencoded');
  return new Request(`http://localhost${path}${below(2) === 0 ? `?${parameters()}` : ''}`, { method, headers, body });
}

test(`${REQUESTS} random requests are answered, none with 500, and leave no memory behind`, {
  timeout: 30_000 + REQUESTS * 5,
}, async () => {
  const statuses = new Map<number, number>();
  let startBytes = 0;
  for (let done = 0; done < REQUESTS; done += AT_ONCE) {
    const asked = Array.from({ length: AT_ONCE }, request);
    const answered = await Promise.all(
      asked.map(async (one) => {
        const response = await server.fetch(one);
        await response.arrayBuffer();
        return response.status;
      }),
    );
    for (const [at, status] of answered.entries()) {
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (status >= 500) unexpected.push([status, asked[at]?.method, asked[at]?.url]);
    }
    if (done <= REQUESTS / 10) startBytes = process.memoryUsage().rss;
  }
  expect(unexpected).toEqual([]);
  // They got further than the door.
  for (const status of [200, 302, 400, 401, 403, 404, 405]) expect([...statuses.keys()]).toContain(status);
  expect(process.memoryUsage().rss - startBytes).toBeLessThan(GROWTH_BYTES);
});
