import type { Kysely } from 'kysely';

/** How many requests were taken of limits, where several servers count together. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('request_counts')
    .addColumn('counted', 'text', (column) => column.notNull())
    .addColumn('window_no', 'integer', (column) => column.notNull())
    .addColumn('taken', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('request_counts_pk', ['counted', 'window_no'])
    .execute();
}
