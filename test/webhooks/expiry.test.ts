import { afterAll, expect, test } from 'vitest';
import { startReceiver } from './receiver.js';
import { startWebhookServer } from './webhook-server.js';

const DAY_SECONDS = 86_400;
const server = await startWebhookServer();
const receiver = await startReceiver((_, response) => response.writeHead(503).end());
afterAll(() => Promise.all([server.close(), receiver.close()]));
const told = () => receiver.told().map(({ object_id }) => object_id);

test('after 90 days nothing is sent any more; renewal sends what was pending and tells what changes from then on', async () => {
  const { id } = await server.subscribe(receiver.url);
  await server.write('2026-03-01', { id: 'failed' });
  await server.settle();
  expect(told()).toEqual(['failed']);

  receiver.answerWith((_, response) => response.end());
  receiver.events.length = 0;
  await server.advance(90 * DAY_SECONDS - 1);
  // Of what is sent late on purpose, all is due after the end.
  await server.admin('PUT', `/subscriptions/${id}/chaos`, { modes: ['delay'], share: 1 });
  await server.write('2026-03-02', { id: 'late' });
  await server.settle();
  await server.admin('PUT', `/subscriptions/${id}/chaos`, { modes: [] });
  // The retry of the one that failed has been due for long.
  expect(told()).toEqual(['failed']);
  receiver.events.length = 0;
  await server.write('2026-03-03', { id: 'in time' });
  await server.settle();
  expect(told()).toEqual(['in time']);
  receiver.events.length = 0;
  receiver.answerWith((_, response) => response.writeHead(503).end());
  await server.write('2026-03-04', { id: 'to be retried' });
  await server.settle();
  receiver.answerWith((_, response) => response.end());
  receiver.events.length = 0;

  await server.advance(1);
  await server.settle();
  await server.write('2026-03-05', { id: 'changed while it was expired' });
  await server.settle();
  await server.advance(30 * DAY_SECONDS);
  await server.settle();
  await server.write('2026-03-06', { id: 'changed just before it was renewed' });
  expect(told()).toEqual([]);
  expect((await server.log('?state=pending')).map(({ event }) => event.object_id)).toEqual(['late', 'to be retried']);

  expect((await server.ask('PUT', `/renew/${id}`)).status).toBe(200);
  await server.settle();
  expect(told().sort()).toEqual(['late', 'to be retried']);
  await server.write('2026-03-07', { id: 'afterwards' });
  await server.settle();
  expect(told().at(-1)).toBe('afterwards');
  expect(receiver.events).toHaveLength(3);
});
