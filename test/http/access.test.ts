import { afterAll, describe, expect, test } from 'vitest';
import { SCOPES, type Scope } from '../../src/collections/define.js';
import { behaviourOf } from '../../src/http/behaviour.js';
import { answerOf, listed, put } from '../support/answers.js';
import { startFrozenServer } from '../support/frozen-server.js';
import { sampleDocument } from '../support/sample-documents.js';

const behaviour = behaviourOf('contract');
const server = await startFrozenServer({ behaviour });
afterAll(() => server.close());

const LIST = '/v2/usercollection/daily_sleep';
const MISSING = { detail: 'Token is missing from Request Authorization Header' };
const INVALID = { detail: 'The access token is invalid, expired or revoked.' };
const ask = (path: string, authorization?: string) =>
  fetch(server.url + path, { headers: authorization === undefined ? {} : { authorization } });

describe('the Authorization header', () => {
  test.each([
    ['none', undefined, MISSING],
    ['empty', '', MISSING],
    ['blank', '  ', MISSING],
    ['only a scheme', 'Bearer', INVALID],
    ['another scheme', 'Basic dXNlcjpwYXNz', INVALID],
    ['a wrong token', 'Bearer AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', INVALID],
    ['a word of JavaScript', 'Bearer undefined', INVALID],
    ['two tokens', 'Bearer A B', INVALID],
    ['the token in quotes', 'Bearer "TOKEN"', INVALID],
    ['the token without a scheme', 'TOKEN', INVALID],
    ['the token in small letters', 'Bearer token', INVALID],
    ['the admin token', 'Bearer ADMIN', INVALID],
  ])('%s is answered 401', async (_what, header, body) => {
    const { token } = await server.addUser();
    const sent = header?.replace('TOKEN', token).replace('token', token.toLowerCase()).replace('ADMIN', server.adminToken);
    for (const path of [LIST, `${LIST}/x`, '/v2/usercollection/heartrate', '/v2/usercollection/personal_info']) {
      const response = await ask(path, sent);
      expect(response.headers.get('www-authenticate')).toBe('Bearer');
      expect(await answerOf(Promise.resolve(response))).toEqual({ status: 401, body });
    }
  });

  test.each([undefined, '', '  '])('%j is answered 400 where the switch says so', async (header) => {
    behaviour.missingToken = '400';
    const answers = [await answerOf(ask(LIST, header)), await answerOf(ask('/v2/sandbox/usercollection/daily_sleep', header))];
    const wrong = await answerOf(ask(LIST, 'Bearer wrong'));
    behaviour.missingToken = '401';
    expect(answers).toEqual([
      { status: 400, body: MISSING },
      { status: 400, body: MISSING },
    ]);
    expect(wrong.status).toBe(401);
  });

  test.each(['Bearer', 'bearer', 'BEARER', 'bEaReR', 'Bearer  '])('the scheme may be written %j', async (scheme) => {
    const { token } = await server.addUser();
    expect((await ask(LIST, `${scheme} ${token}`)).status).toBe(200);
  });

  test.each(['access_token', 'token', 'bearer', 'Authorization'])('a token in the query (%s) is not accepted', async (name) => {
    const { token } = await server.addUser();
    expect(await answerOf(ask(`${LIST}?${name}=${token}`))).toEqual({ status: 401, body: MISSING });
    expect(await answerOf(ask(`${LIST}?${name}=${token}`, 'Bearer wrong'))).toEqual({ status: 401, body: INVALID });
  });
});

describe('a token', () => {
  test('ends at the second it expires', async () => {
    const { token } = await server.addUser({ expiresInSeconds: 60 });
    const statuses: number[] = [];
    for (const advance of [0, 59.999, 0.001, 3600, -3600.001]) {
      await server.admin('POST', '/clock', { advance });
      statuses.push((await server.get(LIST, token)).status);
    }
    await server.admin('POST', '/clock', { advance: -59.999 });
    expect(statuses).toEqual([200, 200, 401, 401, 200]);
  });

  test('ends at once when it is revoked, and no other with it', async () => {
    const { id, token } = await server.addUser();
    const { body } = await answerOf(server.admin('POST', `/users/${id}/tokens`, {}));
    const user = await server.store.users.find(id);
    const tokens = await server.store.tokens.list(user?.userNo ?? 0);
    const bearer = (text: string) => server.get(LIST, text).then(({ status }) => status);
    await server.store.tokens.revoke(user?.userNo ?? 0, tokens[0]?.id ?? '');
    const both = [await bearer(token), await bearer((body as { token: string }).token)];
    expect(both.sort()).toEqual([200, 401]);
  });

  test('opens the data of its user only', async () => {
    const [anna, berta] = [await server.addUser(), await server.addUser()];
    const [annas, bertas] = ['2026-03-14', '2026-03-15'].map((day) => sampleDocument('daily_sleep', day, { id: `of-${day}` }));
    await put(server, anna.id, 'daily_sleep', annas ?? {});
    await put(server, berta.id, 'daily_sleep', bertas ?? {});
    expect((await listed(server.get(LIST, anna.token))).map(({ id }) => id)).toEqual(['of-2026-03-14']);
    expect((await server.get(`${LIST}/of-2026-03-15`, anna.token)).status).toBe(404);
    expect((await server.get(`${LIST}/of-2026-03-15`, berta.token)).status).toBe(200);
  });
});

