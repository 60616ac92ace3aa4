import { afterAll, expect, test } from 'vitest';
import { type Answering, type Receiver, startReceiver } from './receiver.js';
import { startWebhookServer } from './webhook-server.js';

const EVENTS = 200;
const GOOD = 10;
const BAD: Record<string, Answering> = {
  hangs: () => {},
  resets: (request) => request.socket.resetAndDestroy(),
  fails: (_, response) => response.writeHead(500).end(),
  'asks to wait': (_, response) => response.writeHead(429, { 'retry-after': '100' }).end(),
  redirects: (_, response) => response.writeHead(307, { location: 'http://127.0.0.1:1/' }).end(),
  'is gone': (_, response) => response.writeHead(410).end(),
  'never ends': (_, response) => {
    response.write('x');
  },
};
const receivers: Receiver[] = [];
afterAll(() => Promise.all(receivers.map((receiver) => receiver.close())));

/** How long ten healthy receivers wait for all their events beside these others, in ms. */
async function time(others: Answering[]): Promise<number> {
  await using server = await startWebhookServer({ webhookTimeout: 2 });
  const add = async (answering?: Answering) => {
    const receiver = await startReceiver(answering);
    receivers.push(receiver);
    await server.subscribe(receiver.url, 'create', 'daily_stress', await allowed());
    return receiver;
  };
  const allowed = async () => {
    const app = await server.addApp();
    await server.pairFor(app, { login_hint: server.user.id });
    return app;
  };
  for (const answering of others) await add(answering);
  const healthy = [];
  for (let i = 0; i < GOOD; i++) healthy.push(await add());
  const days = Array.from({ length: EVENTS }, (_, i) => new Date(Date.UTC(2025, 0, 1 + i)).toISOString().slice(0, 10));
  const documents = days.map((day) => ({ day, stress_high: 1 }));
  const startedAt = performance.now();
  await server.admin('PUT', `/users/${server.user.id}/documents/daily_stress`, documents);
  while (healthy.some(({ events }) => events.length < EVENTS)) await new Promise((resolve) => setTimeout(resolve, 2));
  return performance.now() - startedAt;
}

test('receivers that fail in every way delay no other', { timeout: 60_000 }, async () => {
  await time([]);
  const [alone, beside] = [await time([]), await time(Object.values(BAD))];
  // Generous, because the bad ones share this process with the good ones; the bench measures it.
  expect(beside).toBeLessThan(alone * 2 + 300);
});
