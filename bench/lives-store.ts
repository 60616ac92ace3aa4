import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createDatabase, databaseOn } from './databases.js';
import { cloneUsers } from './disk/clone-users.js';
import { livedFile, simulatePeople } from './disk/simulate-people.js';
import { forgetOldChanges } from './forget-changes.js';
import { openStore, SCOPES, tokenHash } from './product.js';

/** Simulated people, of whom all other users are copies. */
export const PEOPLE = 10;

/** A user of a store, with a token that opens everything. */
export interface LivesUser {
  id: string;
  token: string;
}

export interface LivesStore {
  folder: string;
  /** Address of the store, where it is on PostgreSQL. */
  database: string | null;
  users: LivesUser[];
}

/**
 * Makes, or finds again, a store of `users` with a year of all collections, below `root` or on the server `postgres`. Who writes to it leaves
 * it so: it is for one run only.
 */
export async function prepareLives(root: string, users: number, postgres: string | null): Promise<LivesStore> {
  const folder = path.join(root, `lives-${users}${postgres === null ? '' : '-postgres'}`);
  const name = `lives_${users}`;
  const done = path.join(folder, 'users.json');
  const database = postgres === null ? null : databaseOn(postgres, name);
  if (!existsSync(done)) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    if (postgres !== null) await createDatabase(postgres, name);
    const place = database ?? path.join(folder, 'circlet.sqlite');
    await simulatePeople(root, folder, database, PEOPLE);
    await cloneUsers(livedFile(root, PEOPLE), place, database, PEOPLE, users);
    writeFileSync(done, JSON.stringify(await addTokens(place, users)));
  }
  return { folder, database, users: JSON.parse(readFileSync(done, 'utf8')) as LivesUser[] };
}

async function addTokens(place: string, users: number): Promise<LivesUser[]> {
  await using store = await openStore(place);
  const added: LivesUser[] = [];
  for (const { userNo, id } of await store.users.list(users)) {
    const token = `BENCH${String(userNo).padStart(27, 'A')}`;
    const access = { label: null, scopes: [...SCOPES], createdAt: '2026-03-01T00:00:00.000Z', expiresAtMs: null };
    await store.tokens.put({ userNo, id: 'bench', hash: tokenHash(token), ...access });
    added.push({ id, token });
  }
  await forgetOldChanges(store);
  return added;
}
