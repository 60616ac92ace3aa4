import type { Engine } from './engine.js';
import type { Transaction } from './tables.js';

/** A browser in which somebody is signed in. */
export interface Session {
  userNo: number;
  userId: string;
  email: string | null;
  /** How they signed in. */
  login: 'picker' | 'password';
  expiresAtMs: number;
}

/** A session before anybody asks for it. */
export interface NewSession extends Pick<Session, 'userNo' | 'login' | 'expiresAtMs'> {
  /** SHA-256 of the cookie. */
  hash: Buffer;
}

/** Signed-in browsers, by the SHA-256 of their cookie. */
export function createSessions(engine: Engine) {
  return {
    async find(hash: Buffer): Promise<Session | null> {
      const row = await engine.reader
        .selectFrom('sessions')
        .innerJoin('users', 'users.user_no', 'sessions.user_no')
        .select(['sessions.user_no as userNo', 'users.id as userId', 'email', 'login', 'expires_at_ms as expiresAtMs'])
        .where('hash', '=', hash)
        .executeTakeFirst();
      return row ?? null;
    },
  };
}

/** Adds a session and forgets the user's that ended by `nowMs`. */
export async function insertSession(db: Transaction, session: NewSession, nowMs: number): Promise<void> {
  const { userNo, hash, login, expiresAtMs } = session;
  await db.deleteFrom('sessions').where('user_no', '=', userNo).where('expires_at_ms', '<=', nowMs).execute();
  await db.insertInto('sessions').values({ user_no: userNo, hash, login, expires_at_ms: expiresAtMs }).execute();
}

/** Ends a session, if there is one. */
export async function removeSession(db: Transaction, hash: Buffer): Promise<void> {
  await db.deleteFrom('sessions').where('hash', '=', hash).execute();
}
