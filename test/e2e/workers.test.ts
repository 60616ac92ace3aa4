import { request as ask } from 'node:http';
import path from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { startReceiver } from '../webhooks/receiver.js';
import { addUser, run, type Served, serve, temporaryFolder } from './program.js';

vi.setConfig({ testTimeout: 60_000 });

const { folder, remove } = temporaryFolder();
const receiver = await startReceiver();
const server = await serve([
  '--workers',
  '2',
  '--data',
  path.join(folder, 'store'),
  '--empty',
  '--rate-limit',
  '50',
  '--auto-consent',
  '--metrics',
  '127.0.0.1:0',
]);
afterAll(async () => {
  await server.stop();
  await receiver.close();
  remove();
});
const { id, token } = await addUser(server);
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Asks on a connection of its own: they go to one worker and the other in turns. */
function askAnew(
  method: string,
  address: string,
  bearer: string,
  body = '',
  type = 'application/json',
  on = server,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${bearer}`, 'content-type': type };
    const request = ask(on.url + address, { method, headers, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    request.on('error', reject).end(body);
  });
}
const ten = Array.from({ length: 10 }, (_, i) => i);
const statuses = async (answers: Promise<{ status: number }>[]) => (await Promise.all(answers)).map(({ status }) => status);

test('a write by one worker is read by the other', async () => {
  for (const i of ten) {
    const day = `2026-01-${String(i + 1).padStart(2, '0')}`;
    await askAnew('PUT', `/admin/v1/users/${id}/documents/daily_stress`, server.adminToken, JSON.stringify({ day, stress_high: i }));
    const { text } = await askAnew('GET', `/v2/usercollection/daily_stress?start_date=${day}&end_date=${day}`, token);
    expect(JSON.parse(text).data).toHaveLength(1);
  }
});

test('a clock that one worker turns, the other shows', async () => {
  for (const i of ten) {
    const set = new Date(Date.UTC(2030, 0, 1 + i)).toISOString();
    await askAnew('POST', '/admin/v1/clock', server.adminToken, JSON.stringify({ set, frozen: true }));
    const shown = await Promise.all(ten.map(() => askAnew('GET', '/admin/v1/clock', server.adminToken)));
    expect(new Set(shown.map(({ text }) => JSON.parse(text).now))).toEqual(new Set([set]));
  }
});

test('a token that one worker revokes is dead at the other', async () => {
  const user = await addUser(server);
  expect(new Set(await statuses(ten.map(() => askAnew('GET', '/v2/usercollection/sleep', user.token))))).toEqual(new Set([200]));
  await askAnew('DELETE', `/admin/v1/users/${user.id}`, server.adminToken);
  expect(new Set(await statuses(ten.map(() => askAnew('GET', '/v2/usercollection/sleep', user.token))))).toEqual(new Set([401]));
});

test('a limit counts over all of them', async () => {
  const user = await addUser(server);
  const all = await statuses(Array.from({ length: 90 }, () => askAnew('GET', '/v2/usercollection/sleep', user.token)));
  expect(all.filter((status) => status === 200)).toHaveLength(50);
  expect(all.filter((status) => status === 429)).toHaveLength(40);
});

describe('an app', async () => {
  const redirect = 'http://localhost/back';
  const made = await server.admin('POST', '/apps', { name: 'Racing', redirect_uris: [redirect] });
  const { client_id, client_secret } = (await made.json()) as { client_id: string; client_secret: string };
  const tokenOf = (fields: Record<string, string>, on?: Served) => {
    const form = new URLSearchParams({ client_id, client_secret, ...fields });
    return askAnew('POST', '/oauth/token', '', String(form), 'application/x-www-form-urlencoded', on);
  };
  test('redeems a code once, and refreshes once, however many ask', async () => {
    const query = new URLSearchParams({ response_type: 'code', client_id, redirect_uri: redirect, login_hint: id });
    const consent = await fetch(`${server.url}/oauth/authorize?${query}`, { redirect: 'manual' });
    const code = new URL(consent.headers.get('location') ?? '').searchParams.get('code') ?? '';
    const pair = JSON.parse((await tokenOf({ grant_type: 'authorization_code', code, redirect_uri: redirect })).text);
    let refresh: string = pair.refresh_token;
    for (const _ of ten) {
      const answers = await Promise.all(ten.map(() => tokenOf({ grant_type: 'refresh_token', refresh_token: refresh })));
      const good = answers.filter(({ status }) => status === 200);
      expect(good).toHaveLength(1);
      refresh = JSON.parse(good[0]?.text as string).refresh_token;
    }
  });

  test('is told each event once', async () => {
    const body = { callback_url: receiver.url, verification_token: 'v', event_type: 'create', data_type: 'daily_stress' };
    const headers = { 'x-client-id': client_id, 'x-client-secret': client_secret };
    const subscribed = await fetch(`${server.url}/v2/webhook/subscription`, { method: 'POST', headers, body: JSON.stringify(body) });
    expect(subscribed.status).toBe(201);
    const days = Array.from({ length: 300 }, (_, i) => new Date(Date.UTC(2024, 0, 1 + i)).toISOString().slice(0, 10));
    for (let at = 0; at < days.length; at += 10) {
      const documents = days.slice(at, at + 10).map((day) => ({ day, stress_high: 1 }));
      await askAnew('PUT', `/admin/v1/users/${id}/documents/daily_stress`, server.adminToken, JSON.stringify(documents));
    }
    for (let round = 0; round < 300 && receiver.events.length < days.length; round++) await wait(20);
    await wait(200);
    expect(receiver.told()).toHaveLength(days.length);
    expect(new Set(receiver.told().map(({ object_id }) => object_id)).size).toBe(days.length);
  });
});

test('a worker that is killed is replaced, while the other answers', async () => {
  await using pair = await serve(['--workers', '2', '--data', path.join(folder, 'killed'), '--empty', '--log-level', 'error']);
  const user = await addUser(pair);
  const [first] = (await childrenOf(pair.child.pid as number)) as [number, number];
  process.kill(first, 'SIGKILL');
  const children = async () => (await childrenOf(pair.child.pid as number)).length;
  while ((await children()) > 1) await wait(20);
  expect((await pair.get('/v2/usercollection/sleep', user.token)).status).toBe(200);
  while ((await children()) < 2) await wait(50);
  while (!pair.written.error.includes('a worker died')) await wait(20);
  expect((await pair.stop()).code).toBe(0);
});

test('workers end with the process that started them, however it ends', async () => {
  await using orphaning = await serve(['--workers', '2', '--data', path.join(folder, 'orphans'), '--empty']);
  const children = await childrenOf(orphaning.child.pid as number);
  expect(children).toHaveLength(2);
  orphaning.child.kill('SIGKILL');
  const isAlive = (pid: number) => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };
  while (children.some(isAlive)) await wait(20);
});

test.each([
  [['--data', ':memory:'], 'needs a store in a folder'],
  [['--data', path.join(folder, 'lapse'), '--time-lapse', '1d/10s'], '--time-lapse goes with a single process'],
  [['--data', path.join(folder, 'taken'), '--port', new URL(server.url).port], 'is taken'],
])('%j is refused', async (words, problem) => {
  const { code, out, error } = await run(['serve', '--workers', '2', '--empty', ...words]);
  expect([code, out]).toEqual([1, '']);
  expect(error).toContain(problem);
});

/** The processes that a process started. */
async function childrenOf(pid: number): Promise<number[]> {
  const { readFile } = await import('node:fs/promises');
  const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return text.trim().split(' ').filter(Boolean).map(Number);
}
