import type { Engine } from './engine.js';
import { removeSubscriptionsOfApp } from './subscriptions.js';
import type { Transaction } from './tables.js';

/** A program that asks people for access to their data. */
export interface App {
  /** The number by which it is stored. */
  appNo: number;
  clientId: string;
  name: string;
  redirectUris: string[];
  /** What it may ask for, bare. */
  scopes: string[];
  createdAt: string;
}

/** A secret at rest: its hash to compare with, and itself under the key of the data folder. */
export interface StoredSecret {
  secretHash: Buffer;
  sealedSecret: Buffer;
}

interface AppRow {
  appNo: number;
  clientId: string;
  name: string;
  redirectUris: string;
  scopes: string;
  createdAt: string;
}

const COLUMNS = [
  ...(['app_no as appNo', 'client_id as clientId', 'name', 'redirect_uris as redirectUris'] as const),
  ...(['scopes', 'created_at as createdAt'] as const),
];

/** Registered apps. */
export function createApps(engine: Engine) {
  const select = () => engine.reader.selectFrom('apps');
  return {
    async list(): Promise<App[]> {
      return (await select().select(COLUMNS).orderBy('app_no').execute()).map(appOf);
    },

    async find(clientId: string): Promise<App | null> {
      const row = await select().select(COLUMNS).where('client_id', '=', clientId).executeTakeFirst();
      return row ? appOf(row) : null;
    },

    async findSecret(clientId: string): Promise<StoredSecret | null> {
      const columns = ['secret_hash as secretHash', 'sealed_secret as sealedSecret'] as const;
      return (await select().select(columns).where('client_id', '=', clientId).executeTakeFirst()) ?? null;
    },
  };
}

/** Adds an app. */
export async function insertApp(db: Transaction, app: Omit<App, 'appNo'> & StoredSecret): Promise<App> {
  const row = await db
    .insertInto('apps')
    .values({
      client_id: app.clientId,
      name: app.name,
      redirect_uris: JSON.stringify(app.redirectUris),
      scopes: app.scopes.join(' '),
      created_at: app.createdAt,
      secret_hash: app.secretHash,
      sealed_secret: app.sealedSecret,
    })
    .returning(COLUMNS)
    .executeTakeFirstOrThrow();
  return appOf(row);
}

/** Gives an app another secret. */
export async function changeAppSecret(db: Transaction, appNo: number, { secretHash, sealedSecret }: StoredSecret): Promise<void> {
  await db.updateTable('apps').set({ secret_hash: secretHash, sealed_secret: sealedSecret }).where('app_no', '=', appNo).execute();
}

/** Gives an app other redirect URIs. */
export async function changeAppRedirectUris(db: Transaction, appNo: number, redirectUris: string[]): Promise<void> {
  await db
    .updateTable('apps')
    .set({ redirect_uris: JSON.stringify(redirectUris) })
    .where('app_no', '=', appNo)
    .execute();
}

/** Removes an app with everything it was given. */
export async function removeApp(db: Transaction, appNo: number): Promise<void> {
  const users = await db.selectFrom('grants').select('user_no').where('app_no', '=', appNo).execute();
  for (const table of ['tokens', 'refresh_tokens', 'authorization_codes'] as const) {
    for (const { user_no } of users) await db.deleteFrom(table).where('user_no', '=', user_no).where('app_no', '=', appNo).execute();
  }
  await db.deleteFrom('grants').where('app_no', '=', appNo).execute();
  await removeSubscriptionsOfApp(db, appNo);
  await db.deleteFrom('apps').where('app_no', '=', appNo).execute();
}

const appOf = ({ redirectUris, scopes, ...row }: AppRow): App => ({
  ...row,
  redirectUris: JSON.parse(redirectUris),
  scopes: scopes.split(' ').filter(Boolean),
});
