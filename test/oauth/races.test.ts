import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, test } from 'vitest';
import { isOnPostgres } from '../support/stores.js';
import { type Pair, startOAuthServer } from './oauth-server.js';

const server = await startOAuthServer();
afterAll(() => server.close());
await server.addUser();
const app = await server.addApp();

const ROUNDS = isOnPostgres ? 5 : 50;
const AT_ONCE = 200;

/** Answers without a network, which is where none of the waiting is. */
async function ask(form: Record<string, string>): Promise<{ status: number; body: Record<string, unknown> }> {
  const body = new URLSearchParams({ client_id: app.id, client_secret: app.secret, ...form });
  const response = await server.fetch(new Request('http://localhost/oauth/token', { method: 'POST', body }));
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

describe('at the same time', () => {
  test(`of ${AT_ONCE} refreshes of one token exactly one succeeds, ${ROUNDS} times over`, { timeout: 120_000 }, async () => {
    let pair = await server.pairFor(app);
    for (let round = 0; round < ROUNDS; round++) {
      const form = { grant_type: 'refresh_token', refresh_token: pair.refresh_token };
      const answers = await Promise.all(Array.from({ length: AT_ONCE }, () => ask(form)));
      const won = answers.filter(({ status }) => status === 200);
      expect(won).toHaveLength(1);
      const lost = answers.filter(({ status, body }) => status === 400 && body.error === 'invalid_grant');
      expect(lost).toHaveLength(AT_ONCE - 1);
      pair = won[0]?.body as unknown as Pair;
    }
    const headers = { authorization: `Bearer ${pair.access_token}` };
    expect((await server.fetch(new Request('http://localhost/v2/usercollection/sleep', { headers }))).status).toBe(200);
    // Without a network, as connections that idled all the while are closed by now, which they need a moment to notice.
    const asAdmin = { headers: { authorization: `Bearer ${server.adminToken}` } };
    await server.fetch(new Request('http://localhost/admin/v1/events', asAdmin));
    const [event] = await server.store.events.list((await server.store.events.lastSeq()) - 1, 1);
    await sleep(50);
    expect(event).toMatchObject({
      ...{ type: 'token.refused', clientId: app.id },
      reason: `the refresh token was spent by app ${app.id} 0 s ago`,
    });
  });

  test('of 100 uses of one code exactly one succeeds, and what it gave is revoked by the others', async () => {
    const code = await server.codeFor(app);
    const form = { grant_type: 'authorization_code', code, redirect_uri: 'https://app.example/callback' };
    const answers = await Promise.all(Array.from({ length: 100 }, () => ask(form)));
    const won = answers.filter(({ status }) => status === 200);
    expect(won).toHaveLength(1);
    const pair = won[0]?.body as unknown as Pair;
    expect(answers.filter(({ body }) => body.error === 'invalid_grant')).toHaveLength(99);
    expect(answers.filter(({ status, body }) => status !== 200 && 'access_token' in body)).toEqual([]);
    expect(await server.statusOf(pair.access_token)).toBe(401);
    expect((await server.refresh(app, pair.refresh_token)).body.error).toBe('invalid_grant');
  });

  test('of more requests than the limits allow exactly as many pass as they allow', async () => {
    const limited = await startOAuthServer({ rateLimit: 30, appRateLimit: 50 });
    await limited.addUser();
    const owner = await limited.addApp();
    const pairs = [await limited.pairFor(owner), await limited.pairFor(owner)];
    const tiersOf = async ({ access_token }: Pair) => {
      const request = () =>
        limited.fetch(
          new Request('http://localhost/v2/usercollection/personal_info', { headers: { authorization: `Bearer ${access_token}` } }),
        );
      const responses = await Promise.all(Array.from({ length: 100 }, request));
      return responses.map((response) => (response.status === 200 ? 'passed' : response.headers.get('x-ratelimit-tier')));
    };
    const tiers = (await Promise.all(pairs.map(tiersOf))).flat();
    const count = (what: string) => tiers.filter((tier) => tier === what).length;
    expect([count('passed'), count('passed') + count('token') + count('application')]).toEqual([50, 200]);
    expect(count('application')).toBeGreaterThan(0);
    await limited.close();
  });
});
