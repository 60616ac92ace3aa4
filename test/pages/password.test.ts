import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../src/testing.js';
import { faultsOf, focused, missingBrowser, openBrowser } from './open-browser.js';

const EMAIL = 'ada@example.com';
const PASSWORD = 'correct horse battery';

describe.skipIf(missingBrowser)('signing in with a password in Chromium', () => {
  let browser: Browser;
  let server: TestServer;
  let page: Page;

  beforeAll(async () => {
    [browser, server] = await Promise.all([openBrowser(), startTestServer({ login: 'password' })]);
    const { id } = (await (await server.admin('POST', '/users', { email: EMAIL })).json()) as { id: string };
    expect((await server.admin('PUT', `/users/${id}/password`, { password: PASSWORD })).status).toBe(204);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });
  beforeEach(async () => {
    page = await browser.newPage();
    await page.goto(`${server.url}/oauth/connections`);
    return () => page.close();
  });

  const signIn = async (user: string, password: string) => {
    await page.getByLabel('E-mail address or user id').fill(user);
    await page.getByLabel('Password').fill(password);
    await page.keyboard.press('Enter');
  };

  test('leads to the page asked for, and nobody is named before', async () => {
    expect(await page.content()).not.toContain(EMAIL);
    await signIn(EMAIL, PASSWORD);
    await page.getByRole('heading', { name: 'Connected apps' }).waitFor();
    expect(await page.getByText(`Signed in as ${EMAIL}`).count()).toBe(1);
  });

  test('says what is wrong where the focus is, and keeps the name but not the password', async () => {
    await signIn(EMAIL, 'wrong horse battery');
    const alert = page.getByRole('alert');
    expect(await alert.textContent()).toBe('User or password is wrong.');
    expect(await page.title()).toMatch(/^Error: /);
    const field = page.getByLabel('Password');
    expect(await focused(page)).toMatch(/^textbox "Password"/);
    expect(await field.getAttribute('aria-describedby')).toBe(await alert.getAttribute('id'));
    expect(await field.inputValue()).toBe('');
    expect(await page.getByLabel('E-mail address or user id').inputValue()).toBe(EMAIL);
    expect(await page.content()).not.toContain('wrong horse');
    expect(await faultsOf(page)).toEqual([]);
  });

  test('says the same of somebody who does not exist', async () => {
    await signIn('nobody@example.com', PASSWORD);
    expect(await page.getByRole('alert').textContent()).toBe('User or password is wrong.');
  });
});
