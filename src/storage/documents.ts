import type { DocumentCollection } from '../collections/define.js';
import { type ChunkedDocument, decodeChunk, idBytes, inOrder, wireBytes } from './document-chunk.js';
import { chunkOf, type StoredChunk } from './document-chunks.js';
import { type Engine, LIMIT } from './engine.js';

/** A place in a list: after the document at this instant with this id. */
export interface DocumentPosition {
  instantMs: number;
  id: string;
}

/** Which documents: an inclusive range of instants and, where `days` is given, of local days as well. */
export interface DocumentRange {
  fromMs: number;
  toMs: number;
  days?: { from: number; to: number } | undefined;
}

export interface DocumentPage {
  /** JSON text `{"data":[…],"next_token":null}`. */
  envelope: Buffer;
  count: number;
}

const OPENING = Buffer.from('{"data":[');
const CLOSING = Buffer.from('],"next_token":null}');
const COMMA = Buffer.from(',');

/** Chunks that are read at once: as many as a list of a month may need at first. */
const FIRST_CHUNKS = 4;
const MOST_CHUNKS = 32;

/** Reads documents as the text that is served. */
export function createDocumentReader(engine: Engine) {
  const nextChunks = engine.prepare<[number, string, number, number, number], StoredChunk>(
    `select chunk, ids, data from document_chunks
     where user_no = ? and collection = ? and chunk >= ? and chunk <= ? order by chunk ${LIMIT[engine.kind]}`,
  );
  const holds = engine.kind === 'sqlite' ? 'instr(ids, ?) > 0' : 'position(?::bytea in ids) > 0';
  // Receivers of webhooks ask for what is new.
  const holding = engine.prepare<[number, string, Buffer, number], StoredChunk>(
    `select chunk, ids, data from document_chunks
     where user_no = ? and collection = ? and ${holds} order by chunk desc ${LIMIT[engine.kind]}`,
  );

  /** Chunks that may have documents from one instant to another, a few at a time. */
  async function* chunksOf(userNo: number, collection: DocumentCollection, fromMs: number, toMs: number): AsyncGenerator<StoredChunk[]> {
    const last = chunkOf(collection, toMs);
    let from = chunkOf(collection, fromMs);
    for (let most = FIRST_CHUNKS; ; most = MOST_CHUNKS) {
      const chunks = await nextChunks(userNo, collection.name, from, last, most);
      if (chunks.length > 0) yield chunks;
      if (chunks.length < most) return;
      from = (chunks.at(-1) as StoredChunk).chunk + 1;
    }
  }

  /** The documents of a range after a position, in order. */
  async function* documentsOf(
    userNo: number,
    collection: DocumentCollection,
    range: DocumentRange,
    after: DocumentPosition | null,
  ): AsyncGenerator<ChunkedDocument> {
    const fromMs = after?.instantMs ?? range.fromMs;
    const { days = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY } } = range;
    for await (const chunks of chunksOf(userNo, collection, fromMs, range.toMs)) {
      for (const document of chunks.flatMap(decodeChunk)) {
        if (document.instantMs < fromMs || document.instantMs > range.toMs || document.day < days.from || document.day > days.to) continue;
        if (after === null || inOrder(document, after) > 0) yield document;
      }
    }
  }

  return {
    /** Up to `limit` documents in ascending order of (instant, id). */
    async list(
      userNo: number,
      collection: DocumentCollection,
      range: DocumentRange,
      after: DocumentPosition | null,
      limit: number,
      withMeta: boolean,
    ): Promise<DocumentPage> {
      const pieces: Buffer[] = [OPENING];
      let count = 0;
      for await (const document of documentsOf(userNo, collection, range, after)) {
        if (count++ > 0) pieces.push(COMMA);
        pieces.push(wireBytes(document, collection.hasMeta && withMeta));
        if (count === limit) break;
      }
      pieces.push(CLOSING);
      return { envelope: Buffer.concat(pieces), count };
    },

    /** Whether the range has documents after a position. */
    async hasMore(userNo: number, collection: DocumentCollection, range: DocumentRange, after: DocumentPosition): Promise<boolean> {
      for await (const _ of documentsOf(userNo, collection, range, after)) return true;
      return false;
    },

    /** One document's JSON text. */
    async get(userNo: number, collection: DocumentCollection, id: string, withMeta: boolean): Promise<Buffer | null> {
      const bytes = idBytes(id);
      // Short ids may be found within others: then all chunks are looked at.
      for (const most of [1, Number.MAX_SAFE_INTEGER]) {
        const chunks = await holding(userNo, collection.name, bytes, most);
        const found = chunks.flatMap(decodeChunk).find((document) => document.id === id);
        if (found) return wireBytes(found, collection.hasMeta && withMeta);
        if (chunks.length < most) return null;
      }
      return null;
    },

    /** The documents with instants from `fromMs` up to but not including `toMs`, as far as a mirror compares them. */
    async marks(userNo: number, collection: DocumentCollection, fromMs: number, toMs: number): Promise<{ id: string; day: number }[]> {
      const marks: { id: string; day: number }[] = [];
      for await (const { id, day } of documentsOf(userNo, collection, { fromMs, toMs: toMs - 1 }, null)) marks.push({ id, day });
      return marks;
    },

    /** The first instant of a document not before `fromMs`; null where there is none. */
    async firstInstant(userNo: number, collection: DocumentCollection, fromMs: number): Promise<number | null> {
      for await (const { instantMs } of documentsOf(userNo, collection, { fromMs, toMs: Number.MAX_SAFE_INTEGER }, null)) return instantMs;
      return null;
    },
  };
}
