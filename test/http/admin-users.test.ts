import { afterAll, describe, expect, test } from 'vitest';
import { SCOPES } from '../../src/collections/define.js';
import { answerOf, put, putRows } from '../support/answers.js';
import { NOW, startFrozenServer } from '../support/frozen-server.js';
import { heartRow, sampleDocument } from '../support/sample-documents.js';

const server = await startFrozenServer();
afterAll(() => server.close());
const admin = (method: string, path: string, body?: unknown) => answerOf(server.admin(method, path, body));
const NOBODY = { email: null, age: null, weight: null, height: null, biological_sex: null };
const noSuchUser = { status: 404, body: { detail: 'There is no user nobody.' } };
const addedUser = async (profile: object = {}) => ((await admin('POST', '/users', profile)).body as { id: string }).id;

describe('every admin route', () => {
  const routes: [method: string, path: string][] = [
    ['GET', '/users'],
    ['POST', '/users'],
    ['GET', '/users/x'],
    ['PATCH', '/users/x'],
    ['DELETE', '/users/x'],
    ['POST', '/users/x/tokens'],
    ['PUT', '/users/x/documents/sleep'],
    ['DELETE', '/users/x/documents/sleep/y'],
    ['PUT', '/users/x/series/heartrate'],
    ['GET', '/clock'],
    ['POST', '/clock'],
    ['GET', '/nothing'],
  ];

  test.each(routes)('%s %s wants the admin token', async (method, path) => {
    const { token } = await server.addUser();
    for (const authorization of [
      undefined,
      '',
      'Bearer',
      'Bearer wrong',
      `Bearer ${token}`,
      `Basic ${server.adminToken}`,
      server.adminToken,
    ]) {
      const headers = authorization === undefined ? {} : { authorization };
      const answer = await answerOf(fetch(`${server.url}/admin/v1${path}`, { method, headers }));
      expect(answer).toEqual({ status: 401, body: { detail: 'The admin token is missing or wrong.' } });
    }
    const query = await fetch(`${server.url}/admin/v1${path}?access_token=${server.adminToken}`, { method });
    expect(query.status).toBe(401);
  });

  test.each(routes.filter(([method, path]) => method !== 'GET' && method !== 'DELETE' && !path.includes('x')))(
    '%s %s refuses what is not JSON',
    async (method, path) => {
      for (const body of ['{', 'profile', '{"email":1,}', "{'a':1}", '\u0000']) {
        const headers = { authorization: `Bearer ${server.adminToken}` };
        const answer = await answerOf(fetch(`${server.url}/admin/v1${path}`, { method, headers, body }));
        const problem = { type: 'json_invalid', loc: ['body', 0], msg: 'JSON decode error', input: {}, ctx: { error: expect.any(String) } };
        expect(answer).toEqual({ status: 422, body: { detail: [problem] } });
      }
    },
  );

  test.each([
    ['GET', '/nothing', 404, 'Not Found', null],
    ['PUT', '/users', 405, 'Method Not Allowed', 'GET, POST'],
    ['POST', '/users/x', 405, 'Method Not Allowed', 'GET, PATCH, DELETE'],
    ['GET', '/users/x/tokens', 405, 'Method Not Allowed', 'POST'],
    ['GET', '/users/x/documents/sleep', 405, 'Method Not Allowed', 'PUT'],
    ['DELETE', '/clock', 405, 'Method Not Allowed', 'GET, POST'],
  ])('%s %s is answered %i', async (method, path, status, detail, allow) => {
    const response = await server.admin(method, path);
    expect(response.headers.get('allow')).toBe(allow);
    expect(await answerOf(Promise.resolve(response))).toEqual({ status, body: { detail } });
  });

  test('a body beyond 64 MB is refused', async () => {
    const headers = { authorization: `Bearer ${server.adminToken}` };
    const body = `"${'x'.repeat(64 * 1024 * 1024)}"`;
    const response = await fetch(`${server.url}/admin/v1/users`, { method: 'POST', headers, body });
    expect(response.status).toBe(413);
    expect(await response.json()).toEqual({ detail: expect.stringContaining('67108864') });
    expect((await admin('GET', '/users')).status).toBe(200);
  });
});

