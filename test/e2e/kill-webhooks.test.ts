import path from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { createSeededRandom } from '../../src/lib/random.js';
import { openStore } from '../../src/storage/store.js';
import { startReceiver } from '../webhooks/receiver.js';
import { addUser, type Served, serve, temporaryFolder } from './program.js';

vi.setConfig({ testTimeout: 240_000 });

const KILLS = 30;
const CHANGES = 5000;
const BATCH = 50;
const { folder, remove } = temporaryFolder();
const receiver = await startReceiver();
afterAll(async () => {
  await receiver.close();
  remove();
});
const data = path.join(folder, 'store');
// Leases last twice as long as receivers may take.
const start = () => serve(['--data', data, '--empty', '--admin-token', 'secret', '--auto-consent', '--webhook-timeout', '1']);
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Allows an app everything and subscribes it to creates and updates. */
async function prepare(server: Served): Promise<string> {
  const { id } = await addUser(server);
  const redirect = 'http://localhost/back';
  const made = await server.admin('POST', '/apps', { name: 'Killed', redirect_uris: [redirect] });
  const app = (await made.json()) as { client_id: string; client_secret: string };
  const query = new URLSearchParams({ response_type: 'code', client_id: app.client_id, redirect_uri: redirect });
  expect((await fetch(`${server.url}/oauth/authorize?${query}`, { redirect: 'manual' })).status).toBe(302);
  for (const event of ['create', 'update']) {
    const response = await fetch(`${server.url}/v2/webhook/subscription`, {
      method: 'POST',
      headers: { 'x-client-id': app.client_id, 'x-client-secret': app.client_secret },
      body: JSON.stringify({ callback_url: receiver.url, verification_token: 'v', event_type: event, data_type: 'daily_sleep' }),
    });
    expect(response.status).toBe(201);
  }
  return id;
}

/** Two in three create a document, the third one updates one of them. */
const documentOf = (n: number) => {
  const id = `n-${n % 3 === 2 ? n - 1 : n}`;
  return { id, day: '2026-01-02', score: n % 3, contributors: {}, timestamp: '2026-01-02T04:00:00+02:00' };
};

test(`killed at ${KILLS} random moments, the server delivers each of ${CHANGES} changes at least once`, async () => {
  const random = createSeededRandom('kill-webhooks');
  let server = await start();
  const userId = await prepare(server);
  let written = 0;
  const writeOn = async () => {
    const batch = Array.from({ length: Math.min(BATCH, CHANGES - written) }, (_, i) => documentOf(written + i));
    // One by one within a batch, so that a create and its update are two changes.
    const creates = batch.filter(({ score }) => score !== 2);
    const updates = batch.filter(({ score }) => score === 2);
    for (const documents of [creates, updates]) {
      const response = await server.admin('PUT', `/users/${userId}/documents/daily_sleep`, documents);
      expect(response.status).toBe(200);
    }
    written += batch.length;
  };
  for (let kill = 0; kill < KILLS; kill++) {
    const { child, ended } = server;
    const timer = setTimeout(() => child.kill('SIGKILL'), (random.bytes(1)[0] as number) % 200);
    while (child.exitCode === null && child.signalCode === null) {
      if (written >= ((kill + 1) * CHANGES) / KILLS) await wait(5);
      else await writeOn().catch((error) => expect(error).toMatchObject({ message: 'fetch failed' }));
    }
    clearTimeout(timer);
    await ended;
    server = await start();
  }
  while (written < CHANGES) await writeOn();
  const pending = async () =>
    ((await (await server.admin('GET', '/deliveries?state=pending&limit=1')).json()) as { deliveries: [] }).deliveries;
  for (let round = 0; round < 400 && ((await pending()).length > 0 || receiver.events.length < CHANGES); round++) await wait(50);
  expect((await server.stop()).code).toBe(0);

  await using store = await openStore(path.join(data, 'circlet.sqlite'));
  const changes = await store.listChanges(0, 2 * CHANGES);
  const keyOf = (event: string, id: string) => `${event} ${id}`;
  const told = new Map<string, number>();
  for (const event of receiver.told()) {
    const key = keyOf(event.event_type as string, event.object_id as string);
    told.set(key, (told.get(key) ?? 0) + 1);
  }
  expect(changes.filter(({ event, documentId }) => !told.has(keyOf(event, documentId)))).toEqual([]);
  expect(told.size).toBe(new Set(changes.map(({ event, documentId }) => keyOf(event, documentId))).size);
  const log = await store.deliveryLog.list({}, 2 * CHANGES);
  expect([log.length, log.every(({ state }) => state === 'delivered')]).toEqual([changes.length, true]);
  const duplicates = receiver.events.length - changes.length;
  process.stderr.write(`${changes.length} changes, ${KILLS} kills, ${duplicates} duplicates\n`);
  // At most what was under way at each kill: some requests at once and a batch of acknowledgements.
  expect(duplicates).toBeLessThan(KILLS * 220);
});
