import type { SqliteEngine } from './sqlite.js';

/** A browser in which somebody is signed in. */
export interface Session {
  userNo: number;
  userId: string;
  email: string | null;
  /** How they signed in. */
  login: 'picker' | 'password';
  expiresAtMs: number;
}

/** Signed-in browsers, by the SHA-256 of their cookie. */
export function createSessions(engine: SqliteEngine) {
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

    /** Adds a session and forgets the user's that ended by `nowMs`. */
    async add(session: { userNo: number; hash: Buffer; login: 'picker' | 'password'; expiresAtMs: number }, nowMs: number): Promise<void> {
      await engine.transaction(async (db) => {
        await db.deleteFrom('sessions').where('user_no', '=', session.userNo).where('expires_at_ms', '<=', nowMs).execute();
        const { userNo, hash, login, expiresAtMs } = session;
        await db.insertInto('sessions').values({ user_no: userNo, hash, login, expires_at_ms: expiresAtMs }).execute();
      });
    },

    async remove(hash: Buffer): Promise<void> {
      await engine.transaction((db) => db.deleteFrom('sessions').where('hash', '=', hash).execute());
    },
  };
}
