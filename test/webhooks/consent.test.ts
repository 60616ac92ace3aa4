import { afterAll, beforeEach, expect, test } from 'vitest';
import { createBrowser } from '../oauth/browser.js';
import { startReceiver } from './receiver.js';
import { startWebhookServer } from './webhook-server.js';

const server = await startWebhookServer();
const receiver = await startReceiver();
afterAll(() => Promise.all([server.close(), receiver.close()]));
beforeEach(() => {
  receiver.events.length = 0;
  receiver.answerWith((_, response) => response.writeHead(503).end());
});
const told = () => receiver.told().map(({ data_type }) => data_type);

/** A user with a failed event of sleep and one of a workout for an app of their own. */
async function waiting() {
  const [user, app] = [await server.addUser(), await server.addApp()];
  await server.pairFor(app, { login_hint: user.id, scope: 'daily workout' });
  for (const dataType of ['daily_sleep', 'workout']) await server.subscribe(receiver.url, 'create', dataType, app);
  await server.write('2026-03-01', {}, 'daily_sleep', user.id);
  await server.write('2026-03-01', {}, 'workout', user.id);
  await server.settle();
  expect(told().sort()).toEqual(['daily_sleep', 'workout']);
  receiver.events.length = 0;
  receiver.answerWith((_, response) => response.end());
  return { user, app };
}
const states = async (clientId: string) =>
  Object.fromEntries((await server.log(`?client_id=${clientId}`)).map(({ event, state }) => [event.data_type, state]));
const later = async () => {
  await server.advance(7200);
  await server.settle();
};

test('a consent to less cancels what it does not allow any more', async () => {
  const { user, app } = await waiting();
  await server.pairFor(app, { login_hint: user.id, scope: 'workout' });
  expect(await states(app.id)).toEqual({ daily_sleep: 'cancelled', workout: 'pending' });
  await later();
  expect(told()).toEqual(['workout']);
});

test('disconnecting an app cancels all that was still to be sent to it about the user', async () => {
  const { user, app } = await waiting();
  const browser = createBrowser(server.url);
  await browser.submit((await browser.get('/oauth/connections')).text, '/oauth/sign-in', [['user', user.id]]);
  const { response } = await browser.submit((await browser.get('/oauth/connections')).text, '/oauth/connections/disconnect');
  expect(response.status).toBe(303);
  expect(await states(app.id)).toEqual({ daily_sleep: 'cancelled', workout: 'cancelled' });
  await later();
  expect(told()).toEqual([]);
});

test('erasing a user removes what was still to be sent', async () => {
  const { user, app } = await waiting();
  expect((await server.admin('DELETE', `/users/${user.id}`)).status).toBe(204);
  expect(await server.log(`?client_id=${app.id}`)).toEqual([]);
  await later();
  expect(told()).toEqual([]);
});

test('a lapsed membership does not keep events back: what they tell of can be fetched once it is back', async () => {
  const { user, app } = await waiting();
  await server.admin('PATCH', `/users/${user.id}`, { membership: 'lapsed' });
  await server.write('2026-03-02', { id: 'meanwhile' }, 'workout', user.id);
  await server.settle();
  expect(receiver.told().map(({ object_id }) => object_id)).toContain('meanwhile');
  const { access_token } = await server.pairFor(app, { login_hint: user.id, scope: 'workout' });
  const statusOf = async () => (await server.get('/v2/usercollection/workout/meanwhile', access_token)).status;
  expect(await statusOf()).toBe(403);
  await server.admin('PATCH', `/users/${user.id}`, { membership: 'active' });
  expect(await statusOf()).toBe(200);
});
