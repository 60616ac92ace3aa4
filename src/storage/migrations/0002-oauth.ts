import { type Kysely, sql } from 'kysely';

/** Apps, what people allow them, and the codes, tokens and sessions that come of it; secrets rest as hashes, see `docs/decisions.md`. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('apps')
    .addColumn('app_no', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('client_id', 'text', (column) => column.notNull().unique())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('secret_hash', 'blob', (column) => column.notNull())
    .addColumn('sealed_secret', 'blob', (column) => column.notNull())
    .addColumn('redirect_uris', 'text', (column) => column.notNull())
    .addColumn('scopes', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .execute();

  await db.schema
    .createTable('grants')
    .addColumn('user_no', 'integer', (column) => column.notNull())
    .addColumn('app_no', 'integer', (column) => column.notNull())
    .addColumn('scopes', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('grants_pk', ['user_no', 'app_no'])
    .execute();
  await db.schema.createIndex('grants_by_app').on('grants').column('app_no').execute();

  await db.schema
    .createTable('authorization_codes')
    .addColumn('user_no', 'integer', (column) => column.notNull())
    .addColumn('hash', 'blob', (column) => column.notNull().unique())
    .addColumn('app_no', 'integer', (column) => column.notNull())
    .addColumn('family', 'text', (column) => column.notNull())
    .addColumn('wire_scope', 'text', (column) => column.notNull())
    .addColumn('redirect_uri', 'text')
    .addColumn('challenge', 'text')
    .addColumn('challenge_method', 'text')
    .addColumn('expires_at_ms', 'integer', (column) => column.notNull())
    .addColumn('spent_at_ms', 'integer')
    .addPrimaryKeyConstraint('authorization_codes_pk', ['user_no', 'hash'])
    .execute();

  await db.schema
    .createTable('refresh_tokens')
    .addColumn('user_no', 'integer', (column) => column.notNull())
    .addColumn('hash', 'blob', (column) => column.notNull().unique())
    .addColumn('app_no', 'integer', (column) => column.notNull())
    .addColumn('family', 'text', (column) => column.notNull())
    .addColumn('access_id', 'text', (column) => column.notNull())
    .addColumn('wire_scope', 'text', (column) => column.notNull())
    .addColumn('issued_at_ms', 'integer', (column) => column.notNull())
    .addColumn('ended_at_ms', 'integer')
    .addColumn('ended_by', 'text')
    .addPrimaryKeyConstraint('refresh_tokens_pk', ['user_no', 'hash'])
    .execute();
  await db.schema.createIndex('refresh_tokens_by_app').on('refresh_tokens').columns(['user_no', 'app_no', 'family']).execute();

  // Access tokens lie beside static ones, so that a request needs one look-up whichever it brings.
  await db.schema.alterTable('tokens').addColumn('app_no', 'integer').execute();
  await db.schema.alterTable('tokens').addColumn('family', 'text').execute();
  await db.schema.alterTable('tokens').addColumn('wire_scope', 'text').execute();
  await db.schema.createIndex('tokens_by_app').on('tokens').columns(['user_no', 'app_no', 'family']).execute();

  await db.schema
    .createTable('passwords')
    .addColumn('user_no', 'integer', (column) => column.primaryKey())
    .addColumn('hash', 'text', (column) => column.notNull())
    .execute();

  await db.schema
    .createTable('sessions')
    .addColumn('user_no', 'integer', (column) => column.notNull())
    .addColumn('hash', 'blob', (column) => column.notNull().unique())
    .addColumn('login', 'text', (column) => column.notNull())
    .addColumn('expires_at_ms', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('sessions_pk', ['user_no', 'hash'])
    .execute();

  await db.schema
    .createTable('events')
    .addColumn('seq', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('is_refusal', 'integer', (column) => column.notNull())
    .addColumn('user_id', 'text')
    .addColumn('client_id', 'text')
    .addColumn('reason', 'text')
    .addColumn('detail', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('events_by_kind').on('events').column('is_refusal').execute();
  await sql`create index events_by_user on events (user_id) where user_id is not null`.execute(db);
  // Whoever signs in may do so by e-mail address.
  await sql`create index users_by_email on users (lower(email))`.execute(db);
}
