import { runSql } from '../test/support/start-postgres.js';

/** The address of the database `name` on a server. */
export function databaseOn(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

/** Makes an empty database, over one of the same name. */
export async function createDatabase(server: string, name: string): Promise<string> {
  await runSql(server, `drop database if exists ${name}`, `create database ${name}`);
  return databaseOn(server, name);
}

/** The bytes of a database after what autovacuum would do sooner or later, which also reads it into the caches. */
export async function settledSize(url: string): Promise<number> {
  await runSql(url, 'vacuum analyze');
  const [row] = await runSql(url, 'select pg_database_size(current_database())::float8 as bytes');
  return row.bytes as number;
}
