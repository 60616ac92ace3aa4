import { execFile, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { addUser, dataOf, firstLine, run, type Served, serve, start, temporaryFolder } from './program.js';

const hasCurl = spawnSync('curl', ['--version']).status === 0;

vi.setConfig({ testTimeout: 60_000 });

const NOBODY = 65_534;
const DAILY_SLEEP = { contributors: {}, day: '2026-01-02', timestamp: '2026-01-02T04:00:00+02:00' };
const { folder, remove } = temporaryFolder();
afterAll(remove);

describe('when ready', () => {
  test('--json prints one line with url, admin token, users and app, and a demo user with data up to now', async () => {
    await using server = await serve(['--data', path.join(folder, 'json')]);
    expect(Object.keys(server.ready)).toEqual(['url', 'adminToken', 'users', 'app']);
    expect(server.ready.app).toEqual({
      clientId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      clientSecret: expect.stringMatching(/^[A-Z2-7]{32}$/),
    });
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(server.adminToken).toMatch(/^[A-Z2-7]{32}$/);
    expect(server.users.map((user) => Object.keys(user))).toEqual([['id', 'email', 'token']]);
    const [user] = server.users as [Served['users'][number]];
    expect(await (await server.get('/v2/usercollection/personal_info', user.token)).json()).toMatchObject({
      id: user.id,
      email: user.email,
    });
    const days = (await dataOf(await server.get('/v2/usercollection/daily_sleep?start_date=2000-01-01', user.token))).map(({ day }) => day);
    expect(days.length).toBeGreaterThanOrEqual(80);
    const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
    expect(String(days.at(-1)) >= yesterday).toBe(true);
    expect((await server.admin('GET', '/users')).status).toBe(200);
    const { code, out, error } = await server.stop();
    expect([code, out.split('\n').length, error]).toEqual([0, 2, '']);
  });

  test.skipIf(!hasCurl)('without it, a text with a curl that can be pasted', async () => {
    await using running = start(['serve', '--port', '0', '--data', ':memory:']);
    await firstLine(running);
    while (!running.written.out.includes('Ctrl-C')) await once(running.child.stdout as NodeJS.ReadableStream, 'data');
    const [command] = /^ +curl .*$/m.exec(running.written.out) as RegExpExecArray;
    const { stdout } = await promisify(execFile)('sh', ['-c', command.replace('curl ', 'curl -sS --fail ')]);
    expect(JSON.parse(stdout)).toMatchObject({ data: expect.any(Array), next_token: null });
    running.child.kill('SIGINT');
    expect(await running.ended).toMatchObject({ code: 0, error: '' });
  });

  test.skipIf(!hasCurl)('with --empty, a curl for the sandbox and how to add a user', async () => {
    await using running = start(['serve', '--port', '0', '--data', path.join(folder, 'sandbox'), '--empty']);
    await firstLine(running);
    while (!running.written.out.includes('Ctrl-C')) await once(running.child.stdout as NodeJS.ReadableStream, 'data');
    const [command] = /^ +curl .*$/m.exec(running.written.out) as RegExpExecArray;
    const { stdout } = await promisify(execFile)('sh', ['-c', command.replace('curl ', 'curl -sS --fail ')]);
    expect(JSON.parse(stdout).data.length).toBeGreaterThan(0);
    expect(running.written.out).toContain('circlet user add');
    running.child.kill('SIGTERM');
    expect(await running.ended).toMatchObject({ code: 0, error: '' });
  });
});

describe('settings', () => {
  test('every variable of the environment counts', async () => {
    const env = {
      CIRCLET_HOST: 'localhost',
      CIRCLET_PORT: '1',
      CIRCLET_DATA: path.join(folder, 'by-environment'),
      CIRCLET_EMPTY: 'true',
      CIRCLET_JSON: '1',
      CIRCLET_ADMIN_TOKEN: 'a-secret',
      CIRCLET_RATE_LIMIT: '4',
      CIRCLET_PROFILE: 'oura',
      CIRCLET_LOG_LEVEL: 'error',
      CIRCLET_META: 'on',
      CIRCLET_RANGE: 'day',
      CIRCLET_DOCUMENT_PAGE_SIZE: '2',
      CIRCLET_SERIES_PAGE_SIZE: '3',
    };
    // --port 0 goes before CIRCLET_PORT
    await using server = await serve([], { env });
    expect(server.ready).toMatchObject({ adminToken: 'a-secret', users: [] });
    expect(existsSync(path.join(env.CIRCLET_DATA, 'circlet.sqlite'))).toBe(true);
    const user = await addUser(server);
    const documents = [3, 4, 5].map((day) => ({ ...DAILY_SLEEP, day: `2026-01-0${day}`, timestamp: `2026-01-0${day}T00:00:00+12:00` }));
    await server.admin('PUT', `/users/${user.id}/documents/daily_sleep`, documents);
    const beats = [0, 1, 2, 3].map((second) => ({ timestamp: `2026-01-02T00:00:0${second}Z`, bpm: 60, source: 'rest' }));
    await server.admin('PUT', `/users/${user.id}/series/heartrate`, beats);

    // profile oura: 400; a change of the meta switch; days instead of instants; two documents a page
    expect((await server.get('/v2/usercollection/daily_sleep')).status).toBe(400);
    const range = 'start_date=2026-01-03&end_date=2026-01-05';
    const page = (await (await server.get(`/v2/usercollection/daily_sleep?${range}`, user.token)).json()) as Record<string, never>;
    expect(page).toMatchObject({
      data: [{ day: '2026-01-03', meta: { version: 1 } }, { day: '2026-01-04' }],
      next_token: expect.any(String),
    });
    const times = 'start_datetime=2026-01-01T00:00:00Z&end_datetime=2026-01-03T00:00:00Z';
    expect(await dataOf(await server.get(`/v2/usercollection/heartrate?${times}`, user.token))).toHaveLength(3);
    const statuses: number[] = [];
    for (let time = 0; time < 3; time++) statuses.push((await server.get('/v2/usercollection/personal_info', user.token)).status);
    expect(statuses).toEqual([200, 200, 429]);
    expect((await server.stop()).code).toBe(0);
  });

  test('the other switches and the port, too', async () => {
    const placeholder = createServer().listen(0, '127.0.0.1');
    await once(placeholder, 'listening');
    const { port } = placeholder.address() as AddressInfo;
    placeholder.close();
    await once(placeholder, 'close');
    const env = {
      CIRCLET_PORT: String(port),
      CIRCLET_DATA: ':memory:',
      CIRCLET_EMPTY: '1',
      CIRCLET_JSON: 'true',
      CIRCLET_MISSING_TOKEN: '400',
    };
    await using running = start(['serve'], { env });
    expect(JSON.parse(await firstLine(running)).url).toBe(`http://127.0.0.1:${port}`);
    expect((await fetch(`http://127.0.0.1:${port}/v2/usercollection/daily_sleep`)).status).toBe(400);
    running.child.kill('SIGTERM');
    expect((await running.ended).code).toBe(0);
  });

  test('the folder of health data is open to nobody else', async () => {
    const data = path.join(folder, 'private', 'deep');
    await using server = await serve(['--data', data, '--empty']);
    expect((statSync(data).mode & 0o777).toString(8)).toBe('700');
    await server.stop();
  });
});

describe.concurrent('wrong usage ends with 2, before anything is made', () => {
  test.each([
    ['an unknown flag', ['serve', '--nonsense'], {}, /unknown option '--nonsense'/],
    ['a word too many', ['serve', 'now'], {}, /too many arguments/],
    ['a port that is none', ['serve', '--port', 'http'], {}, /^--port \(CIRCLET_PORT\): “http” is not a whole number\n$/],
    ['a bad variable', ['serve'], { CIRCLET_META: 'maybe' }, /^--meta \(CIRCLET_META\): “maybe” is none of on, off\n$/],
    ['a bad profile', ['serve', '--profile', 'real'], {}, /^--profile \(CIRCLET_PROFILE\): “real” is none of contract, oura\n$/],
    ['a flag without its value', ['serve', '--host'], {}, /argument missing/],
    ['a network without passwords', ['serve', '--host', '0.0.0.0'], {}, /^--login picker lets anybody in .*--login password/],
    ['a public address without passwords', ['serve'], { CIRCLET_PUBLIC_URL: 'https://r.example' }, /^--login picker .*r\.example/],
    [
      '--auto-consent beyond loopback',
      ['serve', '--host', '::', '--login', 'password', '--auto-consent'],
      {},
      /^--auto-consent .*loopback/,
    ],
    [
      'a public address that is none',
      ['serve', '--public-url', 'r.example'],
      {},
      /^--public-url \(CIRCLET_PUBLIC_URL\): “r.example” is not like/,
    ],
    ['a token that never lives', ['serve', '--token-ttl', '0'], {}, /^--token-ttl \(CIRCLET_TOKEN_TTL\): 0 is not from 1/],
    ['an empty host', ['serve', '--host', ''], {}, /^--host \(CIRCLET_HOST\): it is empty\n$/],
  ])('%s', async (_what, words, env, message) => {
    const data = path.join(folder, 'never');
    const outcome = await run(words, { env: { CIRCLET_DATA: data, ...env } });
    expect(outcome).toMatchObject({ code: 2, out: '', error: expect.stringMatching(message) });
    expect(existsSync(data)).toBe(false);
  });
});

describe.concurrent('what cannot be served ends with 1 and a word the user can do something with', () => {
  test('a taken port', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    const outcome = await run(['serve', '--data', ':memory:', '--empty', '--port', String(port)]);
    taken.close();
    expect(outcome).toEqual({ code: 1, out: '', error: `Port ${port} is taken. --port names another one, --port 0 takes a free one.\n` });
  });

  test('an address that this machine does not have', async () => {
    const outcome = await run(['serve', '--data', ':memory:', '--empty', '--host', '192.0.2.1', '--port', '0', '--login', 'password']);
    expect(outcome).toMatchObject({ code: 1, out: '', error: expect.stringMatching(/^[^\n]*192\.0\.2\.1[^\n]*\n$/) });
  });

  test('a file in the place of the folder', async () => {
    const file = path.join(folder, 'a-file');
    writeFileSync(file, '');
    const outcome = await run(['serve', '--data', file, '--empty', '--port', '0']);
    expect(outcome).toMatchObject({ code: 1, out: '', error: expect.stringMatching(/^[^\n]*a-file[^\n]*\n$/) });
  });

  test('a store that is none', async () => {
    const data = path.join(folder, 'not-a-store');
    mkdirSync(data);
    writeFileSync(path.join(data, 'circlet.sqlite'), 'notes '.repeat(1000));
    const outcome = await run(['serve', '--data', data, '--empty', '--port', '0']);
    expect(outcome).toMatchObject({
      code: 1,
      out: '',
      error: expect.stringMatching(/^[^\n]*cannot be opened as a Circlet store[^\n]*\n$/),
    });
  });

  test.skipIf(process.platform === 'win32')('folders that may not be written', async () => {
    const data = path.join(folder, 'read-only');
    mkdirSync(data);
    // Nothing is read-only to root, which runs it as nobody instead.
    const isRoot = process.getuid?.() === 0;
    if (isRoot) for (const place of [folder, data]) chownSync(place, NOBODY, NOBODY);
    chmodSync(data, 0o500);
    const options = isRoot ? { uid: NOBODY } : {};
    for (const place of [data, path.join(data, 'inner')]) {
      const outcome = await run(['serve', '--data', place, '--empty', '--port', '0'], options);
      expect(outcome).toMatchObject({ code: 1, out: '', error: expect.stringMatching(/^[^\n]*read-only[^\n]*\n$/) });
    }
    chmodSync(data, 0o700);
  });
});
