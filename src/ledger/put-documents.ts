import type { Body, DocumentCollection } from '../collections/define.js';
import { type ReadDocument, richnessOf } from '../collections/read-document.js';
import { utcDateTime } from '../lib/dates.js';
import { derivedUuid } from '../lib/ids.js';
import type { ChangeLog } from '../storage/changes.js';
import { type ChunkedDocument, inOrder } from '../storage/document-chunk.js';
import type { DocumentShelf } from '../storage/document-shelf.js';
import type { Owner, PutOptions, PutResult } from './ledger.js';

/**
 * Compares documents with what is stored and puts those that differ on the shelf, each change into the log. `nowMs` becomes their
 * `updated_at`.
 */
export async function putDocuments(
  shelf: DocumentShelf,
  log: ChangeLog,
  owner: Owner,
  collection: DocumentCollection,
  documents: readonly ReadDocument[],
  nowMs: number,
  options: PutOptions = {},
): Promise<PutResult> {
  const result: PutResult = { created: [], updated: [], unchanged: [], kept: [] };
  const stored = await findStored(shelf, owner, collection, documents, options);
  const { rows, outcomes } = settle(owner, collection, documents, stored, utcDateTime(nowMs), options);
  for (const [id, outcome] of outcomes) result[outcome].push(id);
  await shelf.put(rows);
  const now = options.isReplay ? null : utcDateTime(nowMs);
  await log.append(
    rows.map(({ id, version, updatedAt }) => ({
      userNo: owner.userNo,
      collection: collection.name,
      documentId: id,
      event: outcomes.get(id) === 'created' ? ('create' as const) : ('update' as const),
      version,
      // The time of all changes, or the documents' own.
      at: now ?? updatedAt,
    })),
  );
  return result;
}

/** Whether a document may turn out to be a stored one of another id: it has none, or an import brings the day again. */
const isMatchedByNature = (collection: DocumentCollection, document: ReadDocument, options: PutOptions) =>
  document.id === null || (collection.isOnePerDay && options.keepRicher === true);

/** The id under which a document is stored where it is not found by what it is. */
const idOf = (owner: Owner, collection: DocumentCollection, { id, naturalKey }: ReadDocument) =>
  id ?? derivedUuid(owner.id, collection.name, naturalKey);

async function findStored(
  shelf: DocumentShelf,
  owner: Owner,
  collection: DocumentCollection,
  documents: readonly ReadDocument[],
  options: PutOptions,
): Promise<Map<string, ChunkedDocument>> {
  const ids = documents.map((document) => idOf(owner, collection, document));
  const days = documents.filter((document) => isMatchedByNature(collection, document, options)).map(({ day }) => day);
  const instantsMs = documents.map(({ instantMs }) => instantMs);
  const withIds = await shelf.find(ids, instantsMs);
  const ofDays = days.length > 0 ? await shelf.findOfDays(days) : [];
  const stored = new Map<string, ChunkedDocument>();
  for (const document of withIds) stored.set(document.id, document);
  for (const document of ofDays) stored.set(document.id, document);
  return stored;
}

const bodyOf = ({ body }: ChunkedDocument): Body => JSON.parse(`{${body}`);

/** The document that is the same night, workout and so on; of several the last one in the order of lists. */
function findTwin(ofDay: Iterable<ChunkedDocument>, collection: DocumentCollection, document: ReadDocument): ChunkedDocument | undefined {
  let twin: ChunkedDocument | undefined;
  for (const other of ofDay) {
    if (collection.naturalKeyOf(bodyOf(other)) === document.naturalKey && (!twin || inOrder(other, twin) > 0)) twin = other;
  }
  return twin;
}

/** Documents as they come to be, the newer one of an id instead of the older. */
function byIdAndDay(documents: Iterable<ChunkedDocument>) {
  const byId = new Map<string, ChunkedDocument>();
  const byDay = new Map<number, Set<ChunkedDocument>>();
  const set = (document: ChunkedDocument) => {
    const before = byId.get(document.id);
    if (before) byDay.get(before.day)?.delete(before);
    byId.set(document.id, document);
    const ofDay = byDay.get(document.day);
    if (ofDay) ofDay.add(document);
    else byDay.set(document.day, new Set([document]));
  };
  for (const document of documents) set(document);
  return { byId, ofDay: (day: number): Iterable<ChunkedDocument> => byDay.get(day) ?? [], set };
}

/** Decides what becomes of each document; of several with one identity the last one counts. */
function settle(
  owner: Owner,
  collection: DocumentCollection,
  documents: readonly ReadDocument[],
  stored: ReadonlyMap<string, ChunkedDocument>,
  now: string,
  options: PutOptions,
) {
  const current = byIdAndDay(stored.values());
  const written = new Map<string, ChunkedDocument>();
  const outcomes = new Map<string, keyof PutResult>();
  for (const document of documents) {
    const ownId = idOf(owner, collection, document);
    const byId = current.byId.get(ownId);
    const byNature = isMatchedByNature(collection, document, options)
      ? findTwin(current.ofDay(document.day), collection, document)
      : undefined;
    const before = document.id === null ? (byNature ?? byId) : (byId ?? byNature);
    const id = before?.id ?? ownId;
    const isSame = before !== undefined && String(before.body) === document.text && !(options.isMirror && hasOtherMeta(document, before));
    if (before && (isSame || (options.keepRicher && isPoorer(document, before)))) {
      if (!outcomes.has(id)) outcomes.set(id, isSame ? 'unchanged' : 'kept');
      continue;
    }
    const base = stored.get(id);
    const row: ChunkedDocument = {
      id,
      instantMs: document.instantMs,
      day: document.day,
      version: versionOf(document, base, options),
      updatedAt: document.meta?.updatedAt ?? now,
      body: document.text,
    };
    written.set(id, row);
    current.set(row);
    outcomes.set(id, base ? 'updated' : 'created');
  }
  return { rows: [...written.values()], outcomes };
}

function versionOf({ meta }: ReadDocument, base: ChunkedDocument | undefined, { isReplay, isMirror }: PutOptions): number {
  if (isMirror && meta) return meta.version;
  return Math.max(base ? base.version + (isReplay ? 0 : 1) : 1, meta?.version ?? 1);
}

const hasOtherMeta = ({ meta }: ReadDocument, before: ChunkedDocument) =>
  meta !== null && (meta.version !== before.version || meta.updatedAt !== before.updatedAt);

const isPoorer = (document: ReadDocument, before: ChunkedDocument) => document.richness < richnessOf(bodyOf(before));
