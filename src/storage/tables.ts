import type { ColumnType, Generated } from 'kysely';

/** The tables of a store; every table of user data leads with `user_no`, by which it can be split over machines. */
export interface Tables {
  users: UsersTable;
  tokens: TokensTable;
  documents: DocumentsTable;
  changes: ChangesTable;
  series_chunks: SeriesChunksTable;
  simulated_users: SimulatedUsersTable;
  settings: SettingsTable;
}

interface UsersTable {
  user_no: Generated<number>;
  id: string;
  email: string | null;
  age: number | null;
  /** kg */
  weight: number | null;
  /** m */
  height: number | null;
  biological_sex: string | null;
  membership: 'active' | 'lapsed';
  created_at: string;
}

interface TokensTable {
  user_no: number;
  /** Short public name by which it is listed and revoked. */
  id: string;
  /** SHA-256 of the bearer token. */
  hash: Buffer;
  label: string | null;
  /** Separated by blanks. */
  scopes: string;
  created_at: string;
  expires_at_ms: number | null;
}

interface DocumentsTable {
  user_no: number;
  collection: string;
  instant_ms: number;
  id: string;
  /** Local day, days since 1970-01-01. */
  day: number;
  version: number;
  updated_at: string;
  /** JSON text as served, without `id`, `meta` and the opening brace; packed if it is long. */
  body: string | Buffer;
}

interface ChangesTable {
  seq: Generated<number>;
  user_no: number;
  collection: string;
  /** A UUID as its bytes, any other text as it is. */
  document_id: string | Buffer;
  /** See `EVENTS` of changes.ts. */
  event: number;
  version: number;
  at_ms: number;
}

interface SeriesChunksTable {
  user_no: number;
  series: string;
  /** UTC day, days since 1970-01-01. */
  day: number;
  row_count: number;
  data: ColumnType<Buffer, Uint8Array, Uint8Array>;
}

interface SimulatedUsersTable {
  user_no: number;
  /** JSON. */
  person: string;
  synced_ms: number;
}

interface SettingsTable {
  name: string;
  value: string;
}
