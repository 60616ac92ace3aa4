import { createHmac, timingSafeEqual } from 'node:crypto';
import { tokenHash } from '../lib/ids.js';
import type { Session } from '../storage/sessions.js';
import type { OAuthContext } from './oauth-context.js';
import type { LoginMode } from './sign-in.js';

const SESSION_MS = 12 * 3_600_000;

/** Browsers by their cookie, signed in or not. */
export interface BrowserSessions {
  /** The text of a new cookie, nobody's yet. */
  newCookie(): string;
  /** Who is signed in with a cookie. */
  find(cookie: string): Promise<Session | null>;
  /** Signs a user in; the text of the cookie, always a new one (OWASP: session fixation). */
  start(userNo: number): Promise<string>;
  end(cookie: string): Promise<void>;
  /** What forms must bring along to prove that they come from a page of this browser. */
  csrfToken(cookie: string): string;
  isCsrfToken(cookie: string, token: string): boolean;
}

/** Builds them over the store; sessions that were started in another login mode do not count. */
export function createBrowserSessions({ store, clock, random, masterKey }: OAuthContext, login: LoginMode): BrowserSessions {
  const newCookie = () => Buffer.from(random.bytes(32)).toString('base64url');
  const mac = (cookie: string) => createHmac('sha256', masterKey).update('csrf\n').update(cookie).digest();
  return {
    newCookie,
    async find(cookie) {
      const session = await store.sessions.find(tokenHash(cookie));
      return session && session.login === login && session.expiresAtMs > clock.now() ? session : null;
    },
    async start(userNo) {
      const cookie = newCookie();
      const now = clock.now();
      await store.sessions.add({ userNo, hash: tokenHash(cookie), login, expiresAtMs: now + SESSION_MS }, now);
      return cookie;
    },
    end: (cookie) => store.sessions.remove(tokenHash(cookie)),
    csrfToken: (cookie) => mac(cookie).toString('base64url'),
    isCsrfToken(cookie, token) {
      const given = Buffer.from(token, 'base64url');
      const own = mac(cookie);
      return given.length === own.length && timingSafeEqual(given, own);
    },
  };
}
