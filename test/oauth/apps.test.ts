import { afterAll, describe, expect, test } from 'vitest';
import { SCOPES } from '../../src/collections/define.js';
import { CALLBACK, startOAuthServer } from './oauth-server.js';

const server = await startOAuthServer();
afterAll(() => server.close());
const { id: userId } = await server.addUser();
const admin = (method: string, path: string, body?: unknown) => server.json(server.admin(method, path, body));

describe('/admin/v1/apps', () => {
  test('registers, shows without the secret, rotates and removes', async () => {
    const made = await admin('POST', '/apps', { name: ' Trainer ', redirect_uris: [CALLBACK, CALLBACK] });
    const { client_secret: secret, ...shown } = made.body;
    const app = { name: 'Trainer', redirect_uris: [CALLBACK], scopes: [...SCOPES], created_at: '2026-03-15T12:00:00.000Z' };
    expect([made.status, shown]).toEqual([201, { client_id: expect.stringMatching(/^[0-9a-f-]{36}$/), ...app }]);
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect((await admin('GET', `/apps/${shown.client_id}`)).body).toEqual(shown);
    expect((await admin('GET', '/apps')).body).toEqual({ apps: [shown] });

    const rotated = (await admin('POST', `/apps/${shown.client_id}/rotate-secret`)).body;
    const refresh = (text: unknown) =>
      server.post('/oauth/token', {
        grant_type: 'refresh_token',
        refresh_token: 'x',
        client_id: shown.client_id as string,
        client_secret: text as string,
      });
    expect([(await refresh(secret)).body.error, (await refresh(rotated.client_secret)).body.error]).toEqual([
      'invalid_client',
      'invalid_grant',
    ]);

    expect((await server.admin('DELETE', `/apps/${shown.client_id}`)).status).toBe(204);
    expect((await admin('GET', `/apps/${shown.client_id}`)).status).toBe(404);
    expect((await server.events()).map(({ type }) => type)).toEqual(
      expect.arrayContaining(['app.registered', 'app.secret_rotated', 'app.removed']),
    );
  });

  test.each<[string, unknown]>([
    ['no name', { redirect_uris: [CALLBACK] }],
    ['an empty name', { name: ' ', redirect_uris: [CALLBACK] }],
    ['a long name', { name: 'x'.repeat(101), redirect_uris: [CALLBACK] }],
    ['a name that turns the writing around', { name: 'a\u202eb', redirect_uris: [CALLBACK] }],
    ['a name with a line break', { name: 'a\nb', redirect_uris: [CALLBACK] }],
    ['no address', { name: 'a', redirect_uris: [] }],
    ['http on a network', { name: 'a', redirect_uris: ['http://app.example/'] }],
    ['a fragment', { name: 'a', redirect_uris: [`${CALLBACK}#x`] }],
    ['a script', { name: 'a', redirect_uris: ['javascript:alert(1)'] }],
    ['a user name', { name: 'a', redirect_uris: ['https://a@app.example/'] }],
    ['a backslash', { name: 'a', redirect_uris: ['https://app.example\\@evil.example'] }],
    ['a line break', { name: 'a', redirect_uris: [`${CALLBACK}\n`] }],
    ['any host', { name: 'a', redirect_uris: ['https://*.example/'] }],
    ['any port of a network', { name: 'a', redirect_uris: ['https://app.example:*/'] }],
    ['a port that is none', { name: 'a', redirect_uris: ['http://localhost:70000/'] }],
    ['an unknown scope', { name: 'a', redirect_uris: [CALLBACK], scopes: ['everything'] }],
    ['an unknown key', { name: 'a', redirect_uris: [CALLBACK], secret: 'mine' }],
  ])('refuses %s with 422', async (_what, body) => {
    expect((await server.admin('POST', '/apps', body)).status).toBe(422);
  });

  test('is for the administrator', async () => {
    for (const path of ['/apps', '/events']) {
      expect((await fetch(`${server.url}/admin/v1${path}`, { headers: { authorization: 'Bearer x' } })).status).toBe(401);
    }
  });
});

describe('/admin/v1/events', () => {
  test('tells what happened in its order, page by page, without a secret', async () => {
    const app = await server.addApp();
    const start = await server.store.events.lastSeq();
    const pair = await server.pairFor(app, { scope: 'daily' });
    await server.refresh(app, pair.refresh_token);
    await server.refresh(app, pair.refresh_token);
    await server.statusOf(pair.access_token, 'heartrate');
    await server.statusOf(pair.access_token, 'heartrate');
    await server.statusOf('A'.repeat(32));
    const events = await server.events(start);
    expect(events.map(({ type }) => type)).toEqual([
      ...['authorize.allowed', 'token.issued', 'token.issued', 'token.refused', 'data.refused', 'data.refused'],
    ]);
    expect(events.map(({ reason }) => reason).slice(3)).toEqual([
      `the refresh token was spent by app ${app.id} 0 s ago`,
      'Token is not authorized access heartrate scope.',
      'there is no such token, or it was revoked',
    ]);
    expect(events.slice(0, 5).every((event) => event.user_id === userId && event.client_id === app.id)).toBe(true);
    const text = JSON.stringify(events);
    for (const secret of [app.secret, pair.access_token, pair.refresh_token]) expect(text).not.toContain(secret);

    const [first, second] = [
      (await admin('GET', `/events?after=${start}&limit=2`)).body,
      (await admin('GET', `/events?after=${start + 2}&limit=1`)).body,
    ];
    expect([first, second]).toEqual([{ events: events.slice(0, 2) }, { events: events.slice(2, 3) }]);
    expect((await admin('GET', `/events?after=${start + 1000}`)).body).toEqual({ events: [] });
  });

  test.each(['after=x', 'limit=-1', 'limit=1001', 'after=1e3'])('refuses %s', async (query) => {
    expect((await admin('GET', `/events?${query}`)).status).toBe(422);
  });

  test('forgets a user who is erased', async () => {
    const { id } = await server.addUser();
    expect((await server.events()).some(({ user_id }) => user_id === id)).toBe(true);
    await server.admin('DELETE', `/users/${id}`);
    expect((await server.events()).some(({ user_id }) => user_id === id)).toBe(false);
  });
});

test('an app is limited over all its tokens, with the five headers on 429 only', async () => {
  const limited = await startOAuthServer({ rateLimit: 4, appRateLimit: 5 });
  await limited.addUser();
  const app = await limited.addApp();
  const tokens = [(await limited.pairFor(app)).access_token, (await limited.pairFor(app)).access_token];
  const ask = (token: number) => limited.get('/v2/usercollection/personal_info', tokens[token]);
  const seen: unknown[] = [];
  for (const token of [0, 0, 0, 0, 0, 1, 1]) {
    const { status, headers } = await ask(token);
    seen.push([status, headers.get('x-ratelimit-tier'), headers.get('x-ratelimit-limit'), headers.get('retry-after')]);
  }
  const passed = [200, null, null, null];
  expect(seen).toEqual([passed, passed, passed, passed, [429, 'token', '4', '300'], passed, [429, 'application', '5', '300']]);
  await limited.admin('POST', '/clock', { advance: 300 });
  expect((await ask(0)).status).toBe(200);
  await limited.close();
});