describe('users', () => {
  test('are added, shown, listed and changed', async () => {
    const id = await addedUser({ email: 'anna@example.com', age: 41 });
    const anna = { id, ...NOBODY, email: 'anna@example.com', age: 41, membership: 'active', created_at: NOW };
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect(await admin('GET', `/users/${id}`)).toEqual({ status: 200, body: anna });
    expect(await admin('GET', '/users')).toEqual({ status: 200, body: { users: expect.arrayContaining([anna]) } });
    const changes = { weight: 62.5, height: 1.71, biological_sex: 'female', age: null, membership: 'lapsed' };
    expect(await admin('PATCH', `/users/${id}`, changes)).toEqual({ status: 200, body: { ...anna, ...changes } });
    expect(await admin('PATCH', `/users/${id}`, {})).toEqual({ status: 200, body: { ...anna, ...changes } });
    expect(await admin('GET', `/users/${id}`)).toEqual({ status: 200, body: { ...anna, ...changes } });
  });

  test('need no body', async () => {
    const headers = { authorization: `Bearer ${server.adminToken}` };
    const answer = await answerOf(fetch(`${server.url}/admin/v1/users`, { method: 'POST', headers }));
    expect(answer).toEqual({ status: 201, body: { id: expect.any(String) } });
  });

  test.each<[string, string, unknown, (string | number)[][]]>([
    ['POST', '/users', { email: 1 }, [['body', 'email']]],
    [
      'POST',
      '/users',
      { age: 40.5, weight: 'heavy' },
      [
        ['body', 'age'],
        ['body', 'weight'],
      ],
    ],
    ['POST', '/users', { name: 'Anna' }, [['body']]],
    ['POST', '/users', { membership: 'active' }, [['body']]],
    ['POST', '/users', [], [['body']]],
    ['POST', '/users', null, [['body']]],
    ['PATCH', '/users/ID', { age: '41' }, [['body', 'age']]],
    ['PATCH', '/users/ID', { membership: 'gold' }, [['body', 'membership']]],
    ['PATCH', '/users/ID', { weight: 60, id: 'other' }, [['body']]],
    ['POST', '/users/ID/tokens', { scopes: ['daily', 'everything'] }, [['body', 'scopes', 1]]],
    ['POST', '/users/ID/tokens', { scopes: 'daily' }, [['body', 'scopes']]],
    ['POST', '/users/ID/tokens', { expires_in: 0 }, [['body', 'expires_in']]],
    ['POST', '/users/ID/tokens', { expires_in: 1.5 }, [['body', 'expires_in']]],
    ['POST', '/users/ID/tokens', { token: 'chosen' }, [['body']]],
  ])('%s %s refuses %j', async (method, path, body, places) => {
    const id = await addedUser({ email: 'before' });
    const before = await admin('GET', '/users');
    const answer = await admin(method, path.replace('ID', id), body);
    const shape = { type: expect.any(String), msg: expect.any(String), input: expect.toSatisfy((input) => input !== undefined) };
    expect(answer).toEqual({ status: 422, body: { detail: places.map((loc) => ({ ...shape, loc })) } });
    expect(await admin('GET', '/users')).toEqual(before);
    const user = await server.store.users.find(id);
    expect(await server.store.tokens.list(user?.userNo ?? 0)).toEqual([]);
  });

  test.each<[string, string, unknown]>([
    ['GET', '/users/nobody', undefined],
    ['PATCH', '/users/nobody', { age: 3 }],
    ['PATCH', '/users/nobody', {}],
    ['DELETE', '/users/nobody', undefined],
    ['POST', '/users/nobody/tokens', {}],
    ['PUT', '/users/nobody/documents/sleep', []],
    ['DELETE', '/users/nobody/documents/sleep/x', undefined],
    ['PUT', '/users/nobody/series/heartrate', []],
  ])('%s %s is answered 404', async (method, path, body) => {
    expect(await admin(method, path, body)).toEqual(noSuchUser);
  });
});

