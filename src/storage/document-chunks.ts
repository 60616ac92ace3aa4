import { type Kysely, sql } from 'kysely';
import type { DocumentCollection } from '../collections/define.js';
import { DAY_MS } from '../lib/dates.js';
import { among } from './among.js';
import type { ChunkBytes } from './document-chunk.js';
import { type InsertedColumns, replaceRows } from './insert-rows.js';
import type { Layout } from './stored-bodies.js';
import type { Tables } from './tables.js';

/** UTC days of one chunk: few enough that a month's list reads two or three, and that writing one is little work. */
const CHUNK_DAYS = 32;
const BULKY_CHUNK_DAYS = 16;

/** The number of the chunk where a document lies, since 1970. */
export const chunkOf = (collection: DocumentCollection, instantMs: number): number => Math.floor(instantMs / chunkMs(collection));

/** How long a chunk lasts. */
export const chunkMs = ({ isBulky }: DocumentCollection): number => (isBulky ? BULKY_CHUNK_DAYS : CHUNK_DAYS) * DAY_MS;

/** How documents lie in a chunk: the last one of long ones is still being written to. */
export function layoutOf({ isBulky }: DocumentCollection, isLast: boolean): Layout {
  if (!isBulky) return 'differences';
  return isLast ? 'apart' : 'together';
}

/** A chunk as it is stored. */
export interface StoredChunk extends ChunkBytes {
  chunk: number;
}

/** The stored ones of these chunks. */
export async function findChunks(db: Kysely<Tables>, userNo: number, collection: string, chunks: number[]): Promise<StoredChunk[]> {
  const query = sql<StoredChunk>`select chunk, ids, data from document_chunks
    where user_no = ${userNo} and collection = ${collection} and chunk ${among(db, chunks)}`;
  return (await query.execute(db)).rows;
}

/** Ids of all documents by their chunk. */
export async function findChunkIds(db: Kysely<Tables>, userNo: number, collection: string): Promise<Omit<StoredChunk, 'data'>[]> {
  return db
    .selectFrom('document_chunks')
    .select(['chunk', 'ids'])
    .where('user_no', '=', userNo)
    .where('collection', '=', collection)
    .execute();
}

/** The number of the last chunk; null where there is none. */
export async function findLastChunk(db: Kysely<Tables>, userNo: number, collection: string): Promise<number | null> {
  const last = await db
    .selectFrom('document_chunks')
    .select('chunk')
    .where('user_no', '=', userNo)
    .where('collection', '=', collection)
    .orderBy('chunk', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last?.chunk ?? null;
}

/** A chunk as it is written. */
export interface NewChunk extends StoredChunk {
  userNo: number;
  collection: string;
  documentCount: number;
}

/** Chunks in one statement: few enough for the databases' limits of parameters. */
const BATCH = 200;
const COLUMNS: InsertedColumns = {
  ...{ user_no: 'bigint', collection: 'text', chunk: 'bigint', document_count: 'bigint' },
  ...{ ids: 'bytea', data: 'bytea' },
};
const KEY = ['user_no', 'collection', 'chunk'];

/** Writes chunks over whatever was there. */
export async function putChunks(db: Kysely<Tables>, chunks: readonly NewChunk[]): Promise<void> {
  const rows = chunks.map(({ userNo, collection, chunk, documentCount, ids, data }) => [
    userNo,
    collection,
    chunk,
    documentCount,
    ids,
    data,
  ]);
  for (let at = 0; at < rows.length; at += BATCH) await replaceRows(db, 'document_chunks', COLUMNS, KEY, rows.slice(at, at + BATCH));
}

/** Removes a chunk in which no document is left. */
export async function removeChunk(db: Kysely<Tables>, userNo: number, collection: string, chunk: number): Promise<void> {
  await db
    .deleteFrom('document_chunks')
    .where('user_no', '=', userNo)
    .where('collection', '=', collection)
    .where('chunk', '=', chunk)
    .execute();
}
