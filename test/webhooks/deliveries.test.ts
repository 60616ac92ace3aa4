import { createHmac } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { putRows } from '../support/answers.js';
import { heartRow, type Row } from '../support/sample-documents.js';
import { startReceiver } from './receiver.js';
import { startWebhookServer } from './webhook-server.js';

const server = await startWebhookServer();
const receiver = await startReceiver();
afterAll(() => Promise.all([server.close(), receiver.close()]));
for (const dataType of ['daily_sleep', 'vo2_max'])
  for (const event of ['create', 'update', 'delete']) await server.subscribe(receiver.url, event, dataType);
beforeEach(() => {
  receiver.events.length = 0;
  receiver.answerWith((_, response) => response.end());
});

const hmac = (timestamp: unknown, body: string) =>
  createHmac('sha256', server.app.secret).update(`${timestamp}${body}`).digest('hex').toUpperCase();
const told = () => receiver.told().map(({ event_type, data_type, object_id }) => `${event_type} ${data_type} ${object_id}`);

describe('an event', () => {
  test('is sent with the bytes and headers of the service, and signed', async () => {
    await server.write('2026-03-01', { id: 'night-1' });
    await server.settle();
    const body = `{"event_type":"create","data_type":"daily_sleep","object_id":"night-1","event_time":"2026-03-15T12:00:00+00:00","user_id":"${server.user.id}"}`;
    expect(receiver.events).toMatchObject([{ method: 'POST', path: '/events', body }]);
    const { headers } = receiver.events[0] as (typeof receiver.events)[number];
    expect(headers).toMatchObject({ 'content-type': 'application/json', 'x-oura-timestamp': String(Date.parse('2026-03-15T12:00:00Z')) });
    const timestamp = headers['x-oura-timestamp'];
    // Both ways in which receivers verify: the raw body, and the parsed body written again.
    expect(headers['x-oura-signature']).toBe(hmac(timestamp, body));
    expect(headers['x-oura-signature']).toBe(hmac(timestamp, JSON.stringify(JSON.parse(body))));
  });

  test('tells of a document that can be read by then', async () => {
    const statuses: number[] = [];
    receiver.answerWith(async (_, response, { body }) => {
      const { object_id } = JSON.parse(body) as Row;
      statuses.push((await server.get(`/v2/usercollection/daily_sleep/${object_id}`, server.token)).status);
      response.end();
    });
    await server.write('2026-03-02');
    await server.settle();
    expect(statuses).toEqual([200]);
  });

  test.each<[string, Row]>([
    ['odd characters', { id: 'ä €/🛌\u2028' }],
    ['digits', { id: '12' }],
  ])('of an id with %s is what receivers write again', async (_what, changes) => {
    await server.write('2026-03-03', changes);
    await server.settle();
    const [event] = receiver.events;
    expect(JSON.stringify(JSON.parse(event?.body ?? ''))).toBe(event?.body);
    expect(event?.headers['x-oura-signature']).toBe(hmac(event?.headers['x-oura-timestamp'], event?.body ?? ''));
    await server.remove(encodeURIComponent(String(changes.id)));
    await server.settle();
  });

  test('is sent for each change, a delete included, and none for what stayed the same', async () => {
    await server.write('2026-03-04', { id: 'n', score: 1 });
    await server.write('2026-03-04', { id: 'n', score: 1 });
    await server.write('2026-03-04', { id: 'n', score: 2 });
    await server.write('2026-03-04', { id: 'n', score: 3 });
    await server.remove('n');
    await server.write('2026-03-05', { id: 'v' }, 'vO2_max');
    await server.settle();
    const ofSleep = ['create', 'update', 'update', 'delete'].map((event) => `${event} daily_sleep n`);
    expect(told().filter((event) => event.includes('daily_sleep'))).toEqual(ofSleep);
    expect(told().filter((event) => event.includes('vo2_max'))).toEqual(['create vo2_max v']);
  });

  test('is not sent for series, profiles, other pairs, and what was there before', async () => {
    await putRows(server, server.user.id, 'heartrate', [heartRow(Date.parse('2026-03-01T00:00:00Z'))]);
    await server.admin('PATCH', `/users/${server.user.id}`, { age: 40 });
    await server.write('2026-03-06', {}, 'daily_stress');
    await server.subscribe(receiver.url, 'create', 'daily_stress');
    await server.settle();
    expect(told()).toEqual([]);
  });
});

describe('whose data', () => {
  test('a user who allowed nothing, not this, or no longer, is not told of', async () => {
    const other = await server.addUser();
    const app = await server.addApp();
    await server.subscribe(receiver.url, 'create', 'workout', app);
    const write = (day: string) => server.write(day, {}, 'workout', other.id);
    const seen: number[] = [];
    const look = async (day: string) => {
      await write(day);
      await server.settle();
      seen.push(receiver.events.length);
    };
    await look('2026-03-01');
    await server.pairFor(app, { login_hint: other.id, scope: 'daily' });
    await look('2026-03-02');
    await server.pairFor(app, { login_hint: other.id, scope: 'workout' });
    await look('2026-03-03');
    await server.pairFor(app, { login_hint: other.id, scope: 'daily' });
    await look('2026-03-04');
    expect(seen).toEqual([0, 0, 1, 1]);
  });
});

describe('subscriptions', () => {
  test('that are removed get nothing of what was due', async () => {
    const { id } = await server.subscribe(receiver.url, 'create', 'tag');
    receiver.answerWith((_, response) => response.writeHead(503).end());
    await server.write('2026-03-08', {}, 'tag');
    await server.settle();
    await server.ask('DELETE', `/${id}`);
    await server.advance(7200);
    await server.settle();
    expect(receiver.events).toHaveLength(1);
    expect((await server.log(`?subscription=${id}`)).map(({ state }) => state)).toEqual(['cancelled']);
  });
});
