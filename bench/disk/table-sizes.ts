import Database from 'better-sqlite3';
import { runSql } from '../../test/support/start-postgres.js';

const TABLES = ['document_chunks', 'changes', 'series_chunks'] as const;

/** Bytes of a store's large tables with their indexes, and of the rest, free pages among it. */
export type TableSizes = Record<(typeof TABLES)[number] | 'rest', number>;

/** Of a SQLite file that nobody has open. */
export function sizesOfFile(file: string): TableSizes {
  const db = new Database(file, { readonly: true });
  const rows = db
    .prepare<[], { name: string; bytes: number }>(
      'select coalesce(m.tbl_name, s.name) as name, sum(pgsize) as bytes from dbstat s left join sqlite_schema m on m.name = s.name group by 1',
    )
    .all();
  const free = (db.pragma('freelist_count', { simple: true }) as number) * (db.pragma('page_size', { simple: true }) as number);
  db.close();
  return summed([...rows, { name: 'free', bytes: free }]);
}

/** Of a PostgreSQL database, after what autovacuum would do sooner or later. */
export async function sizesOfDatabase(url: string): Promise<TableSizes> {
  const tables = `select relname as name, pg_total_relation_size(oid)::float8 as bytes
    from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`;
  return summed(await runSql(url, 'vacuum analyze', tables));
}

function summed(tables: readonly { name: string; bytes: number }[]): TableSizes {
  const sizes = { document_chunks: 0, changes: 0, series_chunks: 0, rest: 0 };
  for (const { name, bytes } of tables) sizes[name in sizes ? (name as keyof TableSizes) : 'rest'] += bytes;
  return sizes;
}

/** Rows of the change log. */
export async function countChanges(file: string, database: string | null): Promise<number> {
  const statement = 'select count(*) as count from changes';
  if (database !== null) return Number((await runSql(database, statement))[0].count);
  const db = new Database(file, { readonly: true });
  const row = db.prepare<[], { count: number }>(statement).get();
  db.close();
  return row?.count ?? 0;
}
