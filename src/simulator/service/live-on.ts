import type { DocumentCollection } from '../../collections/define.js';
import type { ReadDocument } from '../../collections/read-document.js';
import { workout } from '../../collections/workout.js';
import { createLedger } from '../../ledger/create-ledger.js';
import type { LedgerTransaction, Owner } from '../../ledger/ledger.js';
import type { Store } from '../../storage/store.js';
import type { Chronicle } from '../wearer/chronicle.js';
import type { Sync } from '../wearer/knowledge.js';
import type { Wearer } from '../wearer/wearer.js';
import { documentIdOf, readChapter } from './chapter-writer.js';
import { createRowWriter } from './row-writer.js';

/** How much is written in one transaction: a month and a bit of looking back at once, some days of a life that is watched. */
const SYNCS_AT_ONCE = 360;
const SYNCS_WATCHED = 40;

export interface LiveOnOptions {
  store: Store;
  owner: Owner;
  wearer: Wearer;
  chronicle: Chronicle;
  /** Up to which instant the store has this life. */
  writtenMs: number;
  /** Synchronisations after the last one known. */
  syncs: readonly Sync[];
  /**
   * Whether each synchronisation writes what changed then, so that the change log tells a life as it went on. Otherwise only the last state
   * of each document is written, which ends in the same documents.
   */
  isWatched: boolean;
  /** Whether there are no more for now: then documents of today are written as they stand. */
  isEnd: boolean;
  /** Told after each transaction up to which instant life is written. */
  onProgress(writtenMs: number): void;
}

/** Another process has written on with a life: it has to be opened anew. */
export class OvertakenError extends Error {
  override name = 'OvertakenError';
}

/**
 * Writes what the synchronisations bring. Each transaction notes how far it went: one that fails or is cut off by a crash is done anew.
 * Throws OvertakenError.
 */
export async function liveOn(options: LiveOnOptions): Promise<void> {
  const { store, owner, wearer, chronicle, syncs, isWatched, isEnd, onProgress } = options;
  let { writtenMs } = options;
  let nowMs = 0;
  const ledger = createLedger(store, { now: () => nowMs });
  const size = isWatched ? SYNCS_WATCHED : SYNCS_AT_ONCE;
  for (let at = 0; at < syncs.length; at += size) {
    const part = syncs.slice(at, at + size);
    await ledger.transaction(async (to) => {
      const rows = createRowWriter(to, owner, wearer, chronicle.known);
      const pending = new Map<DocumentCollection, ReadDocument[]>();
      for (const sync of part) {
        nowMs = sync.atMs;
        const before = chronicle.known;
        const isLast = isEnd && sync === syncs.at(-1);
        const documents = readChapter(owner, chronicle.step(sync, !isWatched && !isLast));
        if (isWatched) await writeDocuments(to, owner, documents);
        else for (const [collection, some] of documents) addTo(pending, collection, some);
        const dismissed = wearer.dismissedWorkouts(before, chronicle.known);
        if (dismissed.length > 0 && !isWatched) await writeDocuments(to, owner, takeAll(pending));
        for (const key of dismissed) await to.deleteDocument(owner, workout, documentIdOf(owner, workout.name, key));
        if (sync.isForeground || sync === part.at(-1)) await rows.follow(chronicle.known);
      }
      await writeDocuments(to, owner, takeAll(pending));
      await rows.finish();
      if (!(await to.markSynced(owner, writtenMs, chronicle.known.atMs)))
        throw new OvertakenError(`user ${owner.id} has lived on elsewhere`);
    });
    writtenMs = chronicle.known.atMs;
    // Others want to read and write, too.
    await new Promise(setImmediate);
    onProgress(writtenMs);
  }
}

function addTo(pending: Map<DocumentCollection, ReadDocument[]>, collection: DocumentCollection, documents: ReadDocument[]): void {
  const others = pending.get(collection);
  if (others) others.push(...documents);
  else pending.set(collection, documents);
}

function takeAll(pending: Map<DocumentCollection, ReadDocument[]>) {
  const all = new Map(pending);
  pending.clear();
  return all;
}

async function writeDocuments(
  to: LedgerTransaction,
  owner: Owner,
  documents: ReadonlyMap<DocumentCollection, ReadDocument[]>,
): Promise<void> {
  for (const [collection, some] of documents) await to.putDocuments(owner, collection, some, { isReplay: true });
}
