import { once } from 'node:events';
import { existsSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { addUser, dataOf, type Served, serve, temporaryFolder } from './program.js';

vi.setConfig({ testTimeout: 60_000 });

const DAILY_SLEEP = { contributors: {}, day: '2026-01-02', timestamp: '2026-01-02T04:00:00+02:00' };
const { folder, remove } = temporaryFolder();
afterAll(remove);

describe('stopping', () => {
  test('SIGTERM lets an answer under way be finished, takes no new ones and ends with 0', async () => {
    await using server = await serve(['--data', path.join(folder, 'drain'), '--empty']);
    const { id, token } = await addUser(server);
    const body = JSON.stringify(Array.from({ length: 500 }, (_, i) => ({ ...DAILY_SLEEP, id: `d${i}` })));
    const request = http.request(`${server.url}/admin/v1/users/${id}/documents/daily_sleep`, {
      method: 'PUT',
      agent: new http.Agent({ keepAlive: true }),
      headers: {
        authorization: `Bearer ${server.adminToken}`,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
      },
    });
    const answered = once(request, 'response') as Promise<[http.IncomingMessage]>;
    await new Promise<void>((resolve) => request.write(body.slice(0, body.length / 2), () => resolve()));
    // The server has begun with it once another request, sent later, is answered.
    expect((await server.get('/v2/usercollection/daily_sleep', token)).status).toBe(200);

    server.child.kill('SIGTERM');
    await expect
      .poll(
        () =>
          fetch(`${server.url}/openapi.json`).then(
            () => 'answered',
            () => 'refused',
          ),
        { timeout: 5000 },
      )
      .toBe('refused');
    expect(server.child.exitCode).toBeNull();
    const resumedMs = Date.now();
    request.end(body.slice(body.length / 2));
    const [response] = await answered;
    let text = '';
    for await (const chunk of response) text += chunk;
    expect([response.statusCode, JSON.parse(text).created.length]).toEqual([200, 500]);
    expect(await server.ended).toMatchObject({ code: 0, error: '' });
    // An open connection that nobody asks anything on does not hold it up.
    expect(Date.now() - resumedMs).toBeLessThan(4000);

    await using again = await serve(['--data', path.join(folder, 'drain'), '--empty']);
    const range = 'start_date=2026-01-01&end_date=2026-01-03';
    expect(await dataOf(await again.get(`/v2/usercollection/daily_sleep?${range}`, token))).toHaveLength(500);
    await again.stop();
  });

  test.each(['SIGTERM', 'SIGINT'] as const)('%s with idle connections ends at once', async (signal) => {
    await using server = await serve(['--data', ':memory:', '--empty']);
    const agent = new http.Agent({ keepAlive: true });
    const [response] = (await once(http.get(`${server.url}/openapi.json`, { agent }), 'response')) as [http.IncomingMessage];
    for await (const _ of response);
    const fromMs = Date.now();
    server.child.kill(signal);
    expect(await server.ended).toMatchObject({ code: 0, error: '' });
    expect(Date.now() - fromMs).toBeLessThan(3000);
    agent.destroy();
  });
});

describe('a second start', () => {
  test('on the same store keeps user, token, data and clock', async () => {
    const data = path.join(folder, 'twice');
    await using first = await serve(['--data', data]);
    const [user] = first.users as [Served['users'][number]];
    const added = await addUser(first);
    await first.admin('PUT', `/users/${added.id}/documents/daily_sleep`, { ...DAILY_SLEEP, id: 'kept' });
    await first.admin('POST', '/clock', { set: '2026-06-01T12:00:00Z', frozen: true });
    const sleepOf = async (server: Served) => (await server.get('/v2/usercollection/sleep?start_date=2020-01-01', user.token)).text();
    const sleeps = await sleepOf(first);
    expect((await first.stop()).code).toBe(0);

    await using second = await serve(['--data', data]);
    expect(second.users).toEqual([user]);
    expect(second.adminToken).not.toBe(first.adminToken);
    expect(await sleepOf(second)).toBe(sleeps);
    expect((await second.get('/v2/usercollection/daily_sleep/kept', added.token)).status).toBe(200);
    expect(await (await second.admin('GET', '/clock')).json()).toEqual({ now: '2026-06-01T12:00:00.000Z', frozen: true });
    expect((await second.stop()).code).toBe(0);
  });

  test('in memory begins anew', async () => {
    await using first = await serve(['--data', ':memory:', '--empty']);
    const added = await addUser(first);
    await first.stop();
    await using second = await serve(['--data', ':memory:', '--empty']);
    expect(await (await second.admin('GET', '/users')).json()).toEqual({ users: [] });
    expect((await second.get('/v2/usercollection/personal_info', added.token)).status).toBe(401);
    await second.stop();
    expect(existsSync(':memory:')).toBe(false);
  });

  test('with --empty a store stays without users, and without it a store that has users gets no demo user', async () => {
    const data = path.join(folder, 'empty');
    await using first = await serve(['--data', data, '--empty']);
    expect(await (await first.admin('GET', '/users')).json()).toEqual({ users: [] });
    const { id } = await addUser(first);
    await first.stop();
    await using second = await serve(['--data', data]);
    expect(second.users).toEqual([]);
    expect(await (await second.admin('GET', '/users')).json()).toMatchObject({ users: [{ id }] });
    await second.stop();
  });
});
