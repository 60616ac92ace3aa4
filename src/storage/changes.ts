import { CompiledQuery, type Kysely } from 'kysely';
import type { Tables } from './tables.js';

/** One change of one document, in the order in which changes were committed. */
export interface Change {
  seq: number;
  userNo: number;
  collection: string;
  documentId: string;
  event: 'create' | 'update' | 'delete';
  version: number;
  /** UTC, as `2026-01-02T03:04:05.678Z`. */
  at: string;
}

/** Adds changes to the log. */
export async function appendChanges(db: Kysely<Tables>, changes: Omit<Change, 'seq'>[]): Promise<void> {
  // As text, because building the query value by value takes about as long as the insertion.
  const text = `insert into changes (user_no, collection, document_id, event, version, at)
    values ${changes.map(() => '(?, ?, ?, ?, ?, ?)').join(', ')}`;
  const values = changes.flatMap((change) => [
    change.userNo,
    change.collection,
    change.documentId,
    change.event,
    change.version,
    change.at,
  ]);
  await db.executeQuery(CompiledQuery.raw(text, values));
}

/** Up to `limit` changes after `afterSeq`, oldest first. */
export async function listChanges(db: Kysely<Tables>, afterSeq: number, limit: number): Promise<Change[]> {
  return db
    .selectFrom('changes')
    .select(['seq', 'user_no as userNo', 'collection', 'document_id as documentId', 'event', 'version', 'at'])
    .where('seq', '>', afterSeq)
    .orderBy('seq')
    .limit(limit)
    .execute();
}
