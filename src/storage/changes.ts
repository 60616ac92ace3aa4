import type { Kysely } from 'kysely';
import { readUtcDateTime } from '../lib/dates.js';
import { kindOf } from './engine.js';
import { type InsertedColumns, insertRows } from './insert-rows.js';
import { holdChanges } from './locks.js';
import { packId, unpackId } from './packed-id.js';
import type { Tables } from './tables.js';

/** What can happen to a document; stored as its place here. */
const EVENTS = ['create', 'update', 'delete'] as const;

/** One change of one document on its way into the log. */
export interface NewChange {
  userNo: number;
  collection: string;
  documentId: string;
  event: (typeof EVENTS)[number];
  version: number;
  /** UTC, as `2026-01-02T03:04:05.678Z`. */
  at: string;
}

/** One change in the order in which changes were committed. */
export interface Change extends Omit<NewChange, 'at'> {
  seq: number;
  atMs: number;
}

/** Changes of one transaction on their way into the log. */
export interface ChangeLog {
  append(changes: readonly NewChange[]): Promise<void>;
  /** To be called last before the transaction ends. */
  finish(): Promise<void>;
}

/** Changes in one statement: few enough for the databases' limits of parameters. */
const BATCH = 4000;
const COLUMNS: InsertedColumns = {
  user_no: 'bigint',
  collection: 'text',
  document_id: 'text',
  event: 'bigint',
  version: 'bigint',
  at_ms: 'bigint',
};

/**
 * Writes changes within a transaction. On PostgreSQL they are kept until its end and written under a lock, from the numbering to the
 * commit: so numbers are committed in their order, and whoever reads after a number misses nothing.
 */
export function createChangeLog(db: Kysely<Tables>): ChangeLog {
  if (kindOf(db) === 'sqlite') return { append: (changes) => insert(db, changes), finish: async () => {} };
  const kept: NewChange[] = [];
  return {
    async append(changes) {
      for (const change of changes) kept.push(change);
    },
    async finish() {
      if (kept.length > 0) await insert(db, kept);
    },
  };
}

async function insert(db: Kysely<Tables>, changes: readonly NewChange[]): Promise<void> {
  const isPostgres = kindOf(db) === 'postgres';
  if (isPostgres) await holdChanges(db);
  const valuesOf = ({ userNo, collection, documentId, event, version, at }: NewChange) => {
    const id = isPostgres ? documentId : packId(documentId);
    return [userNo, collection, id, EVENTS.indexOf(event), version, readUtcDateTime(at)];
  };
  for (let at = 0; at < changes.length; at += BATCH) {
    await insertRows(db, 'changes', COLUMNS, changes.slice(at, at + BATCH).map(valuesOf));
  }
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
      atMs: at_ms,
    };
  });
}
