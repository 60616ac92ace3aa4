import type { ServerResponse } from 'node:http';
import { afterAll, expect, test } from 'vitest';
import { type Answering, type Receiver, startReceiver } from './receiver.js';
import { startWebhookServer } from './webhook-server.js';

const EVENTS = 100;
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
  'sends a gigabyte': (_, response) => pour(response),
};
const GIGABYTE = 1e9;

function pour(response: ServerResponse): void {
  const chunk = Buffer.alloc(65_536);
  let sent = 0;
  const more = () => {
    while (!response.destroyed && sent < GIGABYTE) {
      sent += chunk.length;
      if (!response.write(chunk)) return void response.once('drain', more);
    }
    response.end();
  };
  more();
}

const server = await startWebhookServer({ webhookTimeout: 600 });
const receivers: Receiver[] = [];
afterAll(async () => {
  // First, because a server that stops lets requests under way end.
  await Promise.all(receivers.map((receiver) => receiver.close()));
  await server.close();
});

/** A receiver with an app of its own that the user allows everything. */
async function add(answering?: Answering) {
  const receiver = await startReceiver(answering);
  receivers.push(receiver);
  const app = await server.addApp();
  await server.pairFor(app, { login_hint: server.user.id });
  return { receiver, subscription: await server.subscribe(receiver.url, 'create', 'daily_stress', app) };
}

test('receivers that fail in every way keep nothing from others, while some of them still hang', { timeout: 60_000 }, async () => {
  const bad: Record<string, string> = {};
  for (const [way, answering] of Object.entries(BAD)) bad[way] = (await add(answering)).subscription.id;
  const healthy: Receiver[] = [];
  for (let i = 0; i < GOOD; i++) healthy.push((await add()).receiver);
  const days = Array.from({ length: EVENTS }, (_, i) => new Date(Date.UTC(2025, 0, 1 + i)).toISOString().slice(0, 10));
  const documents = days.map((day) => ({ day, stress_high: 1 }));
  await server.admin('PUT', `/users/${server.user.id}/documents/daily_stress`, documents);
  while (healthy.some(({ events }) => events.length < EVENTS)) await new Promise((resolve) => setTimeout(resolve, 5));

  for (const { events } of healthy) expect(events).toHaveLength(EVENTS);
  const stateOf = async (way: string, state: string) => (await server.log(`?subscription=${bad[way]}&state=${state}&limit=1000`)).length;
  expect([await stateOf('hangs', 'pending'), await stateOf('is gone', 'delivered')]).toEqual([EVENTS, 0]);
  for (const way of ['resets', 'fails', 'asks to wait']) expect(await stateOf(way, 'delivered')).toBe(0);
  while ((await stateOf('sends a gigabyte', 'delivered')) === 0) await new Promise((resolve) => setTimeout(resolve, 20));
});
