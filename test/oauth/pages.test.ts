import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { NOW } from '../support/frozen-server.js';
import { createBrowser, formOf } from './browser.js';
import { CALLBACK, FAMILIES, type Pair, parametersOf, startOAuthServer } from './oauth-server.js';

const server = await startOAuthServer({ autoConsent: false });
afterAll(() => server.close());
beforeEach(() => server.admin('POST', '/clock', { set: NOW }));
const { id: userId } = await server.addUser();
const { id: otherId } = await server.addUser();
const app = await server.addApp({ name: 'Trainer <b>' });
const [SIGN_IN, CONSENT, SIGN_OUT] = ['/oauth/sign-in', '/oauth/consent', '/oauth/sign-out'];
const query = (more: Record<string, string> = {}) =>
  new URLSearchParams({ response_type: 'code', client_id: app.id, redirect_uri: CALLBACK, state: 's', ...more });

/** A browser in front of the consent page. */
async function atConsent(path: string = FAMILIES.old.authorize, more: Record<string, string> = {}, user = userId) {
  const browser = createBrowser(server.url);
  const { text: signIn } = await browser.get(`${path}?${query(more)}`);
  const { response } = await browser.submit(signIn, SIGN_IN, [['user', user]]);
  const { text: consent } = await browser.get(response.headers.get('location') as string);
  return { browser, signIn, signedIn: response, consent };
}

describe.each(Object.values(FAMILIES).map(({ authorize }) => authorize))('%s', (path) => {
  test('shows sign-in, then consent, then sends back what was left ticked', async () => {
    const { browser, signedIn, consent } = await atConsent(path, { scope: 'extapi:daily heartrate email' });
    expect([signedIn.status, signedIn.headers.get('location')]).toEqual([
      303,
      `${path}?${query({ scope: 'extapi:daily heartrate email' })}`,
    ]);
    expect(consent).toContain('Trainer &lt;b&gt;');
    expect(consent).not.toContain('Trainer <b>');
    const { response } = await browser.submit(consent, CONSENT, [
      ['decision', 'allow'],
      ['scope', 'daily'],
      ['scope', 'email'],
    ]);
    const { code, ...more } = Object.fromEntries(parametersOf(response));
    expect([response.status, more]).toEqual([
      303,
      { state: 's', scope: 'extapi:daily email', iss: `${server.url}/oauth/v2/ext/oauth-anonymous` },
    ]);
    const pair = (await server.exchangeCode(app, code as string)).body as unknown as Pair;
    expect(pair.scope).toBe('extapi:daily email');
    expect([await server.statusOf(pair.access_token), await server.statusOf(pair.access_token, 'heartrate')]).toEqual([200, 401]);
  });

  test('sends back access_denied, and nothing else comes of it', async () => {
    const { browser, consent } = await atConsent(path);
    const { response } = await browser.submit(consent, CONSENT, [
      ['decision', 'deny'],
      ['scope', 'daily'],
    ]);
    expect(Object.fromEntries(parametersOf(response))).toMatchObject({ error: 'access_denied', state: 's', iss: expect.any(String) });
    expect(await server.lastEvent()).toMatchObject({ type: 'authorize.denied', user_id: userId, client_id: app.id });
  });
});

describe('consent', () => {
  test('gives no more than was asked, whatever the form says', async () => {
    const { browser, consent } = await atConsent(undefined, { scope: 'daily' });
    const ticked = ['daily', 'email', 'heartrate', 'extapi:daily', '<script>'].map((name): [string, string] => ['scope', name]);
    const { response } = await browser.submit(consent, CONSENT, [['decision', 'allow'], ...ticked]);
    expect(parametersOf(response).get('scope')).toBe('daily');
  });

  test('is a denial unless the form says allow', async () => {
    const { browser, consent } = await atConsent();
    const { response } = await browser.submit(consent, CONSENT, [['scope', 'daily']]);
    expect(parametersOf(response).get('error')).toBe('access_denied');
  });

  test('gives nothing to an address that is not registered', async () => {
    const { browser, consent } = await atConsent();
    const fields = formOf(consent, CONSENT);
    fields.set('request', `?${query({ redirect_uri: 'https://evil.example/' })}`);
    fields.set('decision', 'allow');
    const { response } = await browser.post(CONSENT, fields);
    expect([response.status, response.headers.get('location')]).toEqual([400, null]);
  });

  test('of nobody asks to sign in', async () => {
    const { browser, consent } = await atConsent();
    await browser.submit(consent, SIGN_OUT);
    const { text } = await browser.get(`${FAMILIES.old.authorize}?${query()}`);
    expect(text).toContain(`action="${SIGN_IN}"`);
  });
});

