import { type Kysely, sql } from 'kysely';

/** Accounts of other servers that users are copies of: where from, how far, and what was answered. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('mirrors')
    .addColumn('user_no', 'integer', (column) => column.primaryKey())
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('upstream_id', 'text', (column) => column.notNull())
    .addColumn('client_id', 'text')
    .addColumn('sealed_tokens', 'blob')
    .addColumn('refresh_began_at', 'text')
    .execute();

  await db.schema
    .createTable('mirror_progress')
    .addColumn('user_no', 'integer', (column) => column.notNull())
    .addColumn('collection', 'text', (column) => column.notNull())
    .addColumn('read_to_ms', 'integer', (column) => column.notNull())
    .addColumn('newest_ms', 'integer')
    .addColumn('is_whole', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('mirror_progress_pk', ['user_no', 'collection'])
    .execute();

  await db.schema
    .createTable('mirror_payloads')
    .addColumn('payload_no', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('user_no', 'integer', (column) => column.notNull())
    .addColumn('collection', 'text', (column) => column.notNull())
    .addColumn('request', 'text', (column) => column.notNull())
    .addColumn('first_at', 'text', (column) => column.notNull())
    .addColumn('last_at', 'text', (column) => column.notNull())
    .addColumn('sha256', 'blob', (column) => column.notNull())
    .addColumn('bytes', 'integer', (column) => column.notNull())
    .addColumn('packed', 'blob', (column) => column.notNull())
    .execute();
  await sql`create unique index mirror_payloads_by_hash on mirror_payloads (user_no, collection, sha256)`.execute(db);
}
