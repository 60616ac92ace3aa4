import type { Kysely } from 'kysely';
import type { Body, DocumentCollection } from '../collections/define.js';
import { type ReadDocument, richnessOf } from '../collections/read-document.js';
import { utcDateTime } from '../lib/dates.js';
import { derivedUuid } from '../lib/ids.js';
import type { ChangeLog } from '../storage/changes.js';
import { type DocumentRow, findDocuments, findDocumentsOfDays, upsertDocuments } from '../storage/documents.js';
import type { Tables } from '../storage/tables.js';
import type { Owner, PutOptions, PutResult } from './ledger.js';

/** Documents in one statement: enough to spread its cost, few enough for the database's limit of parameters. */
const BATCH = 250;

/** What a transaction has sent to be written, and not yet heard of: it goes on meanwhile where the database is another process. */
export interface WritesUnderWay {
  done: Promise<void>;
  /** Whose documents of what were written last, and those of the last two batches, which the next one may ask for too early to see. */
  of: string;
  recent: [DocumentRow[], DocumentRow[]];
}

/** Nothing is under way. */
export const noWrites = (): WritesUnderWay => ({ done: Promise.resolve(), of: '', recent: [[], []] });

/**
 * Compares documents with what is stored and writes those that differ, each with its change; the last writes go on in
 * `writes`. `nowMs` becomes their `updated_at`.
 */
export async function putDocuments(
  db: Kysely<Tables>,
  log: ChangeLog,
  writes: WritesUnderWay,
  owner: Owner,
  collection: DocumentCollection,
  documents: readonly ReadDocument[],
  nowMs: number,
  options: PutOptions = {},
): Promise<PutResult> {
  const result: PutResult = { created: [], updated: [], unchanged: [], kept: [] };
  const batches = Array.from({ length: Math.ceil(documents.length / BATCH) }, (_, n) => documents.slice(n * BATCH, (n + 1) * BATCH));
  const find = (batch: ReadDocument[] | undefined) => handled(findStored(db, owner, collection, batch ?? [], options));
  // Where the database is another process it writes a batch while the next one is being settled: what that needs was asked for before.
  let finding = find(batches[0]);
  const of = `${owner.userNo} ${collection.name}`;
  if (writes.of !== of) Object.assign(writes, { of, recent: [[], []] });
  for (const [n, batch] of batches.entries()) {
    const stored = overlaid(await finding, writes.recent.flat(), owner, collection, batch);
    finding = find(batches[n + 1]);
    const { rows, outcomes } = settle(owner, collection, batch, stored, utcDateTime(nowMs), options);
    await writes.done;
    writes.recent = [writes.recent[1], rows];
    for (const [id, outcome] of outcomes) result[outcome].push(id);
    if (rows.length > 0)
      writes.done = handled(write(db, log, owner, collection, rows, outcomes, options.isReplay ? null : utcDateTime(nowMs)));
  }
  return result;
}

/** A promise that will be awaited later, if nothing else fails before. */
function handled<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {});
  return promise;
}

/** What is stored, as it is after rows that were not written yet when it was asked for; only those that can matter to a batch. */
function overlaid(
  stored: Map<string, DocumentRow>,
  rows: readonly DocumentRow[],
  owner: Owner,
  collection: DocumentCollection,
  batch: readonly ReadDocument[],
) {
  if (rows.length === 0) return stored;
  const days = new Set(batch.map(({ day }) => day));
  const ids = new Set(batch.map((document) => idOf(owner, collection, document)));
  for (const row of rows) if (stored.has(row.id) || ids.has(row.id) || days.has(row.day)) stored.set(row.id, row);
  return stored;
}

/** Whether a document may turn out to be a stored one of another id: it has none, or an import brings the day again. */
const isMatchedByNature = (collection: DocumentCollection, document: ReadDocument, options: PutOptions) =>
  document.id === null || (collection.isOnePerDay && options.keepRicher === true);

/** The id under which a document is stored where it is not found by what it is. */
const idOf = (owner: Owner, collection: DocumentCollection, { id, naturalKey }: ReadDocument) =>
  id ?? derivedUuid(owner.id, collection.name, naturalKey);

