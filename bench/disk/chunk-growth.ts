import Database from 'better-sqlite3';
import type { DocumentCollection } from '../../src/collections/define.js';
import { chunkOf, decodeChunk, documentCollections, encodeChunk, layoutOf } from '../product.js';
import { FIRST_DAY, LAST_DAY } from './simulate-people.js';

/** A chunk of a user's documents as it lies after one of its days. */
export interface GrownChunk {
  /** Days since 1970-01-01. */
  day: number;
  userNo: number;
  collection: string;
  chunk: number;
  documentCount: number;
  ids: Buffer;
  data: Buffer;
}

/** How the chunks of the first `people` users of a store came to be, day by day, from the documents that are there. */
export function growthOfChunks(file: string, people: number): GrownChunk[] {
  const db = new Database(file, { readonly: true });
  const stored = db.prepare<[number, string], { ids: Buffer; data: Buffer }>(
    'select ids, data from document_chunks where user_no = ? and collection = ? order by chunk',
  );
  const users = Array.from({ length: people }, (_, at) => at + 1);
  const grown = users.flatMap((userNo) =>
    documentCollections.flatMap((collection) => {
      const states = growthOf(collection, stored.all(userNo, collection.name).flatMap(decodeChunk));
      return states.map((state) => ({ ...state, userNo, collection: collection.name }));
    }),
  );
  db.close();
  return grown;
}

function growthOf(collection: DocumentCollection, documents: ReturnType<typeof decodeChunk>) {
  const states = new Map<string, Omit<GrownChunk, 'userNo' | 'collection'>>();
  const chunks = new Map<number, typeof documents>();
  let day = Number.NEGATIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  const write = (chunk: number) => {
    const written = chunks.get(chunk) ?? [];
    const bytes = encodeChunk(written, layoutOf(collection, chunk === last));
    states.set(`${day} ${chunk}`, { day, chunk, documentCount: written.length, ...bytes });
  };
  for (const document of documents) {
    const chunk = chunkOf(collection, document.instantMs);
    // What is of days before or after the year comes with its first or last.
    day = Math.min(Math.max(day, document.day, FIRST_DAY), LAST_DAY);
    const before = last;
    last = Math.max(last, chunk);
    if (last > before && chunks.has(before)) write(before);
    chunks.set(chunk, [...(chunks.get(chunk) ?? []), document]);
    write(chunk);
  }
  return [...states.values()];
}
