import { createHmac } from 'node:crypto';
import path from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { startReceiver } from '../webhooks/receiver.js';
import { runInside, runWell, serve, start, temporaryFolder } from './program.js';

vi.setConfig({ testTimeout: 60_000 });

const { folder, remove } = temporaryFolder();
const receiver = await startReceiver();
afterAll(async () => {
  await receiver.close();
  remove();
});
const data = path.join(folder, 'store');
const webhook = (...words: string[]) => runInside('webhook', ...words, '--data', data);
const json = async (...words: string[]) => JSON.parse((await webhook(...words, '--json')).out);

test('the laboratory works beside a running server', async () => {
  await using server = await serve(['--data', data, '--auto-consent']);
  const { clientId, clientSecret } = server.ready.app as { clientId: string; clientSecret: string };
  const user = server.users[0] as (typeof server.users)[number];
  const redirect = 'http://localhost/back';
  const query = new URLSearchParams({ response_type: 'code', client_id: clientId, redirect_uri: redirect, login_hint: user.id });
  await fetch(`${server.url}/oauth/authorize?${query}`, { redirect: 'manual' });
  const made = await fetch(`${server.url}/v2/webhook/subscription`, {
    method: 'POST',
    headers: { 'x-client-id': clientId, 'x-client-secret': clientSecret },
    body: JSON.stringify({ callback_url: receiver.url, verification_token: 'v', event_type: 'create', data_type: 'tag' }),
  });
  expect(made.status).toBe(201);
  const [{ id }] = await json('list');

  await using listening = start(['webhook', 'listen', '--data', data, '--forward-to', `${receiver.url}/forwarded`, '--count', '1']);
  while (!listening.written.error.includes('Listening')) await new Promise((resolve) => setTimeout(resolve, 20));
  const tag = { day: '2026-01-02', text: null, timestamp: '2026-01-02T08:00:00+01:00', tags: [] };
  await server.admin('PUT', `/users/${user.id}/documents/tag`, { ...tag, id: 'tagged' });
  const heard = await listening.ended;
  expect([heard.code, heard.out]).toEqual([0, expect.stringMatching(/"object_id":"tagged".*→ 200 in \d+ ms\n$/)]);
  while (receiver.events.length < 2) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(receiver.events.map(({ path: to }) => to).sort()).toEqual(['/events', '/events/forwarded']);
  for (const { headers, body } of receiver.events) {
    const signature = createHmac('sha256', clientSecret).update(`${headers['x-oura-timestamp']}${body}`).digest('hex').toUpperCase();
    expect(headers['x-oura-signature']).toBe(signature);
  }

  let log = await json('log', '--object', 'tagged');
  while (log.state === 'pending') log = await json('log', '--object', 'tagged');
  expect(log).toMatchObject({ state: 'delivered', subscription: id, event: { object_id: 'tagged' } });
  expect((await webhook('log')).out).toMatch(/delivered {2}attempts 1 {2}create {2}tag {2}tagged/);
  expect((await webhook('show', String(log.id))).out).toContain(`body  {"event_type":"create"`);

  const verify = (signature: string) => webhook('verify', '--delivery', String(log.id), '--signature', signature);
  const sent = receiver.events.find(({ path: to }) => to === '/events') as (typeof receiver.events)[number];
  const stamp = sent.headers['x-oura-timestamp'] as string;
  const hmac = (text: string) => createHmac('sha256', clientSecret).update(text).digest('hex');
  expect((await verify(sent.headers['x-oura-signature'] as string)).out).toBe('The signature is right.\n');
  expect((await verify(hmac(stamp.slice(0, -3) + sent.body))).out).toMatch(/in seconds.*\n.*lower case/);
  expect(await verify('XYZ')).toMatchObject({ code: 1, error: expect.stringContaining('None of the known mistakes') });

  receiver.events.length = 0;
  expect((await webhook('replay', String(log.id))).out).toBe('1 to be sent again\n');
  const trigger = ['trigger', '--client-id', clientId, '--user', user.id, '--data-type', 'tag', '--object', 'made-up'];
  expect((await webhook(...trigger)).out).toContain('not sent yet');
  while (receiver.events.length < 2) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(
    receiver
      .told()
      .map(({ object_id }) => object_id)
      .sort(),
  ).toEqual(['made-up', 'tagged']);

  expect((await webhook('chaos', id, 'delay', '--seed', 's')).out).toBe('delay from seed s\n');
  expect((await json('list'))[0].chaos).toEqual({ modes: ['delay'], seed: 's', share: 0.2 });
  expect((await webhook('chaos', id, 'fire')).code).toBe(1);
  expect((await webhook('replay')).code).toBe(1);
  expect((await server.stop()).code).toBe(0);
});

test('with --public nothing is sent to this machine', async () => {
  await using server = await serve(['--data', path.join(folder, 'public'), '--public']);
  const { clientId, clientSecret } = server.ready.app as { clientId: string; clientSecret: string };
  for (const url of [receiver.url, receiver.url.replace('127.0.0.1', 'localhost'), 'http://2130706433/']) {
    const response = await fetch(`${server.url}/v2/webhook/subscription`, {
      method: 'POST',
      headers: { 'x-client-id': clientId, 'x-client-secret': clientSecret },
      body: JSON.stringify({ callback_url: url, verification_token: 'v', event_type: 'create', data_type: 'tag' }),
    });
    expect([response.status, await response.text()]).toEqual([422, expect.stringContaining('loopback')]);
  }
});

test('help names the ways', async () => {
  expect(await runWell(['webhook', '--help'])).toMatch(/list.*log.*show.*replay.*trigger.*chaos.*listen.*verify/s);
});
