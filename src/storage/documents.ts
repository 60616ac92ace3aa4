import { type Kysely, sql } from 'kysely';
import type { DocumentCollection } from '../collections/define.js';
import { DAY_MS } from '../lib/dates.js';
import { type Engine, type EngineKind, kindOf, LIMIT } from './engine.js';
import { type InsertedColumns, insertRows } from './insert-rows.js';
import { BODY_TEXT, bodyText, packBody, unpackMarked } from './packed-body.js';
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

/** SQL: the JSON text of a document, with `meta` or without; on PostgreSQL for `unpackMarked`. */
export function wireText(kind: EngineKind, withMeta: boolean): string {
  const pieces = withMeta
    ? [`'{"id":"'`, 'id', `'","meta":{"updated_at":"'`, 'updated_at', `'","version":'`, 'version', `'},'`, BODY_TEXT[kind]]
    : [`'{"id":"'`, 'id', `'",'`, BODY_TEXT[kind]];
  // On SQLite each `||` copies what came before it.
  return kind === 'sqlite' ? `concat(${pieces.join(', ')})` : pieces.join('||');
}

/** SQL: all that a list answers, of its documents as the rows of `wires`. */
const ENVELOPE: Readonly<Record<EngineKind, string>> = {
  sqlite: `cast('{"data":[' || coalesce(group_concat(wire), '') || '],"next_token":null}' as blob)`,
  postgres: `'{"data":[' || coalesce(string_agg(wire, ','), '') || '],"next_token":null}'`,
};
const BEFORE_EVERYTHING: DocumentPosition = { instantMs: Number.MIN_SAFE_INTEGER, id: '' };

/** Reads documents as the text that is served: a list is one range scan, concatenated inside the database. */
export function createDocumentReader(engine: Engine) {
  const { kind } = engine;
  type ListParameters = [number, string, number, string, number, number, number, number];
  const where = `user_no = ? and collection = ? and (instant_ms, id) > (?, ?) and instant_ms <= ? and day between ? and ?`;
  const limit = LIMIT[kind];
  const list = (withMeta: boolean) =>
    engine.prepare<ListParameters, { count: number; envelope: Buffer | string }>(`
      select count(*) as count, ${ENVELOPE[kind]} as envelope
      from (select ${wireText(kind, withMeta)} as wire from documents where ${where} order by instant_ms, id ${limit}) as wires`);
  const get = (withMeta: boolean) => {
    const wire = wireText(kind, withMeta);
    const text = kind === 'sqlite' ? `cast(${wire} as blob)` : wire;
    return engine.prepare<[number, string, string], { text: Buffer | string }>(
      `select ${text} as text from documents where user_no = ? and collection = ? and id = ?`,
    );
  };
  const lists = { on: list(true), off: list(false) };
  const gets = { on: get(true), off: get(false) };
  const following = engine.prepare<ListParameters, { id: string }>(`select id from documents where ${where} ${limit}`);
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
      const [{ count, envelope }] = rows as [(typeof rows)[0]];
      return { count, envelope: bytesOf(envelope) };
    },

    /** Whether the range has documents after a position. */
    async hasMore(userNo: number, collection: DocumentCollection, range: DocumentRange, after: DocumentPosition): Promise<boolean> {
      return (await following(...listParameters(userNo, collection.name, range, after, 1))).length > 0;
    },

    /** One document's JSON text. */
    async get(userNo: number, collection: DocumentCollection, id: string, withMeta: boolean): Promise<Buffer | null> {
      const rows = await gets[switchOf(collection, withMeta)](userNo, collection.name, id);
      return rows[0] ? bytesOf(rows[0].text) : null;
    },
  };
}

/** What is served of what the database answered: SQLite's bytes as they are, PostgreSQL's text unpacked. */
const bytesOf = (wire: Buffer | string): Buffer => (typeof wire === 'string' ? Buffer.from(unpackMarked(wire)) : wire);

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
  const columns = sql`documents.id, instant_ms as "instantMs", day, version, updated_at as "updatedAt", body`;
  const ofCollection = sql`user_no = ${userNo} and collection = ${collection}`;
  // On SQLite a join in this order, because for a plain `id in (…)` its planner reads the user's whole collection.
  const query =
    kindOf(db) === 'postgres'
      ? sql<StoredRow>`select ${columns} from documents where ${ofCollection} and id = any(${ids}::text[])`
      : sql<StoredRow>`select ${columns} from json_each(${JSON.stringify(ids)}) as wanted cross join documents
          on ${ofCollection} and documents.id = wanted.value`;
  return (await query.execute(db)).rows.map(unpacked);
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
    // A list is one value on PostgreSQL, where the statement so stays the same.
    .where(kindOf(db) === 'postgres' ? sql<boolean>`day = any(${days}::bigint[])` : (on) => on('day', 'in', days))
    .execute();
  return rows.map(unpacked);
}

type StoredRow = Omit<DocumentRow, 'body'> & { body: string | Buffer };

const unpacked = (row: StoredRow): DocumentRow => ({ ...row, body: bodyText(row.body) });

const COLUMNS: InsertedColumns = {
  user_no: 'bigint',
  collection: 'text',
  instant_ms: 'bigint',
  id: 'text',
  day: 'bigint',
  version: 'bigint',
  updated_at: 'text',
  body: 'bytea',
};
const CHANGING_COLUMNS = ['instant_ms', 'day', 'version', 'updated_at', 'body'];

/** Writes documents, over stored ones of the same id. */
export async function upsertDocuments(db: Kysely<Tables>, userNo: number, collection: string, rows: DocumentRow[]): Promise<void> {
  const values = rows.map((row) => [userNo, collection, row.instantMs, row.id, row.day, row.version, row.updatedAt, packBody(row.body)]);
  const changing = CHANGING_COLUMNS.map((name) => `${name} = excluded.${name}`).join(', ');
  await insertRows(db, 'documents', COLUMNS, values, `on conflict (user_no, collection, id) do update set ${changing}`);
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
