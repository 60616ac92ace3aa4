import { openStore } from '../../src/storage/store.js';
import { findPostgres, runSql, startPostgres } from './start-postgres.js';
import { TEMPLATE } from './stores.js';

/** Before the tests on PostgreSQL: a server of their own, with the database that the tests' ones are copied from. */
export default async function setup(): Promise<() => Promise<void>> {
  const programs = findPostgres();
  if (programs === null) throw new Error('PostgreSQL 15 or newer is not installed (Debian: apt-get install postgresql-15)');
  const server = await startPostgres(programs);
  await runSql(server.url, `create database ${TEMPLATE}`);
  const template = new URL(server.url);
  template.pathname = `/${TEMPLATE}`;
  await (await openStore(template.href)).close();
  process.env.CIRCLET_TEST_POSTGRES = server.url;
  return () => server.stop();
}