describe('tokens', () => {
  test('are 32 letters of base32, open all scopes and live for ever unless told otherwise', async () => {
    const id = await addedUser();
    const { status, body } = await admin('POST', `/users/${id}/tokens`, {});
    expect({ status, body }).toEqual({ status: 201, body: { token: expect.stringMatching(/^[A-Z2-7]{32}$/) } });
    await admin('POST', `/users/${id}/tokens`, { scopes: ['tag', 'daily'], expires_in: 90, label: 'phone' });
    const user = await server.store.users.find(id);
    const tokens = await server.store.tokens.list(user?.userNo ?? 0);
    const common = { id: expect.any(String), userNo: user?.userNo, createdAt: NOW };
    expect(tokens).toHaveLength(2);
    expect(tokens).toContainEqual({ ...common, label: null, scopes: [...SCOPES], expiresAtMs: null });
    expect(tokens).toContainEqual({ ...common, label: 'phone', scopes: ['tag', 'daily'], expiresAtMs: Date.parse(NOW) + 90_000 });
  });

  test('are not kept in the store', async () => {
    const { token } = await server.addUser();
    const { rows } = await rowsOf('tokens');
    expect(JSON.stringify(rows.map((row) => ({ ...row, hash: Buffer.from(row.hash as Buffer).toString('latin1') })))).not.toContain(token);
  });
});

/** A table of the store, as it is. */
async function rowsOf(table: string) {
  const rows = await server.store.engine.prepare<[], Record<string, unknown>>(`select * from ${table}`)();
  return { rows, ofUsers: rows.filter((row) => 'user_no' in row) };
}

const TABLES = {
  sqlite: "select name from sqlite_schema where type = 'table'",
  postgres: 'select tablename as name from pg_tables where schemaname = current_schema() order by 1',
};

test('the erasure of a user leaves nothing of it in any table, and everything of the others', async () => {
  const counts = async () => {
    const tables = await server.store.engine.prepare<[], { name: string }>(TABLES[server.store.engine.kind])();
    const withUsers: [string, number[]][] = [];
    for (const { name } of tables) withUsers.push([name, (await rowsOf(name)).ofUsers.map((row) => Number(row.user_no))]);
    return withUsers.filter(([, users]) => users.length > 0);
  };
  const [anna, berta] = [await server.addUser(), await server.addUser()];
  for (const { id } of [anna, berta]) {
    await put(server, id, 'sleep', sampleDocument('sleep', '2026-03-14', { id: 'same' }));
    await putRows(server, id, 'heartrate', [heartRow(Date.parse(NOW))]);
  }
  const annaNo = (await server.store.users.find(anna.id))?.userNo as number;
  const before = await counts();
  expect(before.filter(([, users]) => users.includes(annaNo)).map(([table]) => table)).toEqual(
    expect.arrayContaining(['users', 'tokens', 'document_chunks', 'changes', 'series_chunks']),
  );
  const response = await server.admin('DELETE', `/users/${anna.id}`);
  expect([response.status, await response.text()]).toEqual([204, '']);
  expect(await counts()).toEqual(before.map(([table, users]) => [table, users.filter((user) => user !== annaNo)]));
  expect(await admin('GET', `/users/${anna.id}`)).toMatchObject({ status: 404 });
  expect(await admin('DELETE', `/users/${anna.id}`)).toMatchObject({ status: 404 });
  expect((await server.get('/v2/usercollection/sleep', anna.token)).status).toBe(401);
  expect((await server.get('/v2/usercollection/sleep/same', berta.token)).status).toBe(200);
});
