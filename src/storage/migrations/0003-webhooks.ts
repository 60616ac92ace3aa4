import { type Kysely, sql } from 'kysely';

/** Subscriptions of apps to changes, and what was sent to them; both outlive their end, so that the log stays readable. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('subscriptions')
    .addColumn('subscription_no', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('id', 'text', (column) => column.notNull().unique())
    .addColumn('app_no', 'integer', (column) => column.notNull())
    .addColumn('callback_url', 'text', (column) => column.notNull())
    .addColumn('event_type', 'text', (column) => column.notNull())
    .addColumn('data_type', 'text', (column) => column.notNull())
    .addColumn('since_seq', 'integer', (column) => column.notNull())
    .addColumn('expires_at_ms', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('chaos', 'text')
    .addColumn('ended_by', 'text')
    .execute();
  await sql`create unique index subscriptions_by_pair on subscriptions (app_no, data_type, event_type) where ended_by is null`.execute(db);

  await db.schema
    .createTable('deliveries')
    .addColumn('delivery_no', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('user_no', 'integer', (column) => column.notNull())
    .addColumn('subscription_no', 'integer', (column) => column.notNull())
    .addColumn('change_seq', 'integer')
    .addColumn('object_id', 'text', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .addColumn('created_at_ms', 'integer', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('due_at_ms', 'integer', (column) => column.notNull())
    .addColumn('leased_until_ms', 'integer', (column) => column.notNull())
    .addColumn('history', 'text', (column) => column.notNull())
    .execute();
  // Only what is still to be sent: a row leaves it with its acknowledgement.
  await sql`create index deliveries_due on deliveries (subscription_no, due_at_ms) where state = 'pending'`.execute(db);
}
