import * as client from 'openid-client';
import { afterAll, describe, expect, test } from 'vitest';
import { behaviourOf } from '../../src/http/behaviour.js';
import { FAMILIES, startOAuthServer } from './oauth-server.js';

const behaviour = behaviourOf('contract');
const server = await startOAuthServer({ behaviour });
afterAll(() => server.close());
await server.addUser();

const REDIRECT = 'http://localhost:3456/callback';
const ISSUER = `${server.url}/oauth/v2/ext/oauth-anonymous`;
const app = await server.addApp({ redirectUris: ['http://localhost:*'] });

/** The client as it has to be set up for the real service, too: it takes `"id_token":null` for a malformed ID token. */
async function configured(family: keyof typeof FAMILIES, authentication: client.ClientAuth): Promise<client.Configuration> {
  const configuration = await strict(family, authentication);
  configuration[client.customFetch] = async (url, options) => {
    const response = await fetch(url, options as RequestInit);
    const text = await response.text();
    return new Response(text.replace(/,"id_token":null(?=[,}])/, ''), response);
  };
  return configuration;
}

/** The client as it comes, configured by discovery, or by hand for the old addresses. */
async function strict(family: keyof typeof FAMILIES, authentication: client.ClientAuth): Promise<client.Configuration> {
  if (family === 'new') {
    return client.discovery(new URL(ISSUER), app.id, undefined, authentication, { execute: [client.allowInsecureRequests] });
  }
  const { authorize, token, revoke } = FAMILIES.old;
  const metadata = {
    issuer: ISSUER,
    authorization_endpoint: server.url + authorize,
    token_endpoint: server.url + token,
    revocation_endpoint: server.url + revoke,
    introspection_endpoint: `${server.url}/oauth/v2/ext/oauth-introspect`,
    authorization_response_iss_parameter_supported: true,
  };
  const configuration = new client.Configuration(metadata, app.id, undefined, authentication);
  client.allowInsecureRequests(configuration);
  return configuration;
}

describe.each(['old', 'new'] as const)('openid-client on the %s addresses', (family) => {
  test.each<[string, client.ClientAuth, boolean]>([
    ['code + PKCE, secret in the body', client.ClientSecretPost(app.secret), true],
    ['code + secret in the body', client.ClientSecretPost(app.secret), false],
    ['code + PKCE, Basic', client.ClientSecretBasic(app.secret), true],
    ['code + Basic', client.ClientSecretBasic(app.secret), false],
  ])('%s: tokens, refresh, introspection, revocation', async (_what, authentication, isPkce) => {
    const configuration = await configured(family, authentication);
    const verifier = client.randomPKCECodeVerifier();
    const state = client.randomState();
    const challenge = isPkce
      ? { code_challenge: await client.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256' }
      : undefined;
    const asked = { redirect_uri: REDIRECT, scope: 'extapi:daily extapi:heartrate', state };
    const address = client.buildAuthorizationUrl(configuration, { ...asked, ...challenge });
    const sentBack = await fetch(address, { redirect: 'manual' });
    const location = new URL(sentBack.headers.get('location') as string);

    const checks = { expectedState: state, ...(isPkce ? { pkceCodeVerifier: verifier } : {}) };
    const tokens = await client.authorizationCodeGrant(configuration, location, checks);
    expect(tokens).toMatchObject({ token_type: 'bearer', expires_in: 2_592_000, scope: 'extapi:daily extapi:heartrate' });
    expect(await server.statusOf(tokens.access_token)).toBe(200);

    const renewed = await client.refreshTokenGrant(configuration, tokens.refresh_token as string);
    expect(renewed.refresh_token).not.toBe(tokens.refresh_token);
    expect(await server.statusOf(renewed.access_token)).toBe(200);
    await expect(client.refreshTokenGrant(configuration, tokens.refresh_token as string)).rejects.toMatchObject({
      error: 'invalid_grant',
      status: 400,
    });

    expect(await client.tokenIntrospection(configuration, renewed.access_token)).toMatchObject({
      ...{ active: true, client_id: app.id, token_type: 'bearer', scope: 'extapi:daily extapi:heartrate' },
      ...{ iss: ISSUER, exp: expect.any(Number) },
    });
    await client.tokenRevocation(configuration, renewed.access_token);
    expect(await server.statusOf(renewed.access_token)).toBe(401);
    expect(await client.tokenIntrospection(configuration, renewed.access_token)).toEqual({ active: false });
  });

  test('trips over the null that the service sends as id_token, as it does there, unless it is told to or the switch is turned', async () => {
    const grant = async () => {
      const configuration = await strict(family, client.ClientSecretPost(app.secret));
      const address = client.buildAuthorizationUrl(configuration, { redirect_uri: REDIRECT, scope: 'daily', state: 's' });
      const location = (await fetch(address, { redirect: 'manual' })).headers.get('location') as string;
      return client.authorizationCodeGrant(configuration, new URL(location), { expectedState: 's' });
    };
    await expect(grant()).rejects.toMatchObject({ code: 'OAUTH_INVALID_RESPONSE' });
    behaviour.idToken = 'absent';
    expect(await grant().finally(() => (behaviour.idToken = 'null'))).toMatchObject({ scope: 'daily' });
  });

  test('is told of a refusal and of a mixed-up issuer', async () => {
    const configuration = await configured(family, client.ClientSecretPost(app.secret));
    const denied = new URL(`${REDIRECT}?error=access_denied&state=s&iss=${encodeURIComponent(ISSUER)}`);
    await expect(client.authorizationCodeGrant(configuration, denied, { expectedState: 's' })).rejects.toMatchObject({
      error: 'access_denied',
    });
    const elsewhere = new URL(`${REDIRECT}?code=x&state=s&iss=https%3A%2F%2Felsewhere.example`);
    await expect(client.authorizationCodeGrant(configuration, elsewhere, { expectedState: 's' })).rejects.toMatchObject({
      code: 'OAUTH_INVALID_RESPONSE',
    });
  });

  test('implicit', async () => {
    const configuration = await configured(family, client.ClientSecretPost(app.secret));
    const address = client.buildAuthorizationUrl(configuration, {
      redirect_uri: REDIRECT,
      scope: 'daily',
      state: 's',
      response_type: 'token',
    });
    const location = new URL((await fetch(address, { redirect: 'manual' })).headers.get('location') as string);
    const answer = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
    const fixed = { token_type: 'bearer', expires_in: '2592000', scope: 'daily', state: 's', iss: ISSUER };
    expect(answer).toEqual({ ...fixed, access_token: expect.stringMatching(/^[A-Z2-7]{32}$/) });
    expect(location.search).toBe('');
    expect(await server.statusOf(answer.access_token as string)).toBe(200);
  });
});
