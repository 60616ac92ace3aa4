import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createSeededRandom } from '../../src/lib/random.js';
import { startFrozenServer } from '../support/frozen-server.js';
import { startReceiver } from './receiver.js';
import { startWebhookServer } from './webhook-server.js';

const COUNT = 500;
const data = mkdtempSync(path.join(tmpdir(), 'circlet-webhooks-'));
const receiver = await startReceiver();
afterAll(async () => {
  await receiver.close();
  rmSync(data, { recursive: true });
});

test('several servers of one store send each event once between them', async () => {
  await using first = await startWebhookServer({ data });
  await using second = await startFrozenServer({ data });
  await using third = await startFrozenServer({ data });
  await first.subscribe(receiver.url, 'create', 'daily_stress');
  const documents = Array.from({ length: COUNT }, (_, i) => ({
    day: new Date(Date.UTC(2024, 0, 1 + i)).toISOString().slice(0, 10),
    stress_high: i,
  }));
  for (let at = 0; at < COUNT; at += 50) {
    await first.admin('PUT', `/users/${first.user.id}/documents/daily_stress`, documents.slice(at, at + 50));
    await Promise.all([first, second, third].map(({ deliveries }) => deliveries.settle()));
  }
  for (let round = 0; round < 100 && receiver.events.length < COUNT; round++) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(receiver.events).toHaveLength(COUNT);
  expect(new Set(receiver.told().map(({ object_id }) => object_id)).size).toBe(COUNT);
  expect((await first.log('?limit=1000&state=delivered')).length).toBe(COUNT);
});

test('a server whose key is another one says why it sends nothing', async () => {
  rmSync(path.join(data, 'circlet.key'));
  receiver.events.length = 0;
  await using server = await startFrozenServer({ data, random: createSeededRandom('another key') });
  const { users } = (await (await server.admin('GET', '/users')).json()) as { users: { id: string }[] };
  await server.admin('PUT', `/users/${users[0]?.id}/documents/daily_stress`, { day: '2023-01-01', stress_high: 1 });
  await server.deliveries.settle();
  const [last] = await server.store.deliveryLog.list({}, 1);
  expect(last).toMatchObject({ state: 'pending', history: [{ status: null, error: expect.stringContaining('rotate-secret') }] });
  expect(receiver.events).toEqual([]);
});
