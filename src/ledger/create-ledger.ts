import type { Kysely } from 'kysely';
import type { Clock } from '../lib/clock.js';
import { utcDateTime } from '../lib/dates.js';
import { type ChangeLog, createChangeLog } from '../storage/changes.js';
import { putChunks } from '../storage/document-chunks.js';
import { createDocumentShelves, type DocumentShelves } from '../storage/document-shelf.js';
import { holdUser } from '../storage/locks.js';
import { noteMirrored } from '../storage/mirrors.js';
import { markSynced } from '../storage/simulated-users.js';
import type { Store } from '../storage/store.js';
import type { Tables } from '../storage/tables.js';
import { raiseRevisions } from '../storage/users.js';
import type { Ledger, LedgerTransaction, Owner } from './ledger.js';
import { putDocuments } from './put-documents.js';
import { putRows } from './put-rows.js';

/** Builds the one door for writes over a store; `clock` gives the times of changes. */
export function createLedger(store: Store, clock: Clock): Ledger {
  return {
    transaction: (work) =>
      store.engine.sharedTransaction(async (db) => {
        const log = createChangeLog(db);
        const shelves = createDocumentShelves(db);
        const changed = new Set<number>();
        const result = await work(transactionOf(db, log, shelves, clock, changed));
        await putChunks(db, await shelves.take());
        if (changed.size > 0) await raiseRevisions(db, [...changed]);
        await log.finish();
        return result;
      }),
    eraseUser: (userId) => store.users.erase(userId),
  };
}

function transactionOf(
  db: Kysely<Tables>,
  log: ChangeLog,
  shelves: DocumentShelves,
  clock: Clock,
  /** Numbers of users of whom something is different afterwards. */
  changed: Set<number>,
): LedgerTransaction {
  const held = new Set<number>();
  /** What is compared with what is stored must not change meanwhile. */
  const hold = async ({ userNo }: Owner) => {
    if (held.has(userNo)) return;
    if (await holdUser(db, userNo)) shelves.expectNothing(userNo);
    held.add(userNo);
  };
  return {
    async putDocuments(owner, collection, documents, options) {
      await hold(owner);
      await shelves.relieve();
      const shelf = shelves.of(owner.userNo, collection);
      const put = await putDocuments(shelf, log, owner, collection, documents, clock.now(), options);
      if (put.created.length + put.updated.length > 0) changed.add(owner.userNo);
      return put;
    },
    async putRows(owner, collection, rows) {
      await hold(owner);
      const put = await putRows(db, owner, collection, rows);
      if (put.added + put.replaced > 0) changed.add(owner.userNo);
      return put;
    },
    async deleteDocument(owner, collection, documentId) {
      await hold(owner);
      const version = await shelves.of(owner.userNo, collection).remove(documentId);
      if (version === null) return false;
      const change = { userNo: owner.userNo, collection: collection.name, documentId, event: 'delete' as const };
      await log.append([{ ...change, version, at: utcDateTime(clock.now()) }]);
      changed.add(owner.userNo);
      return true;
    },
    noteMirrored: (owner, note) => noteMirrored(db, owner.userNo, note),
    markSynced: (owner, fromMs, toMs) => markSynced(db, owner.userNo, fromMs, toMs),
  };
}
