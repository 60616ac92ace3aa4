import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { secureRandom } from '../../src/lib/random.js';
import { createCirclet } from '../../src/server.js';
import { openStore } from '../../src/storage/store.js';
import { startTestServer } from '../../src/testing.js';
import { CALLBACK, type Pair, startOAuthServer } from '../oauth/oauth-server.js';
import { newDatabase } from '../support/stores.js';

/** The folder of both servers' key, which the tests give one database. */
const folder = mkdtempSync(path.join(tmpdir(), 'circlet-servers-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('several processes that open an empty database at once make one store of it', async () => {
  const place = await newDatabase('template0');
  const stores = await Promise.all(Array.from({ length: 6 }, () => openStore(place, { connections: 3 })));
  const profile = { email: null, age: null, weight: null, height: null, biological_sex: null };
  await Promise.all(stores.map((store, i) => store.users.add({ ...profile, id: `user ${i}`, createdAt: '' })));
  expect(await stores[0]?.users.list()).toHaveLength(6);
  await Promise.all(stores.map((store) => store.close()));
});

test('several servers that start on an empty store share one demo user and one demo app', { timeout: 60_000 }, async () => {
  const options = { database: await newDatabase(), demo: true, port: null };
  const servers = await Promise.all([createCirclet(options), createCirclet(options)]);
  expect(new Set(servers.map(({ demoUser }) => demoUser?.token)).size).toBe(1);
  expect(new Set(servers.map(({ demoApp }) => demoApp?.clientId)).size).toBe(1);
  expect(await servers[0]?.store.users.list()).toHaveLength(1);
  expect(await servers[0]?.store.apps.list()).toHaveLength(1);
  await Promise.all(servers.map((server) => server.close()));
});

test('of refreshes of one token at two servers exactly one succeeds; of uses of one code at most one', { timeout: 60_000 }, async () => {
  await using one = await startOAuthServer({ data: folder, random: secureRandom });
  await using other = await startOAuthServer({ data: folder, random: secureRandom });
  await one.addUser();
  const app = await one.addApp();
  const ask = async (server: typeof one, form: Record<string, string>) => {
    const body = new URLSearchParams({ client_id: app.id, client_secret: app.secret, ...form });
    const response = await server.fetch(new Request('http://localhost/oauth/token', { method: 'POST', body }));
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  const atBoth = (form: Record<string, string>) => Promise.all(Array.from({ length: 40 }, (_, i) => ask(i % 2 === 0 ? one : other, form)));
  let pair = await one.pairFor(app);
  for (let round = 0; round < 5; round++) {
    const answers = await atBoth({ grant_type: 'refresh_token', refresh_token: pair.refresh_token });
    const won = answers.filter(({ status }) => status === 200);
    expect(won).toHaveLength(1);
    expect(answers.filter(({ status, body }) => status !== 200 && body.error !== 'invalid_grant')).toEqual([]);
    pair = won[0]?.body as unknown as Pair;
    expect(await other.statusOf(pair.access_token)).toBe(200);
  }
  const answers = await atBoth({ grant_type: 'authorization_code', code: await one.codeFor(app), redirect_uri: CALLBACK });
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
});

test('two servers have one clock and one limit', async () => {
  const options = { database: await newDatabase(), rateLimit: 50, adminToken: 'admin' };
  await using one = await startTestServer(options);
  await using other = await startTestServer(options);
  const { token } = await one.addUser();
  for (const day of [1, 2, 3]) {
    const set = `2030-01-0${day}T00:00:00.000Z`;
    await (day === 2 ? other : one).admin('POST', '/clock', { set, frozen: true });
    for (const server of [one, other]) expect(await (await server.admin('GET', '/clock')).json()).toEqual({ now: set, frozen: true });
  }
  const statuses = await Promise.all(
    Array.from({ length: 90 }, async (_, i) => (await (i % 2 === 0 ? one : other).get('/v2/usercollection/sleep', token)).status),
  );
  expect(statuses.filter((status) => status === 200)).toHaveLength(50);
  expect(statuses.filter((status) => status === 429)).toHaveLength(40);
  await one.admin('POST', '/clock', { advance: 300 });
  for (const server of [one, other]) expect((await server.get('/v2/usercollection/sleep', token)).status).toBe(200);
});
