import type { Transaction } from './tables.js';

/** An access token of an app. */
export interface AccessToken {
  userNo: number;
  id: string;
  hash: Buffer;
  appNo: number;
  family: string;
  /** What it opens, bare. */
  scopes: string[];
  /** The same as the app spells it. */
  wireScope: string;
  createdAt: string;
  expiresAtMs: number;
}

/** Any bearer token as it is found, with the names of whom it is for; those of an app are null for a static one. */
export interface FoundToken {
  userNo: number;
  id: string;
  appNo: number | null;
  family: string | null;
  scopes: string;
  wireScope: string | null;
  createdAt: string;
  expiresAtMs: number | null;
  userId: string;
  clientId: string | null;
}

/** Adds an access token and forgets those of its user and app that expired before `forgetBeforeMs`. */
export async function insertAccessToken(db: Transaction, token: AccessToken, forgetBeforeMs: number): Promise<void> {
  const { userNo, appNo, family } = token;
  const ofApp = db.deleteFrom('tokens').where('user_no', '=', userNo).where('app_no', '=', appNo);
  await ofApp.where('expires_at_ms', '<', forgetBeforeMs).execute();
  await db
    .insertInto('tokens')
    .values({
      user_no: userNo,
      id: token.id,
      hash: token.hash,
      label: null,
      scopes: token.scopes.join(' '),
      created_at: token.createdAt,
      expires_at_ms: token.expiresAtMs,
      app_no: appNo,
      family,
      wire_scope: token.wireScope,
    })
    .execute();
}

/** The bearer token with this hash, expired or not. */
export async function findToken(db: Transaction, hash: Buffer): Promise<FoundToken | null> {
  const found = await db
    .selectFrom('tokens')
    .innerJoin('users', 'users.user_no', 'tokens.user_no')
    .leftJoin('apps', 'apps.app_no', 'tokens.app_no')
    .select(['tokens.user_no as userNo', 'tokens.id as id', 'tokens.app_no as appNo', 'family', 'tokens.scopes as scopes'])
    .select(['wire_scope as wireScope', 'tokens.created_at as createdAt', 'expires_at_ms as expiresAtMs'])
    .select(['users.id as userId', 'client_id as clientId'])
    .where('hash', '=', hash)
    .executeTakeFirst();
  return found ?? null;
}

/** Ends a bearer token. */
export async function removeToken(db: Transaction, userNo: number, id: string): Promise<void> {
  await db.deleteFrom('tokens').where('user_no', '=', userNo).where('id', '=', id).execute();
}

/** Takes from the tokens an app has of a user whatever `keep` does not keep of their scopes, in both spellings. */
export async function narrowTokens(
  db: Transaction,
  { userNo, appNo }: { userNo: number; appNo: number },
  keep: (wireScope: string) => { scopes: string[]; wireScope: string },
): Promise<void> {
  const ofApp = db.selectFrom('tokens').where('user_no', '=', userNo).where('app_no', '=', appNo);
  for (const { id, wireScope } of await ofApp.select(['id', 'wire_scope as wireScope']).execute()) {
    const kept = keep(wireScope ?? '');
    if (kept.wireScope === wireScope) continue;
    const values = { scopes: kept.scopes.join(' '), wire_scope: kept.wireScope };
    await db.updateTable('tokens').set(values).where('user_no', '=', userNo).where('id', '=', id).execute();
  }
}
