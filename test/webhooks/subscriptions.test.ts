import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, describe, expect, test } from 'vitest';
import { behaviourOf } from '../../src/http/behaviour.js';
import type { Method } from '../../src/http/openapi.js';
import { createContractValidator } from '../contract/validate.js';
import { startReceiver } from './receiver.js';
import { startWebhookServer, type WireSubscription } from './webhook-server.js';

const server = await startWebhookServer();
const receiver = await startReceiver();
afterAll(() => Promise.all([server.close(), receiver.close()]));

const validator = createContractValidator();
const request = { callback_url: receiver.url, verification_token: 'v/ä&', event_type: 'create', data_type: 'tag' };
const asked = async (method: string, path: string, body?: unknown): Promise<[number, never]> => {
  const response = await server.ask(method, path, body);
  const { status } = response;
  const answer: unknown = status === 204 ? await response.text() : await response.json();
  // The contract does not name 409; everything else is as it says.
  const found = validator.check(`/v2/webhook/subscription${path}`, status, answer, method.toLowerCase() as Method);
  expect(status === 409 ? [] : found).toEqual([]);
  return [status, answer as never];
};

describe('a subscription', () => {
  test('is made after a handshake, shown, changed, renewed and removed', async () => {
    const [status, made]: [number, WireSubscription] = await asked('POST', '', request);
    const { verification_token: _, ...kept } = request;
    const shown = { id: expect.stringMatching(/^[0-9a-f-]{36}$/), ...kept, expiration_time: '2026-06-13T12:00:00+00:00' };
    expect([status, made]).toEqual([201, shown]);
    expect(receiver.handshakes).toMatchObject([{ path: '/events', headers: { host: `127.0.0.1:${receiver.port}` } }]);
    expect(receiver.handshakes[0]?.query.get('verification_token')).toBe('v/ä&');
    expect(await asked('GET', '')).toEqual([200, [made]]);
    expect(await asked('GET', `/${made.id}`)).toEqual([200, made]);

    const callback_url = `${receiver.url}?of=tags&x=%20`;
    const changed = { ...made, callback_url, event_type: 'update' };
    const change = { verification_token: 'w', callback_url, event_type: 'update', data_type: null };
    expect(await asked('PUT', `/${made.id}`, change)).toEqual([200, changed]);
    expect([...(receiver.handshakes[1]?.query.keys() ?? [])]).toEqual(['of', 'x', 'verification_token', 'challenge']);

    await server.advance(86_400);
    expect(await asked('PUT', `/renew/${made.id}`)).toEqual([200, { ...changed, expiration_time: '2026-06-14T12:00:00+00:00' }]);
    expect(receiver.handshakes).toHaveLength(2);
    expect(await asked('DELETE', `/${made.id}`)).toEqual([204, '']);
    expect(await asked('GET', '')).toEqual([200, []]);
    const types = (await server.events()).map(({ type }) => type).filter((type) => type.startsWith('webhook.'));
    expect(types).toEqual(['webhook.subscribed', 'webhook.changed', 'webhook.renewed', 'webhook.removed']);
  });

  test.each(['vo2_max', 'blood_glucose', 'ring_configuration', 'meal'])('may be to %s', async (dataType) => {
    const { id } = await server.subscribe(receiver.url, 'delete', dataType);
    await server.ask('DELETE', `/${id}`);
  });

  test('is taken once per app and pair, whatever its callback', async () => {
    const first = await server.subscribe(receiver.url);
    const second = await server.subscribe(receiver.url, 'update');
    const body = { ...request, data_type: 'daily_sleep', callback_url: `${receiver.url}/2` };
    const taken = { detail: expect.stringContaining('exists already') };
    expect(await asked('POST', '', body)).toEqual([409, taken]);
    expect(await asked('PUT', `/${second.id}`, { verification_token: 'v', event_type: 'create' })).toEqual([409, taken]);
    expect(await asked('PUT', `/${first.id}`, { verification_token: 'v' })).toEqual([200, first]);
    const other = await server.addApp();
    await server.subscribe(receiver.url, 'create', 'daily_sleep', other);
    expect((await server.ask('GET', `/${first.id}`, undefined, other)).status).toBe(403);
    for (const { id } of [first, second]) await server.ask('DELETE', `/${id}`);
  });

  test('of five requests at once for a pair one is made', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => server.ask('POST', '', { ...request, event_type: 'delete' })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);
  });
});

