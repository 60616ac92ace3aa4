import { createHash } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { NOW } from '../support/frozen-server.js';
import { CALLBACK, FAMILIES, type JsonAnswer, startOAuthServer } from './oauth-server.js';

const server = await startOAuthServer();
afterAll(() => server.close());
beforeEach(() => server.admin('POST', '/clock', { set: NOW }));
await server.addUser();
const app = await server.addApp();
const other = await server.addApp({ name: 'Other' });
const VERIFIER = 'v'.repeat(43);
const S256 = createHash('sha256').update(VERIFIER).digest('base64url');

const post = (form: string | Record<string, string>, headers: Record<string, string> = {}) =>
  server.json(fetch(server.url + FAMILIES.old.token, { method: 'POST', body: new URLSearchParams(form), headers }));
const credentials = { client_id: app.id, client_secret: app.secret };
const basic = (id: string, secret: string) => `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
const codeForm = async (query = {}) => ({
  grant_type: 'authorization_code',
  code: await server.codeFor(app, query),
  redirect_uri: CALLBACK,
});
const exchanged = async (query: Record<string, string>, more: Record<string, string>) =>
  post({ ...credentials, ...(await codeForm(query)), ...more });
const without = <T extends Record<string, string>>(form: T, name: keyof T) => {
  const { [name]: _, ...rest } = form;
  return rest as Record<string, string>;
};
const advance = (seconds: number) => server.admin('POST', '/clock', { advance: seconds });
const refreshForm = async () => ({ grant_type: 'refresh_token', refresh_token: (await server.pairFor(app)).refresh_token });

type Case = [what: string, ask: () => Promise<JsonAnswer>, error: string, reason: RegExp, status?: 400 | 401];

const GRANT_TYPES: Case[] = [
  ['an empty body', () => post(''), 'invalid_request', /grant_type is missing/],
  ['no grant_type', () => post(credentials), 'invalid_request', /grant_type is missing/],
  ['an empty grant_type', () => post({ ...credentials, grant_type: '' }), 'invalid_request', /grant_type is missing/],
  ['client_credentials', () => post({ ...credentials, grant_type: 'client_credentials' }), 'unsupported_grant_type', /grant_type/],
  [
    'password',
    () => post({ ...credentials, grant_type: 'password', username: 'a', password: 'b' }),
    'unsupported_grant_type',
    /grant_type/,
  ],
  ['a word of JavaScript', () => post({ ...credentials, grant_type: '__proto__' }), 'unsupported_grant_type', /grant_type/],
  ['constructor', () => post({ ...credentials, grant_type: 'constructor' }), 'unsupported_grant_type', /grant_type/],
  ['grant_type in capitals', () => post({ ...credentials, grant_type: 'REFRESH_TOKEN' }), 'unsupported_grant_type', /grant_type/],
  ['grant_type twice', () => post('grant_type=refresh_token&grant_type=refresh_token'), 'invalid_request', /grant_type was sent more/],
  ['client_id twice', () => post(`grant_type=refresh_token&client_id=${app.id}&client_id=${app.id}`), 'invalid_request', /client_id was/],
  ['code twice', () => post('grant_type=authorization_code&code=a&code=b'), 'invalid_request', /code was sent more/],
  ['a JSON body', () => post(JSON.stringify(credentials), { 'content-type': 'application/json' }), 'invalid_request', /body must be/],
  ['a multipart body', () => post('x', { 'content-type': 'multipart/form-data; boundary=x' }), 'invalid_request', /body must be/],
  ['a text body', () => post('grant_type=refresh_token', { 'content-type': 'text/plain' }), 'invalid_request', /body must be/],
];

const CLIENTS: Case[] = [
  ['no credentials', async () => post(await codeForm()), 'invalid_client', /are missing/, 401],
  ['an unknown app', async () => exchanged({}, { client_id: 'nobody' }), 'invalid_client', /no such app/, 401],
  ['an unknown app in unicode', async () => exchanged({}, { client_id: '𝕒𝕡𝕡\u0000' }), 'invalid_client', /no such app/, 401],
  ['a wrong secret', async () => exchanged({}, { client_secret: 'X'.repeat(32) }), 'invalid_client', /secret is wrong/, 401],
  ['an empty secret', async () => exchanged({}, { client_secret: '' }), 'invalid_client', /secret is missing/, 401],
  ['no secret', async () => post({ client_id: app.id, ...(await codeForm()) }), 'invalid_client', /secret is missing/, 401],
  ['the secret of another app', async () => exchanged({}, { client_secret: other.secret }), 'invalid_client', /secret is wrong/, 401],
  ['the secret in small letters', async () => exchanged({}, { client_secret: app.secret.toLowerCase() }), 'invalid_client', /wrong/, 401],
  ['a secret of 10 KB', async () => exchanged({}, { client_secret: 'X'.repeat(10_000) }), 'invalid_client', /secret is wrong/, 401],
  ['Basic with a wrong secret', async () => post(await codeForm(), { authorization: basic(app.id, 'x') }), 'invalid_client', /wrong/, 401],
  ['Basic with an unknown app', async () => post(await codeForm(), { authorization: basic('x', 'x') }), 'invalid_client', /no such/, 401],
  ['Basic without a colon', async () => post(await codeForm(), { authorization: 'Basic eHg=' }), 'invalid_client', /cannot be read/, 401],
  ['Basic of nothing', async () => post(await codeForm(), { authorization: 'Basic' }), 'invalid_client', /cannot be read/, 401],
  ['Basic that is no base64', async () => post(await codeForm(), { authorization: 'Basic %%%' }), 'invalid_client', /cannot be read/, 401],
  ['a bearer token', async () => post(await codeForm(), { authorization: 'Bearer x' }), 'invalid_client', /are missing/, 401],
  [
    'Basic and a secret in the body',
    async () => post({ ...credentials, ...(await codeForm()) }, { authorization: basic(app.id, app.secret) }),
    'invalid_request',
    /both in the header and in the body/,
  ],
  [
    'Basic of one app and the id of another',
    async () => post({ client_id: other.id, ...(await codeForm()) }, { authorization: basic(app.id, app.secret) }),
    'invalid_request',
    /differs/,
  ],
];

const CODES: Case[] = [
  ['no code', async () => post({ ...credentials, ...without(await codeForm(), 'code') }), 'invalid_request', /code is missing/],
  ['an unknown code', () => exchanged({}, { code: 'A'.repeat(32) }), 'invalid_grant', /no such code/],
  ['a code in unicode', () => exchanged({}, { code: 'ÅÄÖ☃\u202e' }), 'invalid_grant', /no such code/],
  ['a code of 10 KB', () => exchanged({}, { code: 'A'.repeat(10_000) }), 'invalid_grant', /no such code/],
  ['a refresh token as code', async () => exchanged({}, { code: (await server.pairFor(app)).refresh_token }), 'invalid_grant', /no such/],
  ['a code of another app', () => exchanged({}, { client_id: other.id, client_secret: other.secret }), 'invalid_grant', /made for app/],
  ['another redirect_uri', () => exchanged({}, { redirect_uri: `${CALLBACK}/` }), 'invalid_grant', /redirect_uri is not/],
  ['redirect_uri in capitals', () => exchanged({}, { redirect_uri: CALLBACK.toUpperCase() }), 'invalid_grant', /redirect_uri is not/],
  ['no redirect_uri', async () => post({ ...credentials, ...without(await codeForm(), 'redirect_uri') }), 'invalid_grant', /is missing/],
  ['no verifier', () => exchanged({ code_challenge: S256, code_challenge_method: 'S256' }, {}), 'invalid_grant', /verifier is missing/],
  [
    'another verifier',
    () => exchanged({ code_challenge: S256, code_challenge_method: 'S256' }, { code_verifier: 'w'.repeat(43) }),
    'invalid_grant',
    /does not belong/,
  ],
  [
    'the challenge as verifier of S256',
    () => exchanged({ code_challenge: S256, code_challenge_method: 'S256' }, { code_verifier: S256 }),
    'invalid_grant',
    /does not belong/,
  ],
  [
    'the verifier of S256 for plain',
    () => exchanged({ code_challenge: S256, code_challenge_method: 'plain' }, { code_verifier: VERIFIER }),
    'invalid_grant',
    /does not belong/,
  ],
  ['a short verifier', () => exchanged({ code_challenge: S256 }, { code_verifier: 'short' }), 'invalid_grant', /43 to 128/],
  [
    'a verifier without a challenge: a downgrade',
    () => exchanged({}, { code_verifier: VERIFIER }),
    'invalid_grant',
    /without code_challenge/,
  ],
  [
    'a code after ten minutes',
    async () => {
      const form = await codeForm();
      await advance(600);
      return post({ ...credentials, ...form });
    },
    'invalid_grant',
    /expired 0 s ago/,
  ],
  [
    'a code after ten minutes and 61 seconds',
    async () => {
      const form = await codeForm();
      await advance(661);
      return post({ ...credentials, ...form });
    },
    'invalid_grant',
    /expired 61 s ago/,
  ],
  [
    'a code twice',
    async () => {
      const form = { ...credentials, ...(await codeForm()) };
      await post(form);
      await advance(7);
      return post(form);
    },
    'invalid_grant',
    /exchanged 7 s ago; what came of it is revoked/,
  ],
];

const REFRESHES: Case[] = [
  ['no refresh token', () => post({ ...credentials, grant_type: 'refresh_token' }), 'invalid_request', /refresh_token is missing/],
  [
    'an unknown one',
    () => post({ ...credentials, grant_type: 'refresh_token', refresh_token: 'x' }),
    'invalid_grant',
    /no such refresh token/,
  ],
  [
    'one of another app',
    async () => post({ client_id: other.id, client_secret: other.secret, ...(await refreshForm()) }),
    'invalid_grant',
    /was issued to app/,
  ],
  [
    'an access token',
    async () => post({ ...credentials, grant_type: 'refresh_token', refresh_token: (await server.pairFor(app)).access_token }),
    'invalid_grant',
    /no such refresh token/,
  ],
  [
    'one that is spent',
    async () => {
      const form = { ...credentials, ...(await refreshForm()) };
      await post(form);
      await advance(90);
      return post(form);
    },
    'invalid_grant',
    /spent by app [0-9a-f-]{36} 90 s ago/,
  ],
  [
    'one that was revoked',
    async () => {
      const form = { ...credentials, ...(await refreshForm()) };
      await server.post('/oauth/revoke', { token: form.refresh_token });
      await advance(5);
      return post(form);
    },
    'invalid_grant',
    /revoked 5 s ago/,
  ],
  ['refresh_token twice', () => post('grant_type=refresh_token&refresh_token=a&refresh_token=a'), 'invalid_request', /more than once/],
];

describe.each([
  ['the form', GRANT_TYPES],
  ['the app', CLIENTS],
  ['the code', CODES],
  ['the refresh token', REFRESHES],
] as [string, Case[]][])('the token endpoint refuses for %s:', (_of, cases) => {
  test.each(cases)('%s', async (_what, ask, error, reason, status = 400) => {
    const answer = await ask();
    expect(answer.body).toEqual({
      ...{ error, error_description: expect.any(String), detail: answer.body.error_description },
      ...{ status, title: status === 400 ? 'Bad Request' : 'Unauthorized' },
    });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    // RFC 6749 §5.2: printable ASCII without quotes and backslashes.
    expect(answer.body.error_description).toMatch(/^[ !#-[\]-~]+$/);
    const event = await server.lastEvent();
    expect(event).toMatchObject({ type: 'token.refused', reason: expect.stringMatching(reason), detail: { error } });
    expect(JSON.stringify(event)).not.toContain(app.secret);
  });
});

test.each([
  ['Basic was tried', { authorization: basic('x', 'x') }, 'Basic realm="circlet"'],
  ['it was not', {}, null],
])('401 challenges where %s', async (_what, headers: Record<string, string>, challenge) => {
  const { status, headers: answered } = await post({ grant_type: 'refresh_token', refresh_token: 'x' }, headers);
  expect([status, answered.get('www-authenticate')]).toEqual([401, challenge]);
});

test('a body beyond all measure is answered 413', async () => {
  const answer = await post({ ...credentials, grant_type: 'refresh_token', refresh_token: 'x'.repeat(100_000) });
  expect(answer).toMatchObject({ status: 413, body: { error: 'invalid_request', status: 413 } });
});

test('the code is not spent by a refused exchange', async () => {
  const form = { ...credentials, ...(await codeForm()) };
  expect((await post({ ...form, redirect_uri: 'https://app.example/other' })).status).toBe(400);
  expect((await post(form)).status).toBe(200);
});
