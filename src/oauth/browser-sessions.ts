import { createHmac, timingSafeEqual } from 'node:crypto';
import { tokenHash } from '../lib/ids.js';
import { insertSession, removeSession, type Session } from '../storage/sessions.js';
import { deriveKey } from './derive-key.js';
import type { OAuthContext, Person } from './oauth-context.js';
import type { LoginMode } from './sign-in.js';

const SESSION_MS = 12 * 3_600_000;

/** Browsers by their cookie, signed in or not. */
export interface BrowserSessions {
  /** The text of a new cookie, nobody's yet. */
  newCookie(): string;
  /** Who is signed in with a cookie. */
  find(cookie: string): Promise<Session | null>;
  /** Signs a person in; the text of the cookie, always another one than `before` (OWASP: session fixation), which ends. */
  start(person: Person, before: string): Promise<string>;
  /** Signs a person out. */
  end(person: Person, cookie: string): Promise<void>;
  /** What only a page that this browser was given can bring along. */
  proof(cookie: string, purpose: string): string;
  isProof(cookie: string, purpose: string, text: string): boolean;
}

/** Builds them over the store; sessions that were started in another login mode do not count. */
export function createBrowserSessions({ store, clock, random, trail, masterKey }: OAuthContext, login: LoginMode): BrowserSessions {
  const key = deriveKey(masterKey, 'forms of browsers');
  const newCookie = () => Buffer.from(random.bytes(32)).toString('base64url');
  const mac = (cookie: string, purpose: string) => createHmac('sha256', key).update(`${purpose}\n${cookie}`).digest();
  return {
    newCookie,
    async find(cookie) {
      const session = await store.sessions.find(tokenHash(cookie));
      return session && session.login === login && session.expiresAtMs > clock.now() ? session : null;
    },
    async start({ userNo, userId }, before) {
      const cookie = newCookie();
      const now = clock.now();
      await store.engine.transaction(async (db) => {
        await removeSession(db, tokenHash(before));
        await insertSession(db, { userNo, hash: tokenHash(cookie), login, expiresAtMs: now + SESSION_MS }, now);
        await trail.append(db, { type: 'sign_in', userId, detail: { login } });
      });
      return cookie;
    },
    async end({ userId }, cookie) {
      await store.engine.transaction(async (db) => {
        await removeSession(db, tokenHash(cookie));
        await trail.append(db, { type: 'sign_out', userId });
      });
    },
    proof: (cookie, purpose) => mac(cookie, purpose).toString('base64url'),
    isProof(cookie, purpose, text) {
      const given = Buffer.from(text, 'base64url');
      const own = mac(cookie, purpose);
      return given.length === own.length && timingSafeEqual(given, own);
    },
  };
}
