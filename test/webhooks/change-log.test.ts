import { afterAll, beforeEach, expect, test } from 'vitest';
import { dayText } from '../../src/lib/dates.js';
import { startReceiver } from './receiver.js';
import { startWebhookServer, type WebhookServer } from './webhook-server.js';

const MANY = 100_000;
const FIRST_DAY = 14_000;

const receiver = await startReceiver();
afterAll(() => receiver.close());
beforeEach(() => {
  receiver.events.length = 0;
});

/** Writes documents of so many days in one transaction, the first of them `from` days later than `FIRST_DAY`. */
async function write(server: WebhookServer, from: number, count: number): Promise<void> {
  const documents = Array.from({ length: count }, (_, i) => ({ day: dayText(FIRST_DAY + from + i), stress_high: i }));
  const answer = await server.admin('PUT', `/users/${server.user.id}/documents/daily_stress`, documents);
  expect([answer.status, ((await answer.json()) as { created: string[] }).created.length]).toEqual([200, count]);
}

const logOf = async (server: WebhookServer) => (await server.store.listChanges(0, MANY)).map(({ seq }) => seq);

test('where nobody is subscribed the log keeps the newest, and who subscribes then is told what follows', async () => {
  await using server = await startWebhookServer({ changesKept: 100 });
  await write(server, 0, 5300);
  const newest = await server.store.newestChange();
  await server.settle();
  const kept = await logOf(server);
  expect([kept.length, kept.at(-1), await server.store.newestChange()]).toEqual([100, newest, newest]);
  await server.subscribe(receiver.url, 'create', 'daily_stress');
  await write(server, 5300, 3);
  await server.settle();
  expect(receiver.events).toHaveLength(3);
  expect(await logOf(server)).toHaveLength(103);
});

test('nothing is forgotten before it was told, however few are kept', async () => {
  await using server = await startWebhookServer({ changesKept: 1 });
  await server.subscribe(receiver.url, 'create', 'daily_stress');
  await write(server, 0, 3500);
  await server.settle();
  expect(new Set(receiver.told().map(({ object_id }) => object_id)).size).toBe(3500);
  expect((await logOf(server)).length).toBeLessThanOrEqual(1000);
  expect(await server.store.newestChange()).toBeGreaterThanOrEqual(3500);
});

test('a log of no more than is kept stays as it is', async () => {
  await using server = await startWebhookServer({ changesKept: 2500 });
  await write(server, 0, 2500);
  await server.settle();
  expect(await logOf(server)).toHaveLength(2500);
});
