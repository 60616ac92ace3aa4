import { createHmac } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { startReceiver } from './receiver.js';
import { startWebhookServer, type WireDelivery } from './webhook-server.js';

const server = await startWebhookServer();
const receiver = await startReceiver();
afterAll(() => Promise.all([server.close(), receiver.close()]));
const subscription = await server.subscribe(receiver.url, 'create', 'daily_sleep');
const path = `/subscriptions/${subscription.id}/chaos`;
beforeEach(async () => {
  receiver.events.length = 0;
  receiver.answerWith((_, response) => response.end());
  await server.admin('PUT', path, { modes: [] });
});

const json = async (method: string, where: string, body?: unknown): Promise<[number, never]> => {
  const response = await server.admin(method, where, body);
  return [response.status, (await response.json()) as never];
};
const days = (year: number, count: number) =>
  Array.from({ length: count }, (_, i) => new Date(Date.UTC(year, 0, 1 + i)).toISOString().slice(0, 10));
const writeDays = (year: number, count: number) => {
  const documents = days(year, count).map((day) => ({ id: day, day, contributors: {}, timestamp: `${day}T00:00:00+00:00` }));
  return server.admin('PUT', `/users/${server.user.id}/documents/daily_sleep`, documents);
};

describe('the log', () => {
  test('shows, filters and replays', async () => {
    receiver.answerWith((_, response) => response.writeHead(400).end('no'));
    await writeDays(2020, 3);
    await server.settle();
    const all = await server.log();
    expect(all).toHaveLength(3);
    const [first, second] = all as [WireDelivery, WireDelivery];
    const [status, shown] = await json('GET', `/deliveries/${first.id}`);
    expect([status, shown]).toEqual([200, first]);
    expect(first).toEqual({
      ...{ id: first.id, state: 'pending', attempts: 1, subscription: subscription.id, client_id: server.app.id },
      ...{ callback_url: receiver.url, created_at: '2026-03-15T12:00:00.000Z', due_at: expect.any(String) },
      event: expect.objectContaining({ object_id: '2020-01-01' }),
      history: [{ at: '2026-03-15T12:00:00.000Z', status: 400, error: null, took_ms: expect.any(Number), answer: 'no' }],
    });
    const counts: Record<string, number> = {};
    for (const query of [
      ...[`from=${second.id}`, `to=${second.id}`, 'state=pending', 'state=failed', `subscription=${subscription.id}`, 'subscription=x'],
      ...[`client_id=${server.app.id}`, `user=${server.user.id}`, 'user=x', 'object=2020-01-02', 'limit=2'],
    ])
      counts[query.split('=')[0] as string] = (await server.log(`?${query}`)).length;
    expect(counts).toEqual({ from: 2, to: 2, state: 0, subscription: 0, client_id: 3, user: 0, object: 1, limit: 2 });

    receiver.answerWith((_, response) => response.end());
    // One that waits for its retry goes at once.
    expect(await json('POST', `/deliveries/${first.id}/replay`)).toMatchObject([200, { state: 'pending', attempts: 0 }]);
    await server.settle();
    expect((await server.log('?state=delivered')).map(({ id }) => id)).toEqual([first.id]);
    await server.advance(60);
    await server.settle();
    expect((await server.log('?state=delivered')).length).toBe(3);
    receiver.events.length = 0;
    expect(await json('POST', '/replays', { from: second.id })).toEqual([200, { replayed: 2 }]);
    await server.settle();
    expect(receiver.told().map(({ object_id }) => object_id)).toEqual(['2020-01-02', '2020-01-03']);
  });

  test.each(['state=x', 'limit=1001', 'from=-1', 'colour=red'])('refuses %s', async (query) => {
    expect((await json('GET', `/deliveries?${query}`))[0]).toBe(422);
  });

  test('answers 404 to what there is not', async () => {
    expect([(await json('GET', '/deliveries/99999'))[0], (await json('GET', '/deliveries/x'))[0]]).toEqual([404, 404]);
    expect((await json('PUT', '/subscriptions/x/chaos', { modes: [] }))[0]).toBe(404);
    const wanted = { client_id: server.app.id, user: server.user.id, event_type: 'delete', data_type: 'tag' };
    expect(await json('POST', '/deliveries', wanted)).toEqual([404, { detail: 'The app has no subscription to delete of tag.' }]);
  });
});

test('a triggered event is sent like any other', async () => {
  const wanted = { client_id: server.app.id, user: server.user.id, event_type: 'create', data_type: 'daily_sleep', object_id: 'made-up' };
  const [status, made] = await json('POST', '/deliveries', wanted);
  expect([status, made]).toMatchObject([201, { state: 'pending' }]);
  await server.settle();
  const { client_id: _, user, ...event } = wanted;
  expect(receiver.told()).toEqual([{ ...event, event_time: expect.any(String), user_id: user }]);
});

describe('chaos', () => {
  const COUNT = 100;
  /** What arrives of a hundred events under a mode, within an hour. */
  async function under(modes: string[], year: number, seed = 's') {
    await server.admin('PUT', path, { modes, seed, share: 0.3 });
    await writeDays(year, COUNT);
    await server.settle();
    const atOnce = receiver.told().map(({ object_id }) => object_id as string);
    for (let minute = 0; minute < 3; minute++) {
      await server.advance(60);
      await server.settle();
    }
    return { atOnce, all: receiver.told().map(({ object_id }) => object_id as string) };
  }
  const about30 = (count: number) => count > 15 && count < 45;

  test('duplicates', async () => {
    const { atOnce } = await under(['duplicate'], 2010);
    expect(about30(atOnce.length - COUNT)).toBe(true);
    expect(new Set(atOnce).size).toBe(COUNT);
  });

  test.each([
    ['delay', 2011],
    ['reorder', 2012],
    ['drop-then-retry', 2013],
  ])('%s: some come later, all come once', async (mode, year) => {
    const { atOnce, all } = await under([mode], year);
    expect(about30(COUNT - atOnce.length)).toBe(true);
    expect([...all].sort()).toEqual(days(year, COUNT));
    expect(all).not.toEqual(days(year, COUNT));
  });

  test('bad signatures', async () => {
    await under(['bad-signature'], 2014);
    const bad = receiver.events.filter(({ headers, body }) => {
      const text = `${headers['x-oura-timestamp']}${body}`;
      return headers['x-oura-signature'] !== createHmac('sha256', server.app.secret).update(text).digest('hex').toUpperCase();
    });
    expect(about30(bad.length)).toBe(true);
  });

  test('events before objects', async () => {
    const statuses: number[] = [];
    receiver.answerWith(async (_, response, { body }) => {
      const { object_id } = JSON.parse(body) as { object_id: string };
      statuses.push((await server.get(`/v2/usercollection/daily_sleep/${object_id}`, server.token)).status);
      response.end();
    });
    await under(['event-before-object'], 2015);
    expect(about30(statuses.filter((status) => status === 404).length)).toBe(true);
    for (const day of days(2015, COUNT)) expect((await server.get(`/v2/usercollection/daily_sleep/${day}`, server.token)).status).toBe(200);
  });

  test('is told by the subscription, and ends', async () => {
    await server.admin('PUT', path, { modes: ['delay'], seed: 's' });
    const listed = (await json('GET', '/subscriptions'))[1];
    expect(listed).toMatchObject({ subscriptions: [{ id: subscription.id, chaos: { modes: ['delay'], seed: 's', share: 0.2 } }] });
    expect((await json('PUT', path, { modes: [] }))[1]).toMatchObject({ chaos: null });
    expect((await json('PUT', path, { modes: ['fire'] }))[0]).toBe(422);
  });
});
