import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { run, runInside, runWell, type Served, serve, start, temporaryFolder } from './program.js';

vi.setConfig({ testTimeout: 60_000 });

const { folder, remove } = temporaryFolder();
afterAll(remove);
const MAIN = path.join(import.meta.dirname, '../../dist/cli/main.js');

interface DemoApp {
  clientId: string;
  clientSecret: string;
}

/** Tokens for an app of a server that approves at once. */
async function pairOf(server: Served, app: DemoApp, redirectUri: string): Promise<Record<string, string>> {
  const query = new URLSearchParams({ response_type: 'code', client_id: app.clientId, redirect_uri: redirectUri });
  const sentBack = await fetch(`${server.url}/oauth/authorize?${query}`, { redirect: 'manual' });
  const code = new URL(sentBack.headers.get('location') as string).searchParams.get('code') as string;
  const form = {
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirectUri,
    client_id: app.clientId,
    client_secret: app.clientSecret,
  };
  return (await (await fetch(`${server.url}/oauth/token`, { method: 'POST', body: new URLSearchParams(form) })).json()) as Record<
    string,
    string
  >;
}

describe('a served store', () => {
  test('has a demo app that gets real tokens, the same after a restart, with its key for nobody else', async () => {
    const data = path.join(folder, 'demo');
    await using server = await serve(['--data', data, '--auto-consent', '--token-ttl', '120']);
    const app = server.ready.app as DemoApp;
    const pair = await pairOf(server, app, 'http://localhost:3999/any/path');
    expect(pair).toMatchObject({ expires_in: 120 });
    expect((await server.get('/v2/usercollection/daily_sleep', pair.access_token)).status).toBe(200);
    expect((await server.stop()).error).toBe('');
    const key = path.join(data, 'circlet.key');
    expect((statSync(key).mode & 0o777).toString(8)).toBe('600');
    expect(readFileSync(path.join(data, 'circlet.sqlite')).includes(app.clientSecret)).toBe(false);

    await using again = await serve(['--data', data]);
    expect(again.ready.app).toEqual(app);
    expect((await again.get('/v2/usercollection/daily_sleep', pair.access_token)).status).toBe(200);
    await again.stop();

    rmSync(key);
    await using elsewhere = await serve(['--data', data]);
    const renewed = elsewhere.ready.app as DemoApp;
    expect([renewed.clientId === app.clientId, renewed.clientSecret === app.clientSecret]).toEqual([true, false]);
    await elsewhere.stop();

    writeFileSync(key, 'short');
    expect(await run(['serve', '--data', data, '--port', '0'])).toMatchObject({
      code: 1,
      out: '',
      error: expect.stringMatching(/circlet\.key/),
    });
  });

  test('shows what happens to who follows the trail', async () => {
    const data = path.join(folder, 'followed');
    await using server = await serve(['--data', data, '--auto-consent']);
    await using follower = start(['events', '--follow', '--json', '--data', data]);
    await pairOf(server, server.ready.app as DemoApp, 'http://127.0.0.1:3999/cb');
    while (!follower.written.out.includes('token.issued')) await once(follower.child.stdout as NodeJS.ReadableStream, 'data');
    const events = follower.written.out.trim().split('\n');
    const types = events.map((line) => (JSON.parse(line) as { type: string }).type);
    expect(types).toEqual(expect.arrayContaining(['app.registered', 'authorize.allowed', 'token.issued']));
    expect(await runWell(['events', '--limit', '1', '--data', data])).toMatch(
      /^\d+ {2}\S+Z {2}token\.issued {2}user \S+, app \S+ {2}grant_type=/,
    );
    await server.stop();
  });
});

test('whoever serves a network without TLS in front is told what to do about it', async () => {
  const words = ['--host', '0.0.0.0', '--login', 'password', '--empty', '--data', ':memory:'];
  await using server = await serve(words);
  expect((await server.stop()).error).toMatch(/^Warning: .* in plain .* --public-url https:.*\n$/);
  await using behindProxy = await serve([...words, '--public-url', 'https://rings.example']);
  expect((await behindProxy.stop()).error).toBe('');
});

test('the last of the trail are as many as there shall be, with what became of static tokens', async () => {
  const data = path.join(folder, 'static');
  const id = (await runInside('user', 'add', '--data', data)).out.trim();
  const added = JSON.parse((await runInside('token', 'add', '--json', '--user', id, '--data', data)).out);
  await runInside('app', 'add', '--name', 'Trainer', '--redirect-uri', 'http://localhost:*', '--data', data);
  // Leaves a gap in the numbers, as refusals that are forgotten do.
  const other = (await runInside('user', 'add', '--data', data)).out.trim();
  await runInside('token', 'add', '--user', other, '--data', data);
  await runInside('user', 'remove', other, '--data', data);
  await runInside('token', 'revoke', added.id, '--user', id, '--data', data);
  const lines = (await runInside('events', '--limit', '3', '--data', data)).out.trim().split('\n');
  expect(lines.map((line) => line.split('  ')[2])).toEqual(['token.issued', 'app.registered', 'token.revoked']);
});

test('the key of the secrets is looked after: doctor checks its mode, a backup says that it is not in there', async () => {
  const data = path.join(folder, 'keyed');
  await runInside('app', 'add', '--name', 'Trainer', '--redirect-uri', 'http://localhost:*', '--data', data);
  const key = path.join(data, 'circlet.key');
  expect((await runInside('doctor', '--data', data)).out).toContain(`ok       key: ${key} is its owner's alone\n`);
  chmodSync(key, 0o640);
  const found = await runInside('doctor', '--data', data);
  expect([found.code, found.out]).toEqual([1, expect.stringContaining(`PROBLEM  key: others may read ${key}: chmod 600 ${key}\n`)]);
  const { out } = await runInside('backup', path.join(folder, 'keyed.sqlite'), '--data', data);
  expect(out).toContain(`is not in it: keep a copy of ${key}`);
});

