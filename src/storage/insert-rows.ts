import { CompiledQuery, type Kysely } from 'kysely';
import type { Tables } from './tables.js';

/** Inserts many rows of `values` in the order of `columns` by one statement; `ending` says what happens where they collide. */
export async function insertRows(
  db: Kysely<Tables>,
  table: keyof Tables,
  columns: readonly string[],
  values: readonly (readonly unknown[])[],
  ending = '',
): Promise<void> {
  // As text, because building the query value by value takes about as long as the insertion.
  const places = `(${columns.map(() => '?').join(', ')})`;
  const text = `insert into ${table} (${columns.join(', ')}) values ${values.map(() => places).join(', ')} ${ending}`;
  await db.executeQuery(CompiledQuery.raw(text, values.flat()));
}
