import { CompiledQuery, type Kysely } from 'kysely';
import { kindOf } from './engine.js';
import type { Tables } from './tables.js';

/** Columns in the order of their values, with what PostgreSQL calls their types. */
export type InsertedColumns = Readonly<Record<string, 'bigint' | 'double precision' | 'text' | 'bytea'>>;

/**
 * Inserts many rows by one statement; `ending` says what happens where they collide. The statement is made of text, because building it value by
 * value takes about as long as the insertion. PostgreSQL gets a list per column: so the statement is always the same and stays prepared.
 */
export async function insertRows(
  db: Kysely<Tables>,
  table: keyof Tables,
  columns: InsertedColumns,
  rows: readonly (readonly unknown[])[],
  ending = '',
): Promise<void> {
  const names = Object.keys(columns);
  const into = `insert into ${table} (${names.join(', ')})`;
  if (kindOf(db) === 'postgres') {
    const lists = Object.values(columns).map((type) => `?::${type}[]`);
    const values = names.map((_, column) => rows.map((row) => row[column]));
    await db.executeQuery(CompiledQuery.raw(`${into} select * from unnest(${lists.join(', ')}) ${ending}`, values));
    return;
  }
  const places = `(${names.map(() => '?').join(', ')})`;
  await db.executeQuery(CompiledQuery.raw(`${into} values ${rows.map(() => places).join(', ')} ${ending}`, rows.flat()));
}
