import type { Kysely } from 'kysely';
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
  await db
    .insertInto('changes')
    .values(changes.map(({ userNo, documentId, ...change }) => ({ ...change, user_no: userNo, document_id: documentId })))
    .execute();
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
