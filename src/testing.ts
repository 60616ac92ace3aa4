import type { Scope } from './collections/define.js';
import type { Clock } from './lib/clock.js';
import { type Circlet, type CircletOptions, createCirclet } from './server.js';

/** A server for tests, with short ways to its people. */
export interface TestServer extends Circlet {
  /** Adds a user, and a token with these scopes (default: all). */
  addUser(options?: { scopes?: Scope[]; expiresInSeconds?: number }): Promise<{ id: string; token: string }>;
  /** Asks with a bearer token; `path` begins with a slash. */
  get(path: string, token?: string): Promise<Response>;
  /** Calls the admin API; `path` is relative to `/admin/v1`. */
  admin(method: string, path: string, body?: unknown): Promise<Response>;
}

/** Starts a server on a free port of loopback, in memory, without demo data unless told otherwise. */
export async function startTestServer(options: CircletOptions & { clock?: Clock } = {}): Promise<TestServer> {
  const circlet = await createCirclet(options);
  const admin = (method: string, path: string, body?: unknown) =>
    fetch(`${circlet.url}/admin/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${circlet.adminToken}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  return {
    ...circlet,
    admin,
    get: (path, token) => fetch(circlet.url + path, { headers: token === undefined ? {} : { authorization: `Bearer ${token}` } }),
    async addUser({ scopes, expiresInSeconds } = {}) {
      const { id } = (await (await admin('POST', '/users', {})).json()) as { id: string };
      const request = { ...(scopes ? { scopes } : {}), ...(expiresInSeconds ? { expires_in: expiresInSeconds } : {}) };
      const { token } = (await (await admin('POST', `/users/${id}/tokens`, request)).json()) as { token: string };
      return { id, token };
    },
  };
}
