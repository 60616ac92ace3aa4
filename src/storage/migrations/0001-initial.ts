import { type Kysely, sql } from 'kysely';
import { kindOf } from '../engine.js';
import { LOCKS } from '../locks.js';

/**
 * Documents and series lie in chunks of a stretch of time. These are larger than a quarter of a page and therefore keep a rowid. Types are
 * SQLite's; `postgres-dialect.ts` translates them.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const isPostgres = kindOf(db) === 'postgres';
  await db.schema
    .createTable('users')
    .addColumn('user_no', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('id', 'text', (column) => column.notNull().unique())
    .addColumn('email', 'text')
    .addColumn('age', 'integer')
    .addColumn('weight', 'real')
    .addColumn('height', 'real')
    .addColumn('biological_sex', 'text')
    .addColumn('membership', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .execute();

  await db.schema
    .createTable('tokens')
    .addColumn('user_no', 'integer', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('hash', 'blob', (column) => column.notNull().unique())
    .addColumn('label', 'text')
    .addColumn('scopes', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('expires_at_ms', 'integer')
    .addPrimaryKeyConstraint('tokens_pk', ['user_no', 'id'])
    .execute();

  await db.schema
    .createTable('document_chunks')
    .addColumn('user_no', 'integer', (column) => column.notNull())
    .addColumn('collection', 'text', (column) => column.notNull())
    .addColumn('chunk', 'integer', (column) => column.notNull())
    .addColumn('document_count', 'integer', (column) => column.notNull())
    .addColumn('ids', 'blob', (column) => column.notNull())
    .addColumn('data', 'blob', (column) => column.notNull())
    .addPrimaryKeyConstraint('document_chunks_pk', ['user_no', 'collection', 'chunk'])
    .modifyEnd(isPostgres ? sql`with (toast_tuple_target = 4080)` : sql``)
    .execute();

  const changes = db.schema.createTable('changes');
  // On PostgreSQL the key leads with the user, by whom the table can be split; the log is read by the index.
  await (isPostgres
    ? changes.addColumn('seq', 'bigserial', (column) => column.notNull()).addPrimaryKeyConstraint('changes_pk', ['user_no', 'seq'] as never)
    : changes.addColumn('seq', 'integer', (column) => column.primaryKey().autoIncrement())
  )
    .addColumn('user_no', 'integer', (column) => column.notNull())
    .addColumn('collection', 'text', (column) => column.notNull())
    .addColumn('document_id', 'text', (column) => column.notNull())
    .addColumn('event', 'integer', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('at_ms', 'integer', (column) => column.notNull())
    .execute();
  if (isPostgres) await db.schema.createIndex('changes_by_seq').on('changes').column('seq').execute();

  await db.schema
    .createTable('series_chunks')
    .addColumn('user_no', 'integer', (column) => column.notNull())
    .addColumn('series', 'text', (column) => column.notNull())
    .addColumn('day', 'integer', (column) => column.notNull())
    .addColumn('row_count', 'integer', (column) => column.notNull())
    .addColumn('data', 'blob', (column) => column.notNull())
    .addPrimaryKeyConstraint('series_chunks_pk', ['user_no', 'series', 'day'])
    .execute();

  await db.schema
    .createTable('simulated_users')
    .addColumn('user_no', 'integer', (column) => column.primaryKey())
    .addColumn('person', 'text', (column) => column.notNull())
    .addColumn('synced_ms', 'integer', (column) => column.notNull())
    .execute();

  await db.schema
    .createTable('settings')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('value', 'text', (column) => column.notNull())
    .execute();

  if (!isPostgres) return;
  await db.schema
    .createTable('locks')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .execute();
  await sql`insert into locks (name) select unnest(${LOCKS}::text[])`.execute(db);
  // Chunks are packed already: kept beside their keys where they are short, and not compressed again.
  await sql`alter table document_chunks alter column data set storage external`.execute(db);
  await sql`alter table series_chunks alter column data set storage external`.execute(db);
}
