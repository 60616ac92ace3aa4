import type { Kysely } from 'kysely';
import type { Engine } from './engine.js';
import type { Tables } from './tables.js';
import { insertUser, type NewUser, type User } from './users.js';

/** A user whose life is made up. */
export interface SimulatedUser {
  userNo: number;
  id: string;
  /** JSON of what the person follows from. */
  person: string;
  /** Up to which instant their life has been written, ms since the Unix epoch. */
  syncedMs: number;
}

/** Users whose lives are made up, and how far they have been lived. */
export function createSimulatedUsers(engine: Engine) {
  const select = () =>
    engine.reader
      .selectFrom('simulated_users')
      .innerJoin('users', 'users.user_no', 'simulated_users.user_no')
      .select(['simulated_users.user_no as userNo', 'users.id as id', 'person', 'synced_ms as syncedMs']);
  return {
    /** Adds a user together with what their life follows from. */
    async add(user: NewUser, person: string, syncedMs: number): Promise<User> {
      return engine.transaction(async (db) => {
        const added = await insertUser(db, user);
        await db.insertInto('simulated_users').values({ user_no: added.userNo, person, synced_ms: syncedMs }).execute();
        return added;
      });
    },

    async list(): Promise<SimulatedUser[]> {
      return select().orderBy('simulated_users.user_no').execute();
    },

    async find(userNo: number): Promise<SimulatedUser | null> {
      return (await select().where('simulated_users.user_no', '=', userNo).executeTakeFirst()) ?? null;
    },
  };
}

/** Notes that a simulated user's life, written up to one instant, is now written up to another. False where the first is not so. */
export async function markSynced(db: Kysely<Tables>, userNo: number, fromMs: number, toMs: number): Promise<boolean> {
  const result = await db
    .updateTable('simulated_users')
    .set({ synced_ms: toMs })
    .where('user_no', '=', userNo)
    .where('synced_ms', '=', fromMs)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}