describe('a lapsed membership', () => {
  test('closes everything with 403 until it is resumed, but not the sandbox', async () => {
    const { id, token } = await server.addUser();
    const paths = [LIST, `${LIST}/x`, '/v2/usercollection/heartrate', '/v2/usercollection/personal_info'];
    const statuses = () => Promise.all(paths.map(async (path) => (await server.get(path, token)).status));
    expect(await statuses()).toEqual([200, 404, 200, 200]);
    await server.admin('PATCH', `/users/${id}`, { membership: 'lapsed' });
    expect(await statuses()).toEqual([403, 403, 403, 403]);
    expect(await answerOf(server.get(LIST, token))).toEqual({ status: 403, body: { detail: expect.stringContaining('membership') } });
    expect((await server.get('/v2/sandbox/usercollection/daily_sleep', token)).status).toBe(200);
    await server.admin('PATCH', `/users/${id}`, { membership: 'active' });
    expect(await statuses()).toEqual([200, 404, 200, 200]);
  });
});

const tokens = new Map<Scope, string>();
for (const scope of SCOPES) tokens.set(scope, (await server.addUser({ scopes: [scope] })).token);
const statusOf = async (path: string, scope: Scope) => (await server.get(`/v2/usercollection/${path}`, tokens.get(scope))).status;

describe('scopes', () => {
  // Path, the scope that refusals name, and what else opens it.
  test.each<[string, Scope, ...Scope[]]>([
    ['daily_activity', 'daily'],
    ['daily_readiness', 'daily'],
    ['daily_sleep', 'daily'],
    ['daily_stress', 'daily'],
    ['sleep', 'daily'],
    ['sleep_time', 'daily'],
    ['rest_mode_period', 'daily'],
    ['daily_resilience', 'stress'],
    ['daily_cardiovascular_age', 'heart_health'],
    ['vO2_max', 'heart_health'],
    ['vo2_max', 'heart_health'],
    ['daily_spo2', 'spo2'],
    ['heartrate', 'heartrate'],
    ['interbeat_interval', 'research', 'heartrate'],
    ['workout', 'workout'],
    ['session', 'session'],
    ['tag', 'tag'],
    ['enhanced_tag', 'tag'],
    ['ring_configuration', 'ring_configuration'],
    ['ring_battery_level', 'ring_configuration'],
  ])('%s is opened by %s', async (path, ...opening) => {
    // A refusal comes before the parameters are looked at.
    const query = '?start_date=nonsense&start_datetime=nonsense&next_token=nonsense';
    const refusal = { status: 401, body: { detail: `Token is not authorized access ${opening[0]} scope.` } };
    for (const scope of SCOPES) {
      if (opening.includes(scope)) expect([scope, await statusOf(path, scope)]).toEqual([scope, 200]);
      else expect(await answerOf(server.get(`/v2/usercollection/${path}${query}`, tokens.get(scope)))).toEqual(refusal);
    }
    const single = /^(heartrate|interbeat_interval|ring_battery_level)$/.test(path) ? [] : [`${path}/x`];
    for (const document of single) {
      expect([await statusOf(document, opening[0] as Scope), await statusOf(document, 'biomarkers')]).toEqual([404, 401]);
    }
  });

  const profile = { email: 'anna@example.com', age: 41, weight: 62.5, height: 1.71, biological_sex: 'female' };
  const { email, ...personal } = profile;
  test.each<[Scope[], Record<string, unknown>]>([
    [['personal', 'email'], profile],
    [['personal'], { ...personal, email: null }],
    [['email'], { age: null, weight: null, height: null, biological_sex: null, email }],
    [['daily'], { age: null, weight: null, height: null, biological_sex: null, email: null }],
    [[], { age: null, weight: null, height: null, biological_sex: null, email: null }],
  ])('personal_info with %j', async (scopes, visible) => {
    const { body } = await answerOf(server.admin('POST', '/users', profile));
    const { id } = body as { id: string };
    const issued = await answerOf(server.admin('POST', `/users/${id}/tokens`, { scopes }));
    const info = await answerOf(server.get('/v2/usercollection/personal_info', (issued.body as { token: string }).token));
    expect(info).toEqual({ status: 200, body: { id, ...visible } });
  });
});
