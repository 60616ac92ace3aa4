import type { Transaction } from './tables.js';

/** A code that an app exchanges for tokens, once. */
export interface AuthorizationCode {
  userNo: number;
  hash: Buffer;
  appNo: number;
  /** Whatever comes of this authorization carries it. */
  family: string;
  wireScope: string;
  /** As the app sent it; null where it sent none. */
  redirectUri: string | null;
  challenge: string | null;
  challengeMethod: 'S256' | 'plain' | null;
  expiresAtMs: number;
}

/** A code as it is found, with the names of whom it is for. */
export interface FoundCode extends AuthorizationCode {
  spentAtMs: number | null;
  userId: string;
  clientId: string;
}

/** Adds a code and forgets the user's that ended before `forgetBeforeMs`. */
export async function insertCode(db: Transaction, code: AuthorizationCode, forgetBeforeMs: number): Promise<void> {
  await db.deleteFrom('authorization_codes').where('user_no', '=', code.userNo).where('expires_at_ms', '<', forgetBeforeMs).execute();
  await db
    .insertInto('authorization_codes')
    .values({
      user_no: code.userNo,
      hash: code.hash,
      app_no: code.appNo,
      family: code.family,
      wire_scope: code.wireScope,
      redirect_uri: code.redirectUri,
      challenge: code.challenge,
      challenge_method: code.challengeMethod,
      expires_at_ms: code.expiresAtMs,
    })
    .execute();
}

/** The code with this hash, spent or not. */
export async function findCode(db: Transaction, hash: Buffer): Promise<FoundCode | null> {
  const found = await db
    .selectFrom('authorization_codes')
    .innerJoin('users', 'users.user_no', 'authorization_codes.user_no')
    .innerJoin('apps', 'apps.app_no', 'authorization_codes.app_no')
    .select(['authorization_codes.user_no as userNo', 'hash', 'authorization_codes.app_no as appNo', 'family', 'wire_scope as wireScope'])
    .select(['redirect_uri as redirectUri', 'challenge', 'challenge_method as challengeMethod', 'expires_at_ms as expiresAtMs'])
    .select(['spent_at_ms as spentAtMs', 'users.id as userId', 'client_id as clientId'])
    .where('hash', '=', hash)
    .executeTakeFirst();
  return found ?? null;
}

/** Notes when a code was exchanged. */
export async function spendCode(db: Transaction, { userNo, hash }: FoundCode, nowMs: number): Promise<void> {
  await db.updateTable('authorization_codes').set({ spent_at_ms: nowMs }).where('user_no', '=', userNo).where('hash', '=', hash).execute();
}
