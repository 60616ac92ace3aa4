import type { Clock } from '../lib/clock.js';
import { utcDateTime } from '../lib/dates.js';
import { appendChanges } from '../storage/changes.js';
import { removeDocument } from '../storage/documents.js';
import { noteMirrored } from '../storage/mirrors.js';
import { markSynced } from '../storage/simulated-users.js';
import type { Store } from '../storage/store.js';
import type { Ledger } from './ledger.js';
import { putDocuments } from './put-documents.js';
import { putRows } from './put-rows.js';

/** Builds the one door for writes over a store; `clock` gives the times of changes. */
export function createLedger(store: Store, clock: Clock): Ledger {
  return {
    transaction: (work) =>
      store.engine.transaction((db) =>
        work({
          putDocuments: (owner, collection, documents, options) => putDocuments(db, owner, collection, documents, clock.now(), options),
          putRows: (owner, collection, rows) => putRows(db, owner, collection, rows),
          async deleteDocument(owner, collection, documentId) {
            const version = await removeDocument(db, owner.userNo, collection.name, documentId);
            if (version === null) return false;
            const change = { userNo: owner.userNo, collection: collection.name, documentId, event: 'delete' as const };
            await appendChanges(db, [{ ...change, version, at: utcDateTime(clock.now()) }]);
            return true;
          },
          noteMirrored: (owner, note) => noteMirrored(db, owner.userNo, note),
          markSynced: (owner, fromMs, toMs) => markSynced(db, owner.userNo, fromMs, toMs),
        }),
      ),
    eraseUser: (userId) => store.users.erase(userId),
  };
}
