import { type Kysely, sql } from 'kysely';

/**
 * Documents lie in the order in which lists read them (user, collection, time, id), so that a range is one run of neighbouring rows
 * however they arrived. Chunks are larger than a quarter of a page and therefore keep a rowid.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
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
    .createTable('documents')
    .addColumn('user_no', 'integer', (column) => column.notNull())
    .addColumn('collection', 'text', (column) => column.notNull())
    .addColumn('instant_ms', 'integer', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('day', 'integer', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('updated_at', 'text', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('documents_pk', ['user_no', 'collection', 'instant_ms', 'id'])
    .modifyEnd(sql`without rowid`)
    .execute();
  await db.schema.createIndex('documents_by_id').on('documents').columns(['user_no', 'collection', 'id']).unique().execute();

  await db.schema
    .createTable('changes')
    .addColumn('seq', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('user_no', 'integer', (column) => column.notNull())
    .addColumn('collection', 'text', (column) => column.notNull())
    .addColumn('document_id', 'text', (column) => column.notNull())
    .addColumn('event', 'integer', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('at_ms', 'integer', (column) => column.notNull())
    .execute();

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
}
