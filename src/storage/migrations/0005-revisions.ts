import { type Kysely, sql } from 'kysely';

/** How often something of a user changed, by which answers can be told to be still the same. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('users')
    .addColumn('revision', 'integer', (column) => column.notNull().defaultTo(sql`0`))
    .execute();
}
