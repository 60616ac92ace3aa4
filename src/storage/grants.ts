import { cancelDeliveriesOfGrant } from './deliveries.js';
import type { Engine } from './engine.js';
import type { Transaction } from './tables.js';

/** What a user allows an app. */
export interface Grant {
  userNo: number;
  appNo: number;
  /** Bare. */
  scopes: string[];
  createdAt: string;
}

/** A grant as its user sees it. */
export interface ConnectedGrant {
  clientId: string;
  appName: string;
  scopes: string[];
  createdAt: string;
}

/** What people allow apps: one grant per user and app, the last consent. */
export function createGrants(engine: Engine) {
  return {
    /** Those of a user, the oldest first. */
    async list(userNo: number): Promise<ConnectedGrant[]> {
      const rows = await engine.reader
        .selectFrom('grants')
        .innerJoin('apps', 'apps.app_no', 'grants.app_no')
        .select(['client_id as clientId', 'name as appName', 'grants.scopes as scopes', 'grants.created_at as createdAt'])
        .where('user_no', '=', userNo)
        .orderBy('grants.created_at')
        .orderBy('client_id')
        .execute();
      return rows.map((row) => ({ ...row, scopes: row.scopes.split(' ').filter(Boolean) }));
    },
  };
}

/** What the user allows the app now; null where nothing is. */
export async function findGrantScopes(db: Transaction, userNo: number, appNo: number): Promise<string[] | null> {
  const row = await db.selectFrom('grants').select('scopes').where('user_no', '=', userNo).where('app_no', '=', appNo).executeTakeFirst();
  return row ? row.scopes.split(' ').filter(Boolean) : null;
}

/** Writes a grant, over the one before. False where the user or the app is not there any more. */
export async function putGrant(db: Transaction, { userNo, appNo, scopes, createdAt }: Grant): Promise<boolean> {
  const both = db.selectFrom(['users', 'apps']).select('app_no').where('user_no', '=', userNo).where('app_no', '=', appNo);
  if (!(await both.executeTakeFirst())) return false;
  const values = { scopes: scopes.join(' '), created_at: createdAt };
  await db
    .insertInto('grants')
    .values({ user_no: userNo, app_no: appNo, ...values })
    .onConflict((conflict) => conflict.columns(['user_no', 'app_no']).doUpdateSet(values))
    .execute();
  return true;
}

/** Takes a grant back, with every code and token that came of it. False where there is none. */
export async function removeGrant(db: Transaction, userNo: number, appNo: number): Promise<boolean> {
  const removed = await db
    .deleteFrom('grants')
    .where('user_no', '=', userNo)
    .where('app_no', '=', appNo)
    .returning('app_no')
    .executeTakeFirst();
  for (const table of ['tokens', 'refresh_tokens', 'authorization_codes'] as const) {
    await db.deleteFrom(table).where('user_no', '=', userNo).where('app_no', '=', appNo).execute();
  }
  await cancelDeliveriesOfGrant(db, { userNo, appNo });
  return removed !== undefined;
}
