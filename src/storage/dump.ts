import type { DocumentCollection, SeriesCollection } from '../collections/define.js';
import type { SeriesRows } from '../collections/series-rows.js';
import { DAY_MS } from '../lib/dates.js';
import { decodeChunk, wireBytes } from './document-chunk.js';
import type { StoredChunk } from './document-chunks.js';
import type { Engine } from './engine.js';
import { decodeRows } from './series-codec.js';

/** Reads whole collections of a user in time order, in bounded memory. */
export function createDump(engine: Engine) {
  return {
    /** Every document's JSON text, with `id` and `meta`. */
    async *documentTexts(userNo: number, collection: DocumentCollection): AsyncGenerator<string> {
      const chunks = engine.iterate<[number, string], StoredChunk>(
        'select chunk, ids, data from document_chunks where user_no = ? and collection = ? order by chunk',
        userNo,
        collection.name,
      );
      for await (const chunk of chunks) {
        for (const document of decodeChunk(chunk)) yield wireBytes(document, collection.hasMeta).toString();
      }
    },

    /** Every day's rows. */
    async *seriesDays(userNo: number, collection: SeriesCollection): AsyncGenerator<SeriesRows> {
      const chunks = engine.iterate<[number, string], { day: number; data: Buffer }>(
        'select day, data from series_chunks where user_no = ? and series = ? order by day',
        userNo,
        collection.name,
      );
      for await (const { day, data } of chunks) yield decodeRows(collection, data, day * DAY_MS);
    },
  };
}
