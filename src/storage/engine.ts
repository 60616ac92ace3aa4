import { type Kysely, PostgresAdapter } from 'kysely';
import type { Tables } from './tables.js';

/** The store cannot do it now: another writer holds it for too long, or the database is away. The message says what is known of a write. */
export class StoreBusyError extends Error {
  override name = 'StoreBusyError';
}

/** What was named cannot be used as a store; the message says why and what to do. */
export class StoreUnusableError extends Error {
  override name = 'StoreUnusableError';
}

/** A database with the tables of a store. */
export interface Engine extends AsyncDisposable {
  readonly kind: EngineKind;
  /** The file, or the address without its password. */
  readonly place: string;
  /** For queries that are not worth preparing. */
  reader: Kysely<Tables>;
  /** Prepares a reading statement once; placeholders are `?`. */
  prepare<Parameters extends unknown[], Row>(text: string): (...parameters: Parameters) => Promise<Row[]>;
  /** Reads rows one by one, as one snapshot, however many there are. */
  iterate<Parameters extends unknown[], Row>(text: string, ...parameters: Parameters): AsyncIterable<Row>;
  /**
   * One durable write transaction at a time, over all processes; rolls back if `work` throws. On PostgreSQL `work` runs again where the
   * connection broke before anything was written. Waits for others, then throws StoreBusyError.
   */
  transaction<T>(work: (db: Kysely<Tables>) => Promise<T>): Promise<T>;
  /** A durable write transaction, on PostgreSQL beside others: `work` holds what it looks at before it writes (`locks.ts`), and runs once. */
  sharedTransaction<T>(work: (db: Kysely<Tables>) => Promise<T>): Promise<T>;
  /** Runs `work`, of several processes one after the other where the database serves several machines. */
  alone<T>(work: () => Promise<T>): Promise<T>;
  /** A number that changes with every commit, this process's or another's: while it stays the same, so does what was read. Null: none. */
  dataVersion(): number | null;
  /** Copies the store into a new file while it is being used. Throws StoreUnusableError where the database has its own way. */
  backup(file: string): Promise<void>;
  /** Name and version of the database. */
  version(): Promise<string>;
  /** What the database itself finds wrong; empty when sound. */
  check(): Promise<string[]>;
  close(): Promise<void>;
}

export type EngineKind = 'sqlite' | 'postgres';

/** SQL: a limit that is a parameter. By itself it would be part of SQLite's plan, which would be made anew for each number. */
export const LIMIT: Readonly<Record<EngineKind, string>> = { sqlite: 'limit +?', postgres: 'limit ?' };

/** What a connection of Kysely talks to. */
export function kindOf(db: Kysely<never> | Kysely<Tables> | Kysely<unknown>): EngineKind {
  return db.getExecutor().adapter instanceof PostgresAdapter ? 'postgres' : 'sqlite';
}
