import { type Kysely, sql } from 'kysely';
import { among } from './among.js';
import type { Engine } from './engine.js';
import { holdUser } from './locks.js';
import type { Tables } from './tables.js';

/** What a user tells about themselves; null where it is not known. */
export interface Profile {
  email: string | null;
  /** years */
  age: number | null;
  /** kg */
  weight: number | null;
  /** m */
  height: number | null;
  biological_sex: string | null;
}

export type Membership = 'active' | 'lapsed';

export interface User extends Profile {
  /** The number by which everything of this user is stored. */
  userNo: number;
  /** The id on the wire. */
  id: string;
  membership: Membership;
  createdAt: string;
}

const COLUMNS = [
  ...(['user_no as userNo', 'id', 'email', 'age', 'weight', 'height', 'biological_sex', 'membership'] as const),
  'created_at as createdAt' as const,
];

/** Where something of a user lies, their own row last. */
const TABLES_OF_USERS = [
  ...(['document_chunks', 'series_chunks', 'changes', 'simulated_users', 'tokens', 'refresh_tokens', 'authorization_codes'] as const),
  ...(['grants', 'sessions', 'passwords', 'deliveries', 'mirrors', 'mirror_progress', 'mirror_payloads', 'users'] as const),
];

/** A user before it has a number. */
export type NewUser = Profile & { id: string; createdAt: string };

/** Adds a user within a transaction. */
export function insertUser(db: Kysely<Tables>, { createdAt, ...profile }: NewUser): Promise<User> {
  return db
    .insertInto('users')
    .values({ ...profile, membership: 'active', created_at: createdAt })
    .returning(COLUMNS)
    .executeTakeFirstOrThrow();
}

/** Notes that what is served of users is not what it was. */
export async function raiseRevisions(db: Kysely<Tables>, userNos: readonly number[]): Promise<void> {
  await sql`update users set revision = revision + 1 where user_no ${among(db, userNos)}`.execute(db);
}

/** The ids of users by their numbers. */
export async function findUserIds(db: Kysely<Tables>, userNos: number[]): Promise<Map<number, string>> {
  const rows = await db.selectFrom('users').select(['user_no', 'id']).where('user_no', 'in', userNos).execute();
  return new Map(rows.map((row) => [row.user_no, row.id]));
}

/** People whose data the store holds. */
export function createUsers(engine: Engine) {
  return {
    add: (user: NewUser): Promise<User> => engine.transaction((db) => insertUser(db, user)),

    async list(limit = Number.MAX_SAFE_INTEGER): Promise<User[]> {
      return engine.reader.selectFrom('users').select(COLUMNS).orderBy('user_no').limit(limit).execute();
    },

    async isEmpty(): Promise<boolean> {
      return (await engine.reader.selectFrom('users').select('user_no').limit(1).executeTakeFirst()) === undefined;
    },

    async find(id: string): Promise<User | null> {
      return (await engine.reader.selectFrom('users').select(COLUMNS).where('id', '=', id).executeTakeFirst()) ?? null;
    },

    /** The only user with this e-mail address, whatever its case; null where there is none or several. */
    async findByEmail(email: string): Promise<User | null> {
      const query = engine.reader.selectFrom('users').select(COLUMNS);
      const found = await query
        .where((where) => where(where.fn('lower', ['email']), '=', email.toLowerCase()))
        .limit(2)
        .execute();
      return found.length === 1 ? (found[0] as User) : null;
    },

    /** Changes what is given; null where there is no such user. */
    async change(id: string, values: Partial<Profile & { membership: Membership }>): Promise<User | null> {
      return engine.transaction(async (db) => {
        const changed =
          Object.keys(values).length === 0
            ? db.selectFrom('users').select(COLUMNS).where('id', '=', id)
            : db
                .updateTable('users')
                .set((raise) => ({ ...values, revision: raise('revision', '+', 1) }))
                .where('id', '=', id)
                .returning(COLUMNS);
        return (await changed.executeTakeFirst()) ?? null;
      });
    },

    /** Erases everything that belongs to a user. False where there is none. */
    async erase(id: string): Promise<boolean> {
      return engine.transaction(async (db) => {
        const user = await db.selectFrom('users').select('user_no').where('id', '=', id).executeTakeFirst();
        if (!user) return false;
        await holdUser(db, user.user_no);
        for (const table of TABLES_OF_USERS) {
          await db.deleteFrom(table).where('user_no', '=', user.user_no).execute();
        }
        await db.deleteFrom('events').where('user_id', '=', id).execute();
        return true;
      });
    },
  };
}
