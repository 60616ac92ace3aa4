import { createDigest } from '../lib/digest.js';
import type { Engine } from './engine.js';
import { KEYS, meant, type Stored } from './stored-tables.js';
import type { Tables } from './tables.js';

/** SHA-256 by what was hashed: `document_chunks 3 daily_sleep`, `series_chunks 3 heartrate`, or a whole table. */
export type StoreHashes = Map<string, string>;

/** By what rows are hashed apart. */
const GROUPS: Readonly<Partial<Record<keyof Tables, readonly string[]>>> = {
  document_chunks: ['user_no', 'collection'],
  series_chunks: ['user_no', 'series'],
};
/** Notes that a store has and its copy need not have. */
const PASSING_SETTINGS = ['move'];

/** Hashes everything in a store: of documents and series per user and collection, of everything else per table. */
export async function hashStore(engine: Engine): Promise<StoreHashes> {
  const hashes: StoreHashes = new Map();
  for (const [table, key] of Object.entries(KEYS) as [keyof Tables, readonly string[]][]) {
    const columns = GROUPS[table] ?? [];
    let current: string | null = null;
    let digest = createDigest();
    const close = () => {
      if (current !== null) hashes.set(current, digest.hex());
      digest = createDigest();
    };
    for await (const row of engine.iterate<[], Record<string, Stored>>(`select * from ${table} order by ${key.join(', ')}`)) {
      if (table === 'settings' && PASSING_SETTINGS.includes(row.name as string)) continue;
      const group = [table, ...columns.map((column) => row[column])].join(' ');
      if (group !== current) close();
      current = group;
      for (const column of Object.keys(row).sort()) {
        digest.add(column);
        digest.add(meant(table, column, row[column] as Stored));
      }
    }
    close();
  }
  return hashes;
}

/** What two stores do not have in common. */
export function differencesOf(one: StoreHashes, other: StoreHashes): string[] {
  return [...new Set([...one.keys(), ...other.keys()])].filter((name) => one.get(name) !== other.get(name));
}