describe('forms', () => {
  const forge: [string, (fields: URLSearchParams) => void][] = [
    ['no CSRF token', (fields) => fields.delete('csrf')],
    ['an empty one', (fields) => fields.set('csrf', '')],
    ['another one', (fields) => fields.set('csrf', 'A'.repeat(43))],
    ['half of one', (fields) => fields.set('csrf', (fields.get('csrf') as string).slice(0, 20))],
  ];
  test.each(forge)('with %s are refused with 403 on a page', async (_what, change) => {
    const { browser, consent } = await atConsent();
    for (const [action, more] of [
      [CONSENT, ['decision', 'allow']],
      [SIGN_OUT, ['a', 'b']],
    ] as const) {
      const fields = formOf(consent, action as string);
      change(fields);
      fields.set(...(more as [string, string]));
      const { response, text } = await browser.post(action as string, fields);
      expect([response.status, response.headers.get('location'), text.includes('<html')]).toEqual([403, null, true]);
      expect(await server.lastEvent()).toMatchObject({ type: 'form.refused' });
    }
  });

  test('without a cookie are refused without giving one, which would take the place of that of the session', async () => {
    for (const path of [CONSENT, SIGN_OUT, SIGN_IN, '/oauth/connections/disconnect']) {
      const { response } = await createBrowser(server.url).post(path, { csrf: 'x' });
      expect([response.status, response.headers.get('set-cookie')]).toEqual([403, null]);
    }
  });

  test('of one browser are worth nothing in another', async () => {
    const [mine, theirs] = [await atConsent(), await atConsent()];
    const { response } = await theirs.browser.submit(mine.consent, CONSENT, [['decision', 'allow']]);
    expect(response.status).toBe(403);
  });

  test.each(['//evil.example/', 'https://evil.example/', '/\\evil.example/', '/admin/v1/users', '/oauth/connections/../../v2', 'x', ''])(
    'never lead to %j after sign-in',
    async (returnTo) => {
      const browser = createBrowser(server.url);
      const { text } = await browser.get(SIGN_IN);
      const fields = formOf(text, SIGN_IN);
      fields.set('return_to', returnTo);
      fields.set('user', userId);
      const { response } = await browser.post(SIGN_IN, fields);
      expect([response.status, response.headers.get('location')]).toEqual([303, '/oauth/connections']);
    },
  );

  test.each([
    ['the app', `${FAMILIES.new.authorize}?${query()}`, 'to continue to <strong><bdi>Trainer &lt;b&gt;</bdi></strong>'],
    ['no app', '/oauth/connections', 'to see which apps are connected'],
  ])('of sign-in name %s also after somebody failed to sign in', async (_what, path, words) => {
    const browser = createBrowser(server.url);
    const { text } = await browser.get(path);
    const again = await browser.submit(text, SIGN_IN, [['user', 'nobody']]);
    expect([again.response.status, text.includes(words), again.text.includes(words)]).toEqual([400, true, true]);
  });

  test('larger than any are refused with 413', async () => {
    expect((await createBrowser(server.url).post(SIGN_IN, { user: 'x'.repeat(100_000) })).response.status).toBe(413);
  });
});

