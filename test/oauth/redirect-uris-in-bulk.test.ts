import { afterAll, describe, expect, test } from 'vitest';
import { startOAuthServer, type TestApp } from './oauth-server.js';

const server = await startOAuthServer();
afterAll(() => server.close());
await server.addUser();

/** What an app for trying out clients is registered with: Home Assistant's, and those of programs that listen for their own callback. */
const MANY = [
  'https://my.home-assistant.io/redirect/oauth',
  'http://localhost:8080/callback/',
  'http://localhost:8080/callback',
  ...Array.from({ length: 90 }, (_, place) => `https://app-${place}.example/callback`),
];

/** The pair that a full round trip gives, or the status where the authorize address does not send back. */
async function roundTrip(app: TestApp, redirectUri: string): Promise<[string, number] | number> {
  const asked = await server.authorize({ response_type: 'code', client_id: app.id, redirect_uri: redirectUri, state: 's' });
  const location = asked.headers.get('location');
  if (location === null) return asked.status;
  const { searchParams } = new URL(location);
  expect(location.split('?')[0]).toBe(redirectUri);
  const form = { grant_type: 'authorization_code', code: searchParams.get('code') as string };
  const refused = await server.exchange(app, { ...form, redirect_uri: `${redirectUri}x` });
  expect(refused.body.error).toBe('invalid_grant');
  const again = await server.authorize({ response_type: 'code', client_id: app.id, redirect_uri: redirectUri });
  const code = new URL(again.headers.get('location') as string).searchParams.get('code') as string;
  const { body } = await server.exchange(app, { ...form, code, redirect_uri: redirectUri });
  return [location.split('?')[0] as string, await server.statusOf(body.access_token as string)];
}

describe('an app with many redirect URIs', async () => {
  const app = await server.addApp({ redirectUris: MANY });

  test.each([...MANY.slice(0, 3), MANY.at(-1) as string])('%s leads to a token', async (uri) => {
    expect(await roundTrip(app, uri)).toEqual([uri, 200]);
  });

  test.each([
    ['a slash more', 'https://my.home-assistant.io/redirect/oauth/'],
    ['another path', 'https://my.home-assistant.io/redirect/other'],
    ['another host', 'https://my.home-assistant.io.example/redirect/oauth'],
    ['an address without a port', 'http://my.home-assistant.io/redirect/oauth'],
    ['two slashes', 'http://localhost:8080/callback//'],
  ])('%s is none of them', async (_what, uri) => {
    expect(await roundTrip(app, uri)).toBe(400);
  });

  test('has one hundred of them at most', async () => {
    const hundred = [...MANY, ...Array.from({ length: 7 }, (_, place) => `https://more-${place}.example/`)];
    expect((await server.admin('POST', '/apps', { name: 'a', redirect_uris: hundred })).status).toBe(201);
    const { status, body } = await server.json(
      server.admin('POST', '/apps', { name: 'a', redirect_uris: [...hundred, 'https://x.example/'] }),
    );
    expect([status, JSON.stringify(body)]).toEqual([422, expect.stringContaining('1 to 100 redirect URIs')]);
  });
});

describe('PUT /admin/v1/apps/{client_id}/redirect-uris', async () => {
  const app = await server.addApp({ redirectUris: ['https://old.example/'] });
  const put = (redirect_uris: unknown, id = app.id) => server.json(server.admin('PUT', `/apps/${id}/redirect-uris`, { redirect_uris }));

  test('replaces them all, and keeps the secret and the tokens', async () => {
    const pair = await server.exchange(app, {
      grant_type: 'authorization_code',
      code: await server.codeFor(app, { redirect_uri: 'https://old.example/' }),
      redirect_uri: 'https://old.example/',
    });
    const { status, body } = await put([...MANY, MANY[0]]);
    expect([status, body.redirect_uris]).toEqual([200, MANY]);
    expect((await server.json(server.admin('GET', `/apps/${app.id}`))).body).toEqual(body);
    expect(await roundTrip(app, MANY[0] as string)).toEqual([MANY[0], 200]);
    expect(await roundTrip(app, 'https://old.example/')).toBe(400);
    expect(await server.statusOf(pair.body.access_token as string)).toBe(200);
    const replaced = (await server.events()).filter(({ type }) => type === 'app.redirect_uris_replaced');
    expect(replaced).toMatchObject([{ client_id: app.id, detail: { redirect_uris: MANY } }]);
  });

  test.each<[string, unknown]>([
    ['none', []],
    ['http on a network', ['https://good.example/', 'http://app.example/']],
    ['a text', 'https://good.example/'],
  ])('refuses %s and changes nothing', async (_what, uris) => {
    const before = await (await server.admin('GET', `/apps/${app.id}`)).text();
    expect((await put(uris)).status).toBe(422);
    expect(await (await server.admin('GET', `/apps/${app.id}`)).text()).toBe(before);
  });

  test('knows no other app', async () => {
    expect((await put(MANY, 'nobody')).status).toBe(404);
  });
});
