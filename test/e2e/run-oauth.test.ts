import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { runInside, runWell, start, temporaryFolder } from './program.js';
import { ownStore } from './run-store.js';

vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 });

const { folder, remove } = temporaryFolder();
afterAll(remove);
let data: string[];
beforeAll(async () => {
  data = await ownStore(path.join(folder, 'store'));
});

const LIST = 'https://api.ouraring.com/v2/usercollection/daily_sleep';
const REDIRECTS = ['https://my.home-assistant.io/redirect/oauth', 'http://localhost:8123/callback/'];

/** A program with its app's own client id and secret, as clients on fetch have it; prints JSON. */
const CLIENT = `
const [list, redirects] = [${JSON.stringify(LIST)}, ${JSON.stringify(REDIRECTS)}];
const app = { client_id: 'their-own', client_secret: 'their-own-secret' };
const ask = async (token) => (await fetch(list, { headers: { authorization: 'Bearer ' + token } })).status;
const outcomes = [];
for (const redirect_uri of redirects) {
  const query = new URLSearchParams({ response_type: 'code', client_id: app.client_id, redirect_uri, state: 's', scope: 'daily' });
  const consent = await fetch('https://cloud.ouraring.com/oauth/authorize?' + query, { redirect: 'manual' });
  const back = new URL(consent.headers.get('location'));
  const form = { grant_type: 'authorization_code', code: back.searchParams.get('code'), redirect_uri, ...app };
  const exchange = await fetch('https://api.ouraring.com/oauth/token', { method: 'POST', body: new URLSearchParams(form) });
  const { access_token } = await exchange.json();
  const before = await ask(access_token);
  const revoked = await fetch('https://api.ouraring.com/oauth/revoke?access_token=' + access_token, { method: 'POST' });
  const iss = back.searchParams.get('iss');
  outcomes.push([back.origin + back.pathname, new URL(iss).origin, before, revoked.status, await ask(access_token)]);
}
console.log(JSON.stringify({ outcomes, theirs: await ask('a-token-of-oura'), none: (await fetch(list)).status, own: await ask(process.env.CIRCLET_TOKEN) }));`;

test('by itself it starts a server of made-up data, for a program with its own app and its own token', async () => {
  const own = ['--client-id', 'their-own', '--client-secret', 'their-own-secret', '--redirect-uri', ...REDIRECTS];
  const words = ['run', '--auto-consent', ...own, '--', process.execPath, '--input-type=module', '-e', CLIENT];
  await using running = start(words);
  const { code, out, error } = await running.ended;
  expect(code, error).toBe(0);
  const { outcomes, ...direct } = JSON.parse(out);
  // A token that was good and is revoked is worth nothing, unlike one from elsewhere.
  expect(outcomes).toEqual(REDIRECTS.map((uri) => [uri, 'https://cloud.ouraring.com', 200, 200, 401]));
  expect(direct).toEqual({ theirs: 200, none: expect.any(Number), own: 200 });
  expect(direct.none).toBeGreaterThanOrEqual(400);
  expect(error).toMatch(
    /^circlet: Oura's hosts .* http:\/\/127\.0\.0\.1:\d+ .*\ncirclet: Token of \S+: \w+; any other .*\ncirclet: App: client id their-own, secret their-own-secret\n$/,
  );
});

test('of a store, tokens have to be right, unless it is said otherwise', async () => {
  const ask = `const a = async (t) => (await fetch('${LIST}', { headers: { authorization: 'Bearer ' + t } })).status;
    Promise.all([a('other'), a(process.env.CIRCLET_TOKEN)]).then((all) => console.log(all.join()));`;
  const words = (...more: string[]) => ['run', ...data, ...more, '--quiet', '--', process.execPath, '-e', ask];
  expect(await runWell(words())).toBe('401,200\n');
  expect(await runWell(words('--any-token'))).toBe('200,200\n');
  // The token made for the run goes with it.
  expect(JSON.parse((await runInside('token', 'list', '--json', ...data)).out)).toEqual([]);
});

test('--auto-consent is the consent of the user who is named', async () => {
  const other = (await runInside('user', 'add', '--data', data[1] as string)).out.trim();
  const app = JSON.parse(
    (
      await runInside(
        ...[
          'app',
          'add',
          '--json',
          '--name',
          'Trainer',
          '--redirect-uri',
          'http://localhost:*',
          '--client-id',
          'mine',
          '--data',
          data[1] as string,
        ],
      )
    ).out,
  );
  expect(app.client_id).toBe('mine');
  const script = `
    code=$(curl -s -o /dev/null -w '%{redirect_url}' 'https://cloud.ouraring.com/oauth/authorize?response_type=code&client_id=mine&redirect_uri=http://localhost:1/' | sed 's/.*code=\\([^&]*\\).*/\\1/')
    token=$(curl -s -d "grant_type=authorization_code&code=$code&redirect_uri=http://localhost:1/&client_id=mine&client_secret=${app.client_secret}" https://api.ouraring.com/oauth/token | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')
    curl -s -H "Authorization: Bearer $token" https://api.ouraring.com/v2/usercollection/personal_info`;
  for (const user of [other, data[3] as string]) {
    const out = await runWell(['run', '--data', data[1] as string, '--user', user, '--auto-consent', '--quiet', '--', 'sh', '-c', script]);
    expect(JSON.parse(out).id).toBe(user);
  }
});
