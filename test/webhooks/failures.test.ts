import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { JITTER, RETRY_SECONDS } from '../../src/webhooks/retry-schedule.js';
import { type Answering, startReceiver } from './receiver.js';
import { startWebhookServer, type WebhookServer } from './webhook-server.js';

const server = await startWebhookServer({ webhookTimeout: 0.3 });
afterAll(() => server.close());

const SUBSCRIBED = 'daily_sleep';
let day = 0;

/** One event to a receiver that answers so, and what the log says of it; the subscription goes afterwards. */
async function deliver(answering: Answering, by: WebhookServer = server) {
  const receiver = await startReceiver(answering);
  const { id } = await by.subscribe(receiver.url, 'create', SUBSCRIBED);
  day++;
  await by.write(new Date(Date.UTC(2026, 0, day)).toISOString().slice(0, 10));
  await by.settle();
  const look = async () => (await by.log(`?subscription=${id}`))[0] as Awaited<ReturnType<typeof by.log>>[number];
  const end = async () => {
    await by.ask('DELETE', `/${id}`);
    await receiver.close();
  };
  cleanUp = end;
  return { receiver, id, look, first: await look() };
}
let cleanUp = async () => {};
afterEach(() => cleanUp());

describe('one attempt', () => {
  test.each<[string, Answering, string, number | null, string | null]>([
    ['200', (_, r) => r.end('ok'), 'delivered', 200, null],
    ['204', (_, r) => r.writeHead(204).end(), 'delivered', 204, null],
    ['a redirect', (_, r) => r.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(), 'delivered', 302, null],
    ['400', (_, r) => r.writeHead(400).end(), 'pending', 400, null],
    ['500', (_, r) => r.writeHead(500).end(), 'pending', 500, null],
    ['410', (_, r) => r.writeHead(410).end(), 'cancelled', 410, null],
    ['nothing', () => {}, 'pending', null, 'no answer within 0.3 s'],
    ['a reset', (request) => request.socket.resetAndDestroy(), 'pending', null, 'read ECONNRESET'],
    ['a hang-up', (request) => request.socket.end(), 'pending', null, 'other side closed'],
    ['no HTTP', (request) => request.socket.end('hello\r\n\r\n'), 'pending', null, expect.stringContaining('Expected HTTP') as never],
    [
      '200 whose body never ends',
      (_, r) => {
        r.write('x');
      },
      'delivered',
      200,
      null,
    ],
    [
      '200 and then a reset',
      (request, r) => {
        r.writeHead(200, { 'content-length': 10 }).write('x', () => request.socket.resetAndDestroy());
      },
      'delivered',
      200,
      null,
    ],
  ])('answered by %s', async (_what, answering, state, status, error) => {
    const { first, receiver } = await deliver(answering);
    expect(first).toMatchObject({ state, attempts: 1, history: [{ at: '2026-03-15T12:00:00.000Z', status, error }] });
    expect(receiver.events).toHaveLength(1);
  });

  test('reads no more than 64 KB of an answer', async () => {
    let [sent, isOver] = [0, false];
    const { first } = await deliver((_, response) => {
      const chunk = Buffer.alloc(65_536);
      const pour = () => {
        while (!isOver && sent < 1e9) {
          sent += chunk.length;
          if (!response.write(chunk)) return void response.once('drain', pour);
        }
      };
      response.once('close', () => {
        isOver = true;
      });
      pour();
    });
    expect(first.state).toBe('delivered');
    expect(sent).toBeLessThan(20e6);
  });

  test('that is refused is kept with the beginning of its answer', async () => {
    const { first } = await deliver((_, response) => response.writeHead(422).end('x'.repeat(1000)));
    expect(first.history[0]?.answer).toBe('x'.repeat(200));
  });
});

test('failures are tried again as the schedule says, and stay to be replayed', async () => {
  const { receiver, look, first } = await deliver((_, response) => response.writeHead(500).end());
  const waits: number[] = [];
  let now = first;
  while (now.state === 'pending') {
    const last = Date.parse(now.history.at(-1)?.at as string);
    waits.push((Date.parse(now.due_at) - last) / 1000);
    await server.admin('POST', '/clock', { set: new Date(Date.parse(now.due_at) - 1).toISOString() });
    await server.settle();
    expect((await look()).attempts).toBe(now.attempts);
    await server.advance(0.001);
    await server.settle();
    now = await look();
  }
  expect(waits).toHaveLength(RETRY_SECONDS.length);
  for (const [i, wait] of waits.entries()) {
    const seconds = RETRY_SECONDS[i] as number;
    expect([wait >= seconds * (1 - JITTER), wait <= seconds * (1 + JITTER)]).toEqual([true, true]);
  }
  expect(now).toMatchObject({ state: 'failed', attempts: 11 });
  expect(receiver.events).toHaveLength(11);
  const stamps = receiver.events.map(({ headers }) => Number(headers['x-oura-timestamp']));
  expect(new Set(stamps).size).toBe(11);
  expect(new Set(receiver.events.map(({ body }) => body)).size).toBe(1);

  receiver.answerWith((_, response) => response.end());
  expect((await server.admin('POST', `/deliveries/${now.id}/replay`)).status).toBe(200);
  await server.settle();
  expect(await look()).toMatchObject({ state: 'delivered', attempts: 1, history: { length: 12 } });
});

test.each<[string, number]>([
  ['3000', 3000],
  ['1', 10],
  ['1000000', 3600],
  ['soon', 10],
])('Retry-After: %s is waited for', async (header, seconds) => {
  const { first } = await deliver((_, response) => response.writeHead(429, { 'retry-after': header }).end());
  const wait = (Date.parse(first.due_at) - Date.parse(first.history[0]?.at as string)) / 1000;
  expect(Math.abs(wait / seconds - 1)).toBeLessThanOrEqual(seconds === 10 ? JITTER : 0);
});

test('410 ends the subscription with all that was still to be sent', async () => {
  const { receiver, id } = await deliver((_, response) => response.writeHead(500).end());
  receiver.answerWith((_, response) => response.writeHead(410).end());
  await server.write('2026-02-01');
  await server.settle();
  expect((await server.ask('GET', `/${id}`)).status).toBe(403);
  expect((await server.log(`?subscription=${id}`)).map(({ state }) => state)).toEqual(['cancelled', 'cancelled']);
  await server.advance(7200);
  await server.settle();
  expect(receiver.events).toHaveLength(2);
  expect((await server.events()).at(-1)).toMatchObject({ type: 'webhook.gone', detail: { id } });
});

test('a server that stops lets requests under way end and gives back the rest', async () => {
  const stopping = await startWebhookServer({ webhookRetries: [] });
  const { receiver, first } = await deliver((_, response) => setTimeout(() => response.end(), 150).unref(), stopping);
  expect(first.state).toBe('delivered');
  await stopping.write('2026-02-02');
  while (receiver.events.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
  const { store } = stopping;
  const kept = new Promise((resolve) => {
    const close = store.close;
    store.close = async () => {
      resolve(await store.deliveryLog.list({}, 10));
      await close();
    };
  });
  cleanUp = async () => receiver.close();
  await stopping.close();
  expect(await kept).toMatchObject([{ state: 'delivered' }, { state: 'delivered' }]);
});
