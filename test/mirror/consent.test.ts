import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import { type Fault, startFaultProxy } from './fault-proxy.js';
import { type InsideOptions, mirrorInside, type Ran } from './mirror-inside.js';
import { peopleOf, startUpstream } from './upstream.js';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const upstream = await startUpstream(peopleOf(1), 5, { publicUrl: null, tokenTtl: 3600 });
const { id } = upstream.people[0] as { id: string };
const proxy = await startFaultProxy(upstream.url);
afterAll(async () => {
  await proxy.close();
  await upstream.end();
});
beforeEach(() => proxy.faultBy(direct));

/** The discovery document names the server behind the proxy: as if there were none. */
const direct = (_: number, path: string): Fault => (path.includes('/.well-known/') ? { status: 404 } : null);

const app = await upstream.addApp({ redirectUris: ['http://localhost/callback'] });
const credentials = { clientId: app.id, clientSecret: app.secret };
const time = { nowMs: Date.UTC(2026, 10, 22) };

/** Runs, with an owner who opens what address is shown; `changed` is what becomes of the way back. */
async function mirror(name: string, options: Partial<InsideOptions> = {}, changed = (url: URL) => url): Promise<Ran & { shown: string[] }> {
  const shown: string[] = [];
  const ran = await mirrorInside({
    ...{ data: upstream.dataIn(name), from: proxy.url, credentials, time },
    ...options,
    async onText(text) {
      const [, url] = /\n {2}(http\S+)\n/.exec(text) ?? [];
      if (url === undefined) return;
      shown.push(url);
      const { headers } = await fetch(url, { redirect: 'manual' });
      await fetch(changed(new URL(headers.get('location') as string)));
    },
  });
  return { ...ran, shown };
}

/** Both clocks go on, so that the access token has ended. */
async function untilExpired(): Promise<void> {
  time.nowMs += 2 * 3_600_000;
  await upstream.admin('POST', '/clock', { advance: 2 * 3600 });
}

test('the owner consents once, with PKCE and state; later runs refresh by themselves', async () => {
  const first = await mirror('consent');
  expect([first.failure, first.report?.gaps, first.report?.user]).toEqual([null, [], id]);
  expect(first.shown).toEqual([expect.stringMatching(/state=.*code_challenge=.*code_challenge_method=S256/)]);
  for (let round = 0; round < 3; round++) {
    await untilExpired();
    expect(await mirror('consent')).toMatchObject({ failure: null, shown: [] });
  }
  expect(await upstream.exported(id, 'consent')).toEqual(await upstream.exported(id));
});

test('a token that is refused early is exchanged on the way', async () => {
  await mirror('early');
  let refused = 0;
  proxy.faultBy((number, path) => {
    const isRefused = path.includes('/daily_sleep?') && refused === 0;
    if (isRefused) refused++;
    return isRefused ? { status: 401, body: { detail: 'Invalid token' } } : direct(number, path);
  });
  const before = proxy.paths.length;
  expect(await mirror('early')).toMatchObject({ failure: null, shown: [] });
  expect(proxy.paths.slice(before).filter((path) => path === '/oauth/token')).toHaveLength(1);
});

test('a revoked refresh token ends with a clear message, and --consent mends it', async () => {
  await mirror('revoked');
  await upstream.admin('DELETE', `/apps/${app.id}/grants/${id}`);
  await untilExpired();
  proxy.faultBy((number, path) => (path === '/oauth/token' ? { status: 400, body: { error: 'invalid_grant' } } : direct(number, path)));
  const ran = await mirror('revoked');
  expect(ran.failure).toMatch(/does not accept the refresh token \(400 invalid_grant\).*--consent/);
  expect(ran.failure).not.toContain('cut off');
  proxy.faultBy(direct);
  expect(await mirror('revoked', { consent: true })).toMatchObject({ failure: null, shown: [expect.any(String)] });
});

test('a run that dies between a refresh and its answer is explained by the next one', async () => {
  await mirror('crashed');
  await untilExpired();
  // The upstream has spent the token, and nobody hears of the new ones.
  let answers = 0;
  proxy.faultBy((number, path) => (path === '/oauth/token' && answers++ === 0 ? 'cut' : direct(number, path)));
  expect((await mirror('crashed')).failure).toContain('does not accept the refresh token');
  const next = await mirror('crashed');
  expect(next.failure).toMatch(/A refresh that began at 2026-\S+ was cut off.*--consent/);
  expect(await mirror('crashed', { consent: true })).toMatchObject({ failure: null });
});

test('an answer that belongs to another request is not taken, and a refusal is said', async () => {
  const denied = await mirror('denied', {}, (url) => {
    url.searchParams.delete('code');
    url.searchParams.set('error', 'access_denied');
    return url;
  });
  expect(denied.failure).toMatch(/Access was not given \(access_denied\)/);
  const stop = new AbortController();
  const strange = mirror('strange', { stop: stop.signal }, (url) => {
    url.searchParams.set('state', 'another');
    setTimeout(() => stop.abort(), 100);
    return url;
  });
  await expect(strange).rejects.toThrow('stopped');
});

test('tokens rest sealed', async () => {
  const { store } = upstream;
  expect(store).toBeDefined();
  const { default: Database } = await import('better-sqlite3');
  const database = new Database(`${upstream.dataIn('consent')}/circlet.sqlite`, { readonly: true });
  const [row] = database.prepare<[], { sealed_tokens: Buffer }>('select sealed_tokens from mirrors').all();
  database.close();
  expect(row?.sealed_tokens.length).toBeGreaterThan(100);
  expect(row?.sealed_tokens.toString('latin1')).not.toContain('accessToken');
});
