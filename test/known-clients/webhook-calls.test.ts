import { afterAll, describe, expect, test } from 'vitest';
import { behaviourOf } from '../../src/http/behaviour.js';
import { startReceiver } from '../webhooks/receiver.js';
import { startWebhookServer, type WireSubscription } from '../webhooks/webhook-server.js';
import { send } from './wire.js';

/** How clients call the operations of webhooks: what is in a body, and what they say of a body that is not there. */
const server = await startWebhookServer({ behaviour: behaviourOf('oura') });
const receiver = await startReceiver();
afterAll(() => Promise.all([server.close(), receiver.close()]));

const JSON_TYPE = { 'content-type': 'application/json' };
const APP = { 'x-client-id': server.app.id, 'x-client-secret': server.app.secret };
const ask = (method: string, path: string, headers: Record<string, string>, body?: object) =>
  send(method, `${server.url}/v2/webhook/subscription${path}`, { ...APP, ...headers }, body && JSON.stringify(body));
const created = { callback_url: receiver.url, verification_token: 'v', event_type: 'create', data_type: 'workout' };

interface Row {
  client: string;
  /** Headers of GET, renew and DELETE, which have no body. */
  bodiless: Record<string, string>;
  update: 'token and event' | 'all four';
}

const ROWS: Row[] = [
  { client: 'Pinta365', bodiless: JSON_TYPE, update: 'token and event' },
  { client: 'oura-toolkit-ts', bodiless: {}, update: 'token and event' },
  { client: 'ourapy, which sends a bearer as well', bodiless: { ...JSON_TYPE, authorization: 'Bearer x' }, update: 'token and event' },
  { client: 'open-wearables', bodiless: JSON_TYPE, update: 'all four' },
  { client: 'sleeping-beauty', bodiless: {}, update: 'all four' },
];

describe('create, show, update, renew and delete', () => {
  test.each(ROWS)('$client', async ({ bodiless, update }) => {
    const made = await ask('POST', '', JSON_TYPE, created);
    expect(made.status).toBe(201);
    const subscription = JSON.parse(made.text) as WireSubscription;
    expect(Object.keys(subscription).sort()).toEqual(['callback_url', 'data_type', 'event_type', 'expiration_time', 'id']);
    expect((await ask('POST', '', JSON_TYPE, created)).status).toBe(409);
    // A bare array, not one in an envelope.
    expect(JSON.parse((await ask('GET', '', bodiless)).text)).toEqual([subscription]);

    const { event_type: _, ...other } = created;
    const change = update === 'all four' ? { ...other, event_type: 'update' } : { verification_token: 'v', event_type: 'update' };
    const changed = await ask('PUT', `/${subscription.id}`, JSON_TYPE, change);
    expect([changed.status, JSON.parse(changed.text)]).toEqual([200, { ...subscription, event_type: 'update' }]);
    const renewed = await ask('PUT', `/renew/${subscription.id}`, bodiless);
    expect([renewed.status, JSON.parse(renewed.text).id]).toEqual([200, subscription.id]);
    const removed = await ask('DELETE', `/${subscription.id}`, bodiless);
    expect([removed.status, removed.text]).toEqual([204, '']);
    expect(JSON.parse((await ask('GET', '', bodiless)).text)).toEqual([]);
  });
});

test.each([
  ['an update without verification_token', 'PUT', '/any', { event_type: 'update' }, 422],
  ['a data_type that is none', 'POST', '', { ...created, data_type: 'steps' }, 422],
])('%s is refused with a reason in `detail`', async (_what, method, path, body, status) => {
  const answer = await ask(method, path, JSON_TYPE, body);
  expect([answer.status, JSON.parse(answer.text)]).toEqual([status, { detail: expect.anything() }]);
});

test('the data type vo2_max of an event is a path as well, beside vO2_max', async () => {
  const list = (name: string) => send('GET', `${server.url}/v2/usercollection/${name}`, { authorization: `Bearer ${server.token}` });
  const [own, lower] = [await list('vO2_max'), await list('vo2_max')];
  expect([own.status, lower.status, lower.text]).toEqual([200, 200, own.text]);
});