async function findStored(
  db: Kysely<Tables>,
  owner: Owner,
  collection: DocumentCollection,
  batch: ReadDocument[],
  options: PutOptions,
): Promise<Map<string, DocumentRow>> {
  if (batch.length === 0) return new Map();
  const ids = batch.map((document) => idOf(owner, collection, document));
  const days = batch.filter((document) => isMatchedByNature(collection, document, options)).map(({ day }) => day);
  const [withIds, ofDays] = await Promise.all([
    findDocuments(db, owner.userNo, collection.name, ids),
    days.length > 0 ? findDocumentsOfDays(db, owner.userNo, collection.name, [...new Set(days)]) : [],
  ]);
  return new Map([...withIds, ...ofDays].map((row) => [row.id, row]));
}

const bodyOf = (row: DocumentRow): Body => JSON.parse(`{${row.body}`);

/** The row that is the same night, workout and so on as the document; of several the last one in the order of lists. */
function findTwin(rows: Iterable<DocumentRow>, collection: DocumentCollection, document: ReadDocument): DocumentRow | undefined {
  let twin: DocumentRow | undefined;
  for (const row of rows) {
    if (row.day !== document.day || collection.naturalKeyOf(bodyOf(row)) !== document.naturalKey) continue;
    if (!twin || row.instantMs > twin.instantMs || (row.instantMs === twin.instantMs && row.id > twin.id)) twin = row;
  }
  return twin;
}

/** Decides what becomes of each document; of several with one identity the last one counts. */
function settle(
  owner: Owner,
  collection: DocumentCollection,
  batch: ReadDocument[],
  stored: ReadonlyMap<string, DocumentRow>,
  now: string,
  options: PutOptions,
) {
  const current = new Map(stored);
  const written = new Map<string, DocumentRow>();
  const outcomes = new Map<string, keyof PutResult>();
  for (const document of batch) {
    const ownId = idOf(owner, collection, document);
    const byId = current.get(ownId);
    const byNature = isMatchedByNature(collection, document, options) ? findTwin(current.values(), collection, document) : undefined;
    const before = document.id === null ? (byNature ?? byId) : (byId ?? byNature);
    const id = before?.id ?? ownId;
    const isSame = before?.body === document.text && !(options.isMirror && hasOtherMeta(document, before));
    if (before && (isSame || (options.keepRicher && isPoorer(document, before)))) {
      if (!outcomes.has(id)) outcomes.set(id, isSame ? 'unchanged' : 'kept');
      continue;
    }
    const base = stored.get(id);
    const row: DocumentRow = {
      id,
      instantMs: document.instantMs,
      day: document.day,
      version: versionOf(document, base, options),
      updatedAt: document.meta?.updatedAt ?? now,
      body: document.text,
    };
    written.set(id, row);
    current.set(id, row);
    outcomes.set(id, base ? 'updated' : 'created');
  }
  return { rows: [...written.values()], outcomes };
}

function versionOf({ meta }: ReadDocument, base: DocumentRow | undefined, { isReplay, isMirror }: PutOptions): number {
  if (isMirror && meta) return meta.version;
  return Math.max(base ? base.version + (isReplay ? 0 : 1) : 1, meta?.version ?? 1);
}

const hasOtherMeta = ({ meta }: ReadDocument, before: DocumentRow) =>
  meta !== null && (meta.version !== before.version || meta.updatedAt !== before.updatedAt);

const isPoorer = (document: ReadDocument, before: DocumentRow) => document.richness < richnessOf(bodyOf(before));

async function write(
  db: Kysely<Tables>,
  log: ChangeLog,
  owner: Owner,
  collection: DocumentCollection,
  rows: DocumentRow[],
  outcomes: Map<string, keyof PutResult>,
  /** The time of all changes; null for the documents' own. */
  now: string | null,
): Promise<void> {
  await upsertDocuments(db, owner.userNo, collection.name, rows);
  await log.append(
    rows.map(({ id, version, updatedAt }) => ({
      userNo: owner.userNo,
      collection: collection.name,
      documentId: id,
      event: outcomes.get(id) === 'created' ? ('create' as const) : ('update' as const),
      version,
      at: now ?? updatedAt,
    })),
  );
}
