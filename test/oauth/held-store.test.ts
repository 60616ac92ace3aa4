import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHolder, type StoreHolder } from '../support/hold-store.js';
import { CALLBACK, type OAuthServer, startOAuthServer, type TestApp } from './oauth-server.js';

let folder: string;
let server: OAuthServer;
let app: TestApp;
let narrow: string;
/** A connection of another process, as an import has one. */
let other: StoreHolder;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'circlet-held-'));
  server = await startOAuthServer({ data: folder });
  ({ token: narrow } = await server.addUser({ scopes: ['email'] }));
  app = await server.addApp();
  other = await openHolder(folder);
});
afterAll(async () => {
  await other.close();
  await server.close();
  rmSync(folder, { recursive: true });
});

test('refusals are answered while another process writes, and are on the trail afterwards', async () => {
  const start = await server.store.events.lastSeq();
  const credentials = { client_id: app.id, client_secret: app.secret };
  await other.begin();
  expect(await server.statusOf('A'.repeat(32))).toBe(401);
  expect(await server.statusOf(narrow)).toBe(401);
  expect((await server.exchange({ ...app, secret: 'x' }, { grant_type: 'refresh_token', refresh_token: 'x' })).status).toBe(401);
  expect((await server.authorize({ client_id: 'x' })).status).toBe(400);
  expect((await server.authorize({ client_id: app.id, redirect_uri: CALLBACK, response_type: 'x' })).status).toBe(302);
  expect((await server.post('/oauth/revoke', { token: 'x' })).status).toBe(401);
  expect((await server.post('/oauth/revoke', { token: 'x', ...credentials })).status).toBe(200);
  expect((await server.post('/oauth/consent', { csrf: 'x' }).catch(() => null)) ?? 'a page').toBe('a page');
  expect(await server.store.events.lastSeq()).toBe(start);
  await other.commit();
  expect((await server.events(start)).map(({ type }) => type)).toEqual([
    ...['data.refused', 'data.refused', 'token.refused', 'authorize.refused', 'authorize.refused', 'revoke.refused', 'form.refused'],
  ]);
});

test.each([
  ['code', 'an app'],
  ['token', 'an app'],
  ['token', 'a user'],
])('a %s for %s that is being removed is not given', async (responseType, what) => {
  const { id: userId } = await server.addUser();
  const gone = await server.addApp();
  await other.begin();
  // Both have read what they need and wait for the store, in this order.
  const removed = server.admin('DELETE', what === 'an app' ? `/apps/${gone.id}` : `/users/${userId}`);
  await new Promise((resolve) => setTimeout(resolve, 100));
  const query = { response_type: responseType, client_id: gone.id, redirect_uri: CALLBACK, login_hint: userId };
  const authorized = server.authorize(query);
  await new Promise((resolve) => setTimeout(resolve, 100));
  await other.commit();
  expect((await removed).status).toBe(204);
  const answer = await authorized;
  expect([answer.status, answer.headers.get('location')]).toEqual([400, null]);
  expect(await server.lastEvent()).toMatchObject({ type: 'authorize.refused', client_id: gone.id });
});

test('a stop writes what is still to be written', async () => {
  const brief = mkdtempSync(path.join(tmpdir(), 'circlet-held-'));
  const stopping = await startOAuthServer({ data: brief });
  const holder = await openHolder(brief);
  await holder.begin();
  await stopping.statusOf('A'.repeat(32));
  const closed = stopping.close();
  await holder.commit();
  await closed;
  expect(await holder.rows("select type from events where type = 'data.refused'")).toHaveLength(1);
  await holder.close();
  rmSync(brief, { recursive: true });
});
