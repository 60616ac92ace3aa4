import { tokenHash } from '../lib/ids.js';
import type { Engine } from './engine.js';

/** What the store knows of a static bearer token; the token itself is not kept. */
export interface Token {
  /** The name by which it is listed and revoked. */
  id: string;
  userNo: number;
  label: string | null;
  scopes: string[];
  createdAt: string;
  expiresAtMs: number | null;
}

/** What a request needs to know of its bearer. */
export interface Bearer extends FoundBearer {
  /** SHA-256 of the token, byte by byte as a character. */
  key: string;
  scopes: readonly string[];
}

interface FoundBearer {
  userNo: number;
  /** The name of the token. */
  id: string;
  /** The app it was issued to; null of static tokens. */
  appNo: number | null;
  /** The id of that app on the wire. */
  clientId: string | null;
  userId: string;
  membership: 'active' | 'lapsed';
  /** Goes up with every change of what is served of the user. */
  revision: number;
  /** Separated by blanks. */
  scopeText: string;
  expiresAtMs: number | null;
}

/** Bearers remembered between two writes. */
const MOST_KNOWN = 10_000;

/** Bearer tokens by the SHA-256 of their text: any are found, static ones are listed and managed here. */
export function createTokens(engine: Engine) {
  const findBearer = engine.prepare<[Buffer], FoundBearer>(`
    select tokens.user_no as "userNo", tokens.id as id, tokens.app_no as "appNo", client_id as "clientId", users.id as "userId",
      membership, revision, tokens.scopes as "scopeText", expires_at_ms as "expiresAtMs"
    from tokens join users on users.user_no = tokens.user_no left join apps on apps.app_no = tokens.app_no where tokens.hash = ?`);

  // Whoever asks, asks again: remembered until anything is written, so that a revoked token is dead at once.
  const known = new Map<string, Bearer>();
  let knownVersion: number | null = null;

  return {
    /** Adds a token, over one of the same id. */
    async put(token: Token & { hash: Buffer }): Promise<void> {
      const values = {
        hash: token.hash,
        label: token.label,
        scopes: token.scopes.join(' '),
        created_at: token.createdAt,
        expires_at_ms: token.expiresAtMs,
      };
      await engine.transaction((db) =>
        db
          .insertInto('tokens')
          .values({ user_no: token.userNo, id: token.id, ...values })
          .onConflict((conflict) => conflict.columns(['user_no', 'id']).doUpdateSet(values))
          .execute(),
      );
    },

    /** Whose token this is; expired ones are found, too. */
    async find(token: string): Promise<Bearer | null> {
      const version = engine.dataVersion();
      if (version === null || version !== knownVersion) known.clear();
      knownVersion = version;
      const remembered = known.get(token);
      if (remembered) return remembered;
      const hash = tokenHash(token);
      const [found] = await findBearer(hash);
      if (!found) return null;
      const bearer = { ...found, key: hash.toString('latin1'), scopes: found.scopeText.split(' ') };
      if (version !== null && version === knownVersion && known.size < MOST_KNOWN) known.set(token, bearer);
      return bearer;
    },

    async list(userNo: number): Promise<Token[]> {
      const rows = await engine.reader
        .selectFrom('tokens')
        .select(['id', 'user_no as userNo', 'label', 'scopes', 'created_at as createdAt', 'expires_at_ms as expiresAtMs'])
        .where('user_no', '=', userNo)
        .where('app_no', 'is', null)
        .orderBy('created_at')
        .orderBy('id')
        .execute();
      return rows.map((row) => ({ ...row, scopes: row.scopes.split(' ').filter(Boolean) }));
    },

    /** False where there is no such token. */
    async revoke(userNo: number, id: string): Promise<boolean> {
      const removed = await engine.transaction((db) =>
        db
          .deleteFrom('tokens')
          .where('user_no', '=', userNo)
          .where('id', '=', id)
          .where('app_no', 'is', null)
          .returning('id')
          .executeTakeFirst(),
      );
      return removed !== undefined;
    },
  };
}
