import type { Transaction } from './tables.js';

/** A refresh token; it is used once. */
export interface RefreshToken {
  userNo: number;
  hash: Buffer;
  appNo: number;
  family: string;
  /** Id of the access token it was issued with. */
  accessId: string;
  wireScope: string;
  issuedAtMs: number;
}

/** A refresh token as it is found, with the names of whom it is for. */
export interface FoundRefreshToken extends RefreshToken {
  /** When it was used or revoked. */
  endedAtMs: number | null;
  endedBy: 'refreshed' | 'revoked' | null;
  userId: string;
  clientId: string;
}

/** Adds a refresh token and forgets those of its user and app that ended, or were issued, before the given times. */
export async function insertRefreshToken(
  db: Transaction,
  token: RefreshToken,
  forget: { endedBeforeMs: number; issuedBeforeMs: number },
): Promise<void> {
  const ofApp = db.deleteFrom('refresh_tokens').where('user_no', '=', token.userNo).where('app_no', '=', token.appNo);
  await ofApp.where('ended_at_ms', '<', forget.endedBeforeMs).execute();
  await ofApp.where('issued_at_ms', '<', forget.issuedBeforeMs).execute();
  await db
    .insertInto('refresh_tokens')
    .values({
      user_no: token.userNo,
      hash: token.hash,
      app_no: token.appNo,
      family: token.family,
      access_id: token.accessId,
      wire_scope: token.wireScope,
      issued_at_ms: token.issuedAtMs,
    })
    .execute();
}

/** The refresh token with this hash, ended or not. */
export async function findRefreshToken(db: Transaction, hash: Buffer): Promise<FoundRefreshToken | null> {
  const found = await db
    .selectFrom('refresh_tokens')
    .innerJoin('users', 'users.user_no', 'refresh_tokens.user_no')
    .innerJoin('apps', 'apps.app_no', 'refresh_tokens.app_no')
    .select(['refresh_tokens.user_no as userNo', 'hash', 'refresh_tokens.app_no as appNo', 'family', 'access_id as accessId'])
    .select(['wire_scope as wireScope', 'issued_at_ms as issuedAtMs', 'ended_at_ms as endedAtMs', 'ended_by as endedBy'])
    .select(['users.id as userId', 'client_id as clientId'])
    .where('hash', '=', hash)
    .executeTakeFirst();
  return found ?? null;
}

/** What ends refresh tokens. */
export interface RefreshTokenEnd {
  atMs: number;
  by: 'refreshed' | 'revoked';
}

/** Ends one refresh token: with `hash` that one, with `accessId` the one issued with that access token. Those that ended stay as they are. */
export async function endRefreshToken(
  db: Transaction,
  which: { userNo: number } & ({ hash: Buffer } | { accessId: string }),
  { atMs, by }: RefreshTokenEnd,
): Promise<void> {
  const update = db.updateTable('refresh_tokens').set({ ended_at_ms: atMs, ended_by: by });
  const ofUser = update.where('user_no', '=', which.userNo).where('ended_at_ms', 'is', null);
  await ('hash' in which ? ofUser.where('hash', '=', which.hash) : ofUser.where('access_id', '=', which.accessId)).execute();
}

/** Revokes every token of one authorization; tells how many access tokens lived. */
export async function revokeFamily(
  db: Transaction,
  family: { userNo: number; appNo: number; family: string },
  nowMs: number,
): Promise<number> {
  const living = db.updateTable('refresh_tokens').set({ ended_at_ms: nowMs, ended_by: 'revoked' }).where('ended_at_ms', 'is', null);
  await familyOf(living, family).execute();
  const { numDeletedRows } = await familyOf(db.deleteFrom('tokens'), family).executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

/** The rows of a family, by the index. */
function familyOf<Query extends { where(column: never, operator: '=', value: never): Query }>(
  query: Query,
  { userNo, appNo, family }: { userNo: number; appNo: number; family: string },
): Query {
  const conditions = { user_no: userNo, app_no: appNo, family };
  return Object.entries(conditions).reduce((all, [column, value]) => all.where(column as never, '=', value as never), query);
}
