import type { Body, DocumentCollection, SeriesCollection } from '../collections/define.js';
import type { DocumentPosition, DocumentRange } from '../storage/document-list.js';
import type { SeriesDay, StoredDay } from '../storage/series.js';
import type { Store } from '../storage/store.js';

/** A page of documents as the text that is served. */
export interface SourcePage {
  /** `{"data":[…],"next_token":null}` */
  envelope: Buffer;
  /** Where the next page begins, or null at the end. */
  next: DocumentPosition | null;
}

/** The rows of a UTC day, made up or as they are stored. */
export type SourceDay = SeriesDay | StoredDay;

/** Where the data of one person come from: the store, or the made-up person of the sandbox. */
export interface Source {
  /** Distinguishes this person's cursors from those of others. */
  name: string | number;
  listDocuments(
    collection: DocumentCollection,
    range: DocumentRange,
    after: DocumentPosition | null,
    limit: number,
    withMeta: boolean,
  ): Promise<SourcePage>;
  getDocument(collection: DocumentCollection, id: string, withMeta: boolean): Promise<Buffer | null>;
  /** The UTC days with rows from `fromDay` to `toDay`, both included, in order and a few at a time; about `rows` rows are wanted. */
  days(collection: SeriesCollection, fromDay: number, toDay: number, rows: number): AsyncIterable<readonly SourceDay[]>;
  lastDay(collection: SeriesCollection): Promise<SourceDay | null>;
}

const PAGE_END = '],"next_token":null}';

/** The data of a user in the store. */
export function storeSource({ documents, series }: Pick<Store, 'documents' | 'series'>, userNo: number): Source {
  return {
    name: userNo,
    async listDocuments(collection, range, after, limit, withMeta) {
      const { envelope, count } = await documents.list(userNo, collection, range, after, limit, withMeta);
      if (count < limit) return { envelope, next: null };
      const last = lastPosition(collection, envelope);
      return { envelope, next: (await documents.hasMore(userNo, collection, range, last)) ? last : null };
    },
    getDocument: (collection, id, withMeta) => documents.get(userNo, collection, id, withMeta),
    days: (collection, fromDay, toDay, rows) => series.days(userNo, collection, fromDay, toDay, rows),
    lastDay: (collection) => series.last(userNo, collection),
  };
}

/** The place of the last document of a page, out of its text: what a second query finds there may have been written in the meantime. */
function lastPosition(collection: DocumentCollection, envelope: Buffer): DocumentPosition {
  // Quotes are escaped within texts, and nothing inside a document begins with an id.
  const text = envelope.subarray(envelope.lastIndexOf('{"id":"'), envelope.length - PAGE_END.length).toString();
  const document = JSON.parse(text) as Body & { id: string };
  return { instantMs: collection.instantOf(document), id: document.id };
}
