import { CompiledQuery, type Kysely, sql } from 'kysely';
import type { DocumentCollection } from '../collections/define.js';
import { DAY_MS } from '../lib/dates.js';
import { BODY_TEXT, bodyText, packBody } from './packed-body.js';
import type { SqliteEngine } from './sqlite.js';
import type { Tables } from './tables.js';

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

/** SQL: the JSON text of a document, with `meta`. */
export const WITH_META = `'{"id":"'||id||'","meta":{"updated_at":"'||updated_at||'","version":'||version||'},'||${BODY_TEXT}`;
/** SQL: the same without `meta`. */
export const WITHOUT_META = `'{"id":"'||id||'",'||${BODY_TEXT}`;
const BEFORE_EVERYTHING: DocumentPosition = { instantMs: Number.MIN_SAFE_INTEGER, id: '' };

/** Reads documents as the text that is served: a list is one range scan, concatenated inside the database. */
export function createDocumentReader(engine: SqliteEngine) {
  type ListParameters = [number, string, number, string, number, number, number, number];
  // `limit +?`: a bare placeholder there would be part of the plan, and SQLite would plan the statement anew for each call.
  const where = `user_no = ? and collection = ? and (instant_ms, id) > (?, ?) and instant_ms <= ? and day between ? and ?`;
  const list = (wireText: string) =>
    engine.prepare<ListParameters, DocumentPage>(`
      select count(*) as count, cast('{"data":[' || coalesce(group_concat(wire), '') || '],"next_token":null}' as blob) as envelope
      from (select ${wireText} as wire from documents where ${where} order by instant_ms, id limit +?)`);
  const get = (wireText: string) =>
    engine.prepare<[number, string, string], { text: Buffer }>(
      `select cast(${wireText} as blob) as text from documents where user_no = ? and collection = ? and id = ?`,
    );
  const lists = { on: list(WITH_META), off: list(WITHOUT_META) };
  const gets = { on: get(WITH_META), off: get(WITHOUT_META) };
  const following = engine.prepare<ListParameters, { id: string }>(`select id from documents where ${where} limit +?`);
  const switchOf = (collection: DocumentCollection, withMeta: boolean) => (collection.hasMeta && withMeta ? 'on' : 'off');

  function listParameters(userNo: number, collection: string, range: DocumentRange, after: DocumentPosition | null, limit: number) {
    const { instantMs, id } = after ?? { ...BEFORE_EVERYTHING, instantMs: range.fromMs };
    const days = range.days ?? { from: Number.MIN_SAFE_INTEGER, to: Number.MAX_SAFE_INTEGER };
    return [userNo, collection, instantMs, id, range.toMs, days.from, days.to, limit] as ListParameters;
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
      const rows = await lists[switchOf(collection, withMeta)](...listParameters(userNo, collection.name, range, after, limit));
      return rows[0] as DocumentPage;
    },

    /** Whether the range has documents after a position. */
    async hasMore(userNo: number, collection: DocumentCollection, range: DocumentRange, after: DocumentPosition): Promise<boolean> {
      return (await following(...listParameters(userNo, collection.name, range, after, 1))).length > 0;
    },

    /** One document's JSON text. */
    async get(userNo: number, collection: DocumentCollection, id: string, withMeta: boolean): Promise<Buffer | null> {
      const rows = await gets[switchOf(collection, withMeta)](userNo, collection.name, id);
      return rows[0]?.text ?? null;
    },
  };
}

/** A document as it is written. */
export interface DocumentRow {
  id: string;
  instantMs: number;
  day: number;
  version: number;
  updatedAt: string;
  body: string;
}

/** The stored documents with these ids. */
export async function findDocuments(db: Kysely<Tables>, userNo: number, collection: string, ids: string[]): Promise<DocumentRow[]> {
  // A join in this order, because for a plain `id in (…)` SQLite's planner reads the user's whole collection.
  const { rows } = await sql<StoredRow>`
    select documents.id, instant_ms as "instantMs", day, version, updated_at as "updatedAt", body
    from json_each(${JSON.stringify(ids)}) as wanted cross join documents
    on user_no = ${userNo} and collection = ${collection} and documents.id = wanted.value`.execute(db);
  return rows.map(unpacked);
}

/** The stored documents of these local days (days since 1970-01-01), of a collection whose instants lie within two days of their day. */
export async function findDocumentsOfDays(db: Kysely<Tables>, userNo: number, collection: string, days: number[]): Promise<DocumentRow[]> {
  const from = (days.reduce((a, b) => Math.min(a, b)) - 2) * DAY_MS;
  const to = (days.reduce((a, b) => Math.max(a, b)) + 2) * DAY_MS;
  const rows = await db
    .selectFrom('documents')
    .select(['id', 'instant_ms as instantMs', 'day', 'version', 'updated_at as updatedAt', 'body'])
    .where('user_no', '=', userNo)
    .where('collection', '=', collection)
    .where('instant_ms', '>=', from)
    .where('instant_ms', '<=', to)
    .where('day', 'in', days)
    .execute();
  return rows.map(unpacked);
}

type StoredRow = Omit<DocumentRow, 'body'> & { body: string | Buffer };

const unpacked = (row: StoredRow): DocumentRow => ({ ...row, body: bodyText(row.body) });

const COLUMNS = ['user_no', 'collection', 'instant_ms', 'id', 'day', 'version', 'updated_at', 'body'];
const CHANGING_COLUMNS = ['instant_ms', 'day', 'version', 'updated_at', 'body'];

/** Writes documents, over stored ones of the same id. */
export async function upsertDocuments(db: Kysely<Tables>, userNo: number, collection: string, rows: DocumentRow[]): Promise<void> {
  // As text, because building the query value by value takes about as long as the insertion.
  const places = `(${COLUMNS.map(() => '?').join(', ')})`;
  const text = `
    insert into documents (${COLUMNS.join(', ')}) values ${rows.map(() => places).join(', ')}
    on conflict (user_no, collection, id) do update set ${CHANGING_COLUMNS.map((name) => `${name} = excluded.${name}`).join(', ')}`;
  const values = rows.flatMap((row) => [
    userNo,
    collection,
    row.instantMs,
    row.id,
    row.day,
    row.version,
    row.updatedAt,
    packBody(row.body),
  ]);
  await db.executeQuery(CompiledQuery.raw(text, values));
}

/** Removes a document and tells the version it had, or null where there was none. */
export async function removeDocument(db: Kysely<Tables>, userNo: number, collection: string, id: string): Promise<number | null> {
  const removed = await db
    .deleteFrom('documents')
    .where('user_no', '=', userNo)
    .where('collection', '=', collection)
    .where('id', '=', id)
    .returning('version')
    .executeTakeFirst();
  return removed?.version ?? null;
}
