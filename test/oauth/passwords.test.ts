import { afterAll, beforeEach, expect, test } from 'vitest';
import { NOW } from '../support/frozen-server.js';
import { createCirclet } from '../support/stores.js';
import { createBrowser } from './browser.js';
import { startOAuthServer } from './oauth-server.js';

const PASSWORD = 'correct horse Zoë';
const server = await startOAuthServer({ autoConsent: false, login: 'password' });
afterAll(() => server.close());
beforeEach(() => server.admin('POST', '/clock', { set: NOW }));

async function addPerson(email: string | null, password: string | null = PASSWORD): Promise<string> {
  const { body } = await server.json(server.admin('POST', '/users', { email }));
  if (password !== null) await server.admin('PUT', `/users/${body.id}/password`, { password });
  return body.id as string;
}

async function attempt(user: string, password: string) {
  const browser = createBrowser(server.url);
  const { text } = await browser.get('/oauth/sign-in');
  return browser.submit(text, '/oauth/sign-in', [
    ['user', user],
    ['password', password],
  ]);
}

const id = await addPerson('Anna@example.com');
await addPerson('twice@example.com');
await addPerson('TWICE@example.com');
const withoutPassword = await addPerson('none@example.com', null);

test.each([
  ['the id', id, PASSWORD],
  ['the e-mail address', 'Anna@example.com', PASSWORD],
  ['the e-mail address in other letters', 'anna@EXAMPLE.com', PASSWORD],
  ['blanks around it', ` ${id} `, PASSWORD],
  ['the password composed otherwise', id, PASSWORD.normalize('NFD')],
])('signs in with %s', async (_what, user, password) => {
  const { response } = await attempt(user, password);
  expect([response.status, response.headers.get('location')]).toEqual([303, '/oauth/connections']);
  expect(await server.lastEvent()).toMatchObject({ type: 'sign_in', user_id: id, detail: { login: 'password' } });
});

test.each([
  ['a wrong password', id, 'wrong password', /password is wrong/],
  ['an empty password', id, '', /password is wrong/],
  ['another case', id, PASSWORD.toUpperCase(), /password is wrong/],
  ['a password beyond all measure', id, 'x'.repeat(2000), /too long/],
  ['nobody', 'nobody', PASSWORD, /no such user/],
  ['an e-mail address of two', 'twice@example.com', PASSWORD, /several/],
  ['a user without a password', withoutPassword, PASSWORD, /has no password/],
  ['a user without a password, and none', withoutPassword, '', /has no password/],
  ['SQL', "' or 1=1 --", "' or 1=1 --", /no such user/],
  ['nothing at all', '', '', /no such user/],
])('refuses %s with the same words, and tells the trail why', async (_what, user, password, reason) => {
  const { response, text } = await attempt(user, password);
  expect([response.status, text.includes('User or password is wrong.')]).toEqual([400, true]);
  expect(text).not.toContain('type="password" value');
  expect(await server.lastEvent()).toMatchObject({ type: 'sign_in.refused', reason: expect.stringMatching(reason) });
  // The next case begins with a clean slate.
  await attempt(id, PASSWORD);
});

test('slows down guessing, also where all guesses come at once, and of one user only', { timeout: 30_000 }, async () => {
  const victim = await addPerson('victim@example.com');
  const statuses: number[] = [];
  for (let guess = 0; guess < 7; guess++) statuses.push((await attempt(victim, `guess ${guess}`)).response.status);
  expect(statuses).toEqual([400, 400, 400, 400, 400, 429, 429]);
  const right = await attempt(victim, PASSWORD);
  expect([right.response.status, right.response.headers.get('retry-after')]).toEqual([429, '30']);
  expect((await attempt(id, PASSWORD)).response.status).toBe(303);
  await server.admin('POST', '/clock', { advance: 30 });
  const atOnce = await Promise.all(Array.from({ length: 20 }, (_, guess) => attempt(victim, `again ${guess}`)));
  expect(atOnce.filter(({ response }) => response.status === 400)).toHaveLength(1);
  await server.admin('POST', '/clock', { advance: 60 });
  expect((await attempt(victim, PASSWORD)).response.status).toBe(303);
});

test('a new password signs out everywhere', async () => {
  const person = await addPerson('change@example.com');
  const browser = createBrowser(server.url);
  const { text } = await browser.get('/oauth/sign-in');
  await browser.submit(text, '/oauth/sign-in', [
    ['user', person],
    ['password', PASSWORD],
  ]);
  expect((await browser.get('/oauth/connections')).text).not.toContain('action="/oauth/sign-in"');
  await server.admin('PUT', `/users/${person}/password`, { password: 'something else' });
  expect((await browser.get('/oauth/connections')).text).toContain('action="/oauth/sign-in"');
  expect((await attempt(person, PASSWORD)).response.status).toBe(400);
});

test('a password is stored as scrypt only, and one that is too short is refused', async () => {
  const [row] = await server.store.engine.prepare<[], { hash: string }>('select hash from passwords limit 1')();
  expect(row?.hash).toMatch(/^scrypt\$32768\$8\$3\$[\w-]{22}\$[\w-]{43}$/);
  expect((await server.admin('PUT', `/users/${id}/password`, { password: 'short' })).status).toBe(422);
});

test.each([
  ['a network without passwords', { host: '0.0.0.0' }, /--login password/],
  ['a public address without passwords', { publicUrl: 'https://rings.example' }, /--login password/],
  ['approving at once on a network', { host: '0.0.0.0', login: 'password' as const, autoConsent: true }, /loopback only/],
])('%s is refused at the start', async (_what, options, message) => {
  await expect(createCirclet({ port: 0, ...options })).rejects.toThrow(message);
});
