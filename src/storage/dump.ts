import type { DocumentCollection, SeriesCollection } from '../collections/define.js';
import type { SeriesRows } from '../collections/series-rows.js';
import { DAY_MS } from '../lib/dates.js';
import { wireText } from './documents.js';
import type { Engine } from './engine.js';
import { unpackMarked } from './packed-body.js';
import { decodeRows } from './series-codec.js';

/** Reads whole collections of a user in time order, in bounded memory. */
export function createDump(engine: Engine) {
  return {
    /** Every document's JSON text, with `id` and `meta`. */
    async *documentTexts(userNo: number, collection: DocumentCollection): AsyncGenerator<string> {
      const rows = engine.iterate<[number, string], { text: string }>(
        `select ${wireText(engine.kind, collection.hasMeta)} as text from documents
         where user_no = ? and collection = ? order by instant_ms, id`,
        userNo,
        collection.name,
      );
      for await (const { text } of rows) yield engine.kind === 'postgres' ? unpackMarked(text) : text;
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
