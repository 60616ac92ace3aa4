import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Kysely } from 'kysely';
import { textHash } from '../lib/ids.js';
import type { Engine } from './engine.js';
import type { Tables } from './tables.js';

/** An account of another server that a user is a copy of. */
export interface Mirror {
  userNo: number;
  /** Origin of that server. */
  source: string;
  upstreamId: string;
  /** Null where a token is brought each time. */
  clientId: string | null;
  sealedTokens: Buffer | null;
  /** When a refresh began that has not been heard of since; null where there is none. */
  refreshBeganAt: string | null;
}

/** How far one collection has been read. */
export interface MirrorProgress {
  /** Everything before it has been read, ms since the Unix epoch. */
  readToMs: number;
  /** The newest instant that was ever seen, null where none was. */
  newestMs: number | null;
  /** Whether the whole history was read once. */
  isWhole: boolean;
}

/** An answer as it came. */
export interface Payload {
  /** Path and query. */
  request: string;
  /** When, by the machine's time. */
  at: string;
  text: string;
}

/** What a mirror has done in one collection. */
export interface MirrorNote {
  collection: string;
  progress?: MirrorProgress;
  payload?: Payload;
}

/** A kept answer without its text. */
export interface KeptPayload {
  payloadNo: number;
  collection: string;
  request: string;
  firstAt: string;
  lastAt: string;
  /** Lower-case hex of the text's SHA-256. */
  sha256: string;
  bytes: number;
}

const COLUMNS = [
  ...(['user_no as userNo', 'source', 'upstream_id as upstreamId', 'client_id as clientId'] as const),
  ...(['sealed_tokens as sealedTokens', 'refresh_began_at as refreshBeganAt'] as const),
];

/** Writes a note within a transaction; a text that is kept already is not kept twice. */
export async function noteMirrored(db: Kysely<Tables>, userNo: number, { collection, progress, payload }: MirrorNote): Promise<void> {
  if (progress) {
    const values = { read_to_ms: progress.readToMs, newest_ms: progress.newestMs, is_whole: progress.isWhole ? 1 : 0 };
    await db
      .insertInto('mirror_progress')
      .values({ user_no: userNo, collection, ...values })
      .onConflict((conflict) => conflict.columns(['user_no', 'collection']).doUpdateSet(values))
      .execute();
  }
  if (!payload) return;
  const { request, at, text } = payload;
  const sha256 = textHash(text);
  const isKept = await db
    .updateTable('mirror_payloads')
    .set({ last_at: at })
    .where('user_no', '=', userNo)
    .where('collection', '=', collection)
    .where('sha256', '=', sha256)
    .executeTakeFirst();
  if (isKept.numUpdatedRows > 0n) return;
  const values = { user_no: userNo, collection, request, first_at: at, last_at: at, sha256, bytes: Buffer.byteLength(text) };
  await db
    .insertInto('mirror_payloads')
    .values({ ...values, packed: deflateRawSync(text) })
    .execute();
}

/** Accounts that users are copies of. */
export function createMirrors(engine: Engine) {
  const select = () => engine.reader.selectFrom('mirrors').select(COLUMNS);
  return {
    async find(userNo: number): Promise<Mirror | null> {
      return (await select().where('user_no', '=', userNo).executeTakeFirst()) ?? null;
    },

    /** Those that an app reads from a server. */
    listOf: (source: string, clientId: string): Promise<Mirror[]> =>
      select().where('source', '=', source).where('client_id', '=', clientId).orderBy('user_no').execute(),

    /** Writes what is given over what is known of a user's mirror; durable once it returns. */
    async put(mirror: Mirror): Promise<void> {
      const { userNo: user_no, source, upstreamId: upstream_id, clientId: client_id, ...rest } = mirror;
      const values = { source, upstream_id, client_id, sealed_tokens: rest.sealedTokens, refresh_began_at: rest.refreshBeganAt };
      await engine.transaction((db) =>
        db
          .insertInto('mirrors')
          .values({ user_no, ...values })
          .onConflict((conflict) => conflict.column('user_no').doUpdateSet(values))
          .execute(),
      );
    },

    /** By collection. */
    async progressOf(userNo: number): Promise<Map<string, MirrorProgress>> {
      const rows = await engine.reader.selectFrom('mirror_progress').selectAll().where('user_no', '=', userNo).execute();
      return new Map(
        rows.map((row) => [row.collection, { readToMs: row.read_to_ms, newestMs: row.newest_ms, isWhole: row.is_whole === 1 }]),
      );
    },

    /** Kept answers, the oldest first. */
    async payloads(userNo: number, collection: string | null = null): Promise<KeptPayload[]> {
      const rows = await engine.reader
        .selectFrom('mirror_payloads')
        .select(['payload_no', 'collection', 'request', 'first_at', 'last_at', 'sha256', 'bytes'])
        .where('user_no', '=', userNo)
        .$if(collection !== null, (query) => query.where('collection', '=', collection as string))
        .orderBy('payload_no')
        .execute();
      return rows.map(({ payload_no, first_at, last_at, sha256, ...row }) => ({
        ...row,
        ...{ payloadNo: payload_no, firstAt: first_at, lastAt: last_at, sha256: sha256.toString('hex') },
      }));
    },

    /** The text of one, null where there is none. */
    async payloadText(userNo: number, payloadNo: number): Promise<string | null> {
      const row = await engine.reader
        .selectFrom('mirror_payloads')
        .select('packed')
        .where('user_no', '=', userNo)
        .where('payload_no', '=', payloadNo)
        .executeTakeFirst();
      return row ? inflateRawSync(row.packed).toString() : null;
    },
  };
}
