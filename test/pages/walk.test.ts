import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../src/testing.js';
import { addApp, exchange, type RegisteredApp, startCallback } from './app-in-browser.js';
import { faultsOf, focused, missingBrowser, openBrowser } from './open-browser.js';

const EMAIL = 'ada@example.com';
const SCOPE = 'daily heartrate workout';

describe.skipIf(missingBrowser)('a person in Chromium', () => {
  let browser: Browser;
  let server: TestServer;
  let callback: Awaited<ReturnType<typeof startCallback>>;
  let app: RegisteredApp;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    [browser, server, callback] = await Promise.all([openBrowser(), startTestServer(), startCallback()]);
    for (const email of [EMAIL, 'bob@example.com']) expect((await server.admin('POST', '/users', { email })).status).toBe(201);
    app = await addApp(server, { name: 'Trainer', redirect_uris: [callback.url] });
  });
  afterAll(async () => {
    await Promise.all([browser?.close(), callback?.close()]);
    await server?.close();
  });
  beforeEach(async () => {
    // Nothing here may need a script.
    await openContext({ javaScriptEnabled: false });
  });
  afterEach(() => context.close());

  const openContext = async (options: BrowserContextOptions) => {
    await context?.close();
    context = await browser.newContext({ viewport: { width: 360, height: 740 }, ...options });
    page = await context.newPage();
  };
  const authorize = (changes: Record<string, string> = {}) => {
    const parameters = {
      response_type: 'code',
      client_id: app.client_id,
      redirect_uri: callback.url,
      scope: SCOPE,
      state: 'x y&z',
      ...changes,
    };
    return `${server.url}/oauth/authorize?${new URLSearchParams(parameters)}`;
  };
  const press = (name: string) => page.getByRole('button', { name }).click();

  test('signs in, unticks a scope, allows, and is back at the app with code, state, iss and scope', async () => {
    await page.goto(authorize());
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Sign in');
    await press(EMAIL);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Let Trainer see your data?');
    expect(await page.getByRole('checkbox', { checked: true }).count()).toBe(3);
    await page.getByRole('checkbox', { name: /heart rate/i }).uncheck();
    await press('Allow');
    await page.waitForURL(`${callback.url}?**`);
    expect(callback.referer()).toBeUndefined();
    const { code, ...rest } = callback.last();
    expect(rest).toEqual({ state: 'x y&z', iss: expect.stringContaining(server.url), scope: 'daily workout' });
    const token = await exchange(server, app, { code: code as string, redirect_uri: callback.url });
    expect(token).toMatchObject({ scope: 'daily workout' });
    expect((await server.get('/v2/usercollection/heartrate', token.access_token)).status).toBe(401);
    expect((await server.get('/v2/usercollection/workout', token.access_token)).status).toBe(200);
  });

  test('denies, and the app hears access_denied', async () => {
    await page.goto(authorize());
    await press(EMAIL);
    await press('Deny');
    await page.waitForURL(`${callback.url}?**`);
    expect(callback.last()).toMatchObject({ error: 'access_denied', state: 'x y&z' });
    expect(callback.last()).not.toHaveProperty('code');
  });

  test('does not get from here where the redirect address is not registered', async () => {
    const answer = await page.goto(authorize({ redirect_uri: 'https://evil.example/' }));
    expect(answer?.status()).toBe(400);
    expect(answer?.request().redirectedFrom()).toBeNull();
    expect(page.url()).toContain(server.url);
  });

  test.each(['light', 'dark'] as const)(
    'sees pages that are as they should be, %s: style there, nothing refused, nothing wrong to axe',
    async (colorScheme) => {
      await openContext({ colorScheme });
      const said: string[] = [];
      page.on('console', (message) => said.push(message.text()));
      const look = async (heading: string) => {
        await page.getByRole('heading', { level: 1, name: heading }).waitFor();
        expect(await faultsOf(page), heading).toEqual([]);
        expect(await page.evaluate('getComputedStyle(document.querySelector("main")).borderRadius')).toBe('12px');
      };
      await page.goto(authorize());
      await look('Sign in');
      await press(EMAIL);
      await look('Let Trainer see your data?');
      await press('Allow');
      await page.goto(`${server.url}/oauth/connections`);
      await look('Connected apps');
      expect(said).toEqual([]);
      await page.goto(authorize({ client_id: 'nobody' }));
      await look('This link does not work');
    },
  );

  test('needs no mouse', async () => {
    await page.goto(authorize());
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe(`button "${EMAIL}"`);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Let Trainer see your data?' }).waitFor();
    const order: string[] = [];
    while (order.length < 20) {
      await page.keyboard.press('Tab');
      const name = await focused(page);
      if (name === 'body' || order.includes(name)) break;
      order.push(name);
      expect(await outlineOf(page), name).not.toMatch(/none|0px/);
      if (/workout/i.test(name)) await page.keyboard.press('Space');
      if (/Allow/.test(name)) break;
    }
    expect(order).toEqual([
      'button "Use another account"',
      expect.stringMatching(/^checkbox .*\[checked\]$/),
      expect.stringMatching(/^checkbox .*\[checked\]$/),
      expect.stringMatching(/^checkbox .*\[checked\]$/),
      'button "Deny"',
      'button "Allow"',
    ]);
    await page.keyboard.press('Enter');
    await page.waitForURL(`${callback.url}?**`);
    expect(callback.last()).toMatchObject({ scope: 'daily heartrate' });
  });

  test('disconnects an app, whose tokens end', async () => {
    await page.goto(authorize());
    await press('bob@example.com');
    await press('Allow');
    await page.waitForURL(`${callback.url}?**`);
    const token = await exchange(server, app, { code: callback.last().code as string, redirect_uri: callback.url });
    await page.goto(`${server.url}/oauth/connections`);
    await press('Disconnect Trainer');
    expect(await page.getByRole('status').textContent()).toContain('Trainer');
    expect(await focused(page)).toContain('Trainer');
    expect((await server.get('/v2/usercollection/workout', token.access_token)).status).toBe(401);
    await press('Sign out');
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Sign in');
  });
});

/** How the focus is shown. */
function outlineOf(page: Page): Promise<string> {
  return page.evaluate('getComputedStyle(document.activeElement).outline');
}
