import { collections } from '../collections/index.js';
import { DAY_MS } from '../lib/dates.js';
import { type ChunkBytes, decodeChunk, wireBytes } from './document-chunk.js';
import type { StoredChunk } from './document-chunks.js';
import type { Engine } from './engine.js';
import { decodeRows } from './series-codec.js';

/** Looks over the whole store, for reports and checks. */
export function createSurvey(engine: Engine) {
  return {
    /** Numbers of documents and of rows by collection. */
    async countsOf(userNo: number): Promise<Record<string, number>> {
      const documents = await engine.reader
        .selectFrom('document_chunks')
        .select((expression) => ['collection as name', expression.fn.sum<number>('document_count').as('count')])
        .where('user_no', '=', userNo)
        .groupBy('collection')
        .execute();
      const series = await engine.reader
        .selectFrom('series_chunks')
        .select((expression) => ['series as name', expression.fn.sum<number>('row_count').as('count')])
        .where('user_no', '=', userNo)
        .groupBy('series')
        .execute();
      return Object.fromEntries([...documents, ...series].map(({ name, count }) => [name, Number(count)]));
    },

    /** Names of chunks (`user/series/day`, and `user/collection/chunk` of documents) that cannot be unpacked to what they should hold. */
    async findBrokenChunks(): Promise<string[]> {
      const broken: string[] = [];
      const documents = engine.iterate<[], StoredChunk & { user_no: number; collection: string; document_count: number }>(
        'select user_no, collection, chunk, document_count, ids, data from document_chunks',
      );
      for await (const { user_no, collection, chunk, document_count, ids, data } of documents) {
        if (countDocuments({ ids, data }) !== document_count) broken.push(`${user_no}/${collection}/${chunk}`);
      }
      for (const collection of collections) {
        if (collection.kind !== 'series') continue;
        const chunks = engine.iterate<[string], { user_no: number; day: number; row_count: number; data: Buffer }>(
          'select user_no, day, row_count, data from series_chunks where series = ?',
          collection.name,
        );
        for await (const { user_no, day, row_count, data } of chunks) {
          if (countRows(collection, data, day) !== row_count) broken.push(`${user_no}/${collection.name}/${day}`);
        }
      }
      return broken;
    },
  };
}

function countRows(collection: Parameters<typeof decodeRows>[0], data: Buffer, day: number): number {
  try {
    return decodeRows(collection, data, day * DAY_MS).times.length;
  } catch {
    return -1;
  }
}

function countDocuments(chunk: ChunkBytes): number {
  try {
    const documents = decodeChunk(chunk);
    for (const document of documents) JSON.parse(wireBytes(document, true).toString());
    return documents.length;
  } catch {
    return -1;
  }
}