describe('circlet app', () => {
  const data = path.join(folder, 'apps');
  const REDIRECT = 'http://localhost:*/callback';

  test('registers, lists, shows, rotates and removes', async () => {
    const added = await runInside(
      'app',
      'add',
      '--json',
      '--name',
      'Trainer',
      '--redirect-uri',
      REDIRECT,
      '--scope',
      'daily,heartrate',
      '--data',
      data,
    );
    const { client_id, client_secret } = JSON.parse(added.out);
    expect(client_secret).toMatch(/^[A-Z2-7]{32}$/);
    const app = { client_id, name: 'Trainer', redirect_uris: [REDIRECT], scopes: ['daily', 'heartrate'], created_at: expect.any(String) };
    expect(JSON.parse((await runInside('app', 'list', '--json', '--data', data)).out)).toEqual([app]);
    expect(JSON.parse((await runInside('app', 'show', client_id, '--json', '--data', data)).out)).toEqual(app);
    expect((await runInside('app', 'list', '--data', data)).out).toContain(REDIRECT);
    const rotated = await runInside('app', 'rotate-secret', client_id, '--data', data);
    expect(rotated.out).toMatch(/^[A-Z2-7]{32}\n$/);
    expect(rotated.out.trim()).not.toBe(client_secret);
    expect((await runInside('app', 'remove', client_id, '--data', data)).out).toBe(`${client_id} removed\n`);
    expect((await runInside('events', '--json', '--data', data)).out.match(/"type":"[^"]*"/g)).toEqual(
      ['app.registered', 'app.secret_rotated', 'app.removed'].map((type) => `"type":"${type}"`),
    );
  });

  test('takes redirect URIs in bulk, from a file and from the command line, and replaces them', async () => {
    const file = path.join(folder, 'uris.txt');
    const [home, slash] = ['https://my.home-assistant.io/redirect/oauth', 'http://localhost:8080/callback/'] as const;
    writeFileSync(file, `# Home Assistant\r\n${home}\r\n\n  ${slash}\n`);
    const words = ['app', 'add', '--json', '--name', 'Many', '--redirect-uri', REDIRECT, '--redirect-uris-from', file, '--data', data];
    const { client_id } = JSON.parse((await runInside(...words)).out);
    const shown = async () => JSON.parse((await runInside('app', 'show', client_id, '--json', '--data', data)).out).redirect_uris;
    expect(await shown()).toEqual([REDIRECT, home, slash]);
    expect((await runInside('app', 'redirect-uris', client_id, slash, home, '--data', data)).out).toBe(`${slash}\n${home}\n`);
    expect(await shown()).toEqual([slash, home]);
    expect((await runInside('app', 'redirect-uris', client_id, '--from', file, '--json', '--data', data)).out).toContain(home);
    expect(await shown()).toEqual([home, slash]);
    writeFileSync(file, 'http://app.example/\n');
    const refused = await runInside('app', 'redirect-uris', client_id, '--from', file, '--data', data);
    expect(refused).toMatchObject({ code: 1, error: expect.stringContaining('http://app.example/: it must begin with https://') });
    expect(await shown()).toEqual([home, slash]);
  });

  test.each([
    ['no name', ['add', '--redirect-uri', REDIRECT], 2],
    ['no address', ['add', '--name', 'a'], 1],
    ['no file', ['add', '--name', 'a', '--redirect-uris-from', 'nowhere'], 1],
    ['no other addresses', ['redirect-uris', 'nobody'], 1],
    ['addresses of an unknown app', ['redirect-uris', 'nobody', REDIRECT], 1],
    ['an address on a network', ['add', '--name', 'a', '--redirect-uri', 'http://app.example/'], 2],
    ['an unknown scope', ['add', '--name', 'a', '--redirect-uri', REDIRECT, '--scope', 'all'], 2],
    ['an empty name', ['add', '--name', ' ', '--redirect-uri', REDIRECT], 1],
    ['an unknown app', ['show', 'nobody'], 1],
  ])('refuses %s', async (_what, words, code) => {
    expect(await runInside('app', ...words, '--data', data)).toMatchObject({ code, out: '' });
  });
});

test('circlet user password takes the first line of the standard input', async () => {
  const data = path.join(folder, 'passwords');
  const id = (await runWell(['user', 'add', '--data', data])).trim();
  const give = (input: string) => spawnSync(process.execPath, [MAIN, 'user', 'password', id, '--data', data], { input, encoding: 'utf8' });
  expect(give('short\n')).toMatchObject({ status: 1, stdout: '', stderr: expect.stringMatching(/^A password has 8 to 1024/) });
  expect(give('')).toMatchObject({ status: 1 });
  expect(give('correct horse\nmore\n')).toMatchObject({ status: 0, stdout: `${id} has a new password, and is signed out everywhere\n` });
  expect(existsSync(path.join(data, 'circlet.sqlite'))).toBe(true);

  await using server = await serve(['--data', data, '--empty', '--login', 'password']);
  const page = await fetch(`${server.url}/oauth/sign-in`);
  const csrf = /name="csrf" value="([^"]+)"/.exec(await page.text())?.[1] as string;
  const cookie = (page.headers.get('set-cookie') as string).split(';')[0] as string;
  const body = new URLSearchParams({ csrf, user: id, password: 'correct horse' });
  const signedIn = await fetch(`${server.url}/oauth/sign-in`, { method: 'POST', body, headers: { cookie }, redirect: 'manual' });
  expect([signedIn.status, signedIn.headers.get('location')]).toEqual([303, '/oauth/connections']);
  await server.stop();
});
