import type { ColumnType, Generated, Kysely } from 'kysely';

/** The tables of a store; every table of user data leads with `user_no`, by which it can be split over machines. */
export interface Tables {
  request_counts: RequestCountsTable;
  users: UsersTable;
  tokens: TokensTable;
  document_chunks: DocumentChunksTable;
  changes: ChangesTable;
  series_chunks: SeriesChunksTable;
  simulated_users: SimulatedUsersTable;
  settings: SettingsTable;
  apps: AppsTable;
  grants: GrantsTable;
  authorization_codes: AuthorizationCodesTable;
  refresh_tokens: RefreshTokensTable;
  passwords: PasswordsTable;
  sessions: SessionsTable;
  events: EventsTable;
  subscriptions: SubscriptionsTable;
  deliveries: DeliveriesTable;
  mirrors: MirrorsTable;
  mirror_progress: MirrorProgressTable;
  mirror_payloads: MirrorPayloadsTable;
}

/** What statements of one transaction are given to. */
export type Transaction = Kysely<Tables>;

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
  /** Goes up with every change of what is served of them. */
  revision: Generated<number>;
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
  /** The app it was issued to; null of static tokens. */
  app_no: number | null;
  /** What came of one authorization; null of static tokens. */
  family: string | null;
  /** The scope as the app spells it; null of static tokens. */
  wire_scope: string | null;
}

interface DocumentChunksTable {
  user_no: number;
  collection: string;
  /** Which stretch of UTC days, see `chunkOf`. */
  chunk: number;
  document_count: number;
  /** One after another, as `idBytes` writes them: apart from `data`, so that looking for one is reading few bytes. */
  ids: ColumnType<Buffer, Uint8Array, Uint8Array>;
  /** As `encodeChunk` writes it. */
  data: ColumnType<Buffer, Uint8Array, Uint8Array>;
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

interface AppsTable {
  app_no: Generated<number>;
  client_id: string;
  name: string;
  /** SHA-256 of the secret. */
  secret_hash: Buffer;
  /** The secret under the key in the data folder. */
  sealed_secret: Buffer;
  /** JSON. */
  redirect_uris: string;
  /** Separated by blanks. */
  scopes: string;
  created_at: string;
}

interface GrantsTable {
  user_no: number;
  app_no: number;
  /** What the user left ticked, bare, separated by blanks. */
  scopes: string;
  created_at: string;
}

interface AuthorizationCodesTable {
  user_no: number;
  hash: Buffer;
  app_no: number;
  family: string;
  wire_scope: string;
  /** As the app sent it; null where it sent none. */
  redirect_uri: string | null;
  challenge: string | null;
  challenge_method: 'S256' | 'plain' | null;
  expires_at_ms: number;
  spent_at_ms: number | null;
}

interface RefreshTokensTable {
  user_no: number;
  hash: Buffer;
  app_no: number;
  family: string;
  /** Id of the access token it was issued with. */
  access_id: string;
  wire_scope: string;
  issued_at_ms: number;
  ended_at_ms: number | null;
  /** `refreshed` or `revoked`. */
  ended_by: 'refreshed' | 'revoked' | null;
}

interface PasswordsTable {
  user_no: number;
  /** As `hashPassword` writes it. */
  hash: string;
}

interface SessionsTable {
  user_no: number;
  /** SHA-256 of the cookie. */
  hash: Buffer;
  /** How the user signed in. */
  login: 'picker' | 'password';
  expires_at_ms: number;
}

interface EventsTable {
  seq: Generated<number>;
  at: string;
  type: string;
  /** 1 of refusals, 0 of acts. */
  is_refusal: number;
  user_id: string | null;
  client_id: string | null;
  reason: string | null;
  /** JSON. */
  detail: string;
}

interface SubscriptionsTable {
  subscription_no: Generated<number>;
  id: string;
  app_no: number;
  callback_url: string;
  event_type: 'create' | 'update' | 'delete';
  data_type: string;
  /** The last change before it: nothing up to there is told. */
  since_seq: number;
  expires_at_ms: number;
  created_at: string;
  /** JSON; null for a subscription that nothing is done to. */
  chaos: string | null;
  /** `gone`: the receiver answered 410. */
  ended_by: 'deleted' | 'gone' | null;
}

interface DeliveriesTable {
  delivery_no: Generated<number>;
  user_no: number;
  subscription_no: number;
  /** The change it tells of; null of events that were asked for. */
  change_seq: number | null;
  object_id: string;
  /** The bytes that are sent. */
  body: string;
  created_at_ms: number;
  state: 'pending' | 'delivered' | 'failed' | 'cancelled';
  /** Since it was last set to pending. */
  attempts: number;
  due_at_ms: number;
  /** Until when, by the machine's time, a process keeps it to itself. */
  leased_until_ms: number;
  /** JSON of all attempts. */
  history: string;
}

interface MirrorsTable {
  user_no: number;
  /** Origin of the server that is copied from. */
  source: string;
  /** The id that personal_info has there. */
  upstream_id: string;
  /** The app by which it is read; null where somebody brings a token each time. */
  client_id: string | null;
  /** JSON of the tokens, under the key of the data folder. */
  sealed_tokens: Buffer | null;
  /** When the refresh under way began, by the machine's time; null where none is. */
  refresh_began_at: string | null;
}

interface MirrorProgressTable {
  user_no: number;
  collection: string;
  /** Everything before it has been read. */
  read_to_ms: number;
  /** The newest instant that was ever seen there. */
  newest_ms: number | null;
  /** 1 once the whole history was read. */
  is_whole: number;
}

interface MirrorPayloadsTable {
  payload_no: Generated<number>;
  user_no: number;
  collection: string;
  /** Path and query. */
  request: string;
  /** When it was answered first and last, by the machine's time. */
  first_at: string;
  last_at: string;
  sha256: Buffer;
  /** Unpacked. */
  bytes: number;
  /** Raw deflate. */
  packed: Buffer;
}

interface RequestCountsTable {
  /** Hexadecimal: the hash of a bearer, or an app. */
  counted: string;
  /** Numbered since 1970. */
  window_no: number;
  taken: number;
}
