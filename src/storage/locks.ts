import { type Kysely, sql } from 'kysely';
import { kindOf } from './engine.js';
import type { Tables } from './tables.js';

/**
 * Rows of the table `locks`, which only PostgreSQL has; SQLite has one writer anyway. Rows, since they work on every engine that speaks
 * PostgreSQL's language; always taken in this order: store, users, changes.
 */
export const LOCKS = ['store', 'changes'] as const;

/** Waits until no other transaction of `transaction` is under way, and keeps others waiting until this one ends. */
export async function holdStore(db: Kysely<Tables>): Promise<void> {
  if (kindOf(db) === 'postgres') await sql`select 1 from locks where name = 'store' for update`.execute(db);
}

/**
 * Waits until nobody else writes this user's data, and keeps others waiting until the transaction ends. Later statements see what they wrote. True
 * where it is known that nothing has ever been written of what is served of them; SQLite, where reading is quick, is not asked.
 */
export async function holdUser(db: Kysely<Tables>, userNo: number): Promise<boolean> {
  if (kindOf(db) !== 'postgres') return false;
  const { rows } = await sql<{ revision: number }>`select revision from users where user_no = ${userNo} for update`.execute(db);
  return rows[0]?.revision === 0;
}

/** Waits until nobody else's changes are on their way into the log, and keeps others waiting until the transaction ends. */
export async function holdChanges(db: Kysely<Tables>): Promise<void> {
  await sql`select 1 from locks where name = 'changes' for update`.execute(db);
}
