import type { Scope } from '../../src/collections/define.js';
import type { CircletOptions } from '../../src/server.js';
import type { TestServer } from '../../src/testing.js';
import { startFrozenServer } from '../support/frozen-server.js';

/** Where the apps of tests are sent back to. */
export const CALLBACK = 'https://app.example/callback';

/** Both generations of addresses. */
export const FAMILIES = {
  old: { authorize: '/oauth/authorize', token: '/oauth/token', revoke: '/oauth/revoke' },
  new: { authorize: '/oauth/v2/ext/oauth-authorize', token: '/oauth/v2/ext/oauth-token', revoke: '/oauth/v2/ext/oauth-revoke' },
} as const;

/** An app with its secret, as registered. */
export interface TestApp {
  id: string;
  secret: string;
}

/** An answer with JSON. */
export interface JsonAnswer {
  status: number;
  headers: Headers;
  body: Record<string, unknown>;
}

/** What the token endpoint gives. */
export interface Pair {
  access_token: string;
  refresh_token: string;
  scope: string;
  expires_in: number;
}

/** An event as the admin API tells it. */
export interface WireEvent {
  seq: number;
  type: string;
  user_id: string | null;
  client_id: string | null;
  reason: string | null;
  detail: Record<string, unknown>;
}

export type OAuthServer = Awaited<ReturnType<typeof startOAuthServer>>;

/** A server at which everything asked for is approved at once, with short ways through the flow. */
export async function startOAuthServer(options: CircletOptions = {}) {
  const server = await startFrozenServer({ autoConsent: true, ...options });
  const json = async (asked: Promise<Response>): Promise<JsonAnswer> => {
    const response = await asked;
    return { status: response.status, headers: response.headers, body: (await response.json()) as Record<string, unknown> };
  };
  const post = (path: string, form: Record<string, string> | URLSearchParams, headers: Record<string, string> = {}) =>
    json(fetch(server.url + path, { method: 'POST', body: new URLSearchParams(form), headers }));
  const authorize = (query: Record<string, string> | string | URLSearchParams, path: string = FAMILIES.old.authorize) =>
    fetch(`${server.url}${path}?${typeof query === 'string' ? query : new URLSearchParams(query)}`, { redirect: 'manual' });

  async function addApp({ name = 'Trainer', redirectUris = [CALLBACK], scopes }: AppOptions = {}): Promise<TestApp> {
    const { body } = await json(server.admin('POST', '/apps', { name, redirect_uris: redirectUris, ...(scopes ? { scopes } : {}) }));
    return { id: body.client_id as string, secret: body.client_secret as string };
  }

  /** A code for the app, as the browser brings it to the callback. */
  async function codeFor(app: TestApp, query: Record<string, string> = {}): Promise<string> {
    const response = await authorize({ response_type: 'code', client_id: app.id, redirect_uri: CALLBACK, ...query });
    const code = parametersOf(response).get('code');
    if (code === null) throw new Error(`there is no code in ${response.status} ${response.headers.get('location')}`);
    return code;
  }

  const exchange = (app: TestApp, form: Record<string, string>, path: string = FAMILIES.old.token) =>
    post(path, { client_id: app.id, client_secret: app.secret, ...form });
  const exchangeCode = (app: TestApp, code: string, more: Record<string, string> = {}) =>
    exchange(app, { grant_type: 'authorization_code', code, redirect_uri: CALLBACK, ...more });
  const refresh = (app: TestApp, token: string, more: Record<string, string> = {}) =>
    exchange(app, { grant_type: 'refresh_token', refresh_token: token, ...more });
  const pairFor = async (app: TestApp, query: Record<string, string> = {}): Promise<Pair> =>
    (await exchangeCode(app, await codeFor(app, query))).body as unknown as Pair;
  const statusOf = async (token: string, collection = 'daily_sleep') =>
    (await server.get(`/v2/usercollection/${collection}`, token)).status;

  /** Events after `seq` (0: all), the oldest first. */
  async function events(after = 0): Promise<WireEvent[]> {
    return (await json(server.admin('GET', `/events?after=${after}&limit=1000`))).body.events as WireEvent[];
  }
  const lastEvent = async (): Promise<WireEvent> => {
    // Asking for events waits for those that are still to be written.
    await events();
    const seq = await server.store.events.lastSeq();
    return (await events(seq - 1))[0] as WireEvent;
  };
  const ways = { addApp, codeFor, exchange, exchangeCode, refresh, pairFor, statusOf, events, lastEvent };
  return { ...server, json, post, authorize, ...ways } satisfies TestServer & Record<string, unknown>;
}

interface AppOptions {
  name?: string;
  redirectUris?: string[];
  scopes?: Scope[];
}

/** The parameters in the query of where an answer redirects to. */
export function parametersOf(response: Response): URLSearchParams {
  return new URL(response.headers.get('location') ?? 'about:blank').searchParams;
}
