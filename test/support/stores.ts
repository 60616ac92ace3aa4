import pg from 'pg';
import type { CircletOptions } from '../../src/server.js';
import { createCirclet as create } from '../../src/server.js';
import { openStore as open } from '../../src/storage/store.js';
import { startTestServer as start, type TestServer } from '../../src/testing.js';

/** The one place that reads it: a PostgreSQL server of the tests, on which every store gets a database of its own; without it, SQLite. */
const SERVER = process.env.CIRCLET_TEST_POSTGRES;
export const isOnPostgres = SERVER !== undefined;

/** The database that new ones are copied from, with the tables of a store. */
export const TEMPLATE = 'circlet_template';

const places = new Map<string, Promise<string>>();
let count = 0;

/** An empty database on the server of the tests, as an address. */
export async function newDatabase(template = TEMPLATE): Promise<string> {
  const name = `circlet_${process.pid}_${++count}`;
  const url = new URL(SERVER as string);
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  await client.query(`create database ${name} template ${template}`);
  await client.end();
  url.pathname = `/${name}`;
  return url.href;
}

/** Where the store for a file is on the database that is tested: a file has one, `:memory:` a new one each time. */
export function testPlace(file = ':memory:'): Promise<string> {
  if (!isOnPostgres) return Promise.resolve(file);
  if (file === ':memory:') return newDatabase();
  const place = places.get(file) ?? newDatabase();
  places.set(file, place);
  return place;
}

/** As the product's, on the database that is tested. */
export const openStore = async (file = ':memory:') => open(await testPlace(file), { connections: 5 });

/** As the product's, on the database that is tested. */
export const createCirclet = async (options: CircletOptions = {}) => create(await onTestDatabase(options));

/** As the product's, on the database that is tested. */
export const startTestServer = async (options: CircletOptions = {}): Promise<TestServer> => start(await onTestDatabase(options));

async function onTestDatabase(options: CircletOptions): Promise<CircletOptions> {
  if (!isOnPostgres) return options;
  return { ...options, database: await testPlace(options.data), databaseConnections: 5 };
}
