import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { behaviourOf } from '../../src/http/behaviour.js';
import { NOW } from '../support/frozen-server.js';
import { CALLBACK, FAMILIES, type Pair, parametersOf, startOAuthServer } from './oauth-server.js';

const behaviour = behaviourOf('contract');
const server = await startOAuthServer({ behaviour });
afterAll(() => server.close());
beforeEach(() => server.admin('POST', '/clock', { set: NOW }));
const { id: userId } = await server.addUser();
const app = await server.addApp();
const issuer = `${server.url}/oauth/v2/ext/oauth-anonymous`;
const advance = (seconds: number) => server.admin('POST', '/clock', { advance: seconds });
const basic = `Basic ${Buffer.from(`${app.id}:${app.secret}`).toString('base64')}`;

describe.each(Object.values(FAMILIES))('$authorize and $token', ({ authorize, token }) => {
  test.each([
    ['the body', { client_id: app.id, client_secret: app.secret }, {}],
    ['Basic', {}, { authorization: basic }],
    ['Basic and client_id in the body', { client_id: app.id }, { authorization: basic }],
    ['Basic in small letters', {}, { authorization: basic.replace('Basic', 'basic') }],
    [
      'the body, with a charset',
      { client_id: app.id, client_secret: app.secret },
      { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' },
    ],
  ])('give the answer that clients know, credentials in %s', async (_where, credentials: Record<string, string>, headers) => {
    const sentBack = await server.authorize(
      { response_type: 'code', client_id: app.id, redirect_uri: CALLBACK, state: 's', scope: 'daily' },
      authorize,
    );
    const { code, ...more } = Object.fromEntries(parametersOf(sentBack));
    expect(more).toEqual({ state: 's', iss: issuer, scope: 'daily' });
    expect(sentBack.headers.get('cache-control')).toBe('no-store');
    const form = { grant_type: 'authorization_code', code: code as string, redirect_uri: CALLBACK, ...credentials };
    const answer = await server.post(token, form, headers as Record<string, string>);
    const pair = { access_token: expect.stringMatching(/^[A-Z2-7]{32}$/), refresh_token: expect.stringMatching(/^[A-Z2-7]{32}$/) };
    expect(answer.body).toEqual({ token_type: 'bearer', expires_in: 2_592_000, scope: 'daily', id_token: null, ...pair });
    expect([answer.status, answer.headers.get('cache-control'), answer.headers.get('content-type')]).toEqual([
      200,
      'no-store',
      'application/json',
    ]);
  });
});

describe('scopes', () => {
  test.each([
    ['bare', 'daily heartrate', 'daily heartrate'],
    ['prefixed', 'extapi:daily extapi:heartrate', 'extapi:daily extapi:heartrate'],
    ['mixed', 'extapi:daily heartrate', 'extapi:daily heartrate'],
    ['spo2', 'spo2', 'spo2'],
    ['spo2Daily', 'spo2Daily', 'spo2Daily'],
    ['extapi:spo2Daily', 'extapi:spo2Daily', 'extapi:spo2Daily'],
    ['unknown ones', 'sleep readiness stress activity openid', 'stress'],
    ['only unknown ones', 'sleep readiness', ''],
    ['words of JavaScript', '__proto__ constructor daily', 'daily'],
    ['repeated ones', 'daily daily', 'daily'],
    ['another order', 'workout daily', 'workout daily'],
    ['capitals, which are unknown', 'Daily EMAIL daily', 'daily'],
    ['many blanks', '  daily   email ', 'daily email'],
  ])('%s: %j is answered %j', async (_what, scope, answered) => {
    const pair = await server.pairFor(app, { scope });
    expect(pair.scope).toBe(answered);
    expect((await server.refresh(app, pair.refresh_token)).body.scope).toBe(answered);
  });

  test('none asked means all of the app', async () => {
    const narrow = await server.addApp({ scopes: ['daily', 'spo2'] });
    expect((await server.pairFor(narrow)).scope).toBe('daily spo2');
    expect((await server.pairFor(narrow, { scope: 'daily email heartrate' })).scope).toBe('daily');
  });

  test('open their collections and no other', async () => {
    const { access_token } = await server.pairFor(app, { scope: 'extapi:spo2Daily extapi:daily' });
    const statuses = await Promise.all(
      ['daily_spo2', 'daily_sleep', 'heartrate', 'workout', 'personal_info'].map((name) => server.statusOf(access_token, name)),
    );
    expect(statuses).toEqual([200, 200, 401, 401, 200]);
    const refused = await server.json(server.get('/v2/usercollection/daily_resilience', access_token));
    expect(refused.body).toEqual({ detail: 'Token is not authorized access stress scope.' });
    expect(await server.lastEvent()).toMatchObject({ type: 'data.refused', user_id: userId, client_id: app.id, detail: { status: 401 } });
  });

  test('a refresh can ask for fewer, and for all of them again later, never for more', async () => {
    const pair = await server.pairFor(app, { scope: 'daily email' });
    const fewer = (await server.refresh(app, pair.refresh_token, { scope: 'email workout' })).body;
    expect(fewer.scope).toBe('email');
    expect(await server.statusOf(fewer.access_token as string)).toBe(401);
    const again = (await server.refresh(app, fewer.refresh_token as string)).body;
    expect(again.scope).toBe('daily email');
  });

  test('a later consent replaces the one before, for tokens that live already', async () => {
    const before = await server.pairFor(app, { scope: 'extapi:daily heartrate' });
    await server.pairFor(app, { scope: 'heartrate' });
    expect([await server.statusOf(before.access_token), await server.statusOf(before.access_token, 'heartrate')]).toEqual([401, 200]);
    expect((await server.refresh(app, before.refresh_token)).body.scope).toBe('heartrate');
  });
});

describe('tokens', () => {
  test('live for 30 days of the clock, refresh tokens on', async () => {
    const pair = await server.pairFor(app);
    await advance(2_591_999.999);
    expect(await server.statusOf(pair.access_token)).toBe(200);
    await advance(0.001);
    expect(await server.statusOf(pair.access_token)).toBe(401);
    expect(await server.lastEvent()).toMatchObject({ type: 'data.refused', reason: 'the token expired 0 s ago', client_id: app.id });
    const renewed = (await server.refresh(app, pair.refresh_token)).body;
    expect(await server.statusOf(renewed.access_token as string)).toBe(200);
  });

  test('live as long as they are told to', async () => {
    const short = await startOAuthServer({ tokenTtl: 60, refreshTtl: 120 });
    await short.addUser();
    const owner = await short.addApp();
    const pair = await short.pairFor(owner);
    expect(pair.expires_in).toBe(60);
    await short.admin('POST', '/clock', { advance: 60 });
    expect(await short.statusOf(pair.access_token)).toBe(401);
    const renewed = (await short.refresh(owner, pair.refresh_token)).body as unknown as Pair;
    await short.admin('POST', '/clock', { advance: 120 });
    expect((await short.refresh(owner, renewed.refresh_token)).body.error).toBe('invalid_grant');
    await short.close();
  });

  test('to refresh are worth nothing once nobody has used them for 180 days of the clock', async () => {
    const introspect = (token: string) => server.post('/oauth/v2/ext/oauth-introspect', { token }, { authorization: basic });
    const pair = await server.pairFor(app);
    await advance(15_551_999.999);
    const renewed = (await server.refresh(app, pair.refresh_token)).body as unknown as Pair;
    await advance(15_551_999.999);
    expect((await introspect(renewed.refresh_token)).body).toMatchObject({ active: true, exp: expect.any(Number) });
    await advance(0.001);
    expect((await introspect(renewed.refresh_token)).body).toEqual({ active: false });
    expect(await server.refresh(app, renewed.refresh_token)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    expect(await server.lastEvent()).toMatchObject({ type: 'token.refused', reason: 'the refresh token expired 0 s ago, unused' });
  });

  test('that are long dead are forgotten when the app gets others', async () => {
    const elsewhere = await startOAuthServer({ tokenTtl: 60, refreshTtl: 60 });
    await elsewhere.addUser();
    const owner = await elsewhere.addApp();
    const count = async (table: string) =>
      (await elsewhere.store.engine.prepare<[], { n: number }>(`select count(*) as n from ${table} where app_no is not null`)())[0]?.n;
    await elsewhere.pairFor(owner);
    await elsewhere.refresh(owner, (await elsewhere.pairFor(owner)).refresh_token);
    expect([await count('tokens'), await count('refresh_tokens')]).toEqual([3, 3]);
    await elsewhere.admin('POST', '/clock', { advance: 91 * 86_400 });
    await elsewhere.pairFor(owner);
    expect([await count('tokens'), await count('refresh_tokens')]).toEqual([1, 1]);
    await elsewhere.close();
  });

  test('a refresh leaves the access token before it alone', async () => {
    const pair = await server.pairFor(app);
    await server.refresh(app, pair.refresh_token);
    expect(await server.statusOf(pair.access_token)).toBe(200);
  });

  test('a lapsed membership refuses data with 403; tokens are valid and renewed as ever', async () => {
    const pair = await server.pairFor(app);
    await server.admin('PATCH', `/users/${userId}`, { membership: 'lapsed' });
    const renewed = (await server.refresh(app, pair.refresh_token)).body.access_token as string;
    expect([await server.statusOf(pair.access_token), await server.statusOf(renewed)]).toEqual([403, 403]);
    expect(await server.lastEvent()).toMatchObject({ type: 'data.refused', detail: { status: 403 } });
    await server.admin('PATCH', `/users/${userId}`, { membership: 'active' });
    expect([await server.statusOf(pair.access_token), await server.statusOf(renewed)]).toEqual([200, 200]);
  });

  test('using a code twice takes back what it gave, and nothing else', async () => {
    const elder = await server.pairFor(app);
    const code = await server.codeFor(app);
    const pair = (await server.exchangeCode(app, code)).body;
    const renewed = (await server.refresh(app, pair.refresh_token as string)).body;
    expect((await server.exchangeCode(app, code)).body.error).toBe('invalid_grant');
    const dead = [pair.access_token, renewed.access_token].map((token) => server.statusOf(token as string));
    expect(await Promise.all(dead)).toEqual([401, 401]);
    expect((await server.refresh(app, renewed.refresh_token as string)).status).toBe(400);
    expect(await server.statusOf(elder.access_token)).toBe(200);
  });

  test('neither secrets nor tokens nor codes are in the store', async () => {
    const code = await server.codeFor(app);
    const pair = (await server.exchangeCode(app, code)).body;
    const tables = ['apps', 'tokens', 'refresh_tokens', 'authorization_codes', 'events', 'settings', 'sessions'];
    const rows = tables.map((table) => server.store.engine.prepare<[], Record<string, unknown>>(`select * from ${table}`)());
    const values = (await Promise.all(rows)).flat().flatMap((row) => Object.values(row));
    const text = values.map((value) => (Buffer.isBuffer(value) ? value.toString('latin1') : String(value))).join('\n');
    for (const secret of [app.secret, code, pair.access_token, pair.refresh_token]) expect(text).not.toContain(secret);
  });

  test('id_token is null to whoever asks, unless the switch says otherwise', async () => {
    const form = { grant_type: 'refresh_token', refresh_token: (await server.pairFor(app)).refresh_token };
    const answer = await server.post('/oauth/token', form, { authorization: basic, 'user-agent': 'openid-client/v6.8.9' });
    expect(answer.body.id_token).toBeNull();
    behaviour.idToken = 'absent';
    const switched = await server.refresh(app, answer.body.refresh_token as string);
    behaviour.idToken = 'null';
    expect([switched.status, 'id_token' in switched.body]).toEqual([200, false]);
  });
});
