import { CompiledQuery, type Kysely } from 'kysely';
import { readUtcDateTime, utcDateTime } from '../lib/dates.js';
import { packId, unpackId } from './packed-id.js';
import type { Tables } from './tables.js';

/** What can happen to a document; stored as its place here. */
const EVENTS = ['create', 'update', 'delete'] as const;

/** One change of one document, in the order in which changes were committed. */
export interface Change {
  seq: number;
  userNo: number;
  collection: string;
  documentId: string;
  event: (typeof EVENTS)[number];
  version: number;
  /** UTC, as `2026-01-02T03:04:05.678Z`. */
  at: string;
}

/** Adds changes to the log. */
export async function appendChanges(db: Kysely<Tables>, changes: Omit<Change, 'seq'>[]): Promise<void> {
  // As text, because building the query value by value takes about as long as the insertion.
  const text = `insert into changes (user_no, collection, document_id, event, version, at_ms)
    values ${changes.map(() => '(?, ?, ?, ?, ?, ?)').join(', ')}`;
  const valuesOf = (change: Omit<Change, 'seq'>) => {
    const { userNo, collection, documentId, event, version, at } = change;
    return [userNo, collection, packId(documentId), EVENTS.indexOf(event), version, readUtcDateTime(at)];
  };
  const values = changes.flatMap(valuesOf);
  await db.executeQuery(CompiledQuery.raw(text, values));
}

/** Up to `limit` changes after `afterSeq`, oldest first. */
export async function listChanges(db: Kysely<Tables>, afterSeq: number, limit: number): Promise<Change[]> {
  const rows = await db.selectFrom('changes').selectAll().where('seq', '>', afterSeq).orderBy('seq').limit(limit).execute();
  return rows.map(({ seq, user_no: userNo, collection, document_id, event, version, at_ms }) => {
    return {
      seq,
      userNo,
      collection,
      documentId: unpackId(document_id),
      event: EVENTS[event] as Change['event'],
      version,
      at: utcDateTime(at_ms),
    };
  });
}
