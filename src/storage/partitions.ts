import { type Kysely, sql } from 'kysely';
import { type Engine, StoreUnusableError } from './engine.js';
import type { Tables } from './tables.js';

/** What grows with people and time; everything else is small. */
const SPLIT = ['document_chunks', 'series_chunks', 'changes'] as const;

/** Into how many parts the tables of data are split by user: 0 where they are whole. */
export async function countPartitions({ reader }: Engine): Promise<number> {
  const parts = sql<{ count: number }>`select count(*) as count from pg_inherits where inhparent = to_regclass('document_chunks')`;
  return Number((await parts.execute(reader)).rows[0]?.count ?? 0);
}

/**
 * Splits the tables of data of a store on PostgreSQL into `count` parts by hash of the user: for stores so large that vacuum and indexes
 * of one table are a burden. Throws StoreUnusableError where there is data, or they are split already.
 */
export async function splitTables(engine: Engine, count: number): Promise<void> {
  if (engine.kind !== 'postgres') throw new StoreUnusableError(`${engine.place} is SQLite; only a store on PostgreSQL can be split.`);
  const isSplit = (await countPartitions(engine)) > 0;
  if (isSplit) throw new StoreUnusableError(`${engine.place} is split already. Split another one, and move the store there.`);
  await engine.transaction(async (db) => {
    await sql`lock table ${sql.join(SPLIT.map((table) => sql.table(table)))} in access exclusive mode`.execute(db);
    for (const table of SPLIT) {
      const row = await db.selectFrom(table).select('user_no').limit(1).executeTakeFirst();
      if (row) throw new StoreUnusableError(`${engine.place} holds data already. Split an empty one, and move the store there.`);
      await split(db, table, count);
    }
  });
}

async function split(db: Kysely<Tables>, table: (typeof SPLIT)[number], count: number): Promise<void> {
  const run = (text: string) => sql.raw(text).execute(db);
  await run(`alter table ${table} rename to ${table}_whole`);
  await run(`create table ${table} (like ${table}_whole including all) partition by hash (user_no)`);
  // The numbers of changes go on with the new table.
  if (table === 'changes') await run('alter sequence changes_seq_seq owned by changes.seq');
  await run(`drop table ${table}_whole`);
  for (let part = 0; part < count; part++) {
    const options = table === 'document_chunks' ? 'with (toast_tuple_target = 4080)' : '';
    await run(`create table ${table}_p${part} partition of ${table} for values with (modulus ${count}, remainder ${part}) ${options}`);
  }
}
