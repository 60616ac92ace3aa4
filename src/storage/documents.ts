import type { DocumentCollection } from '../collections/define.js';
import { type ChunkedDocument, idBytes, separateChunks } from './document-chunk.js';
import { chunkOf, type StoredChunk } from './document-chunks.js';
import { type DocumentPage, type DocumentPosition, type DocumentRange, documentsIn, printDocument, printPage } from './document-list.js';
import { type Engine, type EngineKind, LIMIT } from './engine.js';

/** Chunks that are read at first, as many as a list of three months may need, and how many times as many each time that was not enough. */
const FIRST_CHUNKS = 4;
const MORE_CHUNKS = 8;

/** SQL: a chunk as one value, and several of them, null where there are none: handing over each part by itself takes a third longer. */
const WHOLE: Readonly<Record<EngineKind, string>> = {
  sqlite: 'cast(concat(data, ids) as blob)',
  postgres: 'data || ids',
};
const JOINED: Readonly<Record<EngineKind, string>> = {
  sqlite: `cast(group_concat(concat(data, ids), '') as blob)`,
  postgres: `string_agg(data || ids, ''::bytea)`,
};

const NO_CHUNKS = Buffer.alloc(0);

/** Reads documents as the text that is served. */
export function createDocumentReader(engine: Engine) {
  const limit = LIMIT[engine.kind];
  type Between = [userNo: number, collection: string, from: number, to: number, most: number];
  const between = `select chunk, ids, data from document_chunks
    where user_no = ? and collection = ? and chunk >= ? and chunk <= ? order by chunk ${limit}`;
  const chunksBetween = engine.prepare<Between, StoredChunk>(between);
  const joinedBetween = engine.prepare<Between, { bytes: Buffer | null }>(
    `select ${JOINED[engine.kind]} as bytes from (${between}) as wanted`,
  );
  const holds = engine.kind === 'sqlite' ? 'instr(ids, ?) > 0' : 'position(?::bytea in ids) > 0';
  // Receivers of webhooks ask for what is new.
  const chunksWith = engine.prepare<[number, string, Buffer, number], { bytes: Buffer }>(
    `select ${WHOLE[engine.kind]} as bytes from document_chunks
     where user_no = ? and collection = ? and ${holds} order by chunk desc ${limit}`,
  );

  /** The documents of a range, in order. */
  async function* documentsOf(userNo: number, collection: DocumentCollection, range: DocumentRange): AsyncGenerator<ChunkedDocument> {
    const last = chunkOf(collection, range.toMs);
    let from = chunkOf(collection, range.fromMs);
    for (let most = FIRST_CHUNKS; ; most = FIRST_CHUNKS * MORE_CHUNKS) {
      const chunks = await chunksBetween(userNo, collection.name, from, last, most);
      yield* documentsIn(chunks, range, null);
      if (chunks.length < most) return;
      from = (chunks.at(-1) as StoredChunk).chunk + 1;
    }
  }

  async function list(
    userNo: number,
    collection: DocumentCollection,
    range: DocumentRange,
    after: DocumentPosition | null,
    most: number,
    withMeta: boolean,
  ): Promise<DocumentPage> {
    const from = chunkOf(collection, after?.instantMs ?? range.fromMs);
    const last = chunkOf(collection, range.toMs);
    for (let read = FIRST_CHUNKS; ; read *= MORE_CHUNKS) {
      const [joined] = await joinedBetween(userNo, collection.name, from, last, read);
      const chunks = joined?.bytes ?? NO_CHUNKS;
      const page = printPage(chunks, range, after, most, collection.hasMeta && withMeta);
      if (page.count === most || last - from < read || separateChunks(chunks).length < read) return page;
    }
  }

  return {
    /** Up to `limit` documents in ascending order of (instant, id). */
    list,

    /** Whether the range has documents after a position. */
    async hasMore(userNo: number, collection: DocumentCollection, range: DocumentRange, after: DocumentPosition): Promise<boolean> {
      return (await list(userNo, collection, range, after, 1, false)).count > 0;
    },

    /** One document's JSON text. */
    async get(userNo: number, collection: DocumentCollection, id: string, withMeta: boolean): Promise<Buffer | null> {
      const bytes = idBytes(id);
      // Short ids may be found within others: then all chunks are looked at.
      for (const most of [1, Number.MAX_SAFE_INTEGER]) {
        const chunks = await chunksWith(userNo, collection.name, bytes, most);
        for (const chunk of chunks) {
          const text = printDocument(chunk.bytes, id, collection.hasMeta && withMeta);
          if (text !== null) return text;
        }
        if (chunks.length < most) return null;
      }
      return null;
    },

    /** The documents with instants from `fromMs` up to but not including `toMs`, as far as a mirror compares them. */
    async marks(userNo: number, collection: DocumentCollection, fromMs: number, toMs: number): Promise<{ id: string; day: number }[]> {
      const marks: { id: string; day: number }[] = [];
      for await (const { id, day } of documentsOf(userNo, collection, { fromMs, toMs: toMs - 1 })) marks.push({ id, day });
      return marks;
    },

    /** The first instant of a document not before `fromMs`; null where there is none. */
    async firstInstant(userNo: number, collection: DocumentCollection, fromMs: number): Promise<number | null> {
      for await (const { instantMs } of documentsOf(userNo, collection, { fromMs, toMs: Number.MAX_SAFE_INTEGER })) return instantMs;
      return null;
    },
  };
}