describe('sessions', () => {
  test('have a cookie for this path that scripts cannot read, new at each sign-in', async () => {
    const browser = createBrowser(server.url);
    const { text, response: first } = await browser.get(SIGN_IN);
    const before = browser.cookie;
    const { response } = await browser.submit(text, SIGN_IN, [['user', userId]]);
    for (const cookie of [first, response].map(({ headers }) => headers.get('set-cookie'))) {
      expect(cookie).toMatch(/^circlet_session=[\w-]{43}; Path=\/oauth; HttpOnly; SameSite=Lax$/);
    }
    const after = browser.cookie;
    expect(after).not.toBe(before);
    browser.cookie = before;
    expect((await browser.get('/oauth/connections')).text).toContain(`action="${SIGN_IN}"`);
  });

  test('have a Secure cookie where the server is known by https', async () => {
    const secure = await startOAuthServer({ autoConsent: false, login: 'password', publicUrl: 'https://rings.example' });
    const { response } = await createBrowser(secure.url).get(SIGN_IN);
    expect(response.headers.get('set-cookie')).toMatch(/; Secure/);
    const discovery = await secure.json(fetch(`${secure.url}/oauth/v2/ext/oauth-anonymous/.well-known/openid-configuration`));
    expect(discovery.body.issuer).toBe('https://rings.example/oauth/v2/ext/oauth-anonymous');
    await secure.close();
  });

  test('end at sign-out, and after twelve hours of the clock', async () => {
    const { browser, consent } = await atConsent();
    const cookie = browser.cookie;
    await browser.submit(consent, SIGN_OUT);
    browser.cookie = cookie;
    expect((await browser.get('/oauth/connections')).text).toContain(`action="${SIGN_IN}"`);
    const late = await atConsent();
    await server.admin('POST', '/clock', { advance: 12 * 3600 });
    expect((await late.browser.get('/oauth/connections')).text).toContain(`action="${SIGN_IN}"`);
  });
});

describe('connected apps', () => {
  test('are listed to their user only, and die with a click', async () => {
    const { browser, consent } = await atConsent(undefined, { scope: 'daily' });
    const { response } = await browser.submit(consent, CONSENT, [
      ['decision', 'allow'],
      ['scope', 'daily'],
    ]);
    const pair = (await server.exchangeCode(app, parametersOf(response).get('code') as string)).body as unknown as Pair;
    const { text } = await browser.get('/oauth/connections');
    expect(text).toContain('Trainer &lt;b&gt;');
    const other = await atConsent(undefined, {}, otherId);
    expect((await other.browser.get('/oauth/connections')).text).not.toContain('Trainer');
    const gone = await browser.submit(text, '/oauth/connections/disconnect');
    const notice = gone.response.headers.get('location') as string;
    expect((await browser.get(notice)).text).toContain('was disconnected');
    // To others that address says nothing, nor does one that somebody made up.
    expect((await other.browser.get(notice)).text).not.toContain('was disconnected');
    expect((await browser.get(`/oauth/connections?disconnected=${app.id}`)).text).not.toContain('was disconnected');
    expect([await server.statusOf(pair.access_token), (await server.refresh(app, pair.refresh_token)).body.error]).toEqual([
      401,
      'invalid_grant',
    ]);
    expect(await server.events()).toContainEqual(expect.objectContaining({ type: 'app.disconnected', user_id: userId, client_id: app.id }));
  });
});

describe('pages', () => {
  test.each([SIGN_IN, `${FAMILIES.old.authorize}?${query()}`, FAMILIES.old.authorize])(
    '%s is framed by nobody and loads nothing from elsewhere',
    async (path) => {
      const { response } = await createBrowser(server.url).get(path);
      const { headers } = response;
      expect(headers.get('content-security-policy')).toBe(
        "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'",
      );
      const names = ['x-frame-options', 'x-content-type-options', 'referrer-policy', 'cache-control'];
      expect(names.map((name) => headers.get(name))).toEqual(['DENY', 'nosniff', 'no-referrer', 'no-store']);
    },
  );

  test('of consent let their form lead to the app', async () => {
    const { browser } = await atConsent();
    const { response } = await browser.get(`${FAMILIES.old.authorize}?${query()}`);
    expect(response.headers.get('content-security-policy')).toMatch(/form-action 'self' https:$/);
  });

  test.each([
    ['evil.example', 403],
    ['localhost.evil.example', 403],
    ['localhost:1', 200],
    ['127.0.0.1:80', 200],
    ['cloud.ouraring.com', 200],
    ['notouraring.com', 403],
  ])('are answered to a browser that asks %s with %i, where nobody needs a password', async (host, status) => {
    const request = new Request(`http://${host}${FAMILIES.old.authorize}?${query()}`);
    expect((await server.fetch(request)).status).toBe(status);
  });
});
