import path from 'node:path';
import Database from 'better-sqlite3';
import pg from 'pg';
import { isOnPostgres, testPlace } from './stores.js';

/** Another process's connection to the store in a folder, by which nobody else can write between `begin` and `commit`. */
export interface StoreHolder {
  begin(): Promise<void>;
  commit(): Promise<void>;
  rows(query: string): Promise<unknown[]>;
  close(): Promise<void>;
}

export async function openHolder(folder: string): Promise<StoreHolder> {
  if (isOnPostgres) {
    const client = new pg.Client({ connectionString: await testPlace(folder) });
    await client.connect();
    return {
      begin: async () => void (await client.query('begin; select 1 from locks for update')),
      commit: async () => void (await client.query('commit')),
      rows: async (query) => (await client.query(query)).rows,
      close: () => client.end(),
    };
  }
  const database = new Database(path.join(folder, 'circlet.sqlite'));
  return {
    begin: async () => void database.exec('begin immediate'),
    commit: async () => void database.exec('commit'),
    rows: async (query) => database.prepare(query).all(),
    close: async () => void database.close(),
  };
}
