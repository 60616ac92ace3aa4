import type { Engine, EngineKind } from './engine.js';
import type { InsertedColumns } from './insert-rows.js';
import { packId, unpackId } from './packed-id.js';
import type { Tables } from './tables.js';

/** The keys of all tables, by which their rows are read in order. What names a user or an app comes before what belongs to it. */
export const KEYS: Readonly<Record<keyof Tables, readonly string[]>> = {
  users: ['user_no'],
  apps: ['app_no'],
  settings: ['name'],
  passwords: ['user_no'],
  simulated_users: ['user_no'],
  grants: ['user_no', 'app_no'],
  tokens: ['user_no', 'id'],
  refresh_tokens: ['user_no', 'hash'],
  authorization_codes: ['user_no', 'hash'],
  sessions: ['user_no', 'hash'],
  subscriptions: ['subscription_no'],
  events: ['seq'],
  document_chunks: ['user_no', 'collection', 'chunk'],
  series_chunks: ['user_no', 'series', 'day'],
  changes: ['seq'],
  deliveries: ['delivery_no'],
  mirrors: ['user_no'],
  mirror_progress: ['user_no', 'collection'],
  mirror_payloads: ['payload_no'],
  request_counts: ['counted', 'window_no'],
};

/** Columns that count up by themselves. */
export const COUNTERS: Readonly<Partial<Record<keyof Tables, string>>> = {
  ...{ users: 'user_no', apps: 'app_no', subscriptions: 'subscription_no' },
  ...{ events: 'seq', changes: 'seq', deliveries: 'delivery_no' },
  mirror_payloads: 'payload_no',
};

/** A value as it is stored. */
export type Stored = string | number | Buffer | null;

const TYPES: Record<string, InsertedColumns[string]> = {
  ...{ int8: 'bigint', text: 'text', bytea: 'bytea', float8: 'double precision' },
  ...{ integer: 'bigint', blob: 'bytea', real: 'double precision' },
};

/** The columns of every table. */
export async function columnsOf({ reader }: Engine): Promise<Map<string, InsertedColumns>> {
  const tables = await reader.introspection.getTables();
  return new Map(
    tables.map(({ name, columns }) => [
      name,
      Object.fromEntries(columns.map((column) => [column.name, TYPES[column.dataType.toLowerCase()] ?? 'text'])),
    ]),
  );
}

/** A stored value as both databases mean it: ids in the log as text. */
export function meant(table: string, column: string, value: Stored): Stored {
  if (table === 'changes' && column === 'document_id') return unpackId(value as string | Buffer);
  return value;
}

/** A value as `meant` tells it, as a database stores it. */
export function storedIn(kind: EngineKind, table: string, column: string, value: Stored): Stored {
  if (kind === 'postgres') return value;
  if (table === 'changes' && column === 'document_id') return packId(value as string);
  return value;
}
