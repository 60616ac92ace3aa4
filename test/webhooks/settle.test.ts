import { afterAll, expect, test } from 'vitest';
import { startReceiver } from './receiver.js';
import { startWebhookServer } from './webhook-server.js';

const receiver = await startReceiver((_, response) => response.writeHead(500).end());
const server = await startWebhookServer();
// As on a database that is another process: rounds take time, and requests end in the middle of them.
const { list } = server.store.subscriptions;
server.store.subscriptions.list = async (appNo) => {
  await new Promise((resolve) => setTimeout(resolve, 3));
  return list(appNo);
};
afterAll(async () => {
  await server.close();
  await receiver.close();
});

test('whatever is due is sent before settling ends, also one by one to a callback that fails', async () => {
  for (const dataType of ['daily_sleep', 'workout', 'session']) await server.subscribe(receiver.url, 'create', dataType);
  for (let day = 10; day < 30; day++) {
    receiver.events.length = 0;
    await Promise.all(['daily_sleep', 'workout', 'session'].map((collection) => server.write(`2026-01-${day}`, {}, collection)));
    await server.settle();
    expect([day, receiver.events.length]).toEqual([day, 3]);
  }
});
