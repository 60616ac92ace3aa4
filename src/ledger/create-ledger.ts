import type { Clock } from '../lib/clock.js';
import { utcDateTime } from '../lib/dates.js';
import { appendChanges } from '../storage/changes.js';
import { removeDocument } from '../storage/documents.js';
import { noteMirrored } from '../storage/mirrors.js';
import { markSynced } from '../storage/simulated-users.js';
import type { Store } from '../storage/store.js';
import { raiseRevision } from '../storage/users.js';
import type { Ledger, Owner } from './ledger.js';
import { putDocuments } from './put-documents.js';
import { putRows } from './put-rows.js';

/** Builds the one door for writes over a store; `clock` gives the times of changes. */
export function createLedger(store: Store, clock: Clock): Ledger {
  return {
    transaction: (work) =>
      store.engine.transaction(async (db) => {
        const changed = new Set<number>();
        const noting = <T>(owner: Owner, isChanged: boolean, result: T): T => {
          if (isChanged) changed.add(owner.userNo);
          return result;
        };
        const result = await work({
          async putDocuments(owner, collection, documents, options) {
            const put = await putDocuments(db, owner, collection, documents, clock.now(), options);
            return noting(owner, put.created.length + put.updated.length > 0, put);
          },
          async putRows(owner, collection, rows) {
            const put = await putRows(db, owner, collection, rows);
            return noting(owner, put.added + put.replaced > 0, put);
          },
          async deleteDocument(owner, collection, documentId) {
            const version = await removeDocument(db, owner.userNo, collection.name, documentId);
            if (version === null) return false;
            const change = { userNo: owner.userNo, collection: collection.name, documentId, event: 'delete' as const };
            await appendChanges(db, [{ ...change, version, at: utcDateTime(clock.now()) }]);
            return noting(owner, true, true);
          },
          noteMirrored: (owner, note) => noteMirrored(db, owner.userNo, note),
          markSynced: (owner, fromMs, toMs) => markSynced(db, owner.userNo, fromMs, toMs),
        });
        for (const userNo of changed) await raiseRevision(db, userNo);
        return result;
      }),
    eraseUser: (userId) => store.users.erase(userId),
  };
}
