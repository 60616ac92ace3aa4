import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { behaviourOf } from '../../src/http/behaviour.js';
import { NOW } from '../support/frozen-server.js';
import { startWearerServer } from './wearer.js';
import { send } from './wire.js';

/** What clients do when they are refused, and what they need of the answer for it. */
const behaviour = behaviourOf('oura');
const server = await startWearerServer({ behaviour });
afterAll(() => server.close());
beforeEach(() => server.admin('POST', '/clock', { set: NOW }));
const app = await server.addApp();
const day = 'start_date=2026-03-08&end_date=2026-03-08';
const ask = (path: string, token: string) =>
  send('GET', `${server.url}/v2/usercollection/${path}`, { authorization: `Bearer ${token}`, accept: 'application/json' });

describe('401', () => {
  test('has a JSON object with a text in `detail` (Pinta365; an HTML page kills www-oura-api)', async () => {
    const { status, headers, text } = await ask('daily_sleep', 'wrong');
    expect([status, headers['content-type'], JSON.parse(text)]).toEqual([401, 'application/json', { detail: expect.any(String) }]);
  });

  test.each([
    ['python-ouraring', 1],
    ['daveremy-oura-mcp', 4],
    ['crcatala-oura-cli', 7],
  ])('%s: %i at once, one refresh, and all of them again', async (_client, count) => {
    const pair = await server.pairFor(app);
    await server.admin('POST', '/clock', { advance: 2_592_001 });
    const all = async (token: string) =>
      (await Promise.all(Array.from({ length: count }, () => ask(`daily_sleep?${day}`, token)))).map(({ status }) => status);
    expect(await all(pair.access_token)).toEqual(Array(count).fill(401));
    const { body } = await server.refresh(app, pair.refresh_token);
    expect(await all(body.access_token as string)).toEqual(Array(count).fill(200));
  });

  test.each(['daily_resilience', 'daily_spo2', 'vO2_max', 'daily_cardiovascular_age'])(
    '%s without its scope is a feature that Home Assistant leaves out',
    async (collection) => {
      const { access_token } = await server.pairFor(app, { scope: 'daily heartrate' });
      expect((await ask(collection, access_token)).status).toBe(401);
      expect((await ask('daily_sleep', access_token)).status).toBe(200);
    },
  );
});

test('403 is a lapsed membership and nothing else (agent-oura, ouracli, proscar87)', async () => {
  const { id, token } = await server.addUser();
  await server.admin('PATCH', `/users/${id}`, { membership: 'lapsed' });
  const { status, text } = await ask('daily_sleep', token);
  expect([status, JSON.parse(text)]).toEqual([403, { detail: expect.any(String) }]);
});

test('404 has a text in `detail` (Pinta365, sleeping-beauty)', async () => {
  const { status, text } = await ask('daily_sleep/unknown', server.wearer.token);
  expect([status, JSON.parse(text)]).toEqual([404, { detail: expect.any(String) }]);
});

test('429 says in whole seconds when to come again (oura-cf, proscar87, agent-oura, ouracli)', async () => {
  const limited = await startWearerServer({ behaviour, rateLimit: 2 });
  const asked = () => limited.get(`/v2/usercollection/daily_sleep?${day}`, limited.wearer.token);
  const answers = [await asked(), await asked(), await asked()];
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
  const { headers } = answers[2] as Response;
  expect(headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
  await limited.admin('POST', '/clock', { advance: Number(headers.get('retry-after')) });
  expect((await asked()).status).toBe(200);
  await limited.close();
});

test('forty requests at once and eighteen dead refreshes in a row are no reason for 429 (Home Assistant)', async () => {
  const answers = await Promise.all(Array.from({ length: 40 }, () => ask(`daily_sleep?${day}`, server.wearer.token)));
  expect(answers.every(({ status }) => status === 200)).toBe(true);
  const pair = await server.pairFor(app);
  await server.refresh(app, pair.refresh_token);
  for (let time = 0; time < 18; time++) {
    expect(await server.refresh(app, pair.refresh_token)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  }
});

test('a wrong secret is invalid_client, with 400 or 401 (Home Assistant and proscar87 go to the other address then)', async () => {
  for (const path of ['/oauth/token', '/oauth/v2/ext/oauth-token']) {
    const { status, body } = await server.exchange({ ...app, secret: 'wrong' }, { grant_type: 'refresh_token', refresh_token: 'x' }, path);
    expect([400, 401]).toContain(status);
    expect(body.error).toBe('invalid_client');
  }
});

test('a slash at the end is not redirected: httpx follows none, and `bent` takes nothing but 200', async () => {
  const { status } = await ask(`daily_sleep/?${day}`, server.wearer.token);
  expect(status).toBe(200);
});

test('a success has no `error` and no `code` in it (open-wearables takes them for failures)', async () => {
  for (const path of [`daily_sleep?${day}`, 'personal_info', 'heartrate', 'ring_configuration']) {
    const { status, text } = await ask(path, server.wearer.token);
    expect(status).toBe(200);
    expect(Object.keys(JSON.parse(text))).not.toEqual(expect.arrayContaining([expect.stringMatching(/^(error|code)$/)]));
  }
});

test.each(['undefined', 'sandbox'])('Bearer %s opens the sandbox (Pinta365, crcatala), which pages as the rest does', async (token) => {
  const query = 'start_datetime=2026-03-08T00:00:00Z&end_datetime=2026-03-14T00:00:00Z';
  const page = async (more = '') => {
    const answer = await send('GET', `${server.url}/v2/sandbox/usercollection/heartrate?${query}${more}`, {
      authorization: `Bearer ${token}`,
    });
    expect(answer.status).toBe(200);
    return JSON.parse(answer.text) as { data: unknown[]; next_token: string | null };
  };
  const first = await page();
  expect(first.next_token).not.toBeNull();
  expect((await page(`&next_token=${first.next_token}`)).data).not.toEqual(first.data);
});
