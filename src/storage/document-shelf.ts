import type { Kysely } from 'kysely';
import type { DocumentCollection } from '../collections/define.js';
import { DAY_MS } from '../lib/dates.js';
import { type ChunkedDocument, decodeChunk, encodeChunk, idBytes, inOrder } from './document-chunk.js';
import { chunkOf, findChunkIds, findChunks, findLastChunk, layoutOf, type NewChunk, putChunks, removeChunk } from './document-chunks.js';
import type { Tables } from './tables.js';

/** Chunks that are kept in memory at once, about: more are written first. */
const MOST_CHUNKS = 2000;

/** A user's documents of one collection, as a transaction sees them. Chunks are read as they are needed, and told by `DocumentShelves`. */
export interface DocumentShelf {
  /** The documents with these ids; likely they lie at these instants. */
  find(ids: readonly string[], instantsMs: readonly number[]): Promise<ChunkedDocument[]>;
  /** Those of these local days (days since 1970-01-01), of a collection whose instants lie within two days of their day. */
  findOfDays(days: readonly number[]): Promise<ChunkedDocument[]>;
  /** Puts documents over those of the same ids, all of which were looked for. */
  put(documents: readonly ChunkedDocument[]): Promise<void>;
  /** Removes one and tells the version it had, or null where there was none. */
  remove(id: string): Promise<number | null>;
}

/** The documents that a transaction reads and writes. */
export interface DocumentShelves {
  of(userNo: number, collection: DocumentCollection): DocumentShelf;
  /** Nothing is stored of this user, so that there is nothing to be read. To be told before anything of them is put. */
  expectNothing(userNo: number): void;
  /** Writes what has changed, if much is kept in memory. */
  relieve(): Promise<void>;
  /** What has changed, to be written by `putChunks`; what is empty is removed. Forgets all that was read. */
  take(): Promise<NewChunk[]>;
}

type Shelf = ReturnType<typeof openShelf>;

export function createDocumentShelves(db: Kysely<Tables>): DocumentShelves {
  const shelves = new Map<string, Shelf>();
  const withNothing = new Set<number>();
  const take = async () => {
    const changed: NewChunk[] = [];
    for (const shelf of shelves.values()) changed.push(...(await shelf.takeChanged()));
    shelves.clear();
    withNothing.clear();
    return changed;
  };
  return {
    of(userNo, collection) {
      const key = `${userNo} ${collection.name}`;
      const shelf = shelves.get(key) ?? openShelf(db, userNo, collection, withNothing.has(userNo));
      shelves.set(key, shelf);
      return shelf;
    },
    expectNothing: (userNo) => withNothing.add(userNo),
    async relieve() {
      let size = 0;
      for (const shelf of shelves.values()) size += shelf.size();
      if (size > MOST_CHUNKS) await putChunks(db, await take());
    },
    take,
  };
}

function openShelf(db: Kysely<Tables>, userNo: number, collection: DocumentCollection, hasNothing: boolean) {
  /** Chunks that were read, the empty ones too. */
  const chunks = new Map<number, Map<string, ChunkedDocument>>();
  const changed = new Set<number>();
  const places = new Map<string, number>();
  /** What the store has, asked for when something is not where it is likely to be. */
  let stored: { chunk: number; ids: Buffer }[] | null = hasNothing ? [] : null;

  async function load(wanted: Iterable<number>): Promise<void> {
    const missing = [...new Set(wanted)].filter((chunk) => !chunks.has(chunk));
    if (missing.length === 0) return;
    for (const chunk of missing) chunks.set(chunk, new Map());
    if (hasNothing) return;
    for (const { chunk, ids, data } of await findChunks(db, userNo, collection.name, missing)) {
      for (const document of decodeChunk({ ids, data })) place(chunk, document);
    }
  }

  function place(chunk: number, document: ChunkedDocument): void {
    chunks.get(chunk)?.set(document.id, document);
    places.set(document.id, chunk);
  }

  /** Reads the chunks where ids are that were not found yet. */
  async function seek(ids: readonly string[]): Promise<void> {
    const missing = ids.filter((id) => !places.has(id));
    if (missing.length === 0) return;
    stored ??= await findChunkIds(db, userNo, collection.name);
    const others = stored.filter(({ chunk }) => !chunks.has(chunk));
    if (others.length === 0) return;
    const wanted = missing.map(idBytes);
    await load(others.filter((other) => wanted.some((bytes) => other.ids.includes(bytes))).map(({ chunk }) => chunk));
  }

  const get = (id: string) => chunks.get(places.get(id) ?? Number.NaN)?.get(id);

  function take(id: string): ChunkedDocument | undefined {
    const document = get(id);
    const chunk = places.get(id);
    if (chunk === undefined) return undefined;
    chunks.get(chunk)?.delete(id);
    places.delete(id);
    changed.add(chunk);
    return document;
  }

  return {
    size: () => chunks.size,

    async find(ids: readonly string[], instantsMs: readonly number[]): Promise<ChunkedDocument[]> {
      await load(instantsMs.map((instantMs) => chunkOf(collection, instantMs)));
      await seek(ids);
      return ids.map(get).filter((document) => document !== undefined);
    },

    async findOfDays(days: readonly number[]): Promise<ChunkedDocument[]> {
      const chunksFrom = (slack: number) => days.map((day) => chunkOf(collection, (day + slack) * DAY_MS));
      await load([...chunksFrom(-2), ...chunksFrom(2)]);
      const wanted = new Set(days);
      return [...chunks.values()].flatMap((documents) => [...documents.values()].filter(({ day }) => wanted.has(day)));
    },

    async put(documents: readonly ChunkedDocument[]): Promise<void> {
      await load(documents.map(({ instantMs }) => chunkOf(collection, instantMs)));
      for (const document of documents) {
        take(document.id);
        const chunk = chunkOf(collection, document.instantMs);
        place(chunk, document);
        changed.add(chunk);
      }
    },

    async remove(id: string): Promise<number | null> {
      await seek([id]);
      return take(id)?.version ?? null;
    },

    /** What is to be written; what is to be removed is. */
    async takeChanged(): Promise<NewChunk[]> {
      if (changed.size === 0) return [];
      const last = collection.isBulky ? await lastChunk() : null;
      const written: NewChunk[] = [];
      for (const chunk of changed) {
        const documents = [...(chunks.get(chunk) ?? new Map<string, ChunkedDocument>()).values()].sort(inOrder);
        if (documents.length === 0) await removeChunk(db, userNo, collection.name, chunk);
        else {
          const bytes = encodeChunk(documents, layoutOf(collection, chunk === last));
          written.push({ userNo, collection: collection.name, chunk, documentCount: documents.length, ...bytes });
        }
      }
      return written;
    },
  };

  /** The last chunk, as it will be; the one that was the last before is written anew, too. */
  async function lastChunk(): Promise<number> {
    const before = hasNothing ? null : await findLastChunk(db, userNo, collection.name);
    if (before === null) return Math.max(...changed);
    const last = Math.max(before, ...changed);
    if (before < last) {
      await load([before]);
      changed.add(before);
    }
    return last;
  }
}