const MISSING = { type: 'missing', msg: 'Field required' };
const notAllowed = (url: string) => [{ ...request, callback_url: url }, [{ type: 'value_error', loc: ['body', 'callback_url'] }]] as const;
test.each<[string, unknown, unknown]>([
  ['nothing', {}, ['callback_url', 'verification_token', 'event_type', 'data_type'].map((name) => ({ ...MISSING, loc: ['body', name] }))],
  ['an unknown data type', { ...request, data_type: 'heartrate' }, [{ loc: ['body', 'data_type'], input: 'heartrate' }]],
  ['an unknown event', { ...request, event_type: 'Create' }, [{ loc: ['body', 'event_type'] }]],
  ['a number', { ...request, verification_token: 1 }, [{ loc: ['body', 'verification_token'] }]],
  ['no URL', ...notAllowed('receiver')],
  ['another scheme', ...notAllowed('file:///etc/passwd')],
  ['a password', ...notAllowed('http://a:b@127.0.0.1/')],
  ['a fragment', ...notAllowed('http://127.0.0.1/#x')],
  ['the metadata of a cloud', ...notAllowed('http://169.254.169.254/latest')],
  ['a long URL', ...notAllowed(`http://127.0.0.1/${'x'.repeat(2000)}`)],
])('refuses %s with 422', async (_what, body, detail) => {
  expect(await asked('POST', '', body)).toMatchObject([422, { detail }]);
});

test('a body that is no JSON is refused', async () => {
  const headers = { 'x-client-id': server.app.id, 'x-client-secret': server.app.secret };
  const response = await fetch(`${server.url}/v2/webhook/subscription`, { method: 'POST', headers, body: '{' });
  expect([response.status, await response.json()]).toMatchObject([422, { detail: [{ type: 'json_invalid' }] }]);
});

test.each<[string, object]>([
  ['no credentials', {}],
  ['a wrong secret', { 'x-client-id': server.app.id, 'x-client-secret': 'x' }],
  ['an unknown id', { 'x-client-id': 'x', 'x-client-secret': server.app.secret }],
  ['a bearer token only', { authorization: `Bearer ${server.token}` }],
])('refuses %s with 401 everywhere', async (_what, headers) => {
  const calls = [
    ['GET', ''],
    ['POST', ''],
    ['GET', '/x'],
    ['PUT', '/x'],
    ['DELETE', '/x'],
    ['PUT', '/renew/x'],
  ] as const;
  for (const [method, path] of calls) {
    const response = await fetch(`${server.url}/v2/webhook/subscription${path}`, { method, headers: { ...headers } });
    expect([response.status, await response.json()]).toEqual([401, { detail: expect.any(String) }]);
  }
  expect((await server.lastEvent()).type).toBe('webhook.refused');
});

test('in the profile oura 403 is the answer to reading an unknown id only', async () => {
  await using oura = await startWebhookServer({ behaviour: behaviourOf('oura') });
  const statusOf = async (method: string, path: string, body?: unknown) => (await oura.ask(method, path, body)).status;
  const update = await statusOf('PUT', '/x', { verification_token: 'v' });
  expect([await statusOf('GET', '/x'), update, await statusOf('PUT', '/renew/x'), await statusOf('DELETE', '/x')]).toEqual([
    403, 404, 404, 404,
  ]);
});

test('refuses unknown ids with 403', async () => {
  const unknown = [403, { detail: 'Webhook with specified id does not exist.' }];
  expect(await asked('GET', '/x')).toEqual(unknown);
  expect(await asked('PUT', '/x', { verification_token: 'v' })).toEqual(unknown);
  expect(await asked('PUT', '/renew/x')).toEqual(unknown);
  expect(await asked('DELETE', '/x')).toEqual(unknown);
});

describe('a handshake fails where the callback', () => {
  const answers: Record<string, [number, string]> = {
    'answers 404': [404, '{}'],
    redirects: [302, '{}'],
    'echoes nothing': [200, 'ok'],
    'answers with another challenge': [200, '{"challenge":"x"}'],
    'answers null': [200, 'null'],
  };
  /** Subscribes with a callback that answers so. */
  async function subscribeWith(listener: RequestListener, by = server) {
    const callback = createServer(listener);
    await new Promise<void>((resolve) => callback.listen(0, '127.0.0.1', resolve));
    const { port } = callback.address() as AddressInfo;
    const response = await by.ask('POST', '', { ...request, event_type: 'update', callback_url: `http://127.0.0.1:${port}/` });
    callback.closeAllConnections();
    callback.close();
    const answer = await response.json();
    expect(validator.check('/v2/webhook/subscription', response.status, answer, 'post')).toEqual([]);
    return [response.status, answer];
  }

  test.each(Object.entries(answers))('%s', async (_what, [status, body]) => {
    const answer = await subscribeWith((_, response) => response.writeHead(status, { location: receiver.url }).end(body));
    expect(answer).toMatchObject([
      422,
      { detail: [{ loc: ['body', 'callback_url'], msg: expect.stringContaining('could not be verified') }] },
    ]);
  });

  test('is not there', async () => {
    const answer = await asked('POST', '', { ...request, event_type: 'update', callback_url: 'http://127.0.0.1:1/' });
    expect(answer).toMatchObject([
      422,
      { detail: [{ loc: ['body', 'callback_url'], msg: expect.stringContaining('could not be verified') }] },
    ]);
  });

  test('takes too long', async () => {
    await using hasty = await startWebhookServer({ webhookTimeout: 0.2 });
    const answer = await subscribeWith(() => {}, hasty);
    expect(answer).toMatchObject([422, { detail: [{ msg: 'The callback could not be verified: no answer within 0.2 s.' }] }]);
  });
});
