import { request as ask } from 'node:http';
import { connect } from 'node:net';
import { afterAll, describe, expect, test } from 'vitest';
import { startFrozenServer } from '../support/frozen-server.js';

const server = await startFrozenServer({ requestTimeout: 1 });
afterAll(() => server.close());
const { port } = new URL(server.url);

/** What a server says on a connection to which this was written, until it ends it. */
function talk(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1', () => socket.write(text));
    let heard = '';
    socket.setEncoding('latin1').on('data', (chunk) => {
      heard += chunk;
    });
    socket.on('close', () => resolve(heard)).on('error', reject);
  });
}

describe('a client that', () => {
  test.each([
    ['says nothing more after half of its headers', 'GET / HTTP/1.1\r\nhost: x\r\n', 408],
    ['sends half of its body', 'POST /oauth/token HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\ngrant', 408],
    ['has headers without end', `GET / HTTP/1.1\r\nhost: x\r\nx-long: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
    ['speaks something else', 'hello\r\n\r\n', 400],
    ['says twice how long its body is', 'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab', 400],
    ['gives a length and chunks', 'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n', 400],
  ])('%s is answered %3$i and let go', async (_what, text, status) => {
    expect(await talk(text)).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  });
});

test('others are answered meanwhile', async () => {
  const slow = Array.from({ length: 50 }, () => talk('GET / HTTP/1.1\r\nhost: x\r\n'));
  expect((await fetch(`${server.url}/health/live`)).status).toBe(200);
  await Promise.all(slow);
});

describe('health', () => {
  test.each([
    ['/health/live', { status: 'live' }],
    ['/health/ready', { status: 'ready' }],
  ])('%s needs no token', async (path, body) => {
    const response = await fetch(server.url + path);
    expect([response.status, await response.json()]).toEqual([200, body]);
  });

  test('a server that was asked to stop is not ready, but answers', async () => {
    const stopping = await startFrozenServer({ metrics: { host: '127.0.0.1', port: 0 } });
    // An answer under way keeps it from stopping at once.
    const waiting = ask(`${stopping.url}/oauth/token`, { method: 'POST', headers: { 'content-length': '1' } });
    const answered = new Promise((resolve) => waiting.on('response', (response) => resolve(response.statusCode)));
    waiting.flushHeaders();
    await new Promise((resolve) => waiting.once('socket', (socket) => socket.once('connect', resolve)));
    await fetch(`${stopping.url}/health/live`);
    const closed = stopping.close();
    const ready = await fetch(`${stopping.metricsUrl}/health/ready`);
    expect([ready.status, await ready.json()]).toEqual([503, { status: 'stopping' }]);
    waiting.end('x');
    expect(await answered).toBe(400);
    await closed;
    await expect(fetch(stopping.url)).rejects.toThrow();
  });

  test('a server whose store is gone is alive, not ready', async () => {
    const broken = await startFrozenServer();
    await broken.store.close();
    expect((await fetch(`${broken.url}/health/live`)).status).toBe(200);
    expect((await fetch(`${broken.url}/health/ready`)).status).toBe(503);
  });
});

describe('metrics', () => {
  test('are not told at the usual port, nor anywhere by default', async () => {
    expect((await fetch(`${server.url}/metrics`)).status).toBe(404);
    expect(server.metricsUrl).toBe('');
  });

  test('count requests by route, not by path, and name nobody', async () => {
    await using measured = await startFrozenServer({ metrics: { host: '127.0.0.1', port: 0 } });
    const { id, token } = await measured.addUser();
    for (const path of ['daily_sleep', 'daily_sleep/one', 'daily_sleep/two', 'nothing'])
      await measured.get(`/v2/usercollection/${path}`, token);
    await measured.get('/v2/usercollection/daily_sleep', 'nobody');
    const response = await fetch(`${measured.metricsUrl}/metrics`);
    expect(response.headers.get('content-type')).toContain('text/plain; version=0.0.4');
    const text = await response.text();
    const countOf = (labels: string) => text.match(new RegExp(`^circlet_http_request_duration_seconds_count{${labels}} (\\d+)$`, 'm'))?.[1];
    expect(countOf('method="GET",route="/v2/usercollection/daily_sleep",status="200"')).toBe('1');
    expect(countOf('method="GET",route="/v2/usercollection/daily_sleep",status="401"')).toBe('1');
    expect(countOf('method="GET",route="/v2/usercollection/daily_sleep/:document_id",status="404"')).toBe('2');
    expect(countOf('method="GET",route="/\\*",status="404"')).toBe('1');
    for (const name of [
      'circlet_webhook_deliveries_pending 0',
      'circlet_store_changes 0',
      'process_resident_memory_bytes',
      'nodejs_eventloop_lag_p99_seconds',
    ])
      expect(text).toContain(name);
    for (const secret of [id, token, 'daily_sleep/one', 'nothing']) expect(text).not.toContain(secret);
  });
});
