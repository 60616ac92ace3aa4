import type { DocumentCollection, SeriesCollection } from '../collections/define.js';
import type { ReadDocument } from '../collections/read-document.js';
import type { SeriesRows } from '../collections/series-rows.js';
import type { MirrorNote } from '../storage/mirrors.js';

/** Whose data is written. */
export interface Owner {
  userNo: number;
  id: string;
}

/** Ids by what became of their documents. `kept`: the stored one was richer and stayed (only with `keepRicher`). */
export interface PutResult {
  created: string[];
  updated: string[];
  unchanged: string[];
  kept: string[];
}

/** Numbers of rows by what became of them. */
export interface PutRowsResult {
  added: number;
  replaced: number;
  unchanged: number;
}

/** Writes that become visible together or not at all. */
export interface LedgerTransaction {
  /** Creates, updates or leaves alone; a later document of the same identity in one call wins. */
  putDocuments(owner: Owner, collection: DocumentCollection, documents: readonly ReadDocument[], options?: PutOptions): Promise<PutResult>;
  /** Merges rows by timestamp; any order. */
  putRows(owner: Owner, collection: SeriesCollection, rows: SeriesRows): Promise<PutRowsResult>;
  /** False where there is no such document. */
  deleteDocument(owner: Owner, collection: DocumentCollection, documentId: string): Promise<boolean>;
  /** Notes that a simulated user's life, written up to one instant, is now written up to another. False where the first is not so. */
  markSynced(owner: Owner, fromMs: number, toMs: number): Promise<boolean>;
  /** Notes how far a mirror of somebody's account has come, and what was answered to it. */
  noteMirrored(owner: Owner, note: MirrorNote): Promise<void>;
}

export interface PutOptions {
  /** Leave a stored document alone where the new one has fewer values than it. */
  keepRicher?: boolean;
  /** The documents' own meta tells as which version and when they were written, to the change log as well: a life being replayed. */
  isReplay?: boolean;
  /** The documents' own meta, where they have one, is theirs to keep: it counts as part of the document. */
  isMirror?: boolean;
}

/** The one door for writes of documents and samples. */
export interface Ledger {
  /** Runs `work` in one durable transaction; if it throws, nothing was written. */
  transaction<T>(work: (transaction: LedgerTransaction) => Promise<T>): Promise<T>;
  /** Erases a user with everything that belongs to it. False where there is no such user. */
  eraseUser(userId: string): Promise<boolean>;
}
