import { afterAll, describe, expect, test } from 'vitest';
import { type Pair, startOAuthServer } from './oauth-server.js';

const server = await startOAuthServer();
afterAll(() => server.close());
const { id: userId } = await server.addUser();
const app = await server.addApp();
const other = await server.addApp({ name: 'Other' });
const PATHS = ['/oauth/revoke', '/oauth/v2/ext/oauth-revoke', '/oauth/v2/ext/oauth/revoke'];
const credentials = { client_id: app.id, client_secret: app.secret };

type Form = [what: string, ask: (url: string, pair: Pair) => Promise<Response>];
const send = (url: string, form: Record<string, string>, headers = {}) =>
  fetch(url, { method: 'POST', body: new URLSearchParams(form), headers });
const FORMS: Form[] = [
  ['GET ?access_token=', (url, { access_token }) => fetch(`${url}?access_token=${access_token}`)],
  ['POST ?access_token= without a body', (url, { access_token }) => fetch(`${url}?access_token=${access_token}`, { method: 'POST' })],
  [
    'POST with a bearer header only',
    (url, pair) => fetch(url, { method: 'POST', headers: { authorization: `Bearer ${pair.access_token}` } }),
  ],
  [
    'POST with a bearer header and a JSON content type',
    (url, pair) =>
      fetch(url, { method: 'POST', headers: { authorization: `bearer ${pair.access_token}`, 'content-type': 'application/json' } }),
  ],
  ['POST with access_token in the form', (url, { access_token }) => send(url, { access_token })],
  ['POST with token in the form', (url, { access_token }) => send(url, { token: access_token })],
  [
    'POST with token, credentials and a hint',
    (url, { access_token }) => send(url, { token: access_token, token_type_hint: 'access_token', ...credentials }),
  ],
  [
    'POST with token and Basic',
    (url, { access_token }) =>
      send(url, { token: access_token }, { authorization: `Basic ${Buffer.from(`${app.id}:${app.secret}`).toString('base64')}` }),
  ],
  [
    'POST with a refresh token as bearer',
    (url, pair) => fetch(url, { method: 'POST', headers: { authorization: `bearer ${pair.refresh_token}` } }),
  ],
  ['POST with a refresh token in the form', (url, { refresh_token }) => send(url, { token: refresh_token, ...credentials })],
];

describe.each(PATHS)('%s', (path) => {
  test.each(FORMS)('%s: {} , and the tokens are dead at once', async (_what, ask) => {
    const pair = await server.pairFor(app);
    const response = await ask(server.url + path, pair);
    expect([response.status, await response.text(), response.headers.get('content-type')]).toEqual([200, '{}', 'application/json']);
    expect(await server.lastEvent()).toMatchObject({ type: 'token.revoked', user_id: userId, client_id: app.id });
    expect(await server.statusOf(pair.access_token)).toBe(401);
    expect((await server.refresh(app, pair.refresh_token)).body.error).toBe('invalid_grant');
  });
});

describe('what is refused', () => {
  test.each<[string, Record<string, string>, number, string]>([
    ['no token', {}, 400, 'invalid_request'],
    ['an unknown token', { token: 'x' }, 401, 'invalid_token'],
    ['an unknown access_token', { access_token: 'x' }, 401, 'invalid_token'],
    ['a wrong secret', { token: 'x', client_id: app.id, client_secret: 'x' }, 401, 'invalid_client'],
    ['an unknown app', { token: 'x', client_id: 'x', client_secret: 'x' }, 401, 'invalid_client'],
  ])('%s', async (_what, form, status, error) => {
    expect(await server.post('/oauth/revoke', form)).toMatchObject({ status, body: { error, status, detail: expect.any(String) } });
    expect(await server.lastEvent()).toMatchObject({ type: 'revoke.refused', reason: expect.any(String) });
  });

  test('the token of another app, which lives on', async () => {
    const pair = await server.pairFor(app);
    for (const token of [pair.access_token, pair.refresh_token]) {
      const answer = await server.post('/oauth/revoke', { token, client_id: other.id, client_secret: other.secret });
      expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    }
    expect(await server.statusOf(pair.access_token)).toBe(200);
  });

  test('a token twice, except of an app that proves itself (RFC 7009)', async () => {
    const { access_token: token } = await server.pairFor(app);
    const statuses = [];
    for (const more of [{}, {}, credentials]) statuses.push((await server.post('/oauth/revoke', { token, ...more })).status);
    expect(statuses).toEqual([200, 401, 200]);
  });
});

test('an old access token takes nothing of what a refresh gave with it', async () => {
  const pair = await server.pairFor(app);
  const renewed = (await server.refresh(app, pair.refresh_token)).body as unknown as Pair;
  await server.post('/oauth/revoke', { token: pair.access_token });
  expect([await server.statusOf(pair.access_token), await server.statusOf(renewed.access_token)]).toEqual([401, 200]);
  expect((await server.refresh(app, renewed.refresh_token)).status).toBe(200);
});

test('a static token can be revoked by whoever has it', async () => {
  const { token } = await server.addUser();
  expect((await server.post('/oauth/revoke', { token })).body).toEqual({});
  expect(await server.statusOf(token)).toBe(401);
});

test('the end of a user or an app is the end of their tokens', async () => {
  const gone = await server.addApp({ name: 'Gone' });
  const pair = await server.pairFor(gone);
  expect((await server.admin('DELETE', `/apps/${gone.id}`)).status).toBe(204);
  expect(await server.statusOf(pair.access_token)).toBe(401);
  expect((await server.refresh(gone, pair.refresh_token)).body.error).toBe('invalid_client');
});

test.each([
  ['a living access token', (pair: Pair) => pair.access_token, app, { active: true, token_type: 'bearer', sub: userId, client_id: app.id }],
  ['a living refresh token', (pair: Pair) => pair.refresh_token, app, { active: true, token_type: 'refresh_token', sub: userId }],
  ['an access token of another app', (pair: Pair) => pair.access_token, other, { active: false }],
  ['a refresh token of another app', (pair: Pair) => pair.refresh_token, other, { active: false }],
  ['an unknown token', () => 'x', app, { active: false }],
])('introspection of %s', async (_what, tokenOf, asking, expected) => {
  const form = { token: tokenOf(await server.pairFor(app)), client_id: asking.id, client_secret: asking.secret };
  const { status, body, headers } = await server.post('/oauth/v2/ext/oauth-introspect', form);
  expect([status, headers.get('cache-control')]).toEqual([200, 'no-store']);
  if (expected.active) expect(body).toMatchObject(expected);
  else expect(body).toEqual(expected);
});

test.each<[string, Record<string, string>, number]>([
  ['no credentials', { token: 'x' }, 401],
  ['a wrong secret', { token: 'x', client_id: app.id, client_secret: 'x' }, 401],
  ['no token', credentials, 400],
])('introspection with %s is refused', async (_what, form, status) => {
  expect((await server.post('/oauth/v2/ext/oauth-introspect', form)).status).toBe(status);
});
