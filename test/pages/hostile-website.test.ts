import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../src/testing.js';
import { missingBrowser, openBrowser } from './open-browser.js';

const EMAIL = 'ada@example.com';

describe.skipIf(missingBrowser)('a website that is open beside a signed-in page', () => {
  let browser: Browser;
  let server: TestServer;
  let website: Server;
  let websiteUrl: string;
  let content: string;
  let page: Page;

  beforeAll(async () => {
    // Every name is this machine, as one is that a website has pointed here.
    [browser, server] = await Promise.all([openBrowser(['--host-resolver-rules=MAP *.example 127.0.0.1']), startTestServer()]);
    await server.admin('POST', '/users', { email: EMAIL });
    website = createServer((_request, response) => response.setHeader('content-type', 'text/html').end(content));
    await new Promise<void>((resolve) => website.listen(0, '127.0.0.1', resolve));
    websiteUrl = `http://evil.example:${(website.address() as AddressInfo).port}/`;
  });
  afterAll(async () => {
    await browser?.close();
    website?.closeAllConnections();
    website?.close();
    await server?.close();
  });
  beforeEach(async () => {
    page = await browser.newPage();
    await page.goto(`${server.url}/oauth/connections`);
    await page.getByRole('button', { name: EMAIL }).click();
    await page.getByRole('heading', { name: 'Connected apps' }).waitFor();
    return () => page.close();
  });

  test('cannot put a page into a frame', async () => {
    content = `<iframe src="${server.url}/oauth/connections"></iframe>`;
    const refused = page.waitForEvent('console', (message) => message.text().includes('frame-ancestors'));
    await page.goto(websiteUrl);
    expect((await refused).text()).toContain("frame-ancestors 'none'");
  });

  const post = async (form: string) => {
    content = `<form method="post" action="${server.url}/oauth/${form}"><input name="csrf" value="x"><button>Win a prize</button></form>`;
    await page.goto(websiteUrl);
    const answered = page.waitForResponse((response) => response.url().startsWith(server.url));
    await page.getByRole('button').click();
    return (await answered).status();
  };

  test.each(['sign-out', 'consent', 'connections/disconnect', 'sign-in'])('cannot post to %s', async (form) => {
    expect(await post(form)).toBe(403);
  });

  test('cannot sign anybody out', async () => {
    await post('sign-out');
    content = `<img src="${server.url}/oauth/connections">`;
    await page.goto(websiteUrl, { waitUntil: 'networkidle' });
    await page.goto(`${server.url}/oauth/connections`);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Connected apps');
  });

  test('cannot read a page under a name of its own', async () => {
    const rebound = `${server.url.replace('127.0.0.1', 'evil.example')}/oauth/connections`;
    const answer = await page.goto(rebound);
    expect(answer?.status()).toBe(403);
    expect(await page.content()).not.toContain(EMAIL);
  });

  test('cannot read a page from its own', async () => {
    content = '';
    await page.goto(websiteUrl);
    const read = `fetch('${server.url}/oauth/connections', { credentials: 'include' }).then((answer) => answer.text(), () => 'refused')`;
    expect(await page.evaluate(read)).toBe('refused');
  });

  test('finds nothing in the history once somebody has signed out', async () => {
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.goBack();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Sign in');
  });
});
