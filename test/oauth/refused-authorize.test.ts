import { afterAll, describe, expect, test } from 'vitest';
import { CALLBACK, FAMILIES, startOAuthServer } from './oauth-server.js';

const server = await startOAuthServer();
afterAll(() => server.close());
await server.addUser();
const app = await server.addApp({ redirectUris: [CALLBACK, 'https://app.example/with?query=1'] });
const single = await server.addApp();
const local = await server.addApp({ redirectUris: ['http://localhost:8080/cb', 'http://127.0.0.1/ip'] });
const demo = await server.addApp({ redirectUris: ['http://localhost:*'] });
const issuer = `${server.url}/oauth/v2/ext/oauth-anonymous`;

const query = (values: Record<string, string>) => new URLSearchParams({ response_type: 'code', ...values }).toString();
const of = (clientId: string, redirectUri: string) => query({ client_id: clientId, redirect_uri: redirectUri });

describe('an address that is not registered is answered 400 on a page, and never gone to:', () => {
  test.each<[string, string]>([
    ['no parameters', ''],
    ['no client_id', query({ redirect_uri: CALLBACK })],
    ['an unknown client_id', of('nobody', CALLBACK)],
    ['client_id in unicode', of('ﬁ☃', CALLBACK)],
    ['client_id twice', `${of(app.id, CALLBACK)}&client_id=${app.id}`],
    ['redirect_uri twice', `${of(app.id, CALLBACK)}&redirect_uri=${CALLBACK}`],
    ['no redirect_uri where two are registered', query({ client_id: app.id })],
    ['no redirect_uri where any port is registered', query({ client_id: demo.id })],
    ['another host', of(app.id, 'https://evil.example/callback')],
    ['another scheme', of(app.id, 'http://app.example/callback')],
    ['another port', of(app.id, 'https://app.example:444/callback')],
    ['a path below', of(app.id, `${CALLBACK}/more`)],
    ['a slash more', of(app.id, `${CALLBACK}/`)],
    ['a query more', of(app.id, `${CALLBACK}?a=1`)],
    ['a fragment', of(app.id, `${CALLBACK}#x`)],
    ['a way up', of(app.id, 'https://app.example/x/../callback')],
    ['escaped letters', of(app.id, 'https://app.example/c%61llback')],
    ['capitals', of(app.id, 'https://APP.example/callback')],
    ['a user name', of(app.id, 'https://app.example@evil.example/callback')],
    ['a backslash', of(app.id, 'https://app.example\\@evil.example/callback')],
    ['a script', of(app.id, 'javascript:alert(1)')],
    ['data', of(app.id, 'data:text/html,x')],
    ['the beginning of the right one', of(app.id, 'https://app.example')],
    ['a line break', of(app.id, `${CALLBACK}\r\nSet-Cookie: a=b`)],
    ['a blank', of(app.id, ` ${CALLBACK}`)],
    ['a host that begins like localhost', of(demo.id, 'http://localhost.evil.example/')],
    ['localhost as a user name', of(demo.id, 'http://localhost:80@evil.example/')],
    ['localhost with a backslash', of(demo.id, 'http://localhost:80\\@evil.example/')],
    ['https on localhost', of(demo.id, 'https://localhost:80/')],
    ['the star itself', of(demo.id, 'http://localhost:*')],
    ['a port that is none', of(demo.id, 'http://localhost:99999/')],
    ['127.0.0.1 for localhost', of(demo.id, 'http://127.0.0.1:80/')],
    ['another path of localhost', of(local.id, 'http://localhost:8080/other')],
    ['a fragment of localhost', of(demo.id, 'http://localhost:80/#x')],
  ])('%s', async (_what, search) => {
    for (const { authorize } of Object.values(FAMILIES)) {
      const response = await server.authorize(search, authorize);
      expect([response.status, response.headers.get('location'), response.headers.get('set-cookie')]).toEqual([400, null, null]);
      expect(response.headers.get('content-type')).toBe('text/html; charset=UTF-8');
      expect(response.headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
      expect(await server.lastEvent()).toMatchObject({ type: 'authorize.refused', reason: expect.any(String) });
    }
  });
});

describe('what else is wrong is told to the app:', () => {
  const common = { client_id: app.id, redirect_uri: CALLBACK, state: 's' };
  test.each<[string, string, string]>([
    ['no response_type', new URLSearchParams(common).toString(), 'invalid_request'],
    ['an unknown response_type', new URLSearchParams({ ...common, response_type: 'id_token' }).toString(), 'unsupported_response_type'],
    ['two response types', new URLSearchParams({ ...common, response_type: 'code token' }).toString(), 'unsupported_response_type'],
    ['response_type twice', `${query(common)}&response_type=code`, 'invalid_request'],
    ['scope twice', `${query(common)}&scope=daily&scope=email`, 'invalid_request'],
    ['an unknown challenge method', query({ ...common, code_challenge: 'a'.repeat(43), code_challenge_method: 'S512' }), 'invalid_request'],
    ['s256 in small letters', query({ ...common, code_challenge: 'a'.repeat(43), code_challenge_method: 's256' }), 'invalid_request'],
    ['a method without a challenge', query({ ...common, code_challenge_method: 'S256' }), 'invalid_request'],
    ['a short challenge', query({ ...common, code_challenge: 'short' }), 'invalid_request'],
    ['a long challenge', query({ ...common, code_challenge: 'a'.repeat(129) }), 'invalid_request'],
    ['a challenge in unicode', query({ ...common, code_challenge: '☃'.repeat(43) }), 'invalid_request'],
  ])('%s', async (_what, search, error) => {
    const response = await server.authorize(search);
    const location = new URL(response.headers.get('location') as string);
    expect([response.status, location.origin + location.pathname]).toEqual([302, CALLBACK]);
    const answer = Object.fromEntries(location.searchParams);
    expect(answer).toEqual({ error, error_description: expect.any(String), state: 's', iss: issuer });
    expect(await server.lastEvent()).toMatchObject({ type: 'authorize.refused', client_id: app.id, detail: { error } });
  });

  test('in the fragment where a token was asked for', async () => {
    const response = await server.authorize(query({ ...common, response_type: 'token', code_challenge_method: 'S256' }));
    const location = new URL(response.headers.get('location') as string);
    expect([location.search, new URLSearchParams(location.hash.slice(1)).get('error')]).toEqual(['', 'invalid_request']);
  });
});

describe('what is right although it looks odd:', () => {
  test.each<[string, string, RegExp]>([
    ['no redirect_uri where one is registered', query({ client_id: single.id }), /^https:\/\/app\.example\/callback\?code=/],
    ['an address with a query of its own', of(app.id, 'https://app.example/with?query=1'), /\/with\?query=1&code=/],
    ['an address that is not escaped', `response_type=code&client_id=${app.id}&redirect_uri=${CALLBACK}`, /callback\?code=/],
    ['another port of localhost', of(local.id, 'http://localhost:9999/cb'), /^http:\/\/localhost:9999\/cb\?code=/],
    ['a port of 127.0.0.1', of(local.id, 'http://127.0.0.1:5555/ip'), /^http:\/\/127\.0\.0\.1:5555\/ip\?code=/],
    ['any path of localhost', of(demo.id, 'http://localhost:3000/a/b/?c=d'), /^http:\/\/localhost:3000\/a\/b\/\?c=d&code=/],
    ['localhost alone', of(demo.id, 'http://localhost'), /^http:\/\/localhost\?code=/],
    ['unknown parameters', `${query({ client_id: single.id })}&resource=a&resource=b&prompt=none`, /callback\?code=/],
    ['an empty state', query({ client_id: single.id, state: '' }), /[?&]state=&/],
    ['a state of line breaks', query({ client_id: single.id, state: 'a\r\nSet-Cookie: b=c' }), /state=a%0D%0ASet-Cookie%3A%20b%3Dc&/],
    ['a state in unicode', query({ client_id: single.id, state: 'Zoë ☃' }), /state=Zo%C3%AB%20%E2%98%83&/],
    ['a long state', query({ client_id: single.id, state: 'x'.repeat(4000) }), /state=x{4000}&/],
  ])('%s', async (_what, search, location) => {
    const response = await server.authorize(search);
    expect([response.status, response.headers.get('location')]).toEqual([302, expect.stringMatching(location)]);
  });
});
